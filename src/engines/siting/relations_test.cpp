// What the models must say of each other, and of instances changed in a way whose effect is known: on sizes that no
// enumeration reaches.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kPoints = 40;

Answer solved(Instance instance, std::uint64_t seed = 1) { return solve(instance, {.seconds = 20, .seed = seed}); }

// The value of an instance that is small enough to be proved.
double proved(const Instance& instance) {
  const Answer answer = solved(instance);
  REQUIRE(answer.status == Status::optimal);
  CHECK(*answer.bound == doctest::Approx(answer.value));
  return answer.value;
}

Instance plane(Random& random, Model model, Site open) {
  return testing::random_plane(random, model, kPoints, 100, open);
}

Instance as(Instance instance, Model model) {
  instance.model = model;
  return instance;
}

// The same demands and sites under other numbers.
Instance shuffled(const Instance& instance, Random& random) {
  std::vector<Demand> demands(instance.weights.size());
  std::vector<Site> sites(instance.sites.size());
  std::iota(demands.begin(), demands.end(), 0);
  std::iota(sites.begin(), sites.end(), 0);
  for (std::size_t i = demands.size(); i-- > 1;) std::swap(demands[i], demands[random.below(i + 1)]);
  for (std::size_t i = sites.size(); i-- > 1;) std::swap(sites[i], sites[random.below(i + 1)]);
  Instance out = instance;
  std::vector<Link> links;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    const auto demand = static_cast<std::size_t>(d);
    out.weights[static_cast<std::size_t>(demands[demand])] = instance.weights[demand];
    for (const Reach& reach : instance.costs.of(d))
      links.push_back({demands[demand], sites[static_cast<std::size_t>(reach.site)], reach.cost});
  }
  for (std::size_t s = 0; s < sites.size(); ++s) out.sites[static_cast<std::size_t>(sites[s])] = instance.sites[s];
  out.costs = Costs(instance.costs.demands(), instance.costs.sites(), std::move(links));
  return out;
}

TEST_CASE("a center and a set cover are two faces of one question") {
  Random random(101);
  for (int turn = 0; turn < 8; ++turn) {
    CAPTURE(turn);
    Instance instance = plane(random, Model::center, 3 + static_cast<Site>(random.below(6)));
    const double worst = proved(instance);
    instance.radius = worst;
    CHECK(proved(as(instance, Model::set_cover)) <= instance.open);
    instance.radius = std::nextafter(worst, 0.0);
    CHECK(proved(as(instance, Model::set_cover)) > instance.open);
  }
}

TEST_CASE("a cover has everyone from as many sites as a set cover needs, and not from one less") {
  Random random(102);
  for (int turn = 0; turn < 8; ++turn) {
    CAPTURE(turn);
    Instance instance = plane(random, Model::set_cover, 1);
    instance.radius = 12 + 20 * random.unit();
    const auto needed = static_cast<Site>(proved(instance));
    const auto all =
        static_cast<double>(std::accumulate(instance.weights.begin(), instance.weights.end(), std::int64_t{0}));
    instance.open = needed;
    CHECK(proved(as(instance, Model::cover)) == all);
    if (needed == 1) continue;
    instance.open = needed - 1;
    CHECK(proved(as(instance, Model::cover)) < all);
  }
}

TEST_CASE("a budget of equal prices is a number of sites, and is proved as soon") {
  Random random(103);
  for (int turn = 0; turn < 5; ++turn) {
    CAPTURE(turn);
    Instance instance = plane(random, Model::median, 2 + static_cast<Site>(random.below(5)));
    const double median = proved(instance);
    Instance budgeted = as(instance, Model::budgeted);
    for (SiteTerms& terms : budgeted.sites) terms.price_open = 7;
    budgeted.budget = 7 * instance.open + 6;
    budgeted.open = 0;
    CHECK(proved(budgeted) == doctest::Approx(median));
  }
}

TEST_CASE("capacities that hold all change nothing") {
  Random random(109);
  for (int turn = 0; turn < 3; ++turn) {
    CAPTURE(turn);
    const Instance instance = testing::random_plane(random, Model::median, 16, 100, 3);
    const double median = proved(instance);
    const Answer roomy = solve(as(instance, Model::capacitated), {.seconds = 0.4});
    CHECK(roomy.value == doctest::Approx(median));
    CHECK(*roomy.bound <= median * (1 + 1e-9));
  }
}

TEST_CASE("numbering means nothing: the same places in another order have the same value") {
  Random random(104);
  for (const Model model : {Model::median, Model::center, Model::cover, Model::set_cover, Model::budgeted}) {
    CAPTURE(static_cast<int>(model));
    Instance instance = plane(random, model, 5);
    instance.radius = 18;
    for (SiteTerms& terms : instance.sites) terms.price_open = 1 + static_cast<double>(random.below(9));
    instance.budget = 20;
    CHECK(proved(instance) == doctest::Approx(proved(shuffled(instance, random))));
  }
}

TEST_CASE("people of the same place may be counted together or apart; weights are only proportions") {
  Random random(105);
  for (const Model model : {Model::median, Model::cover}) {
    Instance instance = plane(random, model, 4);
    instance.radius = 20;
    const double once = proved(instance);
    Instance tripled = instance;
    for (std::int64_t& weight : tripled.weights) weight *= 3;
    CHECK(proved(tripled) == doctest::Approx(3 * once));
    // Every demand twice, half of its people in each.
    std::vector<Link> links;
    Instance apart = instance;
    for (Demand d = 0; d < kPoints; ++d) {
      std::int64_t& weight = apart.weights[static_cast<std::size_t>(d)];
      apart.weights.push_back(weight - weight / 2);
      apart.weights[static_cast<std::size_t>(d)] /= 2;
      for (const Reach& reach : instance.costs.of(d)) {
        links.push_back({d, reach.site, reach.cost});
        links.push_back({d + kPoints, reach.site, reach.cost});
      }
    }
    apart.costs = Costs(2 * kPoints, kPoints, std::move(links));
    CHECK(proved(apart) == doctest::Approx(once));
  }
}

TEST_CASE("more of anything never harms: sites, radius, budget, capacity") {
  Random random(106);
  for (int turn = 0; turn < 4; ++turn) {
    CAPTURE(turn);
    Instance instance = plane(random, Model::median, 3);
    for (SiteTerms& terms : instance.sites) terms.price_open = 1 + static_cast<double>(random.below(9));
    instance.radius = 15;
    instance.budget = 12;
    Instance more = instance;
    more.open += 2;
    more.radius += 6;
    more.budget += 5;
    CHECK(proved(more) <= proved(instance));
    CHECK(proved(as(more, Model::center)) <= proved(as(instance, Model::center)));
    CHECK(proved(as(more, Model::cover)) >= proved(as(instance, Model::cover)));
    CHECK(proved(as(more, Model::set_cover)) <= proved(as(instance, Model::set_cover)));
    instance.open = more.open = 0;
    CHECK(proved(as(more, Model::budgeted)) <= proved(as(instance, Model::budgeted)) + 1e-9);
  }
}

// `stars` clusters a thousand apart, each a centre and its rays: the best medians are the centres, at a value that
// is known before any search.
struct Stars {
  Instance instance;
  double optimum = 0;
};

Stars stars_of(Random& random, int stars, int rays) {
  Stars out;
  std::vector<double> x, y;
  for (int star = 0; star < stars; ++star) {
    x.push_back(1000 * star);
    y.push_back(0);
    out.instance.weights.push_back(500);
    for (int ray = 0; ray < rays; ++ray) {
      // Two by two on either side of the centre, so that no ray is as good a median as it.
      const double length = 1 + 20 * random.unit(), side = ray % 2 == 0 ? 1 : -1;
      x.push_back(1000 * star + side * length);
      y.push_back(ray / 2 * 0.001);
      out.instance.weights.push_back(1);
      out.optimum += std::hypot(length, ray / 2 * 0.001);
    }
  }
  std::vector<double> table;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) table.push_back(std::hypot(x[i] - x[j], y[i] - y[j]));
  const auto points = static_cast<Site>(x.size());
  out.instance.costs = Costs::dense(points, points, table);
  out.instance.sites.resize(x.size());
  out.instance.open = static_cast<Site>(stars);
  return out;
}

TEST_CASE("a bound is never above the optimum, however short the time, and no value is below it") {
  Random random(107);
  for (int turn = 0; turn < 6; ++turn) {
    CAPTURE(turn);
    const Stars planted = stars_of(random, 4 + turn, 20 + 5 * turn);
    for (const double seconds : {0.0, 0.002, 0.02, 5.0}) {
      CAPTURE(seconds);
      const Answer answer = solve(planted.instance, {.seconds = seconds});
      if (answer.bound) CHECK(*answer.bound <= planted.optimum * (1 + 1e-9));
      if (answer.status == Status::feasible || answer.status == Status::optimal)
        CHECK(answer.value >= planted.optimum * (1 - 1e-9));
      if (answer.status == Status::optimal) CHECK(answer.value == doctest::Approx(planted.optimum));
      if (seconds == 5.0) CHECK(answer.status == Status::optimal);
    }
  }
}

TEST_CASE("a seed is all that chance is: curves and capacities are the same twice") {
  Random random(108);
  Instance instance = plane(random, Model::capacitated, 6);
  for (SiteTerms& terms : instance.sites) terms.capacity = 9'000;
  const Answer once = solved(instance, 5), again = solved(instance, 5);
  REQUIRE_FALSE(once.open.empty());
  CHECK((once.open == again.open && once.of_demand == again.of_demand));
  const Instance median = plane(random, Model::median, 4);
  const auto first = curve(median, 2, 9, {.seconds = 20, .seed = 9}),
             second = curve(median, 2, 9, {.seconds = 20, .seed = 9});
  REQUIRE(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(first[i].answer.open == second[i].answer.open);
    CHECK(first[i].answer.bound == second[i].answer.bound);
  }
}

}  // namespace
}  // namespace maillage::engines::siting
