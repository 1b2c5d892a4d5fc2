// What each site with a capacity would serve, given what serving each demand is worth: continuous knapsacks (Dantzig
// 1957), the inner problems of the Lagrangian dual of the capacitated p-median (Ceselli & Righini, Networks 45 (2005)).
#pragma once

#include <vector>

#include "engines/siting/table.hpp"

namespace maillage::engines::siting {

class Knapsacks {
 public:
  Knapsacks(const std::vector<std::int64_t>& load, const std::vector<std::int64_t>& capacity);

  // The least value Σ (cost − worth) of what each site can serve, demands possibly in part; into `values`.
  void fill(const Rows& rows, const std::vector<double>& worth, std::vector<double>& values);
  // Takes from `slope` what the sites serve of each demand, times their share.
  void subtract_served(const std::vector<double>& share, std::vector<double>& slope) const;

 private:
  struct Item {
    std::size_t demand = 0;
    double value = 0;  // cost − worth, < 0
    double part = 0;   // of it that is served, 0..1
  };
  double fill_one(std::vector<Item>& items, std::int64_t capacity) const;

  const std::vector<std::int64_t>& load_;
  const std::vector<std::int64_t>& capacity_;
  std::vector<std::vector<Item>> items_;  // of each site
};

}  // namespace maillage::engines::siting
