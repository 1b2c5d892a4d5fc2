#include "engines/allocation/reasons.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engines/allocation/relief.hpp"

namespace maillage::engines::allocation {
namespace {

// Of every pool, the greatest relief of a step that could still have been given.
std::vector<Relief> refused(const Instance& instance, const Reliefs& reliefs, const std::vector<Steps>& given) {
  std::vector<Steps> of_unit(static_cast<std::size_t>(instance.units), 0);
  const auto unit = [&](std::size_t cell) { return cell / static_cast<std::size_t>(instance.kinds); };
  for (std::size_t c = 0; c < given.size(); ++c) of_unit[unit(c)] += given[c];
  std::vector<Relief> out(instance.pools.size(), 0);
  for (std::size_t c = 0; c < given.size(); ++c) {
    if (given[c] >= room(instance.cells[c])) continue;
    if (!instance.unit_caps.empty() && of_unit[unit(c)] >= instance.unit_caps[unit(c)]) continue;
    Relief& most = out[instance.pool_of(c)];
    most = std::max(most, reliefs.next(c, given[c]));
  }
  return out;
}

struct Ranked {
  Relief relief = 0;
  Grant grant;
};

}  // namespace

std::vector<Grant> reasons(const Instance& instance, const std::vector<Steps>& given) {
  const Reliefs reliefs(instance);
  const auto most_refused = refused(instance, reliefs, given);
  std::vector<Ranked> ranked;
  for (std::size_t c = 0; c < given.size(); ++c) {
    const auto place = static_cast<std::int32_t>(c);
    for (Steps n = 1; n <= given[c]; ++n) {
      const Relief relief = reliefs.next(c, n - 1);
      const bool deserved = relief > 0 && relief >= most_refused[instance.pool_of(c)];
      const Because because = deserved                       ? Because::relief
                              : n <= instance.cells[c].floor ? Because::floor
                                                             : Because::kept;
      ranked.push_back({relief,
                        {place / instance.kinds, place % instance.kinds, n, because, load(instance, c, n - 1),
                         load(instance, c, n)}});
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.relief > b.relief; });
  std::vector<Grant> out;
  out.reserve(ranked.size());
  for (const Ranked& one : ranked) out.push_back(one.grant);
  return out;
}

Fairness fairness(const Instance& instance, const std::vector<Steps>& given, std::int32_t kind) {
  Fairness out;
  std::vector<std::pair<double, double>> loads;  // of the posts of a unit, and how many they are
  double posts = 0, need = 0;
  for (std::int32_t unit = 0; unit < instance.units; ++unit) {
    const std::size_t c = instance.at(unit, kind);
    if (given[c] > 0) {
      loads.emplace_back(load(instance, c, given[c]), given[c] * instance.step);
      posts += loads.back().second;
      need += instance.cells[c].need;
    } else if (instance.cells[c].need > 0) {
      ++out.nobody;
      out.need_nobody += instance.cells[c].need;
    }
  }
  if (loads.empty()) return out;
  std::sort(loads.begin(), loads.end());
  out.lowest = loads.front().first;
  out.highest = loads.back().first;
  out.mean = need / posts;
  // Twice the area between the Lorenz curve and the diagonal.
  double below = 0, twice_under = 0;
  for (const auto& [carried, count] : loads) {
    twice_under += count * (2 * below + carried * count);
    below += carried * count;
  }
  out.gini = need > 0 ? std::max(0.0, 1 - twice_under / (posts * need)) : 0;
  return out;
}

std::vector<Price> floor_prices(const Instance& instance, const Answer& answer) {
  std::set<std::size_t> binding;
  for (const Grant& grant : reasons(instance, answer.given))
    if (grant.because == Because::floor) binding.insert(instance.at(grant.unit, grant.kind));
  const Loss with_floor = loss_of(instance, answer.given);
  Instance relaxed = instance;
  std::vector<Price> out;
  for (const std::size_t c : binding) {
    const Steps floor = std::exchange(relaxed.cells[c].floor, 0);
    const Answer free = solve(relaxed);
    const auto place = static_cast<std::int32_t>(c);
    out.push_back({place / instance.kinds, place % instance.kinds, floor, free.given[c], with_floor,
                   loss_of(instance, free.given)});
    relaxed.cells[c].floor = floor;
  }
  return out;
}

}  // namespace maillage::engines::allocation
