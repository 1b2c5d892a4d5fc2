// Test support: services within the capacities, checked and enumerated apart from the engine.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include "engines/siting/service.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting::testing {

inline std::int64_t load_of(const Instance& instance, std::size_t demand) {
  return instance.loads.empty() ? instance.weights[demand] : instance.loads[demand];
}

// The best service of all, by trying every site for every demand in turn.
class BruteService {
 public:
  explicit BruteService(const Instance& instance) : instance_(instance), room_(instance.sites.size()) {
    for (std::size_t s = 0; s < room_.size(); ++s) room_[s] = instance.sites[s].capacity;
  }

  std::optional<double> best() {
    serve(0, 0, fixed());
    return std::isfinite(best_) ? std::optional(best_) : std::nullopt;
  }

 private:
  std::uint32_t fixed() const {
    std::uint32_t flags = 0;
    for (std::size_t s = 0; s < room_.size(); ++s)
      if (instance_.sites[s].rule == Rule::open) flags |= 1U << s;
    return flags;
  }

  void serve(Demand demand, double value, std::uint32_t open) {
    if (static_cast<Site>(subset(open).size()) > instance_.open || value >= best_) return;
    if (demand == instance_.costs.demands()) {
      best_ = value;
      return;
    }
    const auto d = static_cast<std::size_t>(demand);
    if (instance_.weights[d] == 0) return serve(demand + 1, value, open);
    const std::int64_t load = load_of(instance_, d);
    for (const Reach& r : instance_.costs.of(demand)) {
      std::int64_t& room = room_[static_cast<std::size_t>(r.site)];
      if (instance_.sites[static_cast<std::size_t>(r.site)].rule == Rule::closed || room < load) continue;
      room -= load;
      serve(demand + 1, value + static_cast<double>(instance_.weights[d]) * r.cost, open | 1U << r.site);
      room += load;
    }
  }

  const Instance& instance_;
  std::vector<std::int64_t> room_;
  double best_ = HUGE_VAL;
};

inline double weighted_cost(const Instance& instance, std::size_t demand, Site site) {
  for (const Reach& r : instance.costs.of(static_cast<Demand>(demand)))
    if (r.site == site) return static_cast<double>(instance.weights[demand]) * r.cost;
  return HUGE_VAL;
}

// Each demand of some weight served by an open site it reaches, no capacity passed, the value that of the service.
inline void check_service(const Instance& instance, const Answer& answer) {
  std::vector<std::int64_t> room;
  for (const SiteTerms& terms : instance.sites) room.push_back(terms.capacity);
  double value = 0;
  for (std::size_t d = 0; d < instance.weights.size(); ++d) {
    if (instance.weights[d] == 0) continue;
    const Site site = answer.of_demand[d];
    REQUIRE(std::binary_search(answer.open.begin(), answer.open.end(), site));
    room[static_cast<std::size_t>(site)] -= load_of(instance, d);
    value += weighted_cost(instance, d, site);
  }
  CHECK(std::all_of(room.begin(), room.end(), [](std::int64_t left) { return left >= 0; }));
  CHECK(value == doctest::Approx(answer.value));
}

// The same of a service in the making.
inline void check_service(const CapacityTable& problem, const Service& service) {
  std::vector<std::int64_t> room = problem.capacity;
  double value = 0;
  for (std::size_t d = 0; d < problem.load.size(); ++d) {
    REQUIRE(service.of_demand()[d] >= 0);
    const auto site = static_cast<std::size_t>(service.of_demand()[d]);
    REQUIRE(service.open()[site] != 0);
    room[site] -= problem.load[d];
    value += problem.cost(d, site);
  }
  CHECK(std::all_of(room.begin(), room.end(), [](std::int64_t left) { return left >= 0; }));
  CHECK(value == doctest::Approx(service.value()));
}

// Points on a square, every one a demand and a site, whose `open` capacities together hold `slack` times the load.
inline Instance random_capacities(Random& random, int points, Site open, double slack) {
  Instance instance = random_plane(random, Model::capacitated, points, 1000, open);
  for (int i = 0; i < points; ++i) instance.loads.push_back(1 + static_cast<std::int64_t>(random.below(40)));
  const auto total =
      static_cast<double>(std::accumulate(instance.loads.begin(), instance.loads.end(), std::int64_t{0}));
  for (SiteTerms& terms : instance.sites) terms.capacity = static_cast<std::int64_t>(slack * total / open);
  return instance;
}

inline std::vector<char> drawn_flags(Random& random, std::size_t sites, std::size_t count) {
  std::vector<char> open(sites, 0);
  for (std::size_t left = count; left > 0;) {
    char& flag = open[random.below(sites)];
    if (flag == 0) flag = 1, --left;
  }
  return open;
}

}  // namespace maillage::engines::siting::testing
