#include "engines/siting/knapsacks.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr std::size_t kNodes = 600;        // of the search for one knapsack
constexpr int kRest = 20;                  // fills without a search after one where most did not end
constexpr std::size_t kNodesLeast = 2000;  // of the searches for all of them, besides one per item

// The best whole knapsack, depth first, the items in the order of what they bring for their load.
template <class Item>
class Whole {
 public:
  Whole(const std::vector<Item>& items, std::int64_t capacity) : items_(items), taken_(items.size(), 0) {
    visit(0, capacity, 0);
  }

  bool complete() const { return nodes_ <= kNodes; }
  std::size_t nodes() const { return nodes_; }
  double value() const { return best_; }
  const std::vector<char>& taken() const { return best_taken_; }

 private:
  // No more than what the items from `at` on can add.
  double hope(std::size_t at, std::int64_t room) const {
    double hope = 0;
    for (; at < items_.size() && items_[at].load <= room; room -= items_[at++].load) hope += items_[at].value;
    if (at == items_.size()) return hope;
    return hope + items_[at].value * static_cast<double>(room) / static_cast<double>(items_[at].load);
  }

  void visit(std::size_t at, std::int64_t room, double value) {
    if (value < best_ || best_taken_.empty()) best_ = value, best_taken_ = taken_;
    if (at == items_.size() || ++nodes_ > kNodes || value + hope(at, room) >= best_) return;
    if (items_[at].load <= room) {
      taken_[at] = 1;
      visit(at + 1, room - items_[at].load, value + items_[at].value);
      taken_[at] = 0;
    }
    visit(at + 1, room, value);
  }

  const std::vector<Item>& items_;
  std::vector<char> taken_, best_taken_;
  double best_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

Knapsacks::Knapsacks(const std::vector<std::int64_t>& load, const std::vector<std::int64_t>& capacity, std::size_t most)
    : load_(load), capacity_(capacity), most_(most), items_(capacity.size()) {}

void Knapsacks::fill(const Rows& rows, const std::vector<double>& worth, std::vector<double>& values) {
  for (auto& items : items_) items.clear();
  for (std::size_t d = 0; d < rows.size(); ++d)
    for (const Entry& e : rows[d]) {
      if (e.cost >= worth[d]) break;
      const auto site = static_cast<std::size_t>(e.other);
      if (load_[d] <= capacity_[site]) items_[site].push_back({d, load_[d], e.cost - worth[d], 0});
    }
  for (std::size_t s = 0; s < items_.size(); ++s) values[s] = fill_in_part(items_[s], capacity_[s]);
  if (resting_ == 0)
    fill_whole(std::vector<double>(values), values);
  else
    --resting_;
}

// The demands that bring most for their load, the last one in part.
double Knapsacks::fill_in_part(std::vector<Item>& items, std::int64_t capacity) {
  std::int64_t load = 0;
  for (const Item& item : items) load += item.load;
  if (load > capacity)
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      const double left = a.value * static_cast<double>(b.load);
      const double right = b.value * static_cast<double>(a.load);
      return left != right ? left < right : a.demand < b.demand;
    });
  double value = 0;
  std::int64_t room = capacity;
  for (Item& item : items) {
    item.part = item.load <= room ? 1 : static_cast<double>(room) / static_cast<double>(item.load);
    value += item.part * item.value;
    room -= std::min(room, item.load);
  }
  return value;
}

// From the least value in part, until as many whole ones are below all that are left.
void Knapsacks::fill_whole(const std::vector<double>& in_part, std::vector<double>& values) {
  std::vector<std::size_t> order(in_part.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return in_part[a] != in_part[b] ? in_part[a] < in_part[b] : a < b; });
  std::size_t nodes = kNodesLeast, tried = 0, ended = 0;
  for (const auto& items : items_) nodes += items.size();
  std::vector<double> least;  // the largest of the `most_` least values in front
  for (const std::size_t s : order) {
    if (nodes == 0 || (least.size() == most_ && in_part[s] >= least.front())) break;
    const auto cut = [](const Item& item) { return item.part > 0 && item.part < 1; };
    if (std::any_of(items_[s].begin(), items_[s].end(), cut)) {
      const Whole<Item> whole(items_[s], capacity_[s]);
      nodes -= std::min(nodes, whole.nodes());
      ++tried;
      if (whole.complete()) {
        ++ended;
        values[s] = std::max(values[s], whole.value());
        for (std::size_t i = 0; i < items_[s].size(); ++i) items_[s][i].part = whole.taken()[i];
      }
    }
    least.push_back(values[s]);
    std::push_heap(least.begin(), least.end());
    if (least.size() <= most_) continue;
    std::pop_heap(least.begin(), least.end());
    least.pop_back();
  }
  if (2 * ended < tried) resting_ = kRest;
}

void Knapsacks::subtract_served(const std::vector<double>& share, std::vector<double>& slope) const {
  for (std::size_t s = 0; s < items_.size(); ++s) {
    if (share[s] <= 0) continue;
    for (const Item& item : items_[s]) slope[item.demand] -= share[s] * item.part;
  }
}

}  // namespace maillage::engines::siting
