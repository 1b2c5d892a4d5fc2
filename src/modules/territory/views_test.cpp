#include "modules/territory/views.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "base/random.hpp"
#include "modules/territory/testing/map_of_text.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

std::vector<std::string> codes_of(const wire::Places& page) {
  std::vector<std::string> codes;
  for (const wire::PlaceRow& row : page.items) codes.push_back(row.level + row.code);
  return codes;
}

}  // namespace

TEST_CASE("sectors add up: their residents, those of nobody aside, are the territory's") {
  const Day day(map_of({"AAB.", "CCB."}));
  const auto sectors = sectors_with_residents(day.snapshot, day.snapshot.missions[0]);
  REQUIRE(sectors.size() == 3);
  const auto sum =
      std::accumulate(sectors.begin(), sectors.end(), std::int64_t{0},
                      [](std::int64_t so_far, const wire::Sector& one) { return so_far + one.population; });
  CHECK(sum + 200 == day.snapshot.population());
}

TEST_CASE("property: pages put end to end are the whole list, in every order, and descending is its mirror") {
  DayRecords records = map_of({"AABB", "CCBB"});
  Random random(7);
  for (PopulationRecord& one : records.populations) one.persons = static_cast<std::int64_t>(random.below(3));
  const Day day(records);
  for (PlaceOrder order : {PlaceOrder::name, PlaceOrder::population, PlaceOrder::code}) {
    PlacesAsked asked{"", "", "", order, false, 0, 1000};
    const std::vector<std::string> whole = codes_of(places(day, asked));
    CHECK(whole.size() == 8 + 3);
    std::vector<std::string> pieced;
    asked.limit = 3;
    for (asked.offset = 0; asked.offset < whole.size(); asked.offset += asked.limit)
      for (std::string& code : codes_of(places(day, asked))) pieced.push_back(std::move(code));
    CHECK(pieced == whole);
    asked = {"", "", "", order, true, 0, 1000};
    std::vector<std::string> mirror = codes_of(places(day, asked));
    std::reverse(mirror.begin(), mirror.end());
    CHECK(mirror == whole);
  }
}

TEST_CASE("the page of a merged commune's successor says what it absorbed and its former name") {
  DayRecords records = map_of({"AA"});
  records.events = {{Date(2025, 1, 1), "merged", "93059", "93001", 1, false},
                    {Date(2010, 1, 1), "code", "78001", "93002", 1, false}};
  records.commune_names = {{"93059", "Pierrefitte", Date(2000, 1, 1)},
                           {"93001", "Saint-Denis-en-France", Date(2000, 1, 1)},
                           {"93001", "Saint-Denis", Date(2020, 1, 1)}};
  const Day day(records);
  const auto page = place_detail(day, "commune", "93001", "");
  REQUIRE(page);
  REQUIRE(page->history.size() == 2);
  CHECK(page->history[0].kind == "renamed");
  CHECK(page->history[0].names == std::vector<std::string>{"Saint-Denis-en-France", "Saint-Denis"});
  CHECK(page->history[1].kind == "absorbed");
  CHECK(page->history[1].names == std::vector<std::string>{"Pierrefitte"});
  CHECK(place_detail(day, "commune", "93002", "")->history.at(0).kind == "code_changed");
  CHECK_FALSE(place_detail(day, "commune", "93059", ""));
}

TEST_CASE("the page of a sector: its units, and the sectors of other missions it meets") {
  DayRecords records = map_of({"AAB"});
  records.sectors.push_back({"ase", "E", "Est", {}, kEndOfTime});
  records.sector_units.push_back({"ase", "E", unit_code(1), "", "", "", -1, -1, "any"});
  const Day day(records);
  const auto page = place_detail(day, "sector", "A", "ssd");
  REQUIRE(page);
  CHECK(page->place.population == 200);
  CHECK(page->members.size() == 2);
  REQUIRE(page->sectors.size() == 1);
  CHECK(page->sectors[0].mission == "ase");
  CHECK_FALSE(place_detail(day, "sector", "A", "ase"));
  CHECK_FALSE(place_detail(day, "moon", "A", ""));
}

TEST_CASE("an IRIS whose residents nobody published gets a share, flagged; the sum stays exact") {
  for (std::int64_t residents : {0, 1, 99, 100, 100003}) {
    DayRecords records;
    records.at = Date(2025, 1, 1);
    records.places.push_back({"commune", "93001", "Alpha", "", {}, kEndOfTime});
    records.populations.push_back({"commune", "93001", residents, false});
    for (int i = 1; i <= 7; ++i) {
      const std::string code = "93001010" + std::to_string(i);
      records.places.push_back({"iris", code, "I", i == 7 ? "A" : "H", {}, kEndOfTime});
      records.memberships.push_back({"iris", code, "commune", "93001"});
    }
    const Day day(records);
    CHECK(day.snapshot.population() == residents);
    CHECK(day.snapshot.populations.back() <= day.snapshot.populations.front());  // activity holds few
    CHECK(std::all_of(day.snapshot.estimated.begin(), day.snapshot.estimated.end(), [](bool one) { return one; }));
  }
}
