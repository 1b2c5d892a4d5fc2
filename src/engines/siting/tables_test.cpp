// The tables that the search works on, and the choices that are lawful in them.
#include <doctest/doctest.h>

#include <numeric>

#include "engines/siting/choice.hpp"
#include "engines/siting/cover_core.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

TEST_CASE("a weighted table keeps the demands of some weight and the sites that may open, cheapest first") {
  Random random(41);
  for (int i = 0; i < 20; ++i) {
    const Instance instance = random_instance(
        random, Model::median, {.demands = 12, .sites = 10, .reach = 0.6, .whole = i % 2 == 0, .rules = true});
    const Table table = weighted_table(instance);
    double dearest = 0;
    for (std::size_t d = 0; d < table.demands(); ++d) {
      CHECK(instance.weights[static_cast<std::size_t>(table.demand_of[d])] > 0);
      double before = -1;
      for (const Entry& e : table.rows[d]) {
        CHECK(instance.sites[static_cast<std::size_t>(table.site_of[static_cast<std::size_t>(e.other)])].rule !=
              Rule::closed);
        CHECK(e.cost >= before);
        before = e.cost;
      }
      dearest += std::max(0.0, before);
    }
    for (const double outside : table.outside) CHECK(outside > dearest);
    CHECK(table.whole == (i % 2 == 0));
    std::size_t entries = 0;
    for (std::size_t s = 0; s < table.sites(); ++s) {
      entries += table.columns[s].size();
      for (const Entry& e : table.columns[s]) {
        const auto row = table.rows[static_cast<std::size_t>(e.other)];
        CHECK(std::any_of(row.begin(), row.end(), [&](const Entry& same) {
          return same.other == static_cast<std::int32_t>(s) && same.cost == e.cost;
        }));
      }
    }
    CHECK(entries == table.rows.entries());
  }
}

TEST_CASE("the value of a choice in a radius table is the weight it leaves uncovered") {
  Random random(42);
  for (int i = 0; i < 20; ++i) {
    Instance instance = random_instance(random, Model::cover, {.demands = 10, .sites = 7, .reach = 0.8});
    const Table table = radius_table(instance);
    const auto total =
        static_cast<double>(std::accumulate(instance.weights.begin(), instance.weights.end(), std::int64_t{0}));
    for (std::uint32_t flags = 0; flags < 128; ++flags) {
      std::vector<char> open(7);
      for (std::size_t s = 0; s < 7; ++s) open[s] = static_cast<char>(flags >> s & 1U);
      CHECK(value_of(table, open) == total - *brute_value(instance, flags));
    }
  }
}

TEST_CASE("the cheapest choice is lawful whenever some choice is, and none costs less") {
  Random random(43);
  int lawful_ones = 0;
  for (int i = 0; i < 100; ++i) {
    Choice choice{.most = 1 + random.below(6), .must = std::vector<char>(6, 0), .price = {}, .budget = 0};
    for (int s = 0; s < 6; ++s) choice.price.push_back(static_cast<double>(random.below(20)) - 8);
    choice.must[random.below(6)] = 1;
    choice.budget = static_cast<double>(random.below(20)) - 10;
    double least = HUGE_VAL;
    for (std::uint32_t flags = 0; flags < 64; ++flags) {
      std::vector<char> open(6);
      for (std::size_t s = 0; s < 6; ++s) open[s] = static_cast<char>(flags >> s & 1U);
      if (lawful(choice, open)) least = std::min(least, price_of(choice, open));
    }
    const std::vector<char> cheap = cheapest(choice);
    CHECK(lawful(choice, cheap) == std::isfinite(least));
    if (!std::isfinite(least)) continue;
    ++lawful_ones;
    CHECK(price_of(choice, cheap) == least);
  }
  CHECK(lawful_ones > 30);
}

TEST_CASE("merging keeps the sites that must be open, and makes one of demands that the same sites reach") {
  Instance instance;
  instance.weights = {3, 4, 5};
  instance.sites = {{}, {.rule = Rule::open}, {}};
  instance.radius = 1;
  instance.costs = Costs(3, 3, {{0, 0, 1}, {1, 0, 1}, {0, 1, 1}, {2, 2, 1}});
  const Table table = radius_table(instance);
  const Table kept = merged(table, {0, 1, 0});
  CHECK(kept.site_of == std::vector<Site>{0, 1, 2});
  const Table small = merged(table, {0, 0, 0});
  CHECK(small.site_of == std::vector<Site>{0, 2});
  CHECK(small.demands() == 2);
  CHECK(std::accumulate(small.outside.begin(), small.outside.end(), 0.0) == 12);
}

}  // namespace
}  // namespace maillage::engines::siting
