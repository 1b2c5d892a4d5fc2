#include "engines/siting/capacitated.hpp"

#include <doctest/doctest.h>

#include "engines/siting/testing/published.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

// The best service of all, by trying every site for every demand in turn.
class Brute {
 public:
  explicit Brute(const Instance& instance) : instance_(instance), room_(instance.sites.size()) {
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
    const std::int64_t load = instance_.loads.empty() ? instance_.weights[d] : instance_.loads[d];
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

void check_service(const Instance& instance, const Answer& answer) {
  std::vector<std::int64_t> room;
  for (const SiteTerms& terms : instance.sites) room.push_back(terms.capacity);
  double value = 0;
  for (std::size_t d = 0; d < instance.weights.size(); ++d) {
    if (instance.weights[d] == 0) continue;
    REQUIRE(answer.of_demand[d] >= 0);
    CHECK(std::binary_search(answer.open.begin(), answer.open.end(), answer.of_demand[d]));
    room[static_cast<std::size_t>(answer.of_demand[d])] -=
        instance.loads.empty() ? instance.weights[d] : instance.loads[d];
    for (const Reach& r : instance.costs.of(static_cast<Demand>(d)))
      if (r.site == answer.of_demand[d]) value += static_cast<double>(instance.weights[d]) * r.cost;
  }
  for (const std::int64_t left : room) CHECK(left >= 0);
  CHECK(value == doctest::Approx(answer.value));
}

TEST_CASE("small instances: never below the best of all, nearly always at it; the bound never above it") {
  Random random(11);
  int possible = 0, reached = 0;
  for (int i = 0; i < 60; ++i) {
    Instance instance = random_instance(random, Model::capacitated,
                                        {.demands = 6, .sites = 6, .reach = 0.9, .whole = i % 2 == 0, .rules = true});
    if (i % 3 == 0)
      for (std::size_t d = 0; d < 6; ++d) instance.loads.push_back(static_cast<std::int64_t>(random.below(12)));
    CAPTURE(i);
    const auto best = Brute(instance).best();
    const Answer answer = solve(instance, {.seconds = 20});
    if (!best) {
      CHECK(answer.open.empty());
      continue;
    }
    ++possible;
    CHECK(answer.status != Status::infeasible);
    CHECK(answer.bound.value_or(0) <= *best + 1e-6);
    if (answer.open.empty()) continue;
    check_service(instance, answer);
    CHECK(answer.value >= *best - 1e-9);
    if (answer.status == Status::optimal) CHECK(answer.value == doctest::Approx(*best).epsilon(1e-6));
    reached += answer.value <= *best + 1e-9 ? 1 : 0;
  }
  CHECK(possible > 20);
  CHECK(reached >= possible - 2);
}

TEST_CASE("a demand heavier than any capacity, and capacities too small together, are said") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {5, 9};
  instance.open = 1;
  instance.costs = Costs::dense(2, 2, std::vector<double>{1, 2, 3, 4});
  instance.sites = {{.capacity = 8}, {.capacity = 8}};
  Answer answer = solve(instance, {});
  REQUIRE(answer.why);
  CHECK(answer.why->code == "demand_too_heavy");
  CHECK(answer.why->demands == std::vector<Demand>{1});
  CHECK(answer.why->have == 9);
  CHECK(answer.why->limit == 8);
  instance.sites[1].capacity = 10;
  answer = solve(instance, {});
  REQUIRE(answer.why);
  CHECK(answer.why->code == "capacity_too_small");
  CHECK(answer.why->have == 14);
  CHECK(answer.why->limit == 10);
  instance.open = 2;
  answer = solve(instance, {});
  CHECK(answer.status != Status::infeasible);
  CHECK(answer.value == 5 * 1 + 9 * 4);
}

TEST_CASE("chosen sites: a service within the capacities, or the word that none was found") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {4, 4, 4};
  instance.open = 2;
  instance.costs = Costs::dense(3, 2, std::vector<double>{0, 9, 0, 9, 0, 9});
  instance.sites = {{.capacity = 8}, {.capacity = 4}};
  const Answer both = evaluate(instance, {0, 1});
  CHECK(both.status == Status::feasible);
  CHECK(both.value == 36);
  const Answer one = evaluate(instance, {0});
  CHECK(one.status == Status::infeasible);
  REQUIRE(one.why);
  CHECK(one.why->code == "capacity_short");
}

TEST_CASE("OR-Library: optima of pmedcap, reached") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  for (const PublishedRow& row : published_rows(open_data_folder() + "/location/cpmp/known.csv")) {
    if (row.at("instance") != "cpmp01" && row.at("instance") != "cpmp09") continue;
    CAPTURE(row.at("instance"));
    const Instance instance = cpmp_instance(row.at("instance"));
    const Answer answer = solve(instance, {.seconds = 10});
    check_service(instance, answer);
    CHECK(answer.value == std::stod(row.at("best_or_optimal")));
    CHECK(answer.bound.value_or(0) <= std::stod(row.at("best_or_optimal")));
  }
}

}  // namespace
}  // namespace maillage::engines::siting
