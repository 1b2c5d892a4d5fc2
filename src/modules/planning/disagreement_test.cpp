#include "modules/planning/disagreement.hpp"

#include <doctest/doctest.h>

#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::grid;
using testing::mission;

TEST_CASE("maps that are the same under other names do not disagree") {
  auto snapshot = grid({"111", "111"}, {"aab", "aab"});
  snapshot.missions = {mission("ase", {"AAB", "AAB"}), mission("ssd", {"XXY", "XXY"})};
  const auto found = disagreement(snapshot, {0, 1});
  REQUIRE(found);
  CHECK(found->residents_differing == 0);
  CHECK(found->identical_sectors == 2);
  CHECK(found->pairs.at(0).border_concordance == doctest::Approx(1));
  CHECK(found->atoms.size() == 2);
}

TEST_CASE("residents whose two sectors are not the same set of places are counted") {
  auto snapshot = grid({"123", "456"}, {"aab", "aab"});
  snapshot.missions = {mission("ase", {"AAB", "AAB"}), mission("ssd", {"XYZ", "XYZ"})};
  const auto found = disagreement(snapshot, {0, 1});
  REQUIRE(found);
  CHECK(found->population == 2100);
  CHECK(found->residents_differing == 1200);  // the first two columns: one sector for ase, two for ssd
  CHECK(found->share_differing == doctest::Approx(1200.0 / 2100));
  CHECK(found->identical_sectors == 1);
  CHECK(found->atoms.size() == 3);
  std::int64_t atoms = 0;
  for (const auto& atom : found->atoms) atoms += atom.population;
  CHECK(atoms == found->population);
  CHECK(found->mission_sectors.at(1).sectors.at(2).population == 900);
  CHECK(found->pairs.at(0).border_concordance == doctest::Approx(0.5));
}

TEST_CASE("places nobody serves are their own disagreement") {
  auto snapshot = grid({"11", "11"}, {"aa", "bb"});
  snapshot.missions = {mission("ase", {"AA", "AA"}), mission("ssd", {"XX", ".."})};
  CHECK(disagreement(snapshot, {0, 1})->residents_differing == 400);
}

TEST_CASE("missions are found by their codes; upper levels only when asked") {
  auto snapshot = grid({"11"}, {"aa"});
  snapshot.missions = {mission("ase", {"AB"}), mission("mds", {"AA"}), mission("pmi", {"AA"}),
                       mission("territoire", {"AA"})};
  CHECK(*missions_of(snapshot, "pmi,ase") == std::vector<std::int32_t>{2, 0});
  CHECK(*missions_of(snapshot, "") == std::vector<std::int32_t>{0, 2});
  CHECK(*missions_of(snapshot, "mds,ase") == std::vector<std::int32_t>{1, 0});
  CHECK(missions_of(snapshot, "ase,apa").problem().code == "planning.unknown_mission");
  CHECK(disagreement(snapshot, {0}).problem().code == "planning.one_mission");
}
