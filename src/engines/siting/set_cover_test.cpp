// Covers of everyone: reductions, search and proof, each against every choice of sites.
#include "engines/siting/set_cover.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "engines/siting/cover_core.hpp"
#include "engines/siting/cover_search.hpp"
#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

constexpr std::size_t kSites = 10;
const Limits kUnhurried;

// Demands that some of the sites reach, one at least each.
Rows drawn_rows(Random& random, int demands, std::uint64_t rarity) {
  Rows rows;
  for (int d = 0; d < demands; ++d) {
    const auto always = static_cast<std::int32_t>(random.below(kSites));
    for (std::int32_t s = 0; s < static_cast<std::int32_t>(kSites); ++s)
      if (s == always || random.below(rarity) == 0) rows.add({s, 0});
    rows.end_row();
  }
  return rows;
}

bool covers(const Rows& rows, std::uint32_t flags) {
  for (std::size_t d = 0; d < rows.size(); ++d) {
    bool reached = false;
    for (const Entry& e : rows[d]) reached = reached || (flags >> e.other & 1U) != 0;
    if (!reached) return false;
  }
  return true;
}

std::uint32_t flags_of_open(const std::vector<char>& open) {
  std::uint32_t flags = 0;
  for (std::size_t s = 0; s < open.size(); ++s) flags |= open[s] != 0 ? 1U << s : 0;
  return flags;
}

// The least number of sites of a cover that has all of `must`.
std::size_t fewest(const Rows& rows, std::uint32_t must) {
  std::size_t least = kSites + 1;
  for (std::uint32_t flags = 0; flags < 1U << kSites; ++flags)
    if ((flags & must) == must && covers(rows, flags)) least = std::min(least, subset(flags).size());
  return least;
}

TEST_CASE("oracle: the fewest sites, with those that must be open, proved") {
  Random random(291);
  for (int i = 0; i < 60; ++i) {
    CAPTURE(i);
    const Rows rows = drawn_rows(random, 16, 3 + random.below(4));
    const std::vector<char> must = drawn_flags(random, kSites, random.below(3));
    const Cover cover = cover_all(rows, must, 0, Watch(kUnhurried));
    const std::uint32_t flags = flags_of_open(cover.open);
    CHECK(covers(rows, flags));
    CHECK((flags & flags_of_open(must)) == flags_of_open(must));
    CHECK(cover.count == subset(flags).size());
    CHECK(cover.count == fewest(rows, flags_of_open(must)));
    CHECK(cover.fewest == cover.count);
  }
}

TEST_CASE("a cover that is small enough ends it, and no claim is then too large") {
  Random random(292);
  int early = 0;
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    const Rows rows = drawn_rows(random, 20, 4);
    const std::size_t least = fewest(rows, 0);
    for (std::size_t enough = 1; enough <= kSites; ++enough) {
      const Cover cover = cover_all(rows, std::vector<char>(kSites, 0), enough, Watch(kUnhurried));
      CHECK(covers(rows, flags_of_open(cover.open)));
      CHECK(cover.fewest <= least);
      CHECK((cover.count <= enough) == (least <= enough));
      if (least > enough) CHECK(cover.fewest > enough);
      early += cover.count > cover.fewest ? 1 : 0;
    }
  }
  CHECK(early > 20);
}

TEST_CASE("what is left once the plain decisions are taken has the same fewest sites") {
  Random random(293);
  int emptied = 0, left = 0;
  for (int i = 0; i < 60; ++i) {
    CAPTURE(i);
    const Rows rows = drawn_rows(random, 14, 2 + random.below(5));
    const CoverCore core = reduced(rows, std::vector<char>(kSites, 0), Watch(kUnhurried));
    const std::size_t chosen = subset(flags_of_open(core.chosen)).size();
    Rows still;
    for (const auto& sites : core.sites_of) {
      for (const std::int32_t s : sites) still.add({s, 0});
      if (!sites.empty()) still.end_row();
    }
    CHECK(still.size() == core.demands_left);
    (still.size() == 0 ? emptied : left) += 1;
    CHECK(chosen + (still.size() == 0 ? 0 : fewest(still, 0)) == fewest(rows, 0));
    // Both sides of the pairs left say the same.
    for (std::size_t d = 0; d < core.sites_of.size(); ++d)
      for (const std::int32_t s : core.sites_of[d]) {
        const auto& demands = core.demands_of[static_cast<std::size_t>(s)];
        CHECK(std::find(demands.begin(), demands.end(), static_cast<std::int32_t>(d)) != demands.end());
      }
  }
  CHECK(emptied > 5);
  CHECK(left > 5);
}

TEST_CASE("search: always a cover, the smallest in nearly every case") {
  Random random(294);
  int best = 0;
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    Table table;
    table.rows = drawn_rows(random, 18, 4);
    table.outside.assign(18, 1);
    table.site_of.resize(kSites);
    std::iota(table.site_of.begin(), table.site_of.end(), 0);
    table.columns = table.rows.turned(kSites);
    const std::vector<char> open = few_sites(table, 0, 500, Random(1), Watch(kUnhurried));
    CHECK(covers(table.rows, flags_of_open(open)));
    best += subset(flags_of_open(open)).size() == fewest(table.rows, 0) ? 1 : 0;
    CHECK(few_sites(table, 0, 500, Random(1), Watch(kUnhurried)) == open);
  }
  CHECK(best >= 38);
}

TEST_CASE("no time at all: still a cover, and a number that none goes below") {
  Random random(295);
  const Limits none{.seconds = -1};
  for (int i = 0; i < 20; ++i) {
    CAPTURE(i);
    const Rows rows = drawn_rows(random, 16, 4);
    const Cover cover = cover_all(rows, std::vector<char>(kSites, 0), 0, Watch(none));
    CHECK(covers(rows, flags_of_open(cover.open)));
    CHECK(cover.fewest <= fewest(rows, 0));
  }
}

TEST_CASE("merging is lawful for any weights: the best of each number of sites, forced ones included") {
  Random random(296);
  for (int i = 0; i < 30; ++i) {
    CAPTURE(i);
    Table table;
    table.rows = drawn_rows(random, 14, 3);
    for (int d = 0; d < 14; ++d) table.outside.push_back(static_cast<double>(1 + random.below(30)));
    table.site_of.resize(kSites);
    std::iota(table.site_of.begin(), table.site_of.end(), 0);
    table.columns = table.rows.turned(kSites);
    table.whole = true;
    const std::vector<char> must = drawn_flags(random, kSites, 1);
    const Table small = merged(table, must);
    for (std::size_t most = 1; most <= 4; ++most) {
      double best = HUGE_VAL, best_small = HUGE_VAL;
      for (std::uint32_t flags = 0; flags < 1U << kSites; ++flags) {
        if (subset(flags).size() > most || (flags & flags_of_open(must)) == 0) continue;
        std::vector<char> open(kSites), open_small;
        for (std::size_t s = 0; s < kSites; ++s) open[s] = static_cast<char>(flags >> s & 1U);
        for (const Site s : small.site_of) open_small.push_back(open[static_cast<std::size_t>(s)]);
        best = std::min(best, value_of(table, open));
        best_small = std::min(best_small, value_of(small, open_small));
      }
      CHECK(best == best_small);
    }
  }
}

}  // namespace
}  // namespace maillage::engines::siting
