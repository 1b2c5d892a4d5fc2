#include "modules/territory/demonstration/partition.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>

#include "base/assert.hpp"
#include "modules/territory/demonstration/terrain.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr int kRounds = 24;      // of growing and recentring; the best balanced is kept
constexpr int kMostMoves = 400;  // of evening out afterwards

std::int64_t population_of(const Pieces& pieces, const Members& members) {
  return std::accumulate(members.begin(), members.end(), std::int64_t{0},
                         [&](std::int64_t sum, engines::Unit piece) { return sum + pieces.population[at(piece)]; });
}

// `count` pieces far from one another; `draw` says how much more the populated ones count.
Members far_apart(const Pieces& pieces, const Members& component, int count, double draw) {
  const auto most = std::max_element(component.begin(), component.end(), [&](auto a, auto b) {
    return pieces.population[at(a)] < pieces.population[at(b)];
  });
  Members chosen{*most};
  while (chosen.size() < at(count)) {
    double best = -1;
    engines::Unit choice = -1;
    for (const engines::Unit piece : component) {
      if (std::find(chosen.begin(), chosen.end(), piece) != chosen.end()) continue;
      double nearest_km = 1e9;
      for (const engines::Unit other : chosen)
        nearest_km = std::min(nearest_km, distance_km(pieces.centre[at(piece)], pieces.centre[at(other)]));
      const double appeal = 1 + draw * static_cast<double>(pieces.population[at(piece)]) / 10'000;
      const double worth = nearest_km * appeal * appeal;
      if (worth > best) best = worth, choice = piece;
    }
    chosen.push_back(choice);
  }
  return chosen;
}

// Grows parts of one component together, always feeding the least populated one with its nearest free neighbour.
class EvenGrowth {
 public:
  EvenGrowth(const Pieces& pieces, const Members& component, int first, Parts& parts)
      : pieces_(pieces), component_(component), first_(first), parts_(parts) {}

  void run(const Members& seeds) {
    for (const engines::Unit piece : component_) parts_[at(piece)] = kFree;
    population_.assign(seeds.size(), 0);
    std::vector<bool> blocked(seeds.size());
    for (std::size_t k = 0; k < seeds.size(); ++k) take(k, seeds[k]);
    for (std::size_t taken = seeds.size(); taken < component_.size();) {
      const std::size_t part = hungriest(blocked);
      const engines::Unit piece = nearest_free(part, pieces_.centre[at(seeds[part])]);
      if (piece < 0)
        blocked[part] = true;
      else
        take(part, piece), ++taken;
    }
  }

 private:
  static constexpr int kFree = -2;

  void take(std::size_t part, engines::Unit piece) {
    parts_[at(piece)] = first_ + static_cast<int>(part);
    population_[part] += pieces_.population[at(piece)];
  }

  std::size_t hungriest(const std::vector<bool>& blocked) const {
    std::size_t best = blocked.size();
    for (std::size_t k = 0; k < blocked.size(); ++k)
      if (!blocked[k] && (best == blocked.size() || population_[k] < population_[best])) best = k;
    MAILLAGE_ASSERT(best < blocked.size(), "a component is connected: some part can still grow");
    return best;
  }

  engines::Unit nearest_free(std::size_t part, Lambert93 seed) const {
    engines::Unit best = -1;
    double best_km = 1e9;
    for (const engines::Unit piece : component_) {
      if (parts_[at(piece)] != kFree) continue;
      const auto near = pieces_.graph.neighbours(piece);
      const int own = first_ + static_cast<int>(part);
      if (std::none_of(near.begin(), near.end(), [&](auto next) { return parts_[at(next)] == own; })) continue;
      const double km = distance_km(pieces_.centre[at(piece)], seed);
      if (km < best_km) best_km = km, best = piece;
    }
    return best;
  }

  const Pieces& pieces_;
  const Members& component_;
  int first_;
  Parts& parts_;
  std::vector<std::int64_t> population_;
};

// The piece nearest to the middle of every part.
Members recentred(const Pieces& pieces, const Members& component, int first, int count, const Parts& parts) {
  std::vector<double> x(at(count)), y(at(count)), weight(at(count));
  for (const engines::Unit piece : component) {
    const std::size_t part = at(parts[at(piece)] - first);
    const double w = static_cast<double>(pieces.population[at(piece)]) + 1;
    x[part] += w * pieces.centre[at(piece)].x, y[part] += w * pieces.centre[at(piece)].y, weight[part] += w;
  }
  Members seeds(at(count), -1);
  std::vector<double> best_km(at(count), 1e9);
  for (const engines::Unit piece : component) {
    const std::size_t part = at(parts[at(piece)] - first);
    const double km = distance_km(pieces.centre[at(piece)], {x[part] / weight[part], y[part] / weight[part]});
    if (km < best_km[part]) best_km[part] = km, seeds[part] = piece;
  }
  return seeds;
}

// Moves pieces across borders while that brings the two parts closer to each other in population.
void even_out(const Pieces& pieces, const Members& component, Parts& parts) {
  auto population = part_populations(pieces, parts);
  for (int moves = 0; moves < kMostMoves;) {
    const int before = moves;
    for (const engines::Unit piece : component)
      for (const engines::Unit next : pieces.graph.neighbours(piece)) {
        const int from = parts[at(piece)], to = parts[at(next)];
        if (to < 0 || to == from || std::find(component.begin(), component.end(), next) == component.end()) continue;
        if (population[at(from)] - pieces.population[at(piece)] < population[at(to)]) continue;
        if (!removable(pieces, parts, piece)) continue;
        parts[at(piece)] = to;
        population[at(from)] -= pieces.population[at(piece)];
        population[at(to)] += pieces.population[at(piece)];
        ++moves;
      }
    if (moves == before) return;
  }
}

// Between the least and the most populated of `count` parts.
std::int64_t spread(const Pieces& pieces, const Parts& parts, int first, int count) {
  const auto population = part_populations(pieces, parts);
  const auto [least, most] = std::minmax_element(population.begin() + first, population.begin() + first + count);
  return *most - *least;
}

struct Way {
  double km;
  engines::Unit piece;
  int part;
  bool operator<(const Way& other) const { return km != other.km ? km > other.km : piece > other.piece; }
};

// The neighbour part the least populated one should join; -1 when all its neighbours are fixed.
int best_partner(const Pieces& pieces, const Parts& parts, const std::vector<int>& group,
                 const std::vector<bool>& fixed, const std::vector<std::int64_t>& population, int part) {
  std::map<int, double> border_m;
  for (const engines::Edge& edge : pieces.graph.edges())
    for (const auto& [here, there] : {std::pair(edge.a, edge.b), std::pair(edge.b, edge.a)})
      if (parts[at(here)] == part && parts[at(there)] >= 0 && parts[at(there)] != part && !fixed[at(parts[at(there)])])
        border_m[parts[at(there)]] += edge.border_m * (group[at(here)] == group[at(there)] ? 20 : 1);
  int best = -1;
  double best_worth = 0;
  for (const auto& [other, length] : border_m) {
    const double worth = length / (30'000 + static_cast<double>(population[at(other)]));
    if (worth > best_worth) best_worth = worth, best = other;
  }
  return best;
}

Parts renumbered(Parts parts) {
  std::map<int, int> numbers;
  for (int& part : parts) part = part < 0 ? -1 : numbers.emplace(part, static_cast<int>(numbers.size())).first->second;
  return parts;
}

}  // namespace

std::vector<Members> loose_components(const Pieces& pieces, const Parts& parts) {
  std::vector<Members> found;
  std::vector<bool> seen(parts.size());
  for (std::size_t start = 0; start < parts.size(); ++start) {
    if (seen[start] || parts[start] >= 0) continue;
    Members members{static_cast<engines::Unit>(start)};
    seen[start] = true;
    for (std::size_t k = 0; k < members.size(); ++k)
      for (const engines::Unit next : pieces.graph.neighbours(members[k]))
        if (!seen[at(next)] && parts[at(next)] < 0) seen[at(next)] = true, members.push_back(next);
    std::sort(members.begin(), members.end());
    found.push_back(std::move(members));
  }
  return found;
}

std::vector<int> share_parts(const Pieces& pieces, const std::vector<Members>& components, int count) {
  MAILLAGE_ASSERT(components.size() <= at(count), "every component needs a part");
  std::vector<int> shares(components.size(), 1);
  for (int left = count - static_cast<int>(components.size()); left > 0; --left) {
    std::size_t best = components.size();
    double best_worth = 0;
    for (std::size_t k = 0; k < components.size(); ++k) {
      if (at(shares[k]) >= components[k].size()) continue;
      const double worth = static_cast<double>(population_of(pieces, components[k])) / (shares[k] + 1);
      if (worth > best_worth) best_worth = worth, best = k;
    }
    MAILLAGE_ASSERT(best < components.size(), "there are more pieces than parts");
    ++shares[best];
  }
  return shares;
}

void cut_by_population(const Pieces& pieces, const Members& component, int first, int count, Parts& parts) {
  Members seeds = far_apart(pieces, component, count, 0.5);
  Parts best;
  std::int64_t best_spread = 0;
  for (int round = 0; round < kRounds; ++round) {
    EvenGrowth(pieces, component, first, parts).run(seeds);
    seeds = recentred(pieces, component, first, count, parts);
    even_out(pieces, component, parts);
    const std::int64_t reached = spread(pieces, parts, first, count);
    if (best.empty() || reached < best_spread) best = parts, best_spread = reached;
  }
  parts = std::move(best);
}

void cut_around_centres(const Pieces& pieces, const Members& component, int first, int count, Parts& parts) {
  std::priority_queue<Way> ways;
  int part = first;
  for (const engines::Unit seed : far_apart(pieces, component, count, 3)) ways.push({0, seed, part++});
  std::vector<bool> open(parts.size());
  for (const engines::Unit piece : component) open[at(piece)] = true;
  while (!ways.empty()) {
    const Way way = ways.top();
    ways.pop();
    if (!open[at(way.piece)]) continue;
    open[at(way.piece)] = false;
    parts[at(way.piece)] = way.part;
    for (const engines::Unit next : pieces.graph.neighbours(way.piece))
      if (open[at(next)])
        ways.push({way.km + distance_km(pieces.centre[at(way.piece)], pieces.centre[at(next)]), next, way.part});
  }
}

Parts merge_down(const Pieces& pieces, Parts parts, const std::vector<int>& group, const std::vector<bool>& fixed,
                 int count) {
  auto population = part_populations(pieces, parts);
  std::vector<bool> settled = fixed;
  auto left = static_cast<int>(population.size());
  while (left > count) {
    int least = -1;
    for (std::size_t k = 0; k < population.size(); ++k)
      if (!settled[k] && (least < 0 || population[k] < population[at(least)])) least = static_cast<int>(k);
    MAILLAGE_ASSERT(least >= 0, "enough parts can be joined");
    const int partner = best_partner(pieces, parts, group, fixed, population, least);
    settled[at(least)] = true;
    if (partner < 0 || population[at(partner)] == 0) continue;
    std::replace(parts.begin(), parts.end(), least, partner);
    population[at(partner)] += population[at(least)];
    --left;
  }
  return renumbered(std::move(parts));
}

std::vector<std::int64_t> part_populations(const Pieces& pieces, const Parts& parts) {
  std::vector<std::int64_t> population(at(*std::max_element(parts.begin(), parts.end()) + 1));
  for (std::size_t k = 0; k < parts.size(); ++k)
    if (parts[k] >= 0) population[at(parts[k])] += pieces.population[k];
  return population;
}

bool removable(const Pieces& pieces, const Parts& parts, engines::Unit piece) {
  std::vector<bool> rest(parts.size());
  for (std::size_t k = 0; k < parts.size(); ++k) rest[k] = parts[k] == parts[at(piece)];
  rest[at(piece)] = false;
  return std::find(rest.begin(), rest.end(), true) != rest.end() && engines::connected(pieces.graph, rest);
}

}  // namespace maillage::territory::demonstration
