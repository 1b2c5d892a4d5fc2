// Which sites to open, and which site serves each demand. No domain word: demands, sites, costs. The mathematics is in
// docs/methods.md, chapter Siting.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engines/siting/instance.hpp"

namespace maillage::engines::siting {

// The best sites for the model of the instance. Every answer or report that has sites obeys the instance; status is
// optimal only when value and bound meet (to a millionth, or exactly where only whole values exist). An instance that
// nothing can satisfy gets `infeasible` and why. Without a stop or the end of the time, the same seed gives the same
// answer. Memory: about 50 bytes per reachable pair.
// The instance must be well formed: `malformed` says what is wrong.
Answer solve(const Instance& instance, const Limits& limits);

// One number of open sites and the best that was found with it.
struct CurvePoint {
  Site open = 0;
  Answer answer;
};

using CurveReport = std::function<void(double fraction, const std::vector<CurvePoint>& so_far)>;

// What one more site changes: the answer for each number of open sites from `least` to `most` (clamped to 1 and to the
// number of sites), in this order, each with its own bound. The models median, center, cover and capacitated have a
// curve; instance.open is not read. Neither the value nor the bound ever worsens along the curve.
// `limits.seconds` is for the whole curve: a point the time did not reach has the sites of the point before it, which
// are lawful for it too, with status feasible; or status unknown when there are none.
std::vector<CurvePoint> curve(const Instance& instance, Site least, Site most, const Limits& limits,
                              const CurveReport& report = {});

// The answer that these open sites give, without any search: each demand goes to its cheapest open site it can reach
// (capacitated: a heuristic assignment within the capacities). Status is feasible, or infeasible when they break
// the instance (`why` says how); no bound. `open` is sorted and has no duplicate.
Answer evaluate(const Instance& instance, std::vector<Site> open);

// How one public reaches the open sites.
struct Access {
  std::int64_t total = 0;              // weight of all demands
  std::vector<std::int64_t> within;    // weight whose nearest open site costs no more than each threshold asked
  std::int64_t unreached = 0;          // weight of demands that reach no open site
  double mean = 0;                     // mean cost of the weight that reaches a site
  double worst = 0;                    // the largest nearest cost among demands of weight > 0 that reach a site
  std::vector<double> quantiles = {};  // weighted quantiles of the nearest cost at 0.1, 0.2 … 0.9; unreached = infinity
};

// Access of the weight `of_demand` (as many as demands; ≥ 0) to the nearest of the `open` sites.
Access access_of(const Costs& costs, const std::vector<Site>& open, const std::vector<std::int64_t>& of_demand,
                 const std::vector<double>& thresholds);

// Cost of each demand to the nearest of the `open` sites; infinity where none is reached.
std::vector<double> nearest_costs(const Costs& costs, const std::vector<Site>& open);

}  // namespace maillage::engines::siting
