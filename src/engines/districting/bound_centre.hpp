// The best district around one centre when every item has a worth per load: a continuous knapsack, solved by its dual.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engines/districting/bound_costs.hpp"

namespace maillage::engines::districting {

// min over y in [0,1]^items, y_own = 1, of Σ load·(mean_km2 − worth)·y + price·(Σ load·y − bound), plus the price of
// leaving every present district but one; bound is the upper one when price ≥ 0, else the lower one. At any price the
// value is a lower bound of the knapsack with Σ load·y within the bounds, and it is concave in the price.
class CentreProblem {
 public:
  struct Optimum {
    double value = 0;
    double price = 0;        // of load
    double other_price = 0;  // the optimum lies between the two; items between them are taken in part
    double reach = 0;        // how far below `price` the next search from it should look first
  };

  explicit CentreProblem(const HessCosts& costs);

  // Value at one price, in one pass over the items.
  double value_at(std::int32_t centre, const std::vector<double>& worth, double price);

  // The largest value over prices, within 1e-8 of the span of prices around it; `last` says where to look first.
  Optimum best(std::int32_t centre, const std::vector<double>& worth, const Optimum& last);

  // Adds to `served` the share of every item that the optimum takes.
  void add_served(std::int32_t centre, const std::vector<double>& worth, const Optimum& optimum,
                  std::vector<double>& served);

 private:
  struct Value {
    double value = 0;
    double load = 0;          // of the items taken at this price
    std::int32_t label = -1;  // present district it continues, when leaving one has a price
    double slope = 0;         // right derivative in the price
  };
  // What an item near the centre brings: worth − mean_km2 per load.
  struct Near {
    double surplus;
    double load;
    std::int32_t label;
  };

  void gather(std::int32_t centre, const std::vector<double>& worth, double above);
  Value near_value(double price);
  void plain(double price, Value& out) const;
  void labelled(double price, Value& out);
  bool taken(const Near& near, double price, std::int32_t label) const;
  double lowest_price(std::int32_t centre, const std::vector<double>& worth, const Optimum& last);
  void narrow(double guess, double step, std::pair<double, Value>& low, std::pair<double, Value>& high);

  const HessCosts& costs_;
  std::vector<double> kept_;  // per present district: what its items save by staying in it
  std::vector<Near> near_;    // other items whose surplus is above the lowest price looked at
  double own_surplus_ = 0;    // of the centre's own item, taken whatever it brings
  double own_load_ = 0;
  std::int32_t own_label_ = -1;
  double top_ = 0;  // largest surplus of near_
};

}  // namespace maillage::engines::districting
