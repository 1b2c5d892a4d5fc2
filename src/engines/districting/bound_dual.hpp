// The Lagrangian dual function of the Hess model and its lazy evaluation.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/districting/bound_centre.hpp"

namespace maillage::engines::districting {

// Value of the dual at one vector of worths, and what its optimum serves.
struct DualPoint {
  double value = 0;
  std::vector<double> served;  // of every item: how many districts take it, 1 when the relaxation is feasible
};

// Σ load·worth + the sum of the `districts` smallest centre values, at most `opened_max` of them of openable seats. A
// centre whose last value, lowered by all that the worths gained since, is above the threshold is not looked at again:
// most are not, near the optimum.
class HessDual {
 public:
  explicit HessDual(const HessCosts& costs);

  // The dual at `worth`, per load, of every item.
  DualPoint at(const std::vector<double>& worth);

  // Drops the centres that no plan of objective below `upper` can open, proved at the last point evaluated.
  // False when fewer than `districts` are left: then no plan is below `upper`.
  bool drop_above(double upper);

  // The dual at `worth` less a bound on the rounding error of its evaluation: a proved bound.
  double proved(const std::vector<double>& worth);

  std::int32_t alive() const { return static_cast<std::int32_t>(alive_.size()); }

 private:
  struct Centre {
    std::int32_t unit = 0;
    double value = 0;             // a lower bound of the centre's value at the worths when it was computed…
    double drift = 0;             // …at this drift
    CentreProblem::Optimum best;  // last optimum over prices of load
    bool refined = false;         // value is the optimum over prices, for the current worths
  };

  void move_to(const std::vector<double>& worth);
  void refine(Centre& centre);
  void open_centres();
  std::size_t worst_rival(std::size_t position) const;
  double rounding_error() const;

  const HessCosts& costs_;
  CentreProblem problem_;
  std::vector<double> worth_;
  std::vector<Centre> alive_;
  std::vector<std::size_t> open_;  // positions in alive_ of the centres chosen, by ascending value
  double drift_ = 0;               // Σ load × gain of worth, over all moves
  std::int64_t moves_ = 0;
  double base_ = 0;  // Σ load × worth
  double value_ = 0;
  double row_sum_max_ = 0;  // largest Σ load × mean_km2 of a centre
  double load_sum_ = 0;
};

}  // namespace maillage::engines::districting
