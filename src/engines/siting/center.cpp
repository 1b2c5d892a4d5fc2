#include <algorithm>
#include <cmath>

#include "engines/siting/evaluate.hpp"
#include "engines/siting/models.hpp"
#include "engines/siting/set_cover.hpp"

namespace maillage::engines::siting {
namespace {

constexpr std::size_t kManyCosts = 1'000'000;  // gathered before they are sorted

// Sites that may open, within a cost of each demand of weight > 0; numbered as in the instance.
Rows rows_within(const Instance& instance, double cost) {
  Rows rows;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    if (instance.weights[static_cast<std::size_t>(d)] == 0) continue;
    for (const Reach& reach : instance.costs.of(d))
      if (reach.cost <= cost && instance.sites[static_cast<std::size_t>(reach.site)].rule != Rule::closed)
        rows.add({reach.site, reach.cost});
    rows.end_row();
  }
  return rows;
}

std::vector<char> must_open(const Instance& instance) {
  std::vector<char> must;
  for (const SiteTerms& terms : instance.sites) must.push_back(terms.rule == Rule::open ? 1 : 0);
  return must;
}

std::vector<Site> sites_of(const std::vector<char>& open) {
  std::vector<Site> sites;
  for (std::size_t s = 0; s < open.size(); ++s)
    if (open[s] != 0) sites.push_back(static_cast<Site>(s));
  return sites;
}

Answer served(const Instance& instance, const std::vector<char>& open) {
  auto sites = sites_of(open);
  auto of_demand = served_nearest(instance, sites);
  return measured(instance, std::move(sites), std::move(of_demand));
}

void sort_once(std::vector<double>& costs) {
  std::sort(costs.begin(), costs.end());
  costs.erase(std::unique(costs.begin(), costs.end()), costs.end());
}

// The costs that an optimum may have: from the largest of each demand's least cost. Many pairs may share few costs:
// they are brought together on the way. None when the watch ends before.
std::vector<double> radii(const Instance& instance, const Watch& watch) {
  std::vector<double> costs;
  std::size_t full = kManyCosts;
  double least = 0;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    if (instance.weights[static_cast<std::size_t>(d)] == 0) continue;
    double nearest = HUGE_VAL;
    for (const Reach& reach : instance.costs.of(d)) {
      if (instance.sites[static_cast<std::size_t>(reach.site)].rule == Rule::closed) continue;
      nearest = std::min(nearest, reach.cost);
      costs.push_back(reach.cost);
    }
    least = std::max(least, nearest);
    if (costs.size() < full) continue;
    if (watch.over()) return {};
    sort_once(costs);
    full = costs.size() + kManyCosts;
  }
  sort_once(costs);
  costs.erase(costs.begin(), std::lower_bound(costs.begin(), costs.end(), least));
  return costs;
}

// Bisection. Below `impossible_` nothing is possible; `best_` is possible.
class Bisection {
 public:
  Bisection(const Instance& instance, Watch& watch)
      : instance_(instance), watch_(watch), must_(must_open(instance)), radii_(radii(instance, watch)) {}

  Answer run() {
    if (radii_.empty()) return watch_.over() ? Answer() : trivial();
    unknown_end_ = radii_.size();
    if (!probe(radii_.size() - 1)) return answer();
    while (possible_from_ < unknown_end_ && !watch_.over()) {
      const std::size_t middle = possible_from_ + (unknown_end_ - possible_from_) / 2;
      if (!probe(middle)) break;
    }
    return answer();
  }

 private:
  // Nothing counts: the sites that must be open are the answer.
  Answer trivial() {
    Answer answer = served(instance_, must_);
    answer.status = Status::optimal;
    answer.bound = 0;
    return answer;
  }

  // Whether it is known afterwards if the sites allowed reach all within this radius.
  bool probe(std::size_t at) {
    const auto most = static_cast<std::size_t>(instance_.open);
    const Cover cover = cover_all(rows_within(instance_, radii_[at]), must_, most, watch_);
    if (cover.count <= most) {
      keep(cover.open);
      return true;
    }
    if (cover.fewest <= most) return false;
    possible_from_ = at + 1;
    fewest_ = cover.fewest;
    return true;
  }

  void keep(const std::vector<char>& open) {
    Answer found = served(instance_, open);
    const auto end = std::lower_bound(radii_.begin(), radii_.end(), found.value) - radii_.begin();
    unknown_end_ = std::min(unknown_end_, static_cast<std::size_t>(end));
    if (best_.open.empty() || found.value < best_.value) best_ = std::move(found);
    watch_.tell({.value = best_.value, .bound = bound(), .best = &best_.open});
  }

  double bound() const { return radii_[std::min(possible_from_, radii_.size() - 1)]; }

  Answer answer() {
    if (possible_from_ == radii_.size()) {
      best_.status = Status::infeasible;
      best_.why = Impossibility{.code = "too_few_sites",
                                .demands = {},
                                .sites = {},
                                .have = static_cast<std::int64_t>(fewest_),
                                .limit = instance_.open};
      return std::move(best_);
    }
    if (best_.open.empty()) return std::move(best_);
    best_.bound = std::min(best_.value, bound());
    if (*best_.bound >= best_.value) best_.status = Status::optimal;
    return std::move(best_);
  }

  const Instance& instance_;
  Watch& watch_;
  const std::vector<char> must_;
  const std::vector<double> radii_;
  std::size_t possible_from_ = 0;  // smaller radii are proved impossible
  std::size_t unknown_end_ = 0;    // this radius and larger ones are possible
  std::size_t fewest_ = 0;
  Answer best_;
};

}  // namespace

Answer solve_center(const Instance& instance, Watch& watch) { return Bisection(instance, watch).run(); }

Answer solve_set_cover(const Instance& instance, Watch& watch) {
  const Cover cover = cover_all(rows_within(instance, instance.radius), must_open(instance), 0, watch);
  Answer answer = served(instance, cover.open);
  answer.bound = static_cast<double>(cover.fewest);
  if (cover.fewest >= cover.count) answer.status = Status::optimal;
  return answer;
}

}  // namespace maillage::engines::siting
