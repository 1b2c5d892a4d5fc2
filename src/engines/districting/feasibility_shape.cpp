#include "engines/districting/feasibility_shape.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "engines/districting/feasibility_blocks.hpp"

namespace maillage::engines::districting {
namespace {

constexpr std::size_t kSumsMost = 20'000;  // sums remembered before a question is left open
constexpr std::size_t kReachMost = 48;     // blocks whose sums are looked at around one block

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Fewest and most districts that a set of units of this load can be cut into, for one weight.
std::pair<std::int64_t, std::int64_t> districts_that_fit(const Weight& weight, std::int64_t load) {
  if (weight.upper <= 0) return {1, load > 0 ? 0 : std::numeric_limits<std::int32_t>::max()};
  const std::int64_t fewest = std::max<std::int64_t>(1, (load + weight.upper - 1) / weight.upper);
  const std::int64_t most = weight.lower > 0 ? load / weight.lower : std::numeric_limits<std::int32_t>::max();
  return {fewest, most};
}

// How far a sum lies from the bounds of a district.
std::int64_t miss(const Weight& weight, std::int64_t sum) {
  return std::max<std::int64_t>({0, sum - weight.upper, weight.lower - sum});
}

// The sum of `first` and some of `loads` that misses the bounds least; nothing when one is within them, or when there
// are too many sums to tell.
std::optional<std::int64_t> nearest_sum(const Weight& weight, std::int64_t first, std::vector<std::int64_t> loads) {
  std::sort(loads.begin(), loads.end(), std::greater<>());
  std::vector<std::int64_t> sums{first}, shifted, merged;
  std::int64_t nearest = first;
  for (std::int64_t load : loads) {
    if (load == 0) continue;
    shifted = sums;
    for (std::int64_t& sum : shifted) {
      sum += load;
      if (miss(weight, sum) < miss(weight, nearest)) nearest = sum;
    }
    if (miss(weight, nearest) == 0) return std::nullopt;
    merged.clear();
    std::set_union(sums.begin(), sums.end(), shifted.begin(), shifted.end(), std::back_inserter(merged));
    // A sum above the bounds stays above.
    while (!merged.empty() && merged.back() > weight.upper) merged.pop_back();
    sums.swap(merged);
    if (sums.size() > kSumsMost) return std::nullopt;
  }
  if (miss(weight, nearest) == 0) return std::nullopt;
  return nearest;
}

// What a block's district may hold: the blocks it can reach through blocks that fit with it one by one.
struct Reach {
  std::vector<std::int32_t> blocks;
  std::vector<std::int32_t> blockers;  // neighbours of the reach that do not fit with it
  std::int64_t load = 0;
  bool whole = true;  // false: more lies beyond, not looked at
};

class ReachSearch {
 public:
  ReachSearch(const Blocks& blocks, const Weight& weight, const std::vector<std::int64_t>& loads)
      : blocks_(blocks), weight_(weight), loads_(loads), seen_(blocks.units.size(), -1) {}

  // Stops once the reach is heavy enough for a district and too large for its sums to be looked at.
  Reach from(std::int32_t start) {
    Reach out;
    out.blocks.push_back(start);
    seen_[at(start)] = start;
    out.load = loads_[at(start)];
    for (std::size_t head = 0; head < out.blocks.size(); ++head) {
      if (out.load >= weight_.lower && out.blocks.size() > kReachMost) {
        out.whole = false;
        return out;
      }
      for (std::int32_t n : blocks_.graph.neighbours(out.blocks[head])) visit(start, n, out);
    }
    return out;
  }

 private:
  void visit(std::int32_t start, std::int32_t n, Reach& out) {
    if (seen_[at(n)] == start) return;
    seen_[at(n)] = start;
    const bool both_fixed = blocks_.fixed[at(start)] >= 0 && blocks_.fixed[at(n)] >= 0;
    if (both_fixed || loads_[at(start)] + loads_[at(n)] > weight_.upper) {
      out.blockers.push_back(n);
      return;
    }
    out.blocks.push_back(n);
    out.load += loads_[at(n)];
  }

  const Blocks& blocks_;
  const Weight& weight_;
  const std::vector<std::int64_t>& loads_;
  std::vector<std::int32_t> seen_;  // the start whose reach last met each block
};

Unit heaviest(const Weight& weight, const std::vector<Unit>& units) { return heaviest_first(weight, units).front(); }

// The block's heaviest unit, then those of the other blocks, heaviest first.
std::vector<Unit> named(const Weight& weight, const Blocks& blocks, std::int32_t first,
                        const std::vector<std::int32_t>& others) {
  std::vector<Unit> units;
  for (std::int32_t b : others) units.push_back(heaviest(weight, blocks.units[at(b)]));
  units = heaviest_first(weight, std::move(units));
  units.insert(units.begin(), heaviest(weight, blocks.units[at(first)]));
  return units;
}

Found shut_in_by(const Blocks& blocks, const Weight& weight, const std::vector<std::int64_t>& loads) {
  if (const auto nearest = nearest_sum(weight, 0, loads))
    return about(weight, "no_sum_fits", {}, *nearest, *nearest < weight.lower ? weight.lower : weight.upper);
  ReachSearch search(blocks, weight, loads);
  for (std::int32_t b = 0; b < blocks.graph.units(); ++b) {
    if (loads[at(b)] >= weight.lower) continue;
    const Reach reach = search.from(b);
    if (!reach.whole) continue;
    if (reach.load < weight.lower)
      return about(weight, "unit_shut_in", named(weight, blocks, b, reach.blockers), reach.load, weight.lower);
    std::vector<std::int64_t> others;
    for (std::size_t i = 1; i < reach.blocks.size(); ++i) others.push_back(loads[at(reach.blocks[i])]);
    if (const auto nearest = nearest_sum(weight, loads[at(b)], std::move(others)))
      return about(weight, "no_sum_fits", named(weight, blocks, b, {}), *nearest,
                   *nearest < weight.lower ? weight.lower : weight.upper);
  }
  return std::nullopt;
}

// A part of the graph that touches the rest by one block only.
struct Branch {
  std::vector<std::int32_t> blocks;
  std::int64_t load = 0;
};

std::vector<Branch> branches_at(const Blocks& blocks, std::int32_t cut, const std::vector<std::int64_t>& loads) {
  std::vector<Branch> out;
  std::vector<bool> seen(loads.size(), false);
  seen[at(cut)] = true;
  for (std::int32_t first : blocks.graph.neighbours(cut)) {
    if (seen[at(first)]) continue;
    seen[at(first)] = true;
    Branch branch{{first}, 0};
    for (std::size_t head = 0; head < branch.blocks.size(); ++head) {
      branch.load += loads[at(branch.blocks[head])];
      for (std::int32_t n : blocks.graph.neighbours(branch.blocks[head]))
        if (!seen[at(n)]) seen[at(n)] = true, branch.blocks.push_back(n);
    }
    out.push_back(std::move(branch));
  }
  return out;
}

// For a number of whole districts cut off the branches: the least and the most load left for the district of the cut.
struct Rest {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  bool possible() const { return least <= most; }
};

std::vector<Rest> rests_of(const Weight& weight, const Branch& branch, std::int64_t districts_most) {
  std::vector<Rest> out;
  const auto most = std::min(districts_most, static_cast<std::int64_t>(branch.blocks.size()));
  for (std::int64_t q = 0; q <= most && q * weight.lower <= branch.load; ++q)
    out.push_back({std::max<std::int64_t>(0, branch.load - q * weight.upper), branch.load - q * weight.lower});
  return out;
}

// Widest rests of two sets of branches together: what is impossible for them is impossible.
std::vector<Rest> together(const std::vector<Rest>& a, const std::vector<Rest>& b) {
  std::vector<Rest> out(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (!a[i].possible() || !b[j].possible()) continue;
      out[i + j].least = std::min(out[i + j].least, a[i].least + b[j].least);
      out[i + j].most = std::max(out[i + j].most, a[i].most + b[j].most);
    }
  return out;
}

// The number of districts nearest to the one asked that the branches and the cut can make, or 0.
std::int64_t nearest_count(const Weight& weight, std::int64_t load, const std::vector<Rest>& rests, District asked) {
  std::int64_t nearest = 0;
  for (std::size_t q = 0; q < rests.size(); ++q) {
    if (!rests[q].possible() || load + rests[q].least > weight.upper || load + rests[q].most < weight.lower) continue;
    const auto count = static_cast<std::int64_t>(q) + 1;
    if (nearest == 0 || std::llabs(count - asked) < std::llabs(nearest - asked)) nearest = count;
  }
  return nearest;
}

// `connected`: the cut and its branches are the whole map, and make all the districts.
Found cut_at(const Instance& instance, const Blocks& blocks, std::size_t w, std::int32_t cut, bool connected) {
  const Weight& weight = instance.weights[w];
  const auto& loads = blocks.loads[w];
  std::int64_t joined = loads[at(cut)];
  std::vector<std::int32_t> light;
  std::vector<Rest> all{{0, 0}};
  for (const Branch& branch : branches_at(blocks, cut, loads)) {
    const auto rests = rests_of(weight, branch, 2 * std::int64_t{instance.districts});
    const auto fewer = [](const Rest& a, const Rest& b) { return a.least < b.least; };
    const std::int64_t least = std::min_element(rests.begin(), rests.end(), fewer)->least;
    joined += least;
    if (least > 0) light.insert(light.end(), branch.blocks.begin(), branch.blocks.end());
    all = together(all, rests);
  }
  if (joined > weight.upper)
    return about(weight, "cut_too_heavy", named(weight, blocks, cut, light), joined, weight.upper);
  const std::int64_t nearest = nearest_count(weight, loads[at(cut)], all, instance.districts);
  if (nearest == 0 || (connected && nearest != instance.districts))
    return about(weight, "cut_does_not_add_up", named(weight, blocks, cut, {}), instance.districts, nearest);
  return std::nullopt;
}

}  // namespace

std::vector<Unit> heaviest_first(const Weight& weight, std::vector<Unit> units) {
  std::stable_sort(units.begin(), units.end(),
                   [&](Unit a, Unit b) { return weight.of_unit[at(a)] > weight.of_unit[at(b)]; });
  return units;
}

Impossibility about(const Weight& weight, std::string code, std::vector<Unit> units, std::int64_t have,
                    std::int64_t limit) {
  const auto total = std::accumulate(weight.of_unit.begin(), weight.of_unit.end(), std::int64_t{0});
  return {std::move(code), std::move(units), weight.name, have, limit, total};
}

Found group_too_heavy(const Instance& instance) {
  const Blocks blocks = blocks_of(instance);
  for (std::size_t w = 0; w < instance.weights.size(); ++w)
    for (std::size_t b = 0; b < blocks.units.size(); ++b)
      if (blocks.loads[w][b] > instance.weights[w].upper)
        return about(instance.weights[w], "group_too_heavy", heaviest_first(instance.weights[w], blocks.units[b]),
                     blocks.loads[w][b], instance.weights[w].upper);
  return std::nullopt;
}

// More blocks than districts, each of which is over half of what a district may hold: no two of them fit together.
Found units_keep_apart(const Instance& instance) {
  const Blocks blocks = blocks_of(instance);
  for (std::size_t w = 0; w < instance.weights.size(); ++w) {
    const Weight& weight = instance.weights[w];
    std::vector<Unit> big;
    for (std::size_t b = 0; b < blocks.units.size(); ++b)
      if (2 * blocks.loads[w][b] > weight.upper) big.push_back(heaviest(weight, blocks.units[b]));
    const auto count = static_cast<std::int64_t>(big.size());
    if (count > instance.districts)
      return about(weight, "units_keep_apart", heaviest_first(weight, std::move(big)), count, instance.districts);
  }
  return std::nullopt;
}

// Every component holds whole districts, and together exactly as many as asked.
Found components_cannot_be_cut(const Instance& instance) {
  const auto labels = components(instance.graph);
  const auto count = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
  std::vector<std::vector<Unit>> parts(at(count));
  for (std::size_t u = 0; u < labels.size(); ++u) parts[at(labels[u])].push_back(static_cast<Unit>(u));
  if (count > instance.districts) {
    std::vector<Unit> first_of_each;
    for (const auto& part : parts) first_of_each.push_back(part.front());
    return Impossibility{"too_many_components", first_of_each, "", count, instance.districts};
  }
  for (const Weight& weight : instance.weights) {
    std::int64_t fewest_total = 0, most_total = 0;
    for (const auto& part : parts) {
      std::int64_t load = 0;
      for (Unit u : part) load += weight.of_unit[at(u)];
      const auto [fewest, most] = districts_that_fit(weight, load);
      if (fewest > most)
        return about(weight, "disconnected", heaviest_first(weight, part), load,
                     load < weight.lower ? weight.lower : weight.upper);
      fewest_total += fewest, most_total += most;
    }
    if (instance.districts < fewest_total || instance.districts > most_total)
      return about(weight, "components_do_not_add_up", {}, instance.districts,
                   instance.districts < fewest_total ? fewest_total : most_total);
  }
  return std::nullopt;
}

// The units of a block reach one another without crossing units fixed in other districts.
Found units_apart(const Instance& instance) {
  const Blocks blocks = blocks_of(instance);
  std::vector<std::int32_t> piece(blocks.of_unit.size(), -1);
  for (std::int32_t b = 0; b < blocks.graph.units(); ++b) {
    const auto& units = blocks.units[at(b)];
    if (units.size() < 2) continue;
    std::vector<Unit> first_of_each;
    std::fill(piece.begin(), piece.end(), -1);
    for (Unit u : units) {
      if (piece[at(u)] >= 0) continue;
      first_of_each.push_back(u);
      std::vector<Unit> queue{u};
      piece[at(u)] = u;
      for (std::size_t head = 0; head < queue.size(); ++head)
        for (Unit v : instance.graph.neighbours(queue[head])) {
          const std::int32_t other = blocks.of_unit[at(v)];
          const bool wall = other != b && blocks.fixed[at(b)] >= 0 && blocks.fixed[at(other)] >= 0;
          if (piece[at(v)] < 0 && !wall) piece[at(v)] = u, queue.push_back(v);
        }
    }
    if (first_of_each.size() > 1)
      return Impossibility{"units_apart", first_of_each, "", static_cast<std::int64_t>(first_of_each.size()), 1};
  }
  return std::nullopt;
}

Found shut_in(const Instance& instance) {
  const Blocks blocks = blocks_of(instance);
  for (std::size_t w = 0; w < instance.weights.size(); ++w)
    if (auto found = shut_in_by(blocks, instance.weights[w], blocks.loads[w])) return found;
  return std::nullopt;
}

Found cut_in_vain(const Instance& instance) {
  const Blocks blocks = blocks_of(instance);
  const auto labels = components(blocks.graph);
  const bool connected = std::all_of(labels.begin(), labels.end(), [](std::int32_t l) { return l == 0; });
  for (std::int32_t cut : cut_vertices(blocks.graph))
    for (std::size_t w = 0; w < instance.weights.size(); ++w)
      if (auto found = cut_at(instance, blocks, w, cut, connected)) return found;
  return std::nullopt;
}

}  // namespace maillage::engines::districting
