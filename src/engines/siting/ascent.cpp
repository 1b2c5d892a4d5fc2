#include "engines/siting/ascent.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr int kPatience = 10;  // failures in a row before steps shorten
constexpr double kShorter = 0.8;
constexpr double kLonger = 1.1;
constexpr double kLongest = 2;
constexpr double kShortest = 1e-4;
constexpr int kLookBack = 100;        // steps
constexpr double kWorthwhile = 0.01;  // of the way left, in so many steps

}  // namespace

Ascent::Ascent(const Rows& rows, const std::vector<double>& outside, const Choice& choice, std::vector<State> states,
               std::vector<double> worth, Knapsacks* knapsacks)
    : rows_(rows),
      outside_(outside),
      choice_(choice),
      knapsacks_(knapsacks),
      states_(std::move(states)),
      worth_(std::move(worth)),
      reduced_(states_.size()) {
  evaluate();
  best_worth_ = worth_;
  best_slope_ = slope_;
  bound_ = bound_before_ = value_;
  heading_ = slope_;
  share_ = selection_.share;
}

void Ascent::add_values() {
  std::fill(reduced_.begin(), reduced_.end(), 0.0);
  for (std::size_t d = 0; d < rows_.size(); ++d)
    for (const Entry& e : rows_[d]) {
      if (e.cost >= worth_[d]) break;
      reduced_[static_cast<std::size_t>(e.other)] += e.cost - worth_[d];
    }
}

void Ascent::evaluate() {
  if (knapsacks_ != nullptr)
    knapsacks_->fill(rows_, worth_, reduced_);
  else
    add_values();
  const double total = std::accumulate(worth_.begin(), worth_.end(), 0.0);
  selection_ = select(choice_, states_, reduced_);
  value_ = total + selection_.value - rounding_error();
  add_served();
}

void Ascent::add_served() {
  slope_.assign(rows_.size(), 1.0);
  if (knapsacks_ != nullptr) return knapsacks_->subtract_served(selection_.share, slope_);
  for (std::size_t d = 0; d < rows_.size(); ++d)
    for (const Entry& e : rows_[d]) {
      if (e.cost >= worth_[d]) break;
      slope_[d] -= selection_.share[static_cast<std::size_t>(e.other)];
    }
}

// Every sum adds at most demands + sites terms, each rounded once more; their magnitudes are at most these.
double Ascent::rounding_error() const {
  double magnitude = 0;
  for (const double worth : worth_) magnitude += worth;
  for (std::size_t s = 0; s < reduced_.size(); ++s)
    if (selection_.picked[s] != 0) magnitude += std::fabs(reduced_[s]) + std::fabs(selection_.reduced[s]);
  return (static_cast<double>(rows_.size() + reduced_.size()) + 16) * 0x1p-52 * magnitude;
}

std::size_t Ascent::undecided() const {
  return static_cast<std::size_t>(std::count(states_.begin(), states_.end(), State::free));
}

// A site is closed when opening it alone brings the bound to the limit, open when closing it does.
void Ascent::decide(double limit) {
  const double spare = limit - value_ + rounding_error();
  for (std::size_t s = 0; s < states_.size(); ++s) {
    if (states_[s] != State::free) continue;
    const double reduced = selection_.reduced[s];
    if (selection_.picked[s] == 0 && reduced - selection_.last_in >= spare) states_[s] = State::closed;
    if (selection_.picked[s] != 0 && selection_.first_out - reduced >= spare) states_[s] = State::open;
  }
}

// Squared; the demands whose worth cannot go further that way do not count.
double Ascent::length_of_heading() const {
  double length = 0;
  for (std::size_t d = 0; d < heading_.size(); ++d) {
    const bool stuck = heading_[d] > 0 ? best_worth_[d] >= outside_[d] : best_worth_[d] <= least_worth(d);
    if (!stuck) length += heading_[d] * heading_[d];
  }
  return length;
}

// Serving a demand is worth no less than its cheapest site costs.
double Ascent::least_worth(std::size_t demand) const {
  return rows_[demand].empty() ? outside_[demand] : rows_[demand].front().cost;
}

// From the best point along the mean of the slopes, by a share of the way left.
void Ascent::move_on(double limit) {
  double length = length_of_heading();
  if (length < 1e-12) {
    heading_ = best_slope_;
    length = length_of_heading();
    if (length < 1e-12) settled_ = true;
  }
  if (settled_) return;
  const double stride = length_ * std::max(limit - bound_, 1e-6 * std::fabs(limit)) / length;
  for (std::size_t d = 0; d < heading_.size(); ++d)
    worth_[d] = std::clamp(best_worth_[d] + stride * heading_[d], least_worth(d), outside_[d]);
}

// The weight of the last slope that makes the mean shortest.
double Ascent::blend_weight() const {
  double both = 0, apart = 0;
  for (std::size_t d = 0; d < slope_.size(); ++d) {
    const double difference = slope_[d] - heading_[d];
    apart += difference * difference;
    both -= heading_[d] * difference;
  }
  return apart <= 0 ? blend_most_ : std::clamp(both / apart, 0.1 * blend_most_, blend_most_);
}

void Ascent::blend() {
  const double weight = blend_weight();
  for (std::size_t d = 0; d < slope_.size(); ++d) heading_[d] += weight * (slope_[d] - heading_[d]);
  for (std::size_t s = 0; s < share_.size(); ++s) share_[s] += weight * (selection_.share[s] - share_[s]);
}

// Whether the step was a good one, and what the next ones should be.
void Ascent::judge(double limit) {
  if (value_ > bound_) {
    double along = 0;
    for (std::size_t d = 0; d < slope_.size(); ++d) along += slope_[d] * heading_[d];
    if (along >= 0) length_ = std::min(kLongest, kLonger * length_);
    bound_ = value_;
    best_worth_ = worth_;
    best_slope_ = slope_;
    failures_ = 0;
  } else if (++failures_ % kPatience == 0) {
    length_ *= kShorter;
  }
  if (++steps_ % kLookBack != 0) return;
  if (bound_ - bound_before_ < kWorthwhile * (limit - bound_)) {
    blend_most_ *= 0.5;
    settled_ = settled_ || blend_most_ < 0.02;
  }
  bound_before_ = bound_;
}

void Ascent::step(double limit) {
  move_on(limit);
  if (settled_) return;
  evaluate();
  decide(limit);
  judge(limit);
  blend();
  settled_ = settled_ || length_ < kShortest || bound_ >= limit;
}

Rows kept_rows(const Rows& rows, const std::vector<State>& states) {
  Rows kept;
  for (std::size_t d = 0; d < rows.size(); ++d) {
    for (const Entry& e : rows[d]) {
      const State state = states[static_cast<std::size_t>(e.other)];
      if (state != State::closed) kept.add(e);
      if (state == State::open) break;
    }
    kept.end_row();
  }
  return kept;
}

std::vector<double> worth_beside(const Table& table, const std::vector<char>& open, double part) {
  std::vector<double> worth(table.demands());
  for (std::size_t d = 0; d < table.demands(); ++d) {
    double nearest = table.outside[d], second = table.outside[d];
    int met = 0;
    for (const Entry& e : table.rows[d]) {
      if (open[static_cast<std::size_t>(e.other)] == 0) continue;
      (met == 0 ? nearest : second) = e.cost;
      if (++met == 2) break;
    }
    worth[d] = nearest + part * (second - nearest);
  }
  return worth;
}

}  // namespace maillage::engines::siting
