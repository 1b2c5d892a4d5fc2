#include "engines/siting/knapsacks.hpp"

#include <algorithm>

namespace maillage::engines::siting {

Knapsacks::Knapsacks(const std::vector<std::int64_t>& load, const std::vector<std::int64_t>& capacity)
    : load_(load), capacity_(capacity), items_(capacity.size()) {}

void Knapsacks::fill(const Rows& rows, const std::vector<double>& worth, std::vector<double>& values) {
  for (auto& items : items_) items.clear();
  for (std::size_t d = 0; d < rows.size(); ++d)
    for (const Entry& e : rows[d]) {
      if (e.cost >= worth[d]) break;
      const auto site = static_cast<std::size_t>(e.other);
      if (load_[d] <= capacity_[site]) items_[site].push_back({d, e.cost - worth[d], 0});
    }
  for (std::size_t s = 0; s < items_.size(); ++s) values[s] = fill_one(items_[s], capacity_[s]);
}

// The demands that bring most for their load, the last one in part.
double Knapsacks::fill_one(std::vector<Item>& items, std::int64_t capacity) const {
  std::int64_t load = 0;
  for (const Item& item : items) load += load_[item.demand];
  if (load > capacity)
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
      const double left = a.value * static_cast<double>(load_[b.demand]);
      const double right = b.value * static_cast<double>(load_[a.demand]);
      return left != right ? left < right : a.demand < b.demand;
    });
  double value = 0;
  std::int64_t room = capacity;
  for (Item& item : items) {
    const std::int64_t wanted = load_[item.demand];
    item.part = wanted <= room ? 1 : static_cast<double>(room) / static_cast<double>(wanted);
    value += item.part * item.value;
    room -= std::min(room, wanted);
  }
  return value;
}

void Knapsacks::subtract_served(const std::vector<double>& share, std::vector<double>& slope) const {
  for (std::size_t s = 0; s < items_.size(); ++s) {
    if (share[s] <= 0) continue;
    for (const Item& item : items_[s]) slope[item.demand] -= share[s] * item.part;
  }
}

}  // namespace maillage::engines::siting
