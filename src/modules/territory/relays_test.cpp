#include "modules/territory/relays.hpp"

#include <doctest/doctest.h>

#include "modules/territory/testing/map_of_text.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

// A commune of three IRIS, another without any.
Day two_communes() {
  DayRecords records = map_of({"AB"});
  for (const char* code : {"930010101", "930010102", "930010103"}) {
    records.places.push_back({"iris", code, std::string("Quartier ") + code, "H", {}, kEndOfTime});
    records.memberships.push_back({"iris", code, "commune", "93001"});
  }
  return Day(std::move(records));
}

Relay of_units(std::vector<std::string> units, RelayKind kind = RelayKind::desk, const std::string& mission = "") {
  Relay out{"continuity/1", "Motif", {Date(2026, 3, 1), Date(2026, 3, 11)}, {}};
  for (std::string& unit : units) out.lines.push_back({kind, mission, std::move(unit), "A", "De", "B", "À"});
  return out;
}

wire::Competence page_of(const char* level, const char* code) {
  wire::Competence page;
  page.place = wire::PlaceRef{level, code, "Ici"};
  return page;
}

}  // namespace

TEST_CASE("a commune says in how many of its IRIS a relay holds; an IRIS only what holds in it") {
  const Day day = two_communes();
  const auto relays = std::vector{of_units({"930010101", "930010102", "93002"})};
  const auto commune = relays_here(day, page_of("commune", "93001"), relays);
  REQUIRE(commune.size() == 1);
  CHECK((commune[0].units == 2 && commune[0].of_units == 3));
  CHECK(commune[0].until == Date(2026, 3, 10));
  const auto iris = relays_here(day, page_of("iris", "930010102"), relays);
  REQUIRE(iris.size() == 1);
  CHECK((iris[0].units == 1 && iris[0].of_units == 1));
  CHECK(relays_here(day, page_of("iris", "930010103"), relays).empty());
  // A commune without IRIS is its own unit.
  CHECK(relays_here(day, page_of("commune", "93002"), relays)[0].of_units == 1);
  CHECK(relays_here(day, wire::Competence{}, relays).empty());
}

TEST_CASE("a sector is relayed where it is the permanent answer, or where nobody can tell yet") {
  const Day day = two_communes();
  const auto relays = std::vector{of_units({"93002"}, RelayKind::sector, "ssd")};
  auto page = page_of("commune", "93002");
  CHECK(relays_here(day, page, relays).empty());  // the mission has no map
  page.answers = {{"ssd", wire::CodeName{"A", "De"}, {}}};
  CHECK(relays_here(day, page, relays).size() == 1);
  page.answers[0].sector->code = "C";  // a street of another sector, a map adopted meanwhile
  CHECK(relays_here(day, page, relays).empty());
  page.answers[0].sector.reset();
  CHECK(relays_here(day, page, relays).size() == 1);
}

TEST_CASE("desks come before sectors, each taker of a commune on its own line") {
  const Day day = two_communes();
  auto split = of_units({"930010101", "930010102", "930010103"});
  split.lines[1].to_code = "C";
  auto page = page_of("commune", "93001");
  page.answers = {{"pmi", std::nullopt, {}}, {"ase", std::nullopt, {}}};
  const auto all = relays_here(
      day, page,
      {of_units({"930010101"}, RelayKind::sector, "pmi"), of_units({"930010101"}, RelayKind::sector, "ase"), split});
  REQUIRE(all.size() == 4);
  CHECK((all[0].kind == RelayKind::desk && all[0].units == 2 && all[1].to.code == "C"));
  CHECK((all[2].mission == "ase" && all[3].mission == "pmi"));
}

TEST_CASE("names are those of the day that is asked, however a house or a sector was called when it was decided") {
  DayRecords records = map_of({"AB"});
  for (const auto& [code, name] : {std::pair{"A", "Maison neuve"}, {"C", "Ailleurs"}}) {
    SiteRecord site;
    site.code = code, site.name = name, site.kind = "mds";
    records.sites.push_back(site);
  }
  records.sectors = {{"ssd", "A", "Secteur neuf", {}, kEndOfTime}, {"ase", "B", "D’une autre mission", {}, kEndOfTime}};
  const Day day(std::move(records));
  auto page = page_of("commune", "93002");
  page.answers = {{"ssd", wire::CodeName{"A", "Secteur neuf"}, {}}};
  const auto all = relays_here(day, page, {of_units({"93002"}), of_units({"93002"}, RelayKind::sector, "ssd")});
  REQUIRE(all.size() == 2);
  CHECK((all[0].from.name == "Maison neuve" && all[1].from.name == "Secteur neuf"));
  // One that is no longer there keeps the name under which it was said.
  CHECK((all[0].to.name == "À" && all[1].to.name == "À"));
}
