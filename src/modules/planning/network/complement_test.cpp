// Partners' points beside the houses, and houses by their hours, on a town drawn by hand.
#include "modules/planning/network/complement.hpp"

#include <doctest/doctest.h>

#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

territory::SourcedPoint point_in(const territory::Snapshot& snapshot, std::size_t unit, const std::string& kind,
                                 const std::string& code, bool approximate = false) {
  const Lambert93 at = snapshot.centres[unit];
  return {{kind, code, "Genre " + kind, "Point " + code, "", "", "", std::llround(at.x * 10), std::llround(at.y * 10),
           approximate},
          "Fichier " + kind,
          "2021"};
}

// Six quarters in a row, as many residents in each; a house in the first.
struct Street {
  territory::Snapshot snapshot = town({"111111"});
  std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0)};
  std::vector<territory::SourcedPoint> points{point_in(snapshot, 3, "ccas", "c"), point_in(snapshot, 5, "fs", "1"),
                                              point_in(snapshot, 4, "fs", "2", true)};

  NetworkAccess access(const Beside& beside) const {
    return access_today(snapshot, sites, {}, {}, kilometres(), beside);
  }
};

}  // namespace

TEST_CASE("points complement the houses and never replace them: what is said of the houses stays the same") {
  const Street street;
  const auto alone = street.access({}), with = street.access({street.points, {}, {}});
  CHECK(with.picture.minutes == alone.picture.minutes);
  CHECK(with.picture.residents == alone.picture.residents);
  CHECK(with.houses.size() == 1);
  CHECK(alone.complement.points.empty());
  CHECK(alone.complement.publics[0].mean_minutes == doctest::Approx(alone.picture.publics[0].mean_minutes));
  const Complement& complement = with.complement;
  REQUIRE(complement.points.size() == 3);
  CHECK((complement.points[1].code == "fs/1" && complement.points[1].kind == "Genre fs"));
  CHECK_FALSE(complement.points[1].existing);
  CHECK(complement.minutes == std::vector<double>{3, 2, 1, 0, 0, 0});
  CHECK(complement.nearest == std::vector<std::int32_t>{0, 0, 0, 0, 2, 1});
  // Houses alone: 0 1 2 3 4 5; with the points: 0 1 1 0 0 0.
  CHECK(with.picture.publics[0].mean_minutes == doctest::Approx(2.5));
  CHECK(complement.publics[0].mean_minutes == doctest::Approx(2.0 / 6));
}

TEST_CASE("the kinds of points say how many they are, where they come from, and which count") {
  const Street street;
  const auto some = street.access({street.points, {"fs"}, {}}).complement;
  REQUIRE(some.kinds.size() == 2);
  CHECK((some.kinds[0].kind == "ccas" && some.kinds[0].points == 1 && !some.kinds[0].counted));
  CHECK((some.kinds[1].points == 2 && some.kinds[1].approximate == 1 && some.kinds[1].counted));
  CHECK((some.kinds[1].source == "Fichier fs" && some.kinds[1].vintage == "2021"));
  CHECK(some.points.size() == 2);
  CHECK(some.minutes == std::vector<double>{4, 3, 2, 1, 0, 0});
  CHECK(street.access({street.points, {"mairie"}, {}}).complement.points.empty());
}

TEST_CASE("points are never worse than none, whatever the town") {
  Random random(3);
  for (int turn = 0; turn < 40; ++turn) {
    const auto snapshot = any_town(random, 3, 4);
    std::vector<territory::SourcedPoint> points;
    for (std::size_t i = 0; i < random.below(4); ++i)
      points.push_back(point_in(snapshot, random.below(12), "fs", std::to_string(i)));
    const auto access = access_today(snapshot, {site_in(snapshot, static_cast<std::int32_t>(random.below(12)))}, {}, {},
                                     kilometres(), {points, {}, {}});
    const PublicReach &alone = access.picture.publics[0], &with = access.complement.publics[0];
    CHECK(with.mean_minutes <= alone.mean_minutes + 1e-9);
    CHECK(with.worst_minutes <= alone.worst_minutes);
    for (std::size_t i = 0; i < alone.within.size(); ++i) CHECK(with.within[i] >= alone.within[i]);
    for (std::size_t u = 0; u < 12; ++u) CHECK((access.complement.minutes[u] < 0) == points.empty());
  }
}

TEST_CASE("a table of minutes that knows no point says so, and no straight line fills it") {
  const Street street;
  Minutes minutes;
  for (std::size_t u = 0; u < 6; ++u) minutes.put("S0", street.snapshot.codes[u], 10);
  Travel table;
  table.source = TravelSource::file;
  const auto access =
      access_today(street.snapshot, street.sites, {}, {}, Ways(table, minutes), {street.points, {}, {}});
  CHECK(access.lacking.pairs == 0);
  CHECK(access.complement.lacking.pairs == 18);
  CHECK(access.complement.lacking.houses.size() == 3);
  CHECK(access.complement.nearest == std::vector<std::int32_t>(6, -1));
}

TEST_CASE("access by open half-days: what is sure, and what would be if those that say nothing were open enough") {
  Street street;
  for (const std::int32_t unit : {2, 4, 5}) street.sites.push_back(site_in(street.snapshot, unit));
  const std::vector<territory::SiteHours> hours{{"S0", "lundi-vendredi 9h-12h, 14h-17h"},
                                                {"S2", "mardi 9h-12h"},
                                                {"S4", "lundi-jeudi 9h-12h ; vendredi parfois"}};
  const auto access = street.access({{}, {}, hours});
  CHECK(*access.houses[0].hours == hours[0].hours);
  CHECK_FALSE(access.houses[3].hours);
  const auto& houses = access.opening.houses;
  REQUIRE(houses.size() == 4);
  CHECK((houses[0].half_days == 10 && houses[1].half_days == 1 && houses[3].half_days == -1));
  CHECK((houses[2].half_days == 4 && houses[2].partial));
  const auto& lines = access.opening.lines;
  REQUIRE(lines.size() == opening_rows().size());
  CHECK((lines[0].half_days == 1 && lines[0].houses == 3 && lines[0].unsaid == 1));
  CHECK((lines[1].half_days == 5 && lines[1].houses == 1 && lines[1].unsaid == 2));
  // To S0 alone: 0 1 2 3 4 5; with those that may be open enough (S4, S5): 0 1 2 1 0 0.
  CHECK(lines[1].surely[0].mean_minutes == doctest::Approx(2.5));
  CHECK(lines[1].at_most[0].mean_minutes == doctest::Approx(4.0 / 6));
  // All together they are all the houses.
  CHECK(lines[0].at_most[0].mean_minutes == doctest::Approx(access.picture.publics[0].mean_minutes));
}

TEST_CASE("asking for more open half-days serves nobody better, and what is sure is within what could be") {
  Random random(8);
  const char* kHours[] = {"", "mardi 9h-12h", "lundi-vendredi 9h-12h", "lundi-jeudi 9h-17h", "lundi ?!"};
  for (int turn = 0; turn < 40; ++turn) {
    const auto snapshot = any_town(random, 3, 4);
    std::vector<territory::SiteInUnit> sites;
    std::vector<territory::SiteHours> hours;
    for (std::int32_t unit = 0; unit < 12; unit += 3) {
      sites.push_back(site_in(snapshot, unit));
      hours.push_back({sites.back().code, kHours[random.below(std::size(kHours))]});
    }
    const auto access = access_today(snapshot, sites, {}, {}, kilometres(), {{}, {}, hours});
    std::vector<double> before = access.picture.publics[0].within;
    for (const OpeningLine& line : access.opening.lines) {
      CAPTURE(line.half_days);
      for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(line.surely[0].within[i] <= line.at_most[0].within[i]);
        CHECK(line.at_most[0].within[i] <= before[i]);
      }
      CHECK(line.houses + line.unsaid <= 4);
    }
  }
}
