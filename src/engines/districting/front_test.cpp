#include <doctest/doctest.h>

#include "engines/districting/districting.hpp"
#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting {
namespace {

Instance striped() {
  Instance instance = testing::grid_instance(6, 6, std::vector<std::int64_t>(36, 2), 4, 0.2);
  instance.present = {{testing::plan_of({"AAAAAA", "ABBBBB", "BBBBCC", "CCCCCC", "CDDDDD", "DDDDDD"}), 0}};
  return instance;
}

bool dominates(const Proposal& a, const Proposal& b) {
  const auto measures = [](const Proposal& p) {
    return std::vector<double>{p.evaluation.inertia, static_cast<double>(load_moved(p.evaluation)),
                               p.evaluation.max_deviation, static_cast<double>(p.districts)};
  };
  const auto x = measures(a), y = measures(b);
  bool better = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] > y[i]) return false;
    better = better || x[i] < y[i];
  }
  return better;
}

TEST_CASE("a front holds lawful plans, none better than another, from the most compact to the most stable") {
  const Instance instance = striped();
  const FrontRequest request{.districts_min = 3, .districts_max = 4, .balance = 0.3, .stability = 0.5, .plans_max = 12};
  double last = 0;
  std::size_t reported = 0;
  const auto proposals =
      front(instance, request, {.seconds = 3, .rounds = 4}, [&](double fraction, const std::vector<Proposal>& so_far) {
        CHECK(fraction >= last);
        last = fraction;
        reported = so_far.size();
      });
  REQUIRE(proposals.size() >= 3);
  CHECK(reported == proposals.size());
  for (const Proposal& a : proposals) {
    CHECK(a.evaluation.lawful());
    CHECK(a.evaluation.max_deviation <= a.tolerance + 1e-9);
    CHECK(a.answer.objective ==
          doctest::Approx(a.evaluation.inertia + a.price * static_cast<double>(a.evaluation.moved[0])));
    if (a.answer.bound) CHECK(*a.answer.bound <= a.answer.objective * (1 + 1e-9));
    for (const Proposal& b : proposals) CHECK_FALSE(dominates(a, b));
  }
  std::int64_t least = load_moved(proposals.front().evaluation), most = least;
  for (const Proposal& p : proposals)
    least = std::min(least, load_moved(p.evaluation)), most = std::max(most, load_moved(p.evaluation));
  CHECK(least < most);
}

TEST_CASE("without present plans the front varies districts and balance") {
  Instance instance = striped();
  instance.present.clear();
  const auto proposals =
      front(instance, {.districts_min = 2, .districts_max = 4, .balance = 0.2}, {.seconds = 3, .rounds = 3});
  REQUIRE(proposals.size() >= 3);
  CHECK(proposals.front().districts == 2);
  CHECK(proposals.back().districts == 4);
  for (const Proposal& p : proposals) CHECK(load_moved(p.evaluation) == 0);
}

TEST_CASE("other weights keep their share of the whole when the number of districts changes") {
  Instance instance = striped();
  instance.weights.push_back(balanced("cases", std::vector<std::int64_t>(36, 5), 4, 0.2));
  const auto proposals =
      front(instance, {.districts_min = 6, .districts_max = 6, .balance = 0.2}, {.seconds = 2, .rounds = 3});
  REQUIRE_FALSE(proposals.empty());
  for (const std::int64_t load : proposals.front().evaluation.loads[1]) {
    CHECK(load >= 24);
    CHECK(load <= 36);
  }
}

TEST_CASE("an impossible request has an empty front") {
  const Instance instance = testing::grid_instance(1, 4, testing::loads_of({"9111"}), 2, 0.1);
  CHECK(front(instance, {.districts_min = 3, .districts_max = 3, .balance = 0.1}, {.seconds = 1, .rounds = 2}).empty());
}

TEST_CASE("the price of stability grows with stability and is null at null") {
  const Instance instance = striped();
  CHECK(price_of_stability(instance, 0) == 0);
  const double half = price_of_stability(instance, 0.5);
  CHECK(half > 0);
  CHECK(price_of_stability(instance, 0.8) == doctest::Approx(4 * half));
}

TEST_CASE("a front stopped at once is returned at once") {
  std::atomic<bool> stop = true;
  const Limits limits{.seconds = 60, .stop = &stop};
  CHECK(front(striped(), {.districts_min = 2, .districts_max = 4}, limits).empty());
}

}  // namespace
}  // namespace maillage::engines::districting
