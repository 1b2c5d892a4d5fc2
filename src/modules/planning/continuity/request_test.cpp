#include "modules/planning/continuity/request.hpp"

#include <doctest/doctest.h>

#include "modules/planning/continuity/testing/crisis.hpp"
#include "platform/problems/problems.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

ContinuityGround usual() {
  auto snapshot = town({"1111", "1111"});
  snapshot.missions = {mission("ssd", {"AABB", "AABB"}), mission("ase", {"XXXX", "YYYY"})};
  return ground_of(snapshot, {site_in(snapshot, 0), site_in(snapshot, 3)}, {quantity("rsa", {1, 2, 3, 4, 5, 6, 7, 8})},
                   {{"ssd", {{"A", 4.5}}}});
}

}  // namespace

TEST_CASE("what is impossible is refused in its field") {
  const ContinuityGround ground = usual();
  const auto with = [](auto change) {
    ContinuityRequest out = closing({"S0"});
    change(out);
    return out;
  };
  using Request = ContinuityRequest;
  const std::vector<std::pair<Request, std::string>> cases{
      {with([](Request& one) { one.reason = " "; }), "planning.text_length /reason"},
      {with([](Request& one) { one.reason = std::string(501, 'x'); }), "planning.text_length /reason"},
      {with([](Request& one) { one.from = Date(2026, 2, 28); }), "planning.continuity_past /from"},
      {with([](Request& one) { one.to = Date(2026, 3, 9); }), "planning.continuity_days /to"},
      {with([](Request& one) { one.to = Date(2026, 9, 9); }), "planning.continuity_long /to"},
      {with([](Request& one) { one.closed.clear(); }), "planning.continuity_nothing /closed"},
      {with([](Request& one) { one.closed = {"S1"}; }), "planning.unknown_house /closed"},
      {with([](Request& one) { one.missions = {"pmi"}; }), "planning.unknown_mission /missions"},
      {with([](Request& one) { one.load = "births"; }), "planning.unknown_quantity /load"},
      {with([](Request& one) { one.detour = 9; }), "planning.outside /detour"},
      {with([](Request& one) { one.minutes_for_tenth = -1; }), "planning.outside /minutes_for_tenth"},
      {with([](Request& one) {
         one.closed = {"S0", "S3"};
       }),
       "planning.continuity_nobody_left /closed"},
      {lacking({{"pmi", "A", 3, 1}}), "planning.unknown_mission /absences/0/mission"},
      {lacking({{"ssd", "A", 3, 1}, {"ssd", "C", 3, 1}}), "planning.continuity_unknown_sector /absences/1/sector"},
      {lacking({{"ssd", "B", std::nullopt, 1}}), "planning.continuity_posts_unknown /absences/0/posts"},
      {lacking({{"ssd", "A", 0, 0}}), "planning.outside /absences/0/posts"},
      {lacking({{"ssd", "A", 3, 0}}), "planning.continuity_absent /absences/0/absent"},
      {lacking({{"ssd", "A", 3, 3.25}}), "planning.continuity_absent /absences/0/absent"},
      {lacking({{"ssd", "A", 3, 1}, {"ssd", "A", 3, 2}}), "planning.continuity_twice /absences/1/sector"},
      {lacking({{"ssd", "A", 3, 3}, {"ssd", "B", 3, 3}}), "planning.continuity_nobody_left /closed"},
  };
  for (const auto& [request, expected] : cases) CHECK(refused(request, ground) == expected);
}

TEST_CASE("six months to the day are accepted, one more is not; today is not the past") {
  const ContinuityGround ground = usual();
  auto request = closing({"S0"});
  request.from = kBefore;
  request.to = Date(kBefore.days() + std::chrono::days(kLongestDays - 1));
  CHECK(refused(request, ground) == "");
  request.to = Date(kBefore.days() + std::chrono::days(kLongestDays));
  CHECK(refused(request, ground) == "planning.continuity_long /to");
  request.to = request.from;
  CHECK(refused(request, ground) == "");
}

TEST_CASE("the request is completed: text trimmed, houses once, posts as they are known") {
  const ContinuityGround ground = usual();
  auto asked = closing({"S3", "S0", "S3"});
  asked.reason = "  Panne de chauffage\r\n";
  asked.absences = {{"ssd", "A", std::nullopt, 1.5}};
  const auto checked = check(asked, ground, kBefore);
  REQUIRE(checked.ok());
  CHECK(checked->reason == "Panne de chauffage");
  CHECK(checked->closed == std::vector<std::string>{"S0", "S3"});
  CHECK(checked->absences[0].posts == 4.5);
  // What is typed wins.
  asked.absences[0].posts = 6;
  CHECK(check(asked, ground, kBefore)->absences[0].posts == 6);
}

TEST_CASE("a map that changes before the last day is refused, that of another mission is not") {
  const ContinuityGround ground = usual();
  auto changed = *ground.last;
  changed.missions[1] = mission("ase", {"XXXY", "YYYY"});
  auto later = ground;
  later.last = std::make_shared<const territory::Snapshot>(changed);
  CHECK(refused(lacking({{"ase", "X", 3, 1}}), later) == "planning.continuity_map_changes /to");
  CHECK(refused(lacking({{"ssd", "A", 3, 1}}), later) == "");
  CHECK(refused(closing({"S0"}), later) == "");
  changed.codes[2] = "96999";
  later.last = std::make_shared<const territory::Snapshot>(changed);
  CHECK(refused(closing({"S0"}), later) == "planning.continuity_map_changes /to");
}

TEST_CASE("the map that says who is received at a closed house holds from the first day to the last") {
  auto snapshot = town({"1111", "1111"});
  snapshot.missions = {mission("mds", {"AABB", "AABB"}), mission("pmi", {"PPQQ", "PPQQ"})};
  auto ground = ground_of(snapshot, {site_in(snapshot, 0), site_in(snapshot, 3), site_in(snapshot, 4, "pmi"),
                                     site_in(snapshot, 7, "pmi"), site_in(snapshot, 1, "antenne")});
  const auto later = [&](std::vector<territory::MissionMap> missions) {
    auto changed = snapshot;
    changed.missions = std::move(missions);
    auto out = ground;
    out.last = std::make_shared<const territory::Snapshot>(changed);
    return out;
  };
  const std::string changes = "planning.continuity_map_changes /to";
  const auto redrawn = later({mission("mds", {"AAAB", "AABB"}), snapshot.missions[1]});
  CHECK(refused(closing({"S0"}), redrawn) == changes);
  CHECK(refused(closing({"S4"}), redrawn) == "");
  CHECK(refused(closing({"S4", "S0"}), redrawn) == changes);
  // An antenne receives those it is the nearest to: no map says so.
  CHECK(refused(closing({"S1"}), redrawn) == "");
  CHECK(refused(closing({"S4"}), later({snapshot.missions[0], mission("pmi", {"PPQQ", "PPPQ"})})) == changes);
  // Same ground, other sectors; a map that goes; one that begins where there was none.
  CHECK(refused(closing({"S0"}), later({mission("mds", {"AACC", "AACC"})})) == changes);
  CHECK(refused(closing({"S0"}), later({snapshot.missions[1]})) == changes);
  snapshot.missions.clear();
  ground = ground_of(snapshot, ground.sites);
  CHECK(refused(closing({"S0"}), later({mission("mds", {"AABB", "AABB"})})) == changes);
  CHECK(refused(closing({"S0"}), ground) == "");
}

TEST_CASE("a load that is not known everywhere, or that is nothing, cannot be balanced") {
  auto ground = usual();
  auto request = closing({"S0"});
  request.load = "rsa";
  CHECK(refused(request, ground) == "");
  ground.quantities[0].missing = {2};
  CHECK(refused(request, ground) == "planning.quantity_incomplete /load");
  ground.quantities[0].missing.clear();
  ground.quantities[0].of_unit.assign(8, 0);
  CHECK(refused(request, ground) == "planning.quantity_empty /load");
}

TEST_CASE("every refusal has its row, with a sentence in each language that says the same arguments") {
  for (const ProblemRow& row : continuity_problems()) {
    CAPTURE(row.code);
    CHECK((row.http_status == 404 || row.http_status == 409 || row.http_status == 422));
    for (const char* argument : {"{name}", "{reason}", "{from}", "{to}", "{names}", "{sector}", "{days}"})
      CHECK((row.french.find(argument) == row.french.npos) == (row.english.find(argument) == row.english.npos));
  }
}
