#include "modules/planning/network/houses.hpp"

#include <doctest/doctest.h>

#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::string codes_of(const std::vector<House>& houses) {
  std::string out;
  for (const House& house : houses) out += (out.empty() ? "" : " ") + house.code;
  return out;
}

// Two communes: "A" holds the first four quarters, "B" the last two; populations 1 5 2 3 / 4 4 (hundreds).
territory::Snapshot two_communes() {
  auto snapshot = town({"152", "344"});
  for (std::size_t u = 0; u < 6; ++u) {
    snapshot.commune_codes[u] = u < 4 ? "A" : "B";
    snapshot.commune_names[u] = u < 4 ? "Ville A" : "Ville B";
  }
  return snapshot;
}

}  // namespace

TEST_CASE("the houses are the sites of the kinds counted whose place is known, where they stand") {
  const auto snapshot = two_communes();
  std::vector<territory::SiteInUnit> sites{site_in(snapshot, 1), site_in(snapshot, 2, "antenne"),
                                           site_in(snapshot, 3, "pmi"), site_in(snapshot, 5)};
  sites[3].place.reset();
  CHECK(codes_of(network_of(sites, {"mds"})) == "S1");
  CHECK(codes_of(network_of(sites, {"mds", "antenne"})) == "S1 S2");
  CHECK(network_of(sites, {}).empty());
  const House house = network_of(sites, {"mds"}).front();
  CHECK((house.existing && house.unit == 1));
  CHECK((place_of(house).x == snapshot.centres[1].x && place_of(house).y == snapshot.centres[1].y));
  CHECK(house.y == -snapshot.centres[1].y);
}

TEST_CASE("a house outside the territory counts: people cross the border") {
  const auto snapshot = two_communes();
  auto site = site_in(snapshot, 0);
  site.unit = -1;
  site.place = Lambert93{590'000, 6'800'000};
  CHECK(network_of({site}, {"mds"}).size() == 1);
}

TEST_CASE("houses may open in the communes that have none, where most residents live") {
  const auto snapshot = two_communes();
  const auto free = [&](Candidates which, const std::vector<territory::SiteInUnit>& sites) {
    return candidates_of(which, snapshot, sites, {"mds"}, network_of(sites, {"mds"}));
  };
  const auto communes = free(Candidates::communes, {});
  REQUIRE(codes_of(communes) == "A B");
  CHECK(communes[0].unit == 1);  // 500 residents
  CHECK(communes[1].unit == 4);  // the first of two that hold as many
  CHECK((communes[0].name == "Ville A" && communes[0].kind == "commune" && !communes[0].existing));
  CHECK(codes_of(free(Candidates::communes, {site_in(snapshot, 3)})) == "B");
  CHECK(codes_of(free(Candidates::communes, {site_in(snapshot, 3), site_in(snapshot, 5)})).empty());
  // A site that is not counted as a house takes no commune.
  CHECK(codes_of(free(Candidates::communes, {site_in(snapshot, 3, "pmi")})) == "A B");
}

TEST_CASE("… or in the units that have none, at the other sites, or nowhere") {
  const auto snapshot = two_communes();
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 1), site_in(snapshot, 2, "antenne")};
  const auto houses = network_of(sites, {"mds"});
  CHECK(candidates_of(Candidates::units, snapshot, sites, {"mds"}, houses).size() == 5);
  CHECK(codes_of(candidates_of(Candidates::sites, snapshot, sites, {"mds"}, houses)) == "S2");
  CHECK(candidates_of(Candidates::none, snapshot, sites, {"mds"}, houses).empty());
}

TEST_CASE("nothing opens where nobody knows where it is") {
  auto snapshot = two_communes();
  snapshot.centres[1] = {};
  for (std::size_t u = 4; u < 6; ++u) snapshot.centres[u] = {};
  const auto communes = candidates_of(Candidates::communes, snapshot, {}, {"mds"}, {});
  REQUIRE(codes_of(communes) == "A");
  CHECK(communes[0].unit == 3);  // 300 residents: the largest that is placed
  CHECK(candidates_of(Candidates::units, snapshot, {}, {"mds"}, {}).size() == 3);
}

TEST_CASE("a kind that no site has is refused by its name") {
  CHECK(check_kinds({}).ok());
  CHECK(check_kinds(site_kinds()).ok());
  CHECK(check_kinds(usual_kinds()).ok());
  const auto refused = check_kinds({"mds", "mairie"});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.problem().code == "planning.unknown_site_kind");
  CHECK(refused.problem().args.front().second == "mairie");
}
