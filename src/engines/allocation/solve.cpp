#include <algorithm>
#include <limits>
#include <queue>

#include "base/assert.hpp"
#include "engines/allocation/flow.hpp"
#include "engines/allocation/relief.hpp"

namespace maillage::engines::allocation {
namespace {

struct Candidate {
  Relief relief = 0;
  std::size_t cell = 0;
};

// The greatest relief first, then the first cell.
struct Later {
  bool operator()(const Candidate& a, const Candidate& b) const {
    return a.relief != b.relief ? a.relief < b.relief : a.cell > b.cell;
  }
};

// Gives steps of each pool one by one where they relieve most: a step's relief does not depend on the other cells and
// never rises within one, so that what is best now is in a best allocation (greedy on a matroid of nested limits).
class Greedy {
 public:
  explicit Greedy(const Instance& instance) : instance_(instance), reliefs_(instance) {
    for (const Cell& cell : instance.cells) given_.push_back(cell.floor);
  }

  Answer run() {
    const auto keep = steps_to_keep(instance_);
    Answer answer;
    for (std::size_t p = 0; p < instance_.pools.size(); ++p) {
      give(p, keep[p] - kept(p), [](const Cell& cell) { return std::min(cell.present, cell.cap); });
      answer.unplaced.push_back(give(p, instance_.pools[p].budget - total(p), room));
    }
    answer.given = std::move(given_);
    return answer;
  }

 private:
  // Gives `count` steps of the pool, in cells below their limit; how many found none.
  template <class Limit>
  Steps give(std::size_t pool, Steps count, Limit limit) {
    std::priority_queue<Candidate, std::vector<Candidate>, Later> queue;
    for (std::size_t c = 0; c < instance_.cells.size(); ++c)
      if (instance_.pool_of(c) == pool && given_[c] < limit(instance_.cells[c]))
        queue.push({reliefs_.next(c, given_[c]), c});
    for (; count > 0 && !queue.empty(); --count) {
      const std::size_t cell = queue.top().cell;
      queue.pop();
      if (++given_[cell] < limit(instance_.cells[cell])) queue.push({reliefs_.next(cell, given_[cell]), cell});
    }
    return std::max(0, count);
  }

  Steps kept(std::size_t pool) const {
    Steps sum = 0;
    for (std::size_t c = 0; c < given_.size(); ++c)
      if (instance_.pool_of(c) == pool) sum += std::min(given_[c], instance_.cells[c].present);
    return sum;
  }
  Steps total(std::size_t pool) const {
    Steps sum = 0;
    for (std::size_t c = 0; c < given_.size(); ++c)
      if (instance_.pool_of(c) == pool) sum += given_[c];
    return sum;
  }

  const Instance& instance_;
  Reliefs reliefs_;
  std::vector<Steps> given_;
};

}  // namespace

double load(const Instance& instance, std::size_t cell, Steps steps) {
  const double need = instance.cells[cell].need;
  if (steps > 0) return need / (instance.step * steps);
  return need > 0 ? std::numeric_limits<double>::infinity() : 0;
}

Loss loss_of(const Instance& instance, const std::vector<Steps>& given) {
  Loss loss;
  for (std::size_t c = 0; c < given.size(); ++c) {
    const double need = instance.cells[c].need;
    if (given[c] == 0)
      loss.unserved += need;
    else
      loss.served += need * load(instance, c, given[c]);
  }
  return loss;
}

Answer solve(const Instance& instance) {
  MAILLAGE_ASSERT(instance.cells.size() == instance.at(instance.units, 0), "one cell per unit and kind");
  MAILLAGE_ASSERT(instance.pool_of_kind.size() == static_cast<std::size_t>(instance.kinds), "a pool for each kind");
  if (auto why = impossible(instance)) return {std::move(why), {}, {}};
  return instance.unit_caps.empty() ? Greedy(instance).run() : solve_flow(instance);
}

std::vector<Answer> path(Instance instance, const std::vector<std::vector<Steps>>& budgets) {
  std::vector<Answer> years;
  for (const std::vector<Steps>& of_pool : budgets) {
    for (std::size_t p = 0; p < of_pool.size(); ++p) instance.pools[p].budget = of_pool[p];
    years.push_back(solve(instance));
    if (years.back().why) break;
    for (std::size_t c = 0; c < instance.cells.size(); ++c) instance.cells[c].present = years.back().given[c];
  }
  return years;
}

}  // namespace maillage::engines::allocation
