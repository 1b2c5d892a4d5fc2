#include "modules/planning/network/minutes.hpp"

#include <doctest/doctest.h>

#include "modules/planning/network/reach.hpp"
#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

Travel by(TravelSource source) {
  Travel out;
  out.source = source;
  out.table = 3;
  return out;
}

// Three quarters in a row, a house in each of the two outer ones.
struct Row {
  territory::Snapshot snapshot = town({"111"});
  std::vector<House> houses = network_of({site_in(snapshot, 0), site_in(snapshot, 2)}, {"mds"});
};

}  // namespace

TEST_CASE("minutes of a file are those it gives, whatever the distance; the others are out of reach") {
  const Row row;
  Minutes known;
  known.put("S0", row.snapshot.codes[0], 25);
  known.put("S0", row.snapshot.codes[1], 400);
  known.put("S2", row.snapshot.codes[1], Minutes::kNoWay);
  const Ways ways(by(TravelSource::file), known);
  const auto costs = costs_of(row.snapshot, row.houses, ways);
  REQUIRE(costs.of(0).size() == 1);
  CHECK((costs.of(0)[0].site == 0 && costs.of(0)[0].cost == 2.5));
  REQUIRE(costs.of(1).size() == 1);  // no way leads to the other house
  CHECK(costs.of(1)[0].cost == 40);
  CHECK(costs.of(2).empty());
  std::size_t unknown = 0;
  for (const UnknownPair& pair : unknown_pairs(row.snapshot, row.houses, ways)) {
    CHECK((pair.unit == 2 || pair.house == 1));
    ++unknown;
  }
  CHECK(unknown == 3);  // the third quarter to both, the first to the second house; "no way" is known
}

TEST_CASE("a place is at no minute of itself, unless the table says otherwise") {
  const auto snapshot = town({"12"});
  auto houses = candidates_of(Candidates::units, snapshot, {}, {}, {});
  REQUIRE(houses.size() == 2);
  Minutes known;
  known.put(snapshot.codes[0], snapshot.codes[1], 120);
  known.put(snapshot.codes[1], snapshot.codes[1], 7);
  const auto costs = costs_of(snapshot, houses, Ways(by(TravelSource::file), known));
  REQUIRE(costs.of(0).size() == 1);
  CHECK((costs.of(0)[0].site == 0 && costs.of(0)[0].cost == 0));
  REQUIRE(costs.of(1).size() == 2);
  CHECK((costs.of(1)[0].site == 1 && costs.of(1)[0].cost == doctest::Approx(0.7)));
  CHECK((costs.of(1)[1].site == 0 && costs.of(1)[1].cost == 12));
}

TEST_CASE("a server knows places by where they are: one that moves is asked again, one renamed is not") {
  Row row;
  const auto from = keys_of(TravelSource::server, row.snapshot);
  const auto to = keys_of(TravelSource::server, row.houses);
  CHECK(from[0] == to[0]);
  Minutes known;
  for (const std::string& destination : to)
    for (const std::string& departure : from) known.put(destination, departure, 90);
  const Ways ways(by(TravelSource::server), known);
  CHECK(unknown_pairs(row.snapshot, row.houses, ways).empty());
  row.houses[1].code = "other";
  CHECK(unknown_pairs(row.snapshot, row.houses, ways).empty());
  row.houses[1].x += 250;
  CHECK(unknown_pairs(row.snapshot, row.houses, ways).size() == 3);
  row.snapshot.centres[0] = {};  // nobody knows where it is: nothing can be asked
  CHECK(unknown_pairs(row.snapshot, row.houses, ways).size() == 2);
  CHECK(costs_of(row.snapshot, row.houses, ways).of(0).empty());
}

TEST_CASE("as the crow flies nothing is lacking") {
  const Row row;
  CHECK(unknown_pairs(row.snapshot, row.houses, Ways(kilometres())).empty());
  CHECK(costs_of(row.snapshot, row.houses, Ways(kilometres())).pairs() == 6);
}
