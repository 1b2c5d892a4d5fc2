// What the public sees of a map, held against the measures of the drawing board and against naive counts.
#include "modules/planning/concertation/picture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/random.hpp"
#include "modules/planning/scenario/scenario.hpp"
#include "modules/planning/testing/small_town.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::kUneven;
using testing::mission;
using testing::small_town;

namespace {

territory::Snapshot town() {
  auto snapshot =
      small_town(kUneven, {mission("ase", {"AABB", "AABB", "CCCC"}), mission("ssd", {"XXXX", "YYYY", "YYY."})});
  snapshot.departement_name = "Val-Inventé";
  snapshot.demonstration = true;
  return snapshot;
}

const ScenarioRules kBoth{{"ase", "ssd"}, 0.2, Keep::none};

std::vector<std::string> names_of(const std::vector<PublicSector>& sectors) {
  std::vector<std::string> out;
  for (const auto& sector : sectors) out.push_back(sector.name);
  return out;
}

// A drawing of at most `districts` districts, some of which hold no unit.
Draft drawn_at_random(Random& random, std::size_t units, std::int32_t districts) {
  Draft out;
  for (std::int32_t d = 0; d < districts; ++d) out.districts.push_back({"District " + std::to_string(d), false});
  const auto used = 1 + random.below(static_cast<std::uint64_t>(districts));
  for (std::size_t u = 0; u < units; ++u) out.of_unit.push_back(static_cast<std::int32_t>(random.below(used)));
  return out;
}

}  // namespace

TEST_CASE("today's map shown as it is: the same sectors before and after, nobody moves in its mission") {
  const auto snapshot = town();
  const auto picture = picture_of(snapshot, kBoth, draft_of(snapshot.missions[0]));
  CHECK(picture.at == snapshot.at);
  CHECK(picture.departement == "Val-Inventé");
  CHECK(picture.demonstration);
  CHECK(picture.unit_level == "iris");
  CHECK(picture.residents == 1800);
  REQUIRE(picture.places.size() == 12);
  CHECK(picture.places[1].code == "96101");
  CHECK(picture.places[1].name == "Quartier 1");
  CHECK(picture.places[1].commune == "Ville a");
  CHECK(picture.places[1].residents == 200);
  REQUIRE(picture.before.size() == 2);
  CHECK(picture.before[0].code == "ase");
  CHECK(picture.before[0].continued_by == std::vector<std::int32_t>{0, 1, 2});
  CHECK(picture.before[0].moved.empty());
  CHECK(picture.before[0].moved_residents == 0);
  CHECK(names_of(picture.after) == names_of(picture.before[0].sectors));
  CHECK(picture.before[1].moved_residents > 0);
  CHECK(picture.moved_residents == picture.before[1].moved_residents);
  CHECK(picture.sources.empty());
}

TEST_CASE("a sector that lost its last place is not shown, and those after it move up") {
  auto snapshot = town();
  for (std::size_t u = 8; u < 12; ++u) snapshot.populations[u] = 300;
  Draft draft = draft_of(snapshot.missions[0]);
  for (auto& district : draft.of_unit) district = district == 1 ? 2 : district;
  const auto picture = picture_of(snapshot, kBoth, draft);
  CHECK(names_of(picture.after) == std::vector<std::string>{"Secteur A", "Secteur C"});
  CHECK(picture.after[0].places == 4);
  CHECK(picture.after[1].places == 8);
  CHECK(picture.after[0].deviation == doctest::Approx(-0.5));
  CHECK(picture.before[0].continued_by == std::vector<std::int32_t>{0, -1, 1});
  CHECK(picture.before[0].moved == std::vector<std::int32_t>{2, 3, 6, 7});
  CHECK(picture.before[0].moved_residents == 600);
}

TEST_CASE("who was nobody's does not move, and is counted in no sector of today") {
  const auto snapshot = town();
  const auto picture = picture_of(snapshot, {{"ssd"}, 0.2, Keep::none}, draft_of(snapshot.missions[0]));
  const PublicMission& before = picture.before.at(0);
  CHECK(before.sector_of_place.back() == -1);
  CHECK(std::set<std::int32_t>(before.moved.begin(), before.moved.end()).count(11) == 0);
  std::int64_t counted = 0;
  for (const auto& sector : before.sectors) counted += sector.residents;
  CHECK(counted == picture.residents - picture.places.back().residents);
}

TEST_CASE("property: on any drawing, figures add up and agree with those of the drawing board") {
  const auto snapshot = town();
  Random random(17);
  for (int turn = 0; turn < 200; ++turn) {
    const Draft draft = drawn_at_random(random, snapshot.codes.size(), 5);
    const auto picture = picture_of(snapshot, kBoth, draft);
    const auto measures = measure(snapshot, kBoth, draft, draft);
    CHECK(static_cast<std::int32_t>(picture.after.size()) == measures.districts);
    CHECK(picture.moved_residents == measures.moved_residents);
    for (std::size_t m = 0; m < 2; ++m) CHECK(picture.before[m].moved_residents == measures.moved[m].residents);
    const auto moved = moved_units(snapshot, kBoth, draft);
    std::int32_t moved_once = 0;
    for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
      moved_once += moved[0][u] || moved[1][u];
      const auto position = static_cast<std::size_t>(picture.sector_of_place[u]);
      CHECK(picture.after[position].name == draft.districts[static_cast<std::size_t>(draft.of_unit[u])].name);
      for (std::size_t m = 0; m < 2; ++m) {
        const auto& here = picture.before[m].moved;
        CHECK(std::binary_search(here.begin(), here.end(), static_cast<std::int32_t>(u)) == moved[m][u]);
      }
    }
    CHECK(picture.moved_places == moved_once);
    std::int64_t residents = 0;
    double deviations = 0;
    for (const auto& sector : picture.after) {
      CHECK(sector.places > 0);
      residents += sector.residents;
      deviations += sector.deviation;
    }
    CHECK(residents == picture.residents);
    CHECK(deviations == doctest::Approx(0).epsilon(1e-9));
  }
}

TEST_CASE("a picture is kept as text and read back to the last figure") {
  const auto snapshot = town();
  auto picture = picture_of(snapshot, kBoth, draft_of(snapshot.missions[0]));
  picture.sources = {{"Populations légales", "2023", "Licence Ouverte 2.0"}};
  const std::string text = platform::to_json(picture);
  const auto back = platform::from_json<PublicPicture>(text);
  REQUIRE(back.ok());
  CHECK(platform::to_json(back.value) == text);
}
