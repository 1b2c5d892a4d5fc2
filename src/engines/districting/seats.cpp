#include "engines/districting/seats.hpp"

#include <algorithm>
#include <numeric>

#include "engines/districting/evaluate.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Free cells that hold a kept seat, or openable ones only, with the unit of a seat of theirs.
std::vector<std::pair<Cell, Unit>> free_seats(const Model& model, const Plan& plan, bool kept) {
  std::vector<std::pair<Cell, Unit>> out;
  const auto& seats = model.instance().seats;
  for (Cell c = 0; c < model.cells(); ++c) {
    if (plan[at(c)] >= 0 || (model.seats(c).kept > 0) != kept) continue;
    const auto wanted = [&](Unit u) { return seats[at(u)] == (kept ? Seat::kept : Seat::openable); };
    const auto& units = model.units_of(c);
    if (const auto found = std::find_if(units.begin(), units.end(), wanted); found != units.end())
      out.emplace_back(c, *found);
  }
  return out;
}

// Takes one of the cells, those far from the units taken more often.
std::pair<Cell, Unit> take(const Model& model, Random& random, const std::vector<Unit>& taken,
                           std::vector<std::pair<Cell, Unit>>& left) {
  std::vector<double> chance;
  for (const auto& [cell, unit] : left) {
    double nearest = 1;
    for (std::size_t k = 0; k < taken.size(); ++k) {
      const double there = static_cast<double>(model.squared_km(unit)[at(taken[k])]);
      nearest = k == 0 ? there : std::min(nearest, there);
    }
    chance.push_back(nearest);
  }
  double drawn = random.unit() * std::accumulate(chance.begin(), chance.end(), 0.0);
  std::size_t chosen = random.below(left.size());
  for (std::size_t k = 0; k < chance.size(); ++k)
    if ((drawn -= chance[k]) < 0) {
      chosen = k;
      break;
    }
  const auto out = left[chosen];
  left.erase(left.begin() + static_cast<std::ptrdiff_t>(chosen));
  return out;
}

}  // namespace

Seating choose_seats(const std::vector<Centrings>& of_district, District opened_max) {
  Seating out;
  for (const Centrings& found : of_district) {
    const bool keeps = found.kept.unit >= 0, opens = !keeps && found.any.unit >= 0 && out.opened < opened_max;
    out.centre.push_back(keeps || opens ? found.seat() : found.free);
    out.opened += opens;
    out.unseated += !keeps && !opens;
  }
  return out;
}

bool lay_seats(const Model& model, Random& random, Plan& plan) {
  std::vector<bool> begun(at(model.districts()), false), holds_kept = begun;
  std::vector<Unit> taken;
  for (Cell c = 0; c < model.cells(); ++c) {
    if (plan[at(c)] < 0) continue;
    begun[at(plan[at(c)])] = true;
    if (model.seats(c).kept > 0) holds_kept[at(plan[at(c)])] = true;
    taken.push_back(model.units_of(c).front());
  }
  std::ptrdiff_t may_open = model.instance().opened_max;
  for (std::size_t d = 0; d < begun.size(); ++d) may_open -= begun[d] && !holds_kept[d];
  auto kept = free_seats(model, plan, true), openable = free_seats(model, plan, false);
  const auto lacking = std::count(begun.begin(), begun.end(), false);
  const auto most = std::min<std::ptrdiff_t>({lacking, std::max<std::ptrdiff_t>(0, may_open), std::ssize(openable)});
  const auto least = std::max<std::ptrdiff_t>(0, lacking - std::ssize(kept));
  if (least > most) return false;
  auto opened = least + static_cast<std::ptrdiff_t>(random.below(static_cast<std::uint64_t>(most - least + 1)));
  for (std::size_t d = 0; d < begun.size(); ++d) {
    if (begun[d]) continue;
    const auto [cell, unit] = take(model, random, taken, opened-- > 0 ? openable : kept);
    plan[at(cell)] = static_cast<District>(d);
    taken.push_back(unit);
  }
  return true;
}

}  // namespace maillage::engines::districting
