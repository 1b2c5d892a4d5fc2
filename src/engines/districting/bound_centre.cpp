#include "engines/districting/bound_centre.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

CentreProblem::CentreProblem(const HessCosts& costs) : costs_(costs), kept_(at(costs.labels), 0.0) {
  near_.reserve(at(costs.items));
}

void CentreProblem::gather(std::int32_t centre, const std::vector<double>& worth, double above) {
  const float* row = costs_.row(centre).data();
  const std::int32_t own = costs_.own[at(centre)];
  own_load_ = own < 0 ? 0 : costs_.load[at(own)];
  own_surplus_ = own < 0 ? 0 : worth[at(own)] - static_cast<double>(row[own]);
  own_label_ = own < 0 ? -1 : costs_.label[at(own)];
  top_ = own_surplus_;
  near_.clear();
  for (std::size_t i = 0; i < worth.size(); ++i) {
    const double surplus = worth[i] - static_cast<double>(row[i]);
    if (surplus <= above || static_cast<std::int32_t>(i) == own) continue;
    near_.push_back({surplus, costs_.load[i], costs_.label[i]});
    top_ = std::max(top_, surplus);
  }
}

void CentreProblem::plain(double price, Value& out) const {
  double gain = 0, load = 0;
  for (const Near& n : near_) {
    const double in = n.surplus > price ? n.load : 0.0;
    gain += in * (n.surplus - price);
    load += in;
  }
  out.value -= gain;
  out.load += load;
}

bool CentreProblem::taken(const Near& near, double price, std::int32_t label) const {
  const bool leaves = near.label >= 0 && near.label != label;
  return near.surplus > price + (leaves ? costs_.leave_price : 0.0);
}

void CentreProblem::labelled(double price, Value& out) {
  std::fill(kept_.begin(), kept_.end(), 0.0);
  if (own_label_ >= 0) {
    const double leaving = own_load_ * costs_.leave_price;
    out.value += leaving;
    kept_[at(own_label_)] = leaving;
  }
  for (const Near& n : near_) {
    const double stay = n.surplus - price;
    if (stay <= 0) continue;
    const double leave = n.label < 0 ? stay : std::max(0.0, stay - costs_.leave_price);
    out.value -= n.load * leave;
    if (n.label >= 0) kept_[at(n.label)] += n.load * (stay - leave);
  }
  const auto best = std::max_element(kept_.begin(), kept_.end());
  out.value -= *best;
  out.label = static_cast<std::int32_t>(best - kept_.begin());
  for (const Near& n : near_) out.load += taken(n, price, out.label) ? n.load : 0.0;
}

// The centre's own item is taken whatever it brings.
CentreProblem::Value CentreProblem::near_value(double price) {
  Value out;
  out.value = -own_load_ * (own_surplus_ - price);
  out.load = own_load_;
  costs_.leave_price > 0 ? labelled(price, out) : plain(price, out);
  const double bound = price >= 0 ? costs_.upper : costs_.lower;
  out.value -= price * bound;
  out.slope = out.load - bound;
  return out;
}

double CentreProblem::value_at(std::int32_t centre, const std::vector<double>& worth, double price) {
  gather(centre, worth, price);
  return near_value(price).value;
}

// Gathers the items around the centre down to a price that is below the optimum, and gives that price.
double CentreProblem::lowest_price(std::int32_t centre, const std::vector<double>& worth, const Optimum& last) {
  double reach = last.reach;
  for (int k = 0; k < 8 && reach > 0; ++k, reach *= 8) {
    gather(centre, worth, last.price - reach);
    if (near_value(last.price - reach).slope > 0) return last.price - reach;
  }
  gather(centre, worth, -HUGE_VAL);
  double lowest = top_;
  for (const Near& n : near_) lowest = std::min(lowest, n.surplus);
  // Even the items that pay to leave are taken there.
  return lowest - costs_.leave_price - 1e-6 * (std::fabs(lowest) + 1);
}

// Moves both ends towards the zero of the slope: from the guess by growing steps, then by false position and halving.
void CentreProblem::narrow(double guess, double step, std::pair<double, Value>& low, std::pair<double, Value>& high) {
  const auto look = [&](double price) {
    if (price <= low.first || price >= high.first) return;
    const Value here = near_value(price);
    (here.slope > 0 ? low : high) = {price, here};
  };
  const double close = 1e-8 * (high.first - low.first);
  look(0);
  look(guess);
  for (double s = step; s > 0 && low.first >= guess && high.first > guess + s; s *= 8) look(guess + s);
  for (double s = step; s > 0 && high.first <= guess && low.first < guess - s; s *= 8) look(guess - s);
  for (int k = 0; k < 60 && high.first - low.first > close; ++k) {
    const double share = low.second.slope / (low.second.slope - high.second.slope);
    const bool halve = k % 3 == 2 || !(share > 0 && share < 1);
    look(low.first + (high.first - low.first) * (halve ? 0.5 : std::clamp(share, 0.05, 0.95)));
  }
}

CentreProblem::Optimum CentreProblem::best(std::int32_t centre, const std::vector<double>& worth, const Optimum& last) {
  const double lowest = lowest_price(centre, worth, last);
  // Up to 0 even when nothing brings anything, if the centre's own item alone weighs more than the lower bound.
  const double highest = own_load_ > costs_.lower ? std::max(top_, 0.0) : top_;
  std::pair<double, Value> low{lowest, near_value(lowest)}, high{highest, near_value(highest)};
  const double span = high.first - low.first;
  if (low.second.slope > 0 && high.second.slope <= 0) narrow(last.price, 0.02 * last.reach, low, high);
  Optimum out{low.second.value, low.first, high.first, 0};
  if (high.second.value > low.second.value) out = {high.second.value, high.first, low.first, 0};
  const double moved = std::max(3 * std::fabs(out.price - last.price), 0.2 * last.reach);
  out.reach = last.reach == 0 ? 0.05 * span : std::min(moved, span);
  return out;
}

void CentreProblem::add_served(std::int32_t centre, const std::vector<double>& worth, const Optimum& optimum,
                               std::vector<double>& served) {
  const auto [low, high] = std::minmax(optimum.price, optimum.other_price);
  gather(centre, worth, low);
  const Value more = near_value(low), less = near_value(high);
  const double bound = low >= 0 ? costs_.upper : costs_.lower;
  const double part = more.load > less.load ? std::clamp((bound - less.load) / (more.load - less.load), 0.0, 1.0) : 1.0;
  const float* row = costs_.row(centre).data();
  const std::int32_t own = costs_.own[at(centre)];
  for (std::size_t i = 0; i < worth.size(); ++i) {
    const Near item{worth[i] - static_cast<double>(row[i]), costs_.load[i], costs_.label[i]};
    if (item.surplus > low && static_cast<std::int32_t>(i) != own)
      served[i] += part * taken(item, low, more.label) + (1 - part) * taken(item, high, less.label);
  }
  if (own >= 0) served[at(own)] += 1;
}

}  // namespace maillage::engines::districting
