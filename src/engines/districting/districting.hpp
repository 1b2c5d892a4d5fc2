// Finds lawful plans of small objective. The mathematics is in docs/methods.md.
#pragma once

#include <functional>
#include <vector>

#include "engines/districting/evaluate.hpp"
#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// Heuristic search: status feasible, infeasible (never: see solve) or unknown when no lawful plan was met in time.
// Every plan it gives or reports is lawful. With limits.rounds > 0 the same seed and threads give the same answer;
// otherwise the clock decides how many rounds are made. A contiguous plan given as `start` joins the beginnings.
// Memory: about 4 × units² bytes for inertia.
Answer search(const Instance& instance, const Limits& limits, const Plan* start = nullptr);

// Infeasibility checks, then a first search, the proved bound (a quarter of the time; inertia only), a proof where the
// map is small enough for one (half of the time left, see proof.hpp), and search again: reports carry the bound as soon
// as it is known. Status is optimal only when the objective is within a millionth of the bound; solve ends when it is.
Answer solve(const Instance& instance, const Limits& limits);

// Price of moving one unit of load that makes stability weigh `stability` (0 ≤ s < 1) against compactness: the mean
// objective per load of an ordinary compact plan × s / (1 − s).
double price_of_stability(const Instance& instance, double stability);

// What the front may vary around an instance whose weight 0 is the load to balance.
struct FrontRequest {
  District districts_min = 1;
  District districts_max = 1;
  double balance = 0.1;    // widest tolerance on weight 0; tighter ones are tried too
  double stability = 0.5;  // the middle of the stability sweep, 0..1; no effect without present plans
  std::size_t plans_max = 24;
  // A complete, contiguous and obedient plan that the first search for its number of districts begins from; empty =
  // none. It need not be balanced.
  Plan start = {};
};

// One plan of the front, with its measures. answer.objective is at the price it was found with; answer.bound bounds the
// inertia alone of all plans of so many districts within the tolerance, hence the objective too.
struct Proposal {
  District districts = 0;
  double tolerance = 0;  // of weight 0, the one asked when it was found
  double price = 0;      // of moved load, the one it was found with
  Answer answer;
  Evaluation evaluation;
};

using FrontReport = std::function<void(double fraction, const std::vector<Proposal>& so_far)>;

// Load moved, summed over the present plans: the measure of the front.
std::int64_t load_moved(const Evaluation& evaluation);

// Lawful plans, none better than another in all of (inertia, load moved, imbalance, number of districts, seats opened),
// nor the same within 0.2 % of inertia and 0.001 of imbalance: sweep of stability prices × numbers of districts ×
// tolerances. Sorted by districts then load moved. Empty when none was found. The instance's districts, weight-0 bounds
// and prices are replaced by those swept, the bounds of its other weights scaled to the number of districts; its other
// constraints hold in every plan. A quarter of the time goes to bounds.
std::vector<Proposal> front(const Instance& instance, const FrontRequest& request, const Limits& limits,
                            const FrontReport& report = {});

}  // namespace maillage::engines::districting
