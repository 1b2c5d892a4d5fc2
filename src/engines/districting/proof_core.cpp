#include "engines/districting/proof_core.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engines/districting/bound_centre.hpp"

namespace maillage::engines::districting {
namespace {

// Coefficients of loads in thousandths of the largest district, as the linear solver likes them.
constexpr double kLoadUnit = 1e-3;
// Below this, a part of a unit does not say where a district is.
constexpr double kTrace = 1e-4;
// A cut is worth adding when the point breaks it by more; an integer point breaks its own by 1.
constexpr double kBroken = 1e-3, kPiece = 0.2;

// Units of `inside` reachable from `from`, which is inside.
template <class Inside>
std::vector<Unit> reach(const Graph& graph, Unit from, std::vector<bool>& seen, Inside inside) {
  std::vector<Unit> out{from};
  seen[static_cast<std::size_t>(from)] = true;
  for (std::size_t k = 0; k < out.size(); ++k)
    for (Unit v : graph.neighbours(out[k]))
      if (!seen[static_cast<std::size_t>(v)] && inside(v)) seen[static_cast<std::size_t>(v)] = true, out.push_back(v);
  return out;
}

}  // namespace

bool provable(const Instance& instance, const HessCosts& costs) {
  if (instance.objective != Objective::inertia || costs.leave_price > 0) return false;
  const auto& load = instance.weights[0].of_unit;
  if (std::any_of(load.begin(), load.end(), [](std::int64_t l) { return l <= 0; })) return false;
  std::vector<bool> seen(load.size(), false), met(static_cast<std::size_t>(costs.items), false);
  for (Unit u = 0; u < instance.graph.units(); ++u) {
    if (seen[static_cast<std::size_t>(u)]) continue;
    const std::int32_t item = costs.own[static_cast<std::size_t>(u)];
    if (met[static_cast<std::size_t>(item)]) return false;
    met[static_cast<std::size_t>(item)] = true;
    reach(instance.graph, u, seen, [&](Unit v) { return costs.own[static_cast<std::size_t>(v)] == item; });
  }
  return true;
}

Core::Core(const Instance& instance, const HessCosts& costs, const std::vector<double>& worth, double upper)
    : instance_(instance), costs_(costs), column_(at(costs.centres) * at(costs.items), -1) {
  close_by_price(worth, upper);
  close_unreachable();
  number();
}

// A pair stays open (column 0 for now) when the dual, forced to use it, is still below `upper`.
void Core::close_by_price(const std::vector<double>& worth, double upper) {
  CentreProblem problem(costs_);
  std::vector<CentreProblem::Optimum> best;
  std::vector<double> values;
  double base = 0;
  for (std::size_t i = 0; i < worth.size(); ++i) base += costs_.load[i] * worth[i];
  for (Unit c = 0; c < costs_.centres; ++c) {
    best.push_back(costs_.may_use(c) ? problem.best(c, worth, {}) : CentreProblem::Optimum{.value = HUGE_VAL});
    values.push_back(best.back().value);
  }
  std::nth_element(values.begin(), values.begin() + (costs_.districts - 1), values.end());
  const double last = values[at(costs_.districts - 1)];
  const double dual = std::accumulate(values.begin(), values.begin() + costs_.districts, base);
  for (Unit c = 0; c < costs_.centres; ++c) {
    if (!costs_.may_use(c)) continue;
    const double spare = upper - dual - std::max(0.0, best[at(c)].value - last);
    if (spare < 0) continue;
    const auto row = costs_.row(c);
    for (std::int32_t i = 0; i < costs_.items; ++i) {
      const double price = costs_.load[at(i)] * (static_cast<double>(row[at(i)]) - worth[at(i)] + best[at(c)].price);
      if (price <= spare || costs_.own[at(c)] == i) column_[at(c) * at(costs_.items) + at(i)] = 0;
    }
  }
}

// A centre serves only what it reaches through what it may serve.
void Core::close_unreachable() {
  for (Unit c = 0; c < costs_.centres; ++c) {
    if (!open(c)) continue;
    std::vector<bool> seen(at(costs_.centres), false), kept(at(costs_.items), false);
    double load = 0;
    for (Unit u : reach(instance_.graph, c, seen, [&](Unit v) { return column(c, v) >= 0; }))
      if (!kept[at(costs_.own[at(u)])]) {
        kept[at(costs_.own[at(u)])] = true;
        load += costs_.load[at(costs_.own[at(u)])];
      }
    for (std::int32_t i = 0; i < costs_.items; ++i)
      if (!kept[at(i)] || load < costs_.lower) column_[at(c) * at(costs_.items) + at(i)] = -1;
  }
}

void Core::number() {
  for (Unit c = 0; c < costs_.centres; ++c)
    for (std::int32_t i = 0; i < costs_.items; ++i) {
      std::int32_t& column = column_[at(c) * at(costs_.items) + at(i)];
      if (column < 0) continue;
      column = columns();
      pairs_.push_back({c, i});
    }
}

std::vector<std::int32_t> Core::columns_of(Unit centre) const {
  std::vector<std::int32_t> out;
  for (std::int32_t i = 0; i < costs_.items; ++i)
    if (const std::int32_t column = column_[at(centre) * at(costs_.items) + at(i)]; column >= 0) out.push_back(column);
  return out;
}

milp::Programme Core::programme(double unit) const {
  milp::Programme out;
  for (const Pair& pair : pairs_)
    out.costs.push_back(costs_.load[at(pair.item)] * static_cast<double>(costs_.row(pair.centre)[at(pair.item)]) /
                        unit);
  add_assignments(out);
  for (Unit c = 0; c < costs_.centres; ++c)
    if (open(c)) add_centre(out, c);
  add_separations(out);
  return out;
}

// Every item in one district, as many centres as districts, and no more of them opened than may be.
void Core::add_assignments(milp::Programme& out) const {
  std::vector<milp::Row> served(at(costs_.items), milp::Row{{}, {}, 1, 1});
  milp::Row centres{{}, {}, static_cast<double>(costs_.districts), static_cast<double>(costs_.districts)};
  milp::Row opened{{}, {}, 0, static_cast<double>(costs_.opened_max)};
  for (std::int32_t column = 0; column < columns(); ++column) {
    const Pair& pair = pairs_[at(column)];
    served[at(pair.item)].columns.push_back(column);
    served[at(pair.item)].coefficients.push_back(1);
    if (costs_.own[at(pair.centre)] != pair.item) continue;
    centres.columns.push_back(column);
    centres.coefficients.push_back(1);
    if (!costs_.opens(pair.centre)) continue;
    opened.columns.push_back(column);
    opened.coefficients.push_back(1);
  }
  std::move(served.begin(), served.end(), std::back_inserter(out.rows));
  out.rows.push_back(std::move(centres));
  if (!opened.columns.empty()) out.rows.push_back(std::move(opened));
}

// Nothing without the centre; every weight within its bounds with it.
void Core::add_centre(milp::Programme& out, Unit centre) const {
  const std::int32_t own = column(centre, centre);
  const std::vector<std::int32_t> columns = columns_of(centre);
  for (std::int32_t column : columns)
    if (column != own) out.rows.push_back({{column, own}, {1, -1}, -HUGE_VAL, 0});
  for (const Weight& weight : instance_.weights) {
    std::vector<double> load(at(costs_.items), 0);
    for (Unit u = 0; u < costs_.centres; ++u) load[at(costs_.own[at(u)])] += static_cast<double>(weight.of_unit[at(u)]);
    const double unit = kLoadUnit * static_cast<double>(std::max<std::int64_t>(1, weight.upper));
    milp::Row least{columns, {}, 0, HUGE_VAL}, most{columns, {}, -HUGE_VAL, 0};
    for (std::int32_t column : columns) {
      const double x = load[at(pairs_[at(column)].item)];
      least.coefficients.push_back((x - (column == own ? static_cast<double>(weight.lower) : 0)) / unit);
      most.coefficients.push_back((x - (column == own ? static_cast<double>(weight.upper) : 0)) / unit);
    }
    out.rows.push_back(std::move(least));
    out.rows.push_back(std::move(most));
  }
}

// Units fixed in different districts are never in one.
void Core::add_separations(milp::Programme& out) const {
  for (std::size_t k = 0; k < instance_.fixed.size(); ++k)
    for (std::size_t l = 0; l < k; ++l) {
      if (instance_.fixed[k].second == instance_.fixed[l].second) continue;
      for (Unit c = 0; c < costs_.centres; ++c) {
        const std::int32_t a = column(c, instance_.fixed[k].first), b = column(c, instance_.fixed[l].first);
        if (a >= 0 && b >= 0) out.rows.push_back({{a, b}, {1, 1}, -HUGE_VAL, 1});
      }
    }
}

std::vector<milp::Row> Core::contiguity_cuts(std::span<const double> point) const {
  std::vector<milp::Row> out;
  for (Unit c = 0; c < costs_.centres; ++c) {
    if (!open(c) || point[at(column(c, c))] < kTrace) continue;
    const auto served = [&](Unit u) { return column(c, u) >= 0 && point[at(column(c, u))] > kTrace; };
    std::vector<bool> seen(at(costs_.centres), false);
    reach(instance_.graph, c, seen, served);
    for (Unit u = 0; u < costs_.centres; ++u) {
      if (seen[at(u)] || !served(u)) continue;
      const std::vector<Unit> piece = reach(instance_.graph, u, seen, served);
      const auto large = [&](Unit v) { return point[at(column(c, v))] > kPiece; };
      if (std::any_of(piece.begin(), piece.end(), large)) cut_piece(point, c, piece, out);
    }
  }
  return out;
}

// The cuts of a piece of `served`'s district, for it and for every other centre that has a part of something at the
// point.
void Core::cut_piece(std::span<const double> point, Unit served, const std::vector<Unit>& piece,
                     std::vector<milp::Row>& out) const {
  for (Unit c = 0; c < costs_.centres; ++c) {
    if (!open(c) || (c != served && point[at(column(c, c))] < kTrace)) continue;
    const std::vector<Unit> between = separator(c, piece);
    if (std::find(between.begin(), between.end(), c) != between.end()) continue;
    const std::vector<std::int32_t> sides = columns_of(c, between);
    double side = 0;
    for (std::int32_t column : sides) side += point[at(column)];
    for (std::int32_t column : columns_of(c, piece)) {
      if (point[at(column)] - side < kBroken) continue;
      milp::Row cut{sides, std::vector<double>(sides.size(), -1), -HUGE_VAL, 0};
      cut.columns.push_back(column);
      cut.coefficients.push_back(1);
      out.push_back(std::move(cut));
    }
  }
}

// Open columns of these units with a centre, each once.
std::vector<std::int32_t> Core::columns_of(Unit centre, const std::vector<Unit>& units) const {
  std::vector<std::int32_t> out;
  for (Unit u : units)
    if (column(centre, u) >= 0) out.push_back(column(centre, u));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Neighbours of the piece that the centre reaches, through units it may serve, without crossing another of them; the
// centre alone when it is in the piece or beside it.
std::vector<Unit> Core::separator(Unit centre, const std::vector<Unit>& piece) const {
  std::vector<bool> inside(at(costs_.centres), false), beside(at(costs_.centres), false);
  for (Unit u : piece) inside[at(u)] = true;
  for (Unit u : piece)
    for (Unit v : instance_.graph.neighbours(u)) beside[at(v)] = !inside[at(v)];
  if (inside[at(centre)] || beside[at(centre)]) return {centre};
  std::vector<bool> seen(at(costs_.centres), false);
  std::vector<Unit> between;
  for (Unit u : reach(instance_.graph, centre, seen, [&](Unit v) { return column(centre, v) >= 0 && !beside[at(v)]; }))
    for (Unit v : instance_.graph.neighbours(u))
      if (beside[at(v)] && column(centre, v) >= 0 && !seen[at(v)]) seen[at(v)] = true, between.push_back(v);
  return between;
}

Plan Core::plan(const std::vector<bool>& point) const {
  std::vector<Unit> centre_of_item(at(costs_.items), -1);
  for (std::int32_t column = 0; column < columns(); ++column)
    if (point[at(column)]) centre_of_item[at(pairs_[at(column)].item)] = pairs_[at(column)].centre;
  std::vector<District> district_of(at(costs_.centres), -1);
  std::vector<bool> taken(at(costs_.districts), false);
  for (const auto& [unit, district] : instance_.fixed) {
    district_of[at(centre_of_item[at(costs_.own[at(unit)])])] = district;
    taken[at(district)] = true;
  }
  District next = 0;
  Plan out;
  for (Unit u = 0; u < costs_.centres; ++u) {
    District& district = district_of[at(centre_of_item[at(costs_.own[at(u)])])];
    if (district < 0) {
      while (taken[at(next)]) ++next;
      taken[at(next)] = true;
      district = next;
    }
    out.push_back(district);
  }
  return out;
}

}  // namespace maillage::engines::districting
