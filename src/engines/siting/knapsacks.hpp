// What each site with a capacity would serve, given what serving each demand is worth: the inner problems of the
// Lagrangian dual of the capacitated p-median (Ceselli & Righini, Networks 45 (2005)).
#pragma once

#include <vector>

#include "engines/siting/table.hpp"

namespace maillage::engines::siting {

class Knapsacks {
 public:
  // At most `most` sites are open together.
  Knapsacks(const std::vector<std::int64_t>& load, const std::vector<std::int64_t>& capacity, std::size_t most);

  // No more than the least value Σ (cost − worth) of what each site can serve; into `values`. Demands are taken whole
  // at the `most` sites of least value, as long as that is no longer than the rest; in part (Dantzig 1957) at the
  // others.
  void fill(const Rows& rows, const std::vector<double>& worth, std::vector<double>& values);
  // Takes from `slope` what the sites serve of each demand, times their share.
  void subtract_served(const std::vector<double>& share, std::vector<double>& slope) const;

 private:
  struct Item {
    std::size_t demand = 0;
    std::int64_t load = 0;
    double value = 0;  // cost − worth, < 0
    double part = 0;   // of it that is served, 0..1
  };
  static double fill_in_part(std::vector<Item>& items, std::int64_t capacity);
  void fill_whole(const std::vector<double>& in_part, std::vector<double>& values);

  const std::vector<std::int64_t>& load_;
  const std::vector<std::int64_t>& capacity_;
  std::size_t most_;
  int resting_ = 0;                       // fills to come in part only
  std::vector<std::vector<Item>> items_;  // of each site
};

}  // namespace maillage::engines::siting
