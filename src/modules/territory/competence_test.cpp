#include "modules/territory/competence.hpp"

#include <doctest/doctest.h>

#include "modules/territory/testing/map_of_text.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

geometry::Outline square_at(double x, double y) {
  return {{{{{x, y}, {x + 1000, y}, {x + 1000, y + 1000}, {x, y + 1000}, {x, y}}, {}}}};
}

// Two communes side by side: Alpha (sector A) and Bêta-sur-Mer (sector B), and a house for the "mds" sector of Alpha.
DayRecords two_communes() {
  DayRecords records = map_of({"AB"});
  records.places[0].name = "Alpha";
  records.places[1].name = "Bêta-sur-Mer";
  records.sectors.push_back({"mds", "M1", "MDS Alpha", {}, kEndOfTime});
  records.sector_units.push_back({"mds", "M1", "93001", "", "", "", -1, -1, "any"});
  records.sites.push_back({"M1", "MDS Alpha", "mds", "1 place", "93001", {}, {}, {}, kEndOfTime});
  return records;
}

CompetenceIndex index_of(const DayRecords& records, std::vector<StreetRecord> streets = {},
                         std::vector<AddressRecord> addresses = {}) {
  return {std::make_shared<const Day>(records), {square_at(0, 0), square_at(1000, 0)}, streets, addresses};
}

std::string sector_of(const CompetenceIndex& index, const Competence& found, std::size_t mission = 0) {
  const std::int32_t sector = found.answers.at(mission).sector;
  return sector < 0 ? "" : index.day().claims[mission].sectors[static_cast<std::size_t>(sector)].code;
}

}  // namespace

TEST_CASE("from a code: the sector of every mission, the house, and why") {
  const auto index = index_of(two_communes());
  const Competence alpha = index.at_code("93001");
  CHECK(alpha.level == "commune");
  CHECK(alpha.name == "Alpha");
  CHECK(sector_of(index, alpha) == "A");
  CHECK(alpha.answers[0].reason.code == "unit_of_sector");
  REQUIRE(alpha.mds != nullptr);
  CHECK(alpha.mds->code == "M1");
  const Competence beta = index.at_code("93002");
  CHECK(beta.answers[1].sector == -1);
  CHECK(beta.answers[1].reason.code == "nobody");
  CHECK(beta.mds == nullptr);
  CHECK(index.at_code("99999").reason.code == "unknown_code");
}

TEST_CASE("a house named otherwise than its sector is found where it stands") {
  DayRecords records = two_communes();
  records.sites = {{"S1", "Maison de la plage", "mds", "", "93002", 15000, 5000, {}, kEndOfTime},
                   {"S2", "Maison du centre", "mds", "", "93001", 5000, 5000, {}, kEndOfTime}};
  const auto index = index_of(records);
  REQUIRE(index.at_code("93001").mds != nullptr);
  CHECK(index.at_code("93001").mds->code == "S2");
  CHECK(index.at_code("93002").mds == nullptr);  // no "mds" sector holds it
}

TEST_CASE("from a point: inside, on the border, outside") {
  const auto index = index_of(two_communes());
  CHECK(index.at_point({500, 500}).code == "93001");
  CHECK(index.at_point({1500, 500}).code == "93002");
  CHECK(index.at_point({1000, 500}).code == "93001");  // the first of the two
  CHECK(index.at_point({5000, 5000}).reason.code == "outside");
}

TEST_CASE("from an address: a commune by its name, typed in many ways") {
  const auto index = index_of(two_communes());
  for (const char* text : {"Bêta-sur-Mer", "beta sur mer", "93200 BETA SUR MER CEDEX", "rue Inconnue, Bêta sur Mer",
                           "12 rue inconnue beta-sur-mer"}) {
    CAPTURE(text);
    CHECK(index.at_address(text, "").code == "93002");
  }
  CHECK(index.at_address("rue Inconnue", "93001").code == "93001");
  CHECK(index.at_address("rue Inconnue", "alpha").code == "93001");
  CHECK(index.at_address("rue Inconnue", "").reason.code == "street_unknown");
}

TEST_CASE("streets split a commune by side and number") {
  DayRecords records = two_communes();
  records.sector_units.push_back({"ssd", "B", "93001", "rue paris", "Rue de Paris", "", 1, 99, "odd"});
  const auto index = index_of(records);
  const auto ask = [&](const char* text) { return index.at_address(text, "93001"); };
  CHECK(sector_of(index, ask("5 rue de Paris")) == "B");
  CHECK(ask("5 rue de Paris").answers[0].reason.code == "street_of_sector");
  CHECK(sector_of(index, ask("6 rue de Paris")) == "A");
  CHECK(sector_of(index, ask("101 r. de Paris")) == "A");
  CHECK(sector_of(index, ask("99 bis rue de Paris")) == "B");
  CHECK(sector_of(index, ask("5 rue de Lyon")) == "A");
}

TEST_CASE("a street shared by two sectors asks for a number") {
  DayRecords records = map_of({"AB"});
  records.sector_units = {{"ssd", "A", "93001", "rue paris", "Rue de Paris", "", 1, 50, "any"},
                          {"ssd", "B", "93001", "rue paris", "Rue de Paris", "", 51, -1, "any"}};
  const auto index = index_of(records);
  CHECK(index.at_address("rue de Paris", "93001").answers[0].reason.code == "number_needed");
  CHECK(sector_of(index, index.at_address("50 rue de Paris", "93001")) == "A");
  CHECK(sector_of(index, index.at_address("51 rue de Paris", "93001")) == "B");
  CHECK(index.at_code("93001").answers[0].reason.code == "street_needed");
}

TEST_CASE("doors of the address base win over the commune, and the nearest door of the same side answers") {
  const auto index = index_of(two_communes(), {},
                              {{"93001", "rue bac", "Rue du Bac", 1, "", 5000, 5000},
                               {"93001", "rue bac", "Rue du Bac", 2, "", 15000, 5000},
                               {"93001", "rue bac", "Rue du Bac", 2, "bis", 5000, 5000}});
  CHECK(index.at_address("1 rue du Bac, Alpha", "").code == "93001");
  CHECK(index.at_address("2 rue du Bac, Alpha", "").code == "93002");
  CHECK(index.at_address("2bis rue du Bac, Alpha", "").code == "93001");
  const Competence near = index.at_address("8 rue du Bac, Alpha", "");
  CHECK(near.code == "93002");
  CHECK(near.reason.code == "of_near_door");
}

TEST_CASE("a street of several communes gives candidates; of one alone, the answer") {
  const auto index = index_of(two_communes(), {{"93001", "rue bac", "Rue du Bac", 1, -1, "any", "93001"},
                                               {"93002", "rue bac", "Rue du Bac", 1, -1, "any", "93002"},
                                               {"93002", "quai mer", "Quai de la Mer", 1, -1, "any", "93002"}});
  const Competence unclear = index.at_address("3 rue du Bac", "");
  CHECK(unclear.code.empty());
  CHECK(unclear.reason.code == "address_unclear");
  REQUIRE(unclear.candidates.size() == 2);
  CHECK(unclear.candidates[1].label == "Rue du Bac, Bêta-sur-Mer");
  CHECK(index.at_address("3 quai de la mer", "").code == "93002");
  CHECK(index.at_address("3 mer", "").candidates.size() == 1);
}

TEST_CASE("no text breaks the reading of an address") {
  const auto index = index_of(two_communes());
  for (const char* text : {"", ",", "  ", "12", "12 bis", "93001", "\xff\xfe", "|", "' OR 1=1 --", "🏠 rue"}) {
    CAPTURE(text);
    CHECK_NOTHROW(index.at_address(text, ""));
    CHECK_NOTHROW(index.at_address("rue", text));
  }
}
