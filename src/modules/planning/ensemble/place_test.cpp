#include "modules/planning/ensemble/place.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

namespace districting = engines::districting;

const std::vector<std::string> kToday{"AABB", "AABB", "CCDD", "CCDD"};

EnsembleQuestion question_in_four(Keep keep = Keep::none) {
  auto snapshot = grid({"1111", "1111", "1111", "1111"}, {"aabb", "aabb", "aabb", "aabb"});
  snapshot.missions = {mission("ase", kToday)};
  EnsembleQuestion out;
  out.asked.missions = {"ase"};
  out.asked.districts = 4;
  out.asked.balance = 0.25;
  out.asked.keep = keep;
  out.asked.maps = 20'000;
  ProposalRequest request;
  request.missions = {"ase"};
  request.districts_min = request.districts_max = 4;
  request.balance = 0.25;
  request.keep = keep;
  out.question = question_of(request, snapshot);
  return out;
}

KnownMap drawn_as(const std::vector<std::string>& rows, std::string key = "scenario/1") {
  return known_map(std::move(key), MapKind::scenario, "Essai", mission("", rows).of_unit);
}

// A place for each measure, and none of them known.
bool unplaced(const PlacedMap& map) {
  return map.places.size() == map.values.size() &&
         std::none_of(map.places.begin(), map.places.end(), [](const auto& place) { return place.has_value(); });
}

PlacedMap placed(const std::vector<std::string>& rows, const EnsembleQuestion& question = question_in_four()) {
  return place(question, {drawn_as(rows)}, nullptr).at(0);
}

}  // namespace

TEST_CASE("a known map has its sectors numbered without a hole, and those that hold nothing left out") {
  const KnownMap map = known_map("scenario/4", MapKind::scenario, "Essai", {7, 7, -1, 2, 9, 2});
  CHECK(map.districts == 3);
  CHECK(map.of_unit == engines::Plan{1, 1, -1, 0, 2, 0});
  CHECK(known_map("scenario/5", MapKind::scenario, "Vide", {-1, -1}).districts == 0);
}

TEST_CASE("a map that could not have been drawn is not placed, and the reason is said with its figures") {
  const auto reason = [](const PlacedMap& map) {
    REQUIRE(map.apart);
    CHECK(unplaced(map));
    return *map.apart;
  };
  const Apart unfinished = reason(placed({"AABB", "A.BB", "CCDD", "CCD."}));
  CHECK((unfinished.code == ApartCode::unfinished && unfinished.have == 2));
  const Apart fewer = reason(placed({"AABB", "AABB", "CCCC", "CCCC"}));
  CHECK((fewer.code == ApartCode::districts && fewer.have == 3 && fewer.limit == 4));
  const Apart pieces = reason(placed({"ABAB", "ABAB", "CCDD", "CCDD"}));
  CHECK((pieces.code == ApartCode::in_pieces && pieces.have == 2));
  const Apart uneven = reason(placed({"AAAB", "AAAB", "CCDD", "CCDD"}));
  CHECK((uneven.code == ApartCode::unbalanced && uneven.have == 0.5 && uneven.limit == 0.25));
  KnownMap elsewhere = drawn_as(kToday);
  elsewhere.other_places = true;
  elsewhere.of_unit = {0, 1, 2};
  const PlacedMap far = place(question_in_four(), {elsewhere}, nullptr).at(0);
  CHECK((reason(far).code == ApartCode::other_places && !far.max_deviation && far.values.empty()));
}

TEST_CASE("a map that cuts what is to be kept whole says how many places it cuts") {
  const auto apart = placed({"AABB", "AABB", "CCDD", "CCDD"}, question_in_four(Keep::commune)).apart;
  REQUIRE(apart);
  CHECK((apart->code == ApartCode::cut_places && apart->have == 2));
}

TEST_CASE("what can be measured is, be it placed or not; the rest has no value") {
  CHECK(placed({"AAAB", "AAAB", "CCDD", "CCDD"}).values.size() == 5);
  CHECK(placed({"AABB", "AABB", "CCCC", "CCCC"}).values.empty());
  CHECK(placed({"AABB", "A.BB", "CCDD", "CCDD"}).values.empty());
  const PlacedMap good = placed({"ABCD", "ABCD", "ABCD", "ABCD"});
  CHECK_FALSE(good.apart);
  CHECK(good.values[1] == 12);
  CHECK(good.values[3] == 0);
  CHECK(good.values[4] == 800);  // half of the residents leave their quarter
  CHECK(unplaced(good));         // nothing was drawn
}

TEST_CASE(
    "squares part the fewest neighbours, columns are among the least compact, and today's map does not move itself") {
  const auto question = question_in_four();
  const auto ensemble = draw(question, 4, 2, nullptr, {});
  KnownMap today = drawn_as(kToday, "mission/ase");
  today.kind = MapKind::today;
  const auto maps = place(question, {today, drawn_as({"ABCD", "ABCD", "ABCD", "ABCD"})}, &ensemble);
  REQUIRE((maps[0].places[1] && maps[1].places[1] && maps[1].places[4]));
  CHECK(maps[0].places[1]->better_than > 0.8);
  CHECK(maps[0].places[1]->worse_than == 0);
  CHECK(maps[1].places[1]->better_than < maps[0].places[1]->low);
  CHECK(maps[1].places[0]->worse_than > 0.9);
  CHECK(maps[0].places[3]->worse_than == 0);  // no map is better balanced than an even one
  CHECK_FALSE(maps[0].places[4]);
  for (const auto& map : maps)
    for (const auto& found : map.places)
      if (found) CHECK((found->low <= found->better_than && found->better_than <= found->high));
}

TEST_CASE("no place is said of a draw whose chains do not agree") {
  const auto question = question_in_four();
  auto ensemble = draw(question, 4, 2, nullptr, {});
  ensemble.distributions[0].r_hat = 1.3;
  ensemble.distributions[1].independent = 20;
  const auto places = place(question, {drawn_as({"ABCD", "ABCD", "ABCD", "ABCD"})}, &ensemble).at(0).places;
  CHECK_FALSE(places[0]);
  CHECK_FALSE(places[1]);
  CHECK(places[2]);
}
