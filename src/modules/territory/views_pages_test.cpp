// The pages of places: what holds them, what they hold, the sites in them, and how they are found.
#include <doctest/doctest.h>

#include <algorithm>

#include "modules/territory/testing/map_of_text.hpp"
#include "modules/territory/views.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

// Two communes in one EPCI, one of them in an EPT and cut into two IRIS; a house and a place that nobody can put on the
// map.
DayRecords two_communes() {
  DayRecords records;
  records.at = Date(2025, 6, 1);
  records.places = {{"commune", "93001", "Saint-Denis", "", Date(2000, 1, 1), kEndOfTime},
                    {"commune", "93002", "L'Île-Saint-Denis", "", Date(2000, 1, 1), Date(2026, 1, 1)},
                    {"epci", "200000001", "Métropole", "", Date(2016, 1, 1), kEndOfTime},
                    {"ept", "200000002", "Plaine", "", Date(2016, 1, 1), kEndOfTime},
                    {"iris", "930010101", "Gare", "H", Date(2000, 1, 1), kEndOfTime},
                    {"iris", "930010102", "Usine", "A", Date(2000, 1, 1), kEndOfTime}};
  records.populations = {
      {"commune", "93001", 1000, false}, {"commune", "93002", 50, false}, {"iris", "930010101", 970, false}};
  for (const char* commune : {"93001", "93002"})
    records.memberships.push_back({"commune", commune, "epci", "200000001"});
  records.memberships.push_back({"commune", "93001", "ept", "200000002"});
  for (const char* iris : {"930010101", "930010102"}) records.memberships.push_back({"iris", iris, "commune", "93001"});
  records.sites = {{"m", "MDS de la Gare", "mds", "1 place", "93001", 6500000, 68600000, {}, kEndOfTime},
                   {"p", "PMI", "pmi", "", "93002", {}, {}, Date(2020, 1, 1), Date(2025, 7, 1)}};
  return records;
}

std::string codes(const std::vector<wire::PlaceRow>& rows) {
  std::string text;
  for (const wire::PlaceRow& row : rows) text += (text.empty() ? "" : " ") + row.code;
  return text;
}

std::string found(const Day& day, const std::string& words, const std::string& level = "") {
  return codes(places(day, {level, "", words, PlaceOrder::code, false, 0, 100}).items);
}

}  // namespace

TEST_CASE("pages: each level says what holds it and what it holds; lists name the EPT rather than the EPCI around it") {
  const Day day(two_communes());
  struct Case {
    std::string level, code, memberships, members, parent;
    std::int64_t persons;
    bool estimated;
  };
  for (const Case& c : {
           Case{"commune", "93001", "200000002 200000001", "930010101 930010102", "Plaine", 1000, false},
           Case{"commune", "93002", "200000001", "", "Métropole", 50, false},
           Case{"iris", "930010101", "93001", "", "Saint-Denis", 970, false},
           Case{"iris", "930010102", "93001", "", "Saint-Denis", 30, true},  // what the commune's count leaves
           Case{"epci", "200000001", "", "93001 93002", "", 1050, false},
           Case{"ept", "200000002", "", "93001", "", 1000, false},
       }) {
    CAPTURE(c.code);
    const auto page = place_detail(day, c.level, c.code, "");
    REQUIRE(page);
    CHECK(codes(page->memberships) == c.memberships);
    CHECK(codes(page->members) == c.members);
    CHECK(page->place.parent_name.value_or("") == c.parent);
    CHECK(page->place.population == c.persons);
    CHECK(page->place.estimated == c.estimated);
  }
  CHECK(place_detail(day, "commune", "93002", "")->place.to == Date(2026, 1, 1));
  CHECK_FALSE(place_detail(day, "commune", "93001", "")->place.to);
  CHECK_FALSE(place_detail(day, "commune", "930010101", ""));
  CHECK_FALSE(place_detail(day, "iris", "93001", ""));
}

TEST_CASE("pages: the sites of a place are those of its communes; a site has its own page") {
  const Day day(two_communes());
  const auto sites_of = [&](const char* level, const char* code) {
    std::string text;
    const auto page = place_detail(day, level, code, "");
    for (const wire::Site& site : page->sites) text += site.code;
    return text;
  };
  CHECK(sites_of("commune", "93001") == "m");
  CHECK(sites_of("commune", "93002") == "p");
  CHECK(sites_of("epci", "200000001") == "mp");
  CHECK(sites_of("ept", "200000002") == "m");
  CHECK(sites_of("site", "p") == "p");
  const auto page = place_detail(day, "site", "p", "");
  CHECK(page->place.parent_name == "L'Île-Saint-Denis");
  CHECK(page->place.from == Date(2020, 1, 1));
  CHECK(page->place.to == Date(2025, 7, 1));
  CHECK_FALSE(place_detail(day, "site", "q", ""));
}

TEST_CASE("search: an apostrophe is typed as one can, and the name sorts the same, whichever is written in the file") {
  for (const char* written : {"L'Île-Saint-Denis", "L’Île-Saint-Denis"}) {
    CAPTURE(written);
    DayRecords records = two_communes();
    records.places[1].name = written;
    records.places.push_back({"commune", "93003", "L’Isle", "", Date(2000, 1, 1), kEndOfTime});
    const Day day(std::move(records));
    for (const char* typed : {"l'île", "l’île", "l`île", "l ile", "L'ILE SAINT", "ile", "l' île"}) {
      CAPTURE(typed);
      CHECK(found(day, typed, "commune") == "93002");
    }
    CHECK(found(day, "l'", "commune") == "93002 93003");
    CHECK(codes(places(day, {"commune", "", "", PlaceOrder::name, false, 0, 100}).items) == "93002 93003 93001");
  }
}

TEST_CASE("search: words in any order begin words of the name, whatever accents and case; or the code begins so") {
  const Day day(two_communes());
  CHECK(found(day, "saint") == "93001 93002");
  CHECK(found(day, "denis ILE") == "93002");
  CHECK(found(day, "île-saint") == "93002");
  CHECK(found(day, "enis") == "");
  CHECK(found(day, "saint gare") == "");
  CHECK(found(day, "gare") == "930010101 m");
  CHECK(found(day, "9300101") == "930010101 930010102");
  CHECK(found(day, "93001", "commune") == "93001");
  CHECK(found(day, "", "epci") == "200000001");
  CHECK(found(day, "", "moon") == "");
  CHECK(found(day, "  ").size() == found(day, "").size());
}

TEST_CASE(
    "overview: levels are counted apart, the nearest day of change is there, one line for each source and vintage") {
  DayRecords records = two_communes();
  records.sources = {{"Insee", "2022", "LO", "2025-01-01"},
                     {"Insee", "2022", "LO", "2025-02-01"},
                     {"Insee", "2023", "LO", "2025-03-01"},
                     {"IGN", "2022", "LO", "2025-01-01"}};
  records.change_dates = {Date(2000, 1, 1), Date(2016, 1, 1)};
  const Day day(records);
  const wire::Overview page = overview(day);
  CHECK(page.counts.commune == 2);
  CHECK(page.counts.iris == 2);
  CHECK(page.counts.epci == 1);
  CHECK(page.counts.ept == 1);
  CHECK(page.counts.site == 2);
  CHECK(page.population == 1050);
  CHECK(page.unit_level == "iris");
  REQUIRE(page.departement);
  CHECK(page.departement->name == "Seine-Saint-Denis");
  CHECK(page.change_dates.size() == 2);
  REQUIRE(page.sources.size() == 3);
  CHECK(page.sources[1].vintage == "2022");
  CHECK(page.sources[1].imported_at == "2025-02-01");
}

TEST_CASE("a territory across two Départements has no name of its own") {
  DayRecords records = map_of({"AB"});
  records.places[1].code = "95001";
  CHECK_FALSE(overview(Day(records)).departement);
  records.departement_code = "96";
  records.departement_name = "Val-d'Invention";
  CHECK(overview(Day(records)).departement->name == "Val-d'Invention");
}
