// Disagreement held against its definition, on maps drawn at random.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/random.hpp"
#include "modules/planning/disagreement.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

constexpr std::size_t kSide = 5;

// A map whose sectors are drawn cell by cell, with a few places of nobody; `like` is copied but for a few cells.
territory::MissionMap random_mission(const std::string& code, Random& random, const territory::MissionMap* like) {
  std::vector<std::string> rows(kSide, std::string(kSide, '.'));
  for (std::size_t u = 0; u < kSide * kSide; ++u) {
    char letter = static_cast<char>('A' + random.below(4));
    if (like != nullptr && random.below(4) > 0) letter = static_cast<char>('A' + like->of_unit[u]);
    if (letter < 'A' || random.below(12) == 0) letter = '.';
    rows[u / kSide][u % kSide] = letter;
  }
  return mission(code, rows);
}

territory::Snapshot random_day(Random& random) {
  std::vector<std::string> hundreds(kSide, std::string(kSide, '1'));
  for (std::string& row : hundreds)
    for (char& cell : row) cell = static_cast<char>('0' + random.below(10));
  auto snapshot = grid(hundreds, std::vector<std::string>(kSide, std::string(kSide, 'a')));
  for (const char* code : {"ase", "pmi", "ssd"})
    snapshot.missions.push_back(
        random_mission(code, random, snapshot.missions.empty() ? nullptr : &snapshot.missions.front()));
  return snapshot;
}

// The units that share the sector of unit u in that map; nobody's places are alone.
std::set<std::size_t> company(const territory::MissionMap& map, std::size_t u) {
  if (map.of_unit[u] < 0) return {};
  std::set<std::size_t> out;
  for (std::size_t v = 0; v < map.of_unit.size(); ++v)
    if (map.of_unit[v] == map.of_unit[u]) out.insert(v);
  return out;
}

std::int64_t naive_differing(const territory::Snapshot& snapshot, const std::vector<std::int32_t>& missions) {
  std::int64_t residents = 0;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
    std::set<std::set<std::size_t>> kinds;
    for (const auto m : missions) kinds.insert(company(snapshot.missions[static_cast<std::size_t>(m)], u));
    if (kinds.size() > 1) residents += snapshot.populations[u];
  }
  return residents;
}

// Borders drawn by both maps over borders drawn by either, by length.
double naive_concordance(const territory::Snapshot& snapshot, const territory::MissionMap& a,
                         const territory::MissionMap& b) {
  double both = 0, either = 0;
  for (const auto& edge : snapshot.edges) {
    const auto u = static_cast<std::size_t>(edge.a), v = static_cast<std::size_t>(edge.b);
    const bool in_a = a.of_unit[u] != a.of_unit[v], in_b = b.of_unit[u] != b.of_unit[v];
    if (in_a && in_b) both += edge.border_m;
    if (in_a || in_b) either += edge.border_m;
  }
  return either > 0 ? both / either : 1;
}

// The same territory told in another order.
territory::Snapshot shuffled(const territory::Snapshot& snapshot, Random& random) {
  std::vector<std::size_t> order(snapshot.codes.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  territory::Snapshot out = snapshot;
  std::vector<std::int32_t> position(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    position[order[i]] = static_cast<std::int32_t>(i);
    out.codes[i] = snapshot.codes[order[i]];
    out.populations[i] = snapshot.populations[order[i]];
    for (std::size_t m = 0; m < out.missions.size(); ++m)
      out.missions[m].of_unit[i] = snapshot.missions[m].of_unit[order[i]];
  }
  for (auto& edge : out.edges) {
    const auto a = position[static_cast<std::size_t>(edge.a)], b = position[static_cast<std::size_t>(edge.b)];
    edge.a = std::min(a, b);
    edge.b = std::max(a, b);
  }
  return out;
}

}  // namespace

TEST_CASE("figures of disagreement are those of the definition, on random maps") {
  Random random(42);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto snapshot = random_day(random);
    const auto found = disagreement(snapshot, {0, 1, 2});
    REQUIRE(found);
    CHECK(found->population == std::accumulate(snapshot.populations.begin(), snapshot.populations.end(), 0LL));
    CHECK(found->residents_differing == naive_differing(snapshot, {0, 1, 2}));
    CHECK(found->share_differing ==
          doctest::Approx(static_cast<double>(found->residents_differing) / static_cast<double>(found->population)));
    REQUIRE(found->pairs.size() == 3);
    for (const PairRow& pair : found->pairs) {
      const auto a = snapshot.mission(pair.a), b = snapshot.mission(pair.b);
      CHECK(pair.residents_differing == naive_differing(snapshot, {a, b}));
      CHECK(pair.border_concordance == doctest::Approx(naive_concordance(snapshot, snapshot.missions[std::size_t(a)],
                                                                         snapshot.missions[std::size_t(b)])));
      CHECK(pair.residents_differing <= found->residents_differing);
    }
  }
}

TEST_CASE("atoms are the finest pieces that no map cuts, on random maps") {
  Random random(43);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto snapshot = random_day(random);
    const auto found = disagreement(snapshot, {0, 1, 2});
    std::map<std::vector<std::int32_t>, std::pair<std::int64_t, std::int32_t>> expected;
    for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
      std::vector<std::int32_t> key;
      for (const auto& map : snapshot.missions) key.push_back(map.of_unit[u]);
      auto& [population, units] = expected[key];
      population += snapshot.populations[u];
      ++units;
      CHECK(found->atoms.at(static_cast<std::size_t>(found->atom_of_unit[u])).sectors == key);
    }
    REQUIRE(found->atoms.size() == expected.size());
    for (const AtomRow& atom : found->atoms) CHECK(std::pair(atom.population, atom.units) == expected.at(atom.sectors));
  }
}

TEST_CASE("the order of the places, the names of the sectors and the order of the missions change no figure") {
  Random random(44);
  for (int round = 0; round < 30; ++round) {
    CAPTURE(round);
    const auto snapshot = random_day(random);
    auto other = shuffled(snapshot, random);
    for (auto& map : other.missions) {
      const auto last = static_cast<std::int32_t>(map.sectors.size()) - 1;
      std::reverse(map.sectors.begin(), map.sectors.end());
      for (auto& sector : map.of_unit)
        if (sector >= 0) sector = last - sector;
    }
    const auto a = disagreement(snapshot, {0, 1, 2}), b = disagreement(other, {2, 0, 1});
    CHECK(a->residents_differing == b->residents_differing);
    CHECK(a->identical_sectors == b->identical_sectors);
    CHECK(a->atoms.size() == b->atoms.size());
    std::multiset<std::int64_t> sizes_a, sizes_b;
    for (const auto& atom : a->atoms) sizes_a.insert(atom.population);
    for (const auto& atom : b->atoms) sizes_b.insert(atom.population);
    CHECK(sizes_a == sizes_b);
    double concordance_a = 0, concordance_b = 0;
    for (const auto& pair : a->pairs) concordance_a += pair.border_concordance;
    for (const auto& pair : b->pairs) concordance_b += pair.border_concordance;
    CHECK(concordance_a == doctest::Approx(concordance_b));
  }
}
