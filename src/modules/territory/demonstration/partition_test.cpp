#include "modules/territory/demonstration/partition.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "base/random.hpp"
#include "modules/territory/demonstration/hex_grid.hpp"

namespace maillage::territory::demonstration {
namespace {

Pieces line_of(int length) {
  std::vector<engines::Edge> edges;
  Pieces line{{}, std::vector<std::int64_t>(at(length), 1000), {}};
  for (int k = 0; k < length; ++k) line.centre.push_back({1000.0 * k, 0});
  for (int k = 0; k + 1 < length; ++k) edges.push_back({k, k + 1, 1});
  line.graph = engines::Graph(length, std::move(edges));
  return line;
}

Members all_of(const Pieces& pieces) {
  Members all(pieces.population.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

// A connected grid of side × side pieces, some sides missing, with unequal populations.
Pieces random_country(Random& random, int side) {
  Pieces country;
  std::vector<engines::Edge> edges;
  for (int k = 0; k < side * side; ++k) {
    country.population.push_back(200 + static_cast<std::int64_t>(random.below(4'000)));
    country.centre.push_back({1000.0 * (k % side) + 300 * random.unit(), 1000.0 * (k / side) + 300 * random.unit()});
    const double border_m = 100 + 900 * random.unit();
    if (k % side > 0) edges.push_back({k - 1, k, border_m});
    if (k >= side && (k % side == 0 || random.below(4) > 0)) edges.push_back({k - side, k, border_m});
  }
  country.graph = engines::Graph(side * side, std::move(edges));
  return country;
}

std::vector<std::int32_t> ones(int count) { return std::vector<std::int32_t>(at(count), 1); }

// By definition: whether what is left of the part is not empty and can be walked through.
bool removable_by_walking(const Pieces& pieces, const Parts& parts, engines::Unit piece) {
  std::set<engines::Unit> rest;
  for (std::size_t k = 0; k < parts.size(); ++k)
    if (parts[k] == parts[at(piece)] && static_cast<engines::Unit>(k) != piece) rest.insert(static_cast<int>(k));
  if (rest.empty()) return false;
  std::vector<engines::Unit> stack{*rest.begin()};
  rest.erase(rest.begin());
  while (!stack.empty()) {
    const engines::Unit here = stack.back();
    stack.pop_back();
    for (const engines::Unit next : pieces.graph.neighbours(here))
      if (rest.erase(next) == 1) stack.push_back(next);
  }
  return rest.empty();
}

}  // namespace

TEST_CASE("partition: a line of equal pieces is cut evenly; around centres the crowd does not matter") {
  Pieces line = line_of(12);
  const Members all = all_of(line);
  Parts parts(12, -1);
  cut_by_population(line, all, 0, 4, parts);
  CHECK(part_populations(line, parts) == std::vector<std::int64_t>(4, 3000));
  CHECK(engines::pieces(line.graph, parts, 4) == std::vector<std::int32_t>(4, 1));
  Parts around(12, -1);
  line.population[0] = 50'000;
  cut_around_centres(line, all, 0, 3, around);
  CHECK(engines::pieces(line.graph, around, 3) == std::vector<std::int32_t>(3, 1));
  const Parts merged = merge_down(line, parts, std::vector<int>(12, 0), std::vector<bool>(4), 2);
  CHECK(engines::pieces(line.graph, merged, 2) == std::vector<std::int32_t>(2, 1));
  CHECK(share_parts(line, {{0, 1}, {2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}, 4) == std::vector<int>{2, 2});
}

TEST_CASE("partition: both cuts give every piece one of the parts asked, each of one piece, and touch nothing else") {
  Random random(5);
  for (int round = 0; round < 20; ++round) {
    const int side = 4 + static_cast<int>(random.below(5)), count = 2 + static_cast<int>(random.below(6));
    const Pieces country = random_country(random, side);
    for (const auto cut : {cut_by_population, cut_around_centres}) {
      Parts parts(country.population.size(), -1);
      cut(country, all_of(country), 3, count, parts);
      for (int& part : parts) {
        REQUIRE(part >= 3);
        REQUIRE(part < 3 + count);
        part -= 3;
      }
      CHECK(engines::pieces(country.graph, parts, count) == ones(count));
    }
  }
}

TEST_CASE("partition: a cut of one component leaves the other alone") {
  Pieces two = line_of(10);
  two.graph =
      engines::Graph(10, {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {4, 5, 1}, {5, 6, 1}, {6, 7, 1}, {7, 8, 1}, {8, 9, 1}});
  Parts parts{-1, -1, -1, -1, 0, 0, 0, 1, 1, 1};
  const auto loose = loose_components(two, parts);
  REQUIRE(loose == std::vector<Members>{{0, 1, 2, 3}});
  cut_by_population(two, loose.front(), 2, 2, parts);
  CHECK(parts == Parts{parts[0], parts[0], parts[3], parts[3], 0, 0, 0, 1, 1, 1});
  CHECK(std::set<int>{parts[0], parts[3]} == std::set<int>{2, 3});
}

TEST_CASE("partition: cutting by population is much more even than cutting around centres") {
  Random random(9);
  std::int64_t even = 0, uneven = 0;
  for (int round = 0; round < 10; ++round) {
    const Pieces country = random_country(random, 9);
    const auto spread = [&](auto cut) {
      Parts parts(country.population.size(), -1);
      cut(country, all_of(country), 0, 6, parts);
      const auto people = part_populations(country, parts);
      return *std::max_element(people.begin(), people.end()) - *std::min_element(people.begin(), people.end());
    };
    even += spread(cut_by_population);
    uneven += spread(cut_around_centres);
  }
  CHECK(even * 4 < uneven);
}

TEST_CASE("partition: a piece is removable exactly when the rest of its part can be walked through") {
  Random random(2);
  for (int round = 0; round < 30; ++round) {
    const Pieces country = random_country(random, 5);
    Parts parts(country.population.size());
    for (int& part : parts) part = static_cast<int>(random.below(3));
    for (engines::Unit piece = 0; piece < 25; ++piece)
      CHECK(removable(country, parts, piece) == removable_by_walking(country, parts, piece));
  }
}

TEST_CASE("partition: loose components are what is in no part, of one piece each, whole and ordered") {
  Random random(4);
  for (int round = 0; round < 30; ++round) {
    const Pieces country = random_country(random, 6);
    Parts parts(country.population.size());
    for (int& part : parts) part = static_cast<int>(random.below(3)) - 1;
    const auto loose = loose_components(country, parts);
    Parts component(parts.size(), -1);
    for (std::size_t k = 0; k < loose.size(); ++k) {
      CHECK(std::is_sorted(loose[k].begin(), loose[k].end()));
      if (k > 0) CHECK(loose[k - 1].front() < loose[k].front());
      for (const engines::Unit piece : loose[k]) component[at(piece)] = static_cast<int>(k);
    }
    for (std::size_t k = 0; k < parts.size(); ++k) CHECK((component[k] >= 0) == (parts[k] < 0));
    for (const engines::Edge& edge : country.graph.edges())
      if (parts[at(edge.a)] < 0 && parts[at(edge.b)] < 0) CHECK(component[at(edge.a)] == component[at(edge.b)]);
    const auto count = static_cast<engines::District>(loose.size());
    CHECK(engines::pieces(country.graph, component, count) == ones(count));
  }
}

TEST_CASE("partition: parts are shared among components by highest averages, one at least, no more than its pieces") {
  Random random(6);
  for (int round = 0; round < 40; ++round) {
    Pieces country = line_of(30);
    for (std::int64_t& people : country.population) people = 1 + static_cast<std::int64_t>(random.below(5'000));
    const std::vector<Members> components{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14},
                                          {15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26},
                                          {27, 28, 29}};
    const int count = 3 + static_cast<int>(random.below(15));
    const auto shares = share_parts(country, components, count);
    CHECK(std::accumulate(shares.begin(), shares.end(), 0) == count);
    for (std::size_t a = 0; a < 3; ++a) {
      CHECK(shares[a] >= 1);
      CHECK(shares[a] <= static_cast<int>(components[a].size()));
      for (std::size_t b = 0; b < 3; ++b) {
        if (shares[a] == 1 || shares[b] == static_cast<int>(components[b].size())) continue;
        std::int64_t of_a = 0, of_b = 0;
        for (const engines::Unit piece : components[a]) of_a += country.population[at(piece)];
        for (const engines::Unit piece : components[b]) of_b += country.population[at(piece)];
        CHECK(of_a * (shares[b] + 1) >= of_b * shares[a]);
      }
    }
  }
}

TEST_CASE("partition: joining parts keeps them of one piece, never touches a fixed one, and numbers them from 0") {
  Random random(8);
  for (int round = 0; round < 20; ++round) {
    const Pieces country = random_country(random, 8);
    Parts parts(64, -1);
    cut_by_population(country, all_of(country), 0, 14, parts);
    std::vector<int> group;
    for (int k = 0; k < 64; ++k) group.push_back(k % 8 / 4);
    std::vector<bool> fixed(14);
    fixed[random.below(14)] = true;
    const Parts joined = merge_down(country, parts, group, fixed, 6);
    CHECK(*std::max_element(joined.begin(), joined.end()) == 5);
    CHECK(engines::pieces(country.graph, joined, 6) == ones(6));
    for (std::size_t a = 0; a < parts.size(); ++a)
      for (std::size_t b = 0; b < parts.size(); ++b) {
        if (parts[a] == parts[b]) CHECK(joined[a] == joined[b]);
        if (fixed[at(parts[a])] && parts[a] != parts[b]) CHECK(joined[a] != joined[b]);
      }
  }
}

}  // namespace maillage::territory::demonstration
