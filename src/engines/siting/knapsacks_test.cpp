// What sites with a capacity would serve, against every set of demands.
#include "engines/siting/knapsacks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.hpp"

namespace maillage::engines::siting {
namespace {

struct Case {
  Rows rows;
  std::vector<double> worth;
  std::vector<std::int64_t> load, capacity;
};

Case drawn_case(Random& random, std::size_t demands, std::size_t sites) {
  Case one;
  for (std::size_t d = 0; d < demands; ++d) {
    std::vector<Entry> entries;
    for (std::size_t s = 0; s < sites; ++s)
      if (random.below(5) != 0)
        entries.push_back({static_cast<std::int32_t>(s), static_cast<double>(random.below(60))});
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.cost < b.cost; });
    for (const Entry& e : entries) one.rows.add(e);
    one.rows.end_row();
    one.worth.push_back(20 + 40 * random.unit());
    one.load.push_back(static_cast<std::int64_t>(random.below(9)));  // some weigh nothing
  }
  for (std::size_t s = 0; s < sites; ++s) one.capacity.push_back(5 + static_cast<std::int64_t>(random.below(20)));
  return one;
}

// The least value of a set of demands that fits one site.
double brute_least(const Case& one, std::size_t site) {
  std::vector<std::pair<std::int64_t, double>> items;
  for (std::size_t d = 0; d < one.rows.size(); ++d)
    for (const Entry& e : one.rows[d])
      if (static_cast<std::size_t>(e.other) == site) items.emplace_back(one.load[d], e.cost - one.worth[d]);
  double least = 0;
  for (std::uint32_t set = 0; set < 1U << items.size(); ++set) {
    std::int64_t load = 0;
    double value = 0;
    for (std::size_t i = 0; i < items.size(); ++i)
      if ((set >> i & 1U) != 0) load += items[i].first, value += items[i].second;
    if (load <= one.capacity[site]) least = std::min(least, value);
  }
  return least;
}

TEST_CASE("oracle: never above the best set of each site, and at it for the sites that would open") {
  Random random(211);
  int apart = 0;
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    const std::size_t sites = 6, most = 1 + random.below(sites);
    const Case one = drawn_case(random, 10, sites);
    Knapsacks knapsacks(one.load, one.capacity, most);
    std::vector<double> values(sites), best;
    knapsacks.fill(one.rows, one.worth, values);
    for (std::size_t s = 0; s < sites; ++s) {
      best.push_back(brute_least(one, s));
      CHECK(values[s] <= best[s] + 1e-9);
    }
    std::vector<double> opened = values, wanted = best;
    std::sort(opened.begin(), opened.end());
    std::sort(wanted.begin(), wanted.end());
    for (std::size_t k = 0; k < most; ++k) CHECK(opened[k] == doctest::Approx(wanted[k]));
    for (std::size_t s = 0; s < sites; ++s) apart += values[s] < best[s] - 1e-9 ? 1 : 0;
  }
  CHECK(apart > 0);  // the others are left in part
}

TEST_CASE("what is served of each demand adds up to the value, within the capacity") {
  Random random(212);
  for (int i = 0; i < 30; ++i) {
    CAPTURE(i);
    const Case one = drawn_case(random, 12, 5);
    Knapsacks knapsacks(one.load, one.capacity, 2);
    std::vector<double> values(5);
    knapsacks.fill(one.rows, one.worth, values);
    for (std::size_t site = 0; site < 5; ++site) {
      std::vector<double> share(5, 0.0), slope(12, 1.0);
      share[site] = 1;
      knapsacks.subtract_served(share, slope);
      double value = 0, load = 0;
      for (std::size_t d = 0; d < 12; ++d) {
        const double part = 1 - slope[d];
        CHECK(part >= 0);
        CHECK(part <= 1);
        load += part * static_cast<double>(one.load[d]);
        for (const Entry& e : one.rows[d])
          if (static_cast<std::size_t>(e.other) == site) value += part * (e.cost - one.worth[d]);
      }
      CHECK(value == doctest::Approx(values[site]));
      CHECK(load <= static_cast<double>(one.capacity[site]) + 1e-9);
    }
  }
}

TEST_CASE("a share of a site counts so much; a site of no share counts nothing") {
  Rows rows;
  rows.add({0, 1});
  rows.end_row();
  const std::vector<std::int64_t> load = {3}, capacity = {3};
  Knapsacks knapsacks(load, capacity, 1);
  std::vector<double> values(1), slope = {1};
  knapsacks.fill(rows, {5}, values);
  CHECK(values[0] == -4);
  knapsacks.subtract_served({0.25}, slope);
  CHECK(slope[0] == 0.75);
  knapsacks.subtract_served({0}, slope);
  CHECK(slope[0] == 0.75);
}

TEST_CASE("demands too heavy for a site are not served in part there; a place without limit takes all") {
  Rows rows;
  for (int d = 0; d < 2; ++d) {
    rows.add({0, 0});
    rows.add({1, 1});
    rows.end_row();
  }
  const std::vector<std::int64_t> load = {7, 2}, capacity = {6, std::numeric_limits<std::int64_t>::max()};
  Knapsacks knapsacks(load, capacity, 2);
  std::vector<double> values(2);
  knapsacks.fill(rows, {10, 10}, values);
  CHECK(values[0] == -10);
  CHECK(values[1] == -18);
}

TEST_CASE("a knapsack too long to search is left in part: a smaller value, never a larger one") {
  Random random(213);
  const std::size_t many = 60;
  Case one;
  for (std::size_t d = 0; d < many; ++d) {
    one.rows.add({0, 0});
    one.rows.end_row();
    one.load.push_back(1000 + static_cast<std::int64_t>(random.below(500)));
    // What it brings is nearly its load: many sets are nearly as good.
    one.worth.push_back(static_cast<double>(one.load.back()) + 0.01 * random.unit());
  }
  one.capacity = {31'415};
  Knapsacks knapsacks(one.load, one.capacity, 1);
  std::vector<double> values(1);
  knapsacks.fill(one.rows, one.worth, values);
  CHECK(values[0] <= -31'000);
  CHECK(values[0] >= -31'420);
}

}  // namespace
}  // namespace maillage::engines::siting
