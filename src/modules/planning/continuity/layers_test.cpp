#include "modules/planning/continuity/layers.hpp"

#include <doctest/doctest.h>

#include "modules/planning/continuity/testing/crisis.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::vector<ContinuityLayer> layers(const ContinuityRequest& asked, const ContinuityGround& ground,
                                    const Spent& spent = {}) {
  const auto request = check(asked, ground, kBefore);
  REQUIRE(request.ok());
  auto out = layers_of(*request, ground, ground.first->populations, spent);
  REQUIRE(out.ok());
  return *std::move(out);
}

std::string drawn_of(const ContinuityLayer& layer, std::size_t width) { return drawn(layer.of_unit, width); }

std::vector<double> capacities(const ContinuityLayer& layer) {
  std::vector<double> out;
  for (const ContinuityCarrier& one : layer.carriers) out.push_back(one.capacity);
  return out;
}

}  // namespace

TEST_CASE("those of a house are those of its sector of the map; without a map, those it is the nearest to") {
  auto snapshot = town({"11111", "11111"});
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 9)};
  CHECK(drawn_of(layers(closing({"S0"}), ground_of(snapshot, sites))[0], 5) == "AAABB AABBB");
  // The map draws another line, and leaves a unit to nobody: the nearest then.
  snapshot.missions = {mission("mds", {"1222.", "12222"})};
  CHECK(drawn_of(layers(closing({"S0"}), ground_of(snapshot, sites))[0], 5) == "ABBBB ABBBB");
  // By its code, or by its name, rather than by where it stands.
  auto named = sites;
  named[1].code = "1";
  CHECK(drawn_of(layers(closing({"S0"}), ground_of(snapshot, named))[0], 5) == "BBBBB BBBBB");
  named = sites;
  named[1].name = "Secteur 1";
  CHECK(drawn_of(layers(closing({"S0"}), ground_of(snapshot, named))[0], 5) == "BBBBB BBBBB");
}

TEST_CASE("an MDS is relayed by MDS, an antenne by MDS too, a PMI centre by PMI centres; each kind is a question") {
  const auto snapshot = town({"111111"});
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 2, "antenne"),
                                                 site_in(snapshot, 3, "pmi"), site_in(snapshot, 4),
                                                 site_in(snapshot, 5, "pmi")};
  const auto all = layers(closing({"S0", "S2", "S3"}), ground_of(snapshot, sites));
  REQUIRE(all.size() == 3);
  CHECK((all[0].site_kind == "mds" && all[1].site_kind == "antenne" && all[2].site_kind == "pmi"));
  CHECK(all[0].carriers.size() == 2);
  CHECK(all[1].carriers.size() == 3);
  CHECK(all[2].carriers.size() == 2);
  // A house that is closed takes nobody in the question of another kind, and is not what that question relays.
  CHECK((all[1].carriers[0].capacity == 0 && !all[1].carriers[0].lacks && all[1].carriers[1].lacks));
  CHECK(all[1].carriers[2].capacity > 0);
}

TEST_CASE(
    "a house can carry what it carries today, a tenth of the mean at least; one relayed elsewhere takes nothing") {
  const auto snapshot = town({"9009"});
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 1), site_in(snapshot, 3)};
  const auto ground = ground_of(snapshot, sites);
  CHECK(capacities(layers(closing({"S0"}), ground)[0]) == std::vector<double>{0, 60, 900});
  CHECK(capacities(layers(closing({"S0"}), ground, {"S3"})[0]) == std::vector<double>{0, 60, 0});
}

TEST_CASE("a house nobody can place and that nobody goes to is said; one the map knows is closed all the same") {
  auto snapshot = town({"11", "11"});
  std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 3)};
  sites[0].place.reset();
  sites[0].unit = -1;
  CHECK(refused(closing({"S0"}), ground_of(snapshot, sites)) == "planning.continuity_nowhere /closed");
  snapshot.missions = {mission("mds", {"1.", "1."})};
  sites[0].code = "1";
  CHECK(drawn_of(layers(closing({"1"}), ground_of(snapshot, sites))[0], 2) == "AB AB");
}

TEST_CASE("posts are counted when they are known everywhere; else absences are shares of today's load") {
  auto snapshot = town({"112", "112"});
  snapshot.missions = {mission("ssd", {"ABC", "ABC"})};
  const auto request = lacking({{"ssd", "A", 4, 1}});
  const auto shares = layers(request, ground_of(snapshot, {}))[0];
  CHECK_FALSE(shares.posts_known);
  CHECK(capacities(shares) == std::vector<double>{150, 200, 400});
  CHECK(capacities(layers(request, ground_of(snapshot, {}), {"ssd/B", "C"})[0]) == std::vector<double>{150, 0, 400});
  const auto counted = layers(request, ground_of(snapshot, {}, {}, {{"ssd", {{"A", 9}, {"B", 2}, {"C", 3.5}}}}))[0];
  CHECK(counted.posts_known);
  CHECK(capacities(counted) == std::vector<double>{3, 2, 3.5});
  CHECK(counted.carriers[0].usual == 4);
  // One sector without posts, and nothing can be compared.
  CHECK_FALSE(layers(request, ground_of(snapshot, {}, {}, {{"ssd", {{"B", 2}}}}))[0].posts_known);
}

TEST_CASE("a sector is joined at its house, or where most of its residents are near") {
  auto snapshot = town({"1119", "1111"});
  snapshot.missions = {mission("ssd", {"AAAA", "BBBB"}), mission("pmi", {"PPQQ", "PPQQ"})};
  const auto request = lacking({{"ssd", "A", 4, 1}, {"pmi", "Q", 2, 2}});
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 4, "antenne"), site_in(snapshot, 6, "pmi")};
  const auto all = layers(request, ground_of(snapshot, sites));
  CHECK(all[0].carriers[0].unit == 2);  // between the many of the east and the few of the west
  CHECK(all[0].carriers[1].unit == 4);
  CHECK(all[1].carriers[0].unit == 4);  // for PMI, a centre first, else an antenne
  CHECK(all[1].carriers[1].unit == 6);
}
