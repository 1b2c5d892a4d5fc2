// Small allocations drawn at random, and every allocation of them gone through. For tests only.
#pragma once

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <vector>

#include "base/random.hpp"
#include "engines/allocation/allocation.hpp"

namespace maillage::engines::allocation::testing {

inline Steps upto(Random& random, Steps most) {
  return static_cast<Steps>(random.below(static_cast<std::uint64_t>(most) + 1));
}

struct Wanted {
  std::int32_t units = 3;
  std::int32_t kinds = 1;
  bool one_pool = true;
  bool floors = false, caps = false, moves = false, unit_caps = false;
};

inline Cell random_cell(Random& random, const Wanted& wanted) {
  Cell cell;
  cell.need = random.below(6) == 0 ? 0 : static_cast<double>(1 + random.below(400));
  if (wanted.floors && random.below(2) == 0) cell.floor = upto(random, 2);
  if (wanted.caps && random.below(2) == 0) cell.cap = cell.floor + upto(random, 2);
  if (wanted.moves) cell.present = upto(random, 3);
  return cell;
}

inline Instance random_instance(Random& random, const Wanted& wanted) {
  Instance out{.units = wanted.units, .kinds = wanted.kinds, .step = random.below(2) == 0 ? 0.5 : 1.0};
  for (std::int32_t c = 0; c < wanted.units * wanted.kinds; ++c) out.cells.push_back(random_cell(random, wanted));
  out.pools.resize(static_cast<std::size_t>(wanted.one_pool ? 1 : wanted.kinds));
  for (std::int32_t k = 0; k < wanted.kinds; ++k) out.pool_of_kind.push_back(wanted.one_pool ? 0 : k);
  for (Pool& pool : out.pools) {
    pool.budget = upto(random, wanted.one_pool ? 7 : 4);
    if (wanted.moves && random.below(4) != 0) pool.moves_max = upto(random, 3);
  }
  if (wanted.unit_caps)
    for (std::int32_t u = 0; u < wanted.units; ++u) out.unit_caps.push_back(upto(random, 4));
  return out;
}

// Every limit, checked from its definition.
inline bool lawful(const Instance& instance, const std::vector<Steps>& given) {
  std::vector<Steps> used(instance.pools.size()), moved(instance.pools.size());
  std::vector<Steps> of_unit(static_cast<std::size_t>(instance.units));
  for (std::size_t c = 0; c < given.size(); ++c) {
    const Cell& cell = instance.cells[c];
    if (given[c] < cell.floor || given[c] > cell.cap) return false;
    used[instance.pool_of(c)] += given[c];
    moved[instance.pool_of(c)] += std::max(0, cell.present - given[c]);
    of_unit[c / static_cast<std::size_t>(instance.kinds)] += given[c];
  }
  for (std::size_t p = 0; p < used.size(); ++p) {
    if (used[p] > instance.pools[p].budget) return false;
    if (instance.pools[p].moves_max && moved[p] > *instance.pools[p].moves_max) return false;
  }
  for (std::size_t u = 0; u < instance.unit_caps.size(); ++u)
    if (of_unit[u] > instance.unit_caps[u]) return false;
  return true;
}

inline bool better(const Loss& a, const Loss& b) {
  return a.unserved != b.unserved ? a.unserved < b.unserved : a.served < b.served;
}

// The least loss of all lawful allocations, by going through them; nothing when there is none.
inline std::optional<Loss> least_loss(const Instance& instance) {
  std::optional<Loss> best;
  std::vector<Steps> given(instance.cells.size(), 0);
  Steps most = 0;
  for (const Pool& pool : instance.pools) most = std::max(most, pool.budget);
  const std::function<void(std::size_t, Steps)> fill = [&](std::size_t cell, Steps left) {
    if (cell == given.size()) {
      if (!lawful(instance, given)) return;
      const Loss loss = loss_of(instance, given);
      if (!best || better(loss, *best)) best = loss;
      return;
    }
    for (Steps n = 0; n <= std::min({left, most, instance.cells[cell].cap}); ++n) {
      given[cell] = n;
      fill(cell + 1, left - n);
    }
    given[cell] = 0;
  };
  Steps all = 0;
  for (const Pool& pool : instance.pools) all += pool.budget;
  fill(0, all);
  return best;
}

// One kind, no limit but the number of steps.
inline Instance simple(const std::vector<double>& needs, Steps budget, double step = 1) {
  Instance out{.units = static_cast<std::int32_t>(needs.size()), .kinds = 1, .step = step};
  for (const double need : needs) out.cells.push_back({need});
  out.pools = {{budget}};
  out.pool_of_kind = {0};
  return out;
}

}  // namespace maillage::engines::allocation::testing
