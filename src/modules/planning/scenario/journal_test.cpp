#include "modules/planning/scenario/journal.hpp"

#include <doctest/doctest.h>

#include <map>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

Draft blank() { return {{0, 0, 1, 1, 2, -1}, {{"Nord", false}, {"Sud", false}, {"Est", false}}}; }

Step step(StepKind kind, std::int32_t district = -1) {
  Step out;
  out.kind = kind;
  out.district = district;
  return out;
}
Step paint(std::vector<std::int32_t> units, std::int32_t district) {
  Step out = step(StepKind::paint, district);
  out.units = std::move(units);
  return out;
}
Step named(StepKind kind, const std::string& name, std::int32_t district = -1) {
  Step out = step(kind, district);
  out.names = {name};
  return out;
}
Step map(std::vector<std::int32_t> units, std::vector<std::string> names) {
  Step out = step(StepKind::replace);
  out.units = std::move(units);
  out.names = std::move(names);
  return out;
}

// Code and field of the refusal of `refused` after `before`; "" when it is accepted.
std::string refusal(const std::vector<Step>& before, const Step& refused) {
  const auto answer = check(replay(blank(), before), refused);
  return answer ? "" : answer.problem().code + answer.problem().field;
}

bool same(const Draft& a, const Draft& b) {
  if (a.of_unit != b.of_unit || a.districts.size() != b.districts.size()) return false;
  for (std::size_t d = 0; d < a.districts.size(); ++d)
    if (a.districts[d].name != b.districts[d].name || a.districts[d].locked != b.districts[d].locked) return false;
  return true;
}

Step random_step(Random& random, const Draft& draft) {
  const auto district = static_cast<std::int32_t>(random.below(draft.districts.size()));
  switch (random.below(7)) {
    case 0:
    case 1:
      return paint({static_cast<std::int32_t>(random.below(6))}, static_cast<std::int32_t>(random.below(4)) - 1);
    case 2:
      return named(StepKind::rename, "Secteur " + std::to_string(random.below(100)), district);
    case 3:
      return step(random.below(2) == 0 ? StepKind::lock : StepKind::unlock, district);
    case 4:
      return named(StepKind::add, "Nouveau");
    case 5:
      return step(StepKind::undo);
    default:
      return step(StepKind::redo);
  }
}

}  // namespace

TEST_CASE("each kind of step does what it says") {
  const auto after = replay(blank(), {paint({5, 4}, 1), named(StepKind::rename, "Sud-Est", 1), step(StepKind::lock, 0),
                                      named(StepKind::add, "Ouest"), paint({2}, 3), paint({3}, -1)});
  CHECK(after.draft.of_unit == engines::Plan{0, 0, 3, -1, 1, 1});
  REQUIRE(after.draft.districts.size() == 4);
  CHECK(after.draft.districts[1].name == "Sud-Est");
  CHECK(after.draft.districts[0].locked);
  CHECK_FALSE(after.draft.districts[3].locked);
  CHECK(after.in_force == std::vector<std::int32_t>{0, 1, 2, 3, 4, 5});
}

TEST_CASE("undo goes back one step, redo forth; a new step forgets what was undone") {
  const std::vector<Step> two{paint({0}, 1), paint({1}, 2)};
  auto steps = two;
  steps.push_back(step(StepKind::undo));
  CHECK(replay(blank(), steps).draft.of_unit == engines::Plan{1, 0, 1, 1, 2, -1});
  CHECK(replay(blank(), steps).undone == std::vector<std::int32_t>{1});
  steps.push_back(step(StepKind::redo));
  CHECK(same(replay(blank(), steps).draft, replay(blank(), two).draft));
  steps.push_back(step(StepKind::undo));
  steps.push_back(paint({5}, 0));
  const auto after = replay(blank(), steps);
  CHECK(after.draft.of_unit == engines::Plan{1, 0, 1, 1, 2, 0});
  CHECK(after.undone.empty());
  CHECK(after.in_force == std::vector<std::int32_t>{0, 5});
  CHECK(refusal(steps, step(StepKind::redo)) == "planning.nothing_to_redo/kind");
}

TEST_CASE("undoing is exact: whatever was drawn, the map is that of a drawing board with a pile of copies") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    std::vector<Step> made;
    std::vector<Draft> before{blank()}, after;  // the last of `before` is the map
    for (int i = 0; i < 80; ++i) {
      const auto journal = replay(blank(), made);
      REQUIRE(same(journal.draft, before.back()));
      const Step next = random_step(random, journal.draft);
      if (!check(journal, next)) {
        if (next.kind == StepKind::undo) CHECK(before.size() == 1);
        if (next.kind == StepKind::redo) CHECK(after.empty());
        continue;
      }
      made.push_back(next);
      if (next.kind == StepKind::undo) {
        after.push_back(before.back());
        before.pop_back();
      } else if (next.kind == StepKind::redo) {
        before.push_back(after.back());
        after.pop_back();
      } else {
        before.push_back(replay(before.back(), {next}).draft);
        after.clear();
      }
    }
    CHECK(before.size() > 3);
  }
}

TEST_CASE("a locked district neither gains nor loses, by brush or by whole map") {
  const std::vector<Step> shut{step(StepKind::lock, 1)};
  CHECK(refusal(shut, paint({0}, 1)) == "planning.locked/district");
  CHECK(refusal(shut, paint({2}, 0)) == "planning.locked/district");
  CHECK(refusal(shut, paint({2}, -1)) == "planning.locked/district");
  CHECK(refusal(shut, paint({2}, 1)) == "planning.locked/district");
  CHECK(refusal(shut, paint({0}, 2)) == "");
  CHECK(refusal(shut, map({2, 2, 1, 1, 0, 0}, {"a", "b", "c"})) == "");
  CHECK(refusal(shut, map({2, 2, 1, 0, 0, 0}, {"a", "b", "c"})) == "planning.locked/district");
  CHECK(refusal(shut, map({1, 2, 1, 1, 0, 0}, {"a", "b", "c"})) == "planning.locked/district");
  CHECK(refusal({shut[0], step(StepKind::unlock, 1)}, paint({2}, 0)) == "");
  const auto kept = replay(blank(), {shut[0], map({2, 2, 1, 1, 0, 3}, {"a", "b", "c", "d"})}).draft;
  CHECK(kept.districts[1].locked);
  CHECK(kept.districts[3].name == "d");
}

TEST_CASE("what does not exist, has no name or leads nowhere is refused, each with its field") {
  CHECK(refusal({}, paint({0}, 3)) == "planning.unknown_district/district");
  CHECK(refusal({}, paint({0}, -2)) == "planning.unknown_district/district");
  CHECK(refusal({}, paint({6}, 0)) == "planning.unknown_unit/units");
  CHECK(refusal({}, paint({-1}, 0)) == "planning.unknown_unit/units");
  CHECK(refusal({}, paint({}, 0)) == "planning.missing/units");
  CHECK(refusal({}, paint({0}, -1)) == "");
  CHECK(refusal({}, step(StepKind::lock, -1)) == "planning.unknown_district/district");
  CHECK(refusal({}, named(StepKind::rename, "a", 9)) == "planning.unknown_district/district");
  CHECK(refusal({}, named(StepKind::rename, "", 0)) == "planning.bad_name/names");
  CHECK(refusal({}, named(StepKind::add, std::string(81, 'a'))) == "planning.bad_name/names");
  CHECK(refusal({}, step(StepKind::add)) == "planning.bad_name/names");
  CHECK(refusal({}, step(StepKind::undo)) == "planning.nothing_to_undo/kind");
  CHECK(refusal({}, step(StepKind::redo)) == "planning.nothing_to_redo/kind");
  CHECK(refusal({}, map({0, 0}, {"a", "b", "c"})) == "planning.unknown_unit/units");
  CHECK(refusal({}, map({0, 0, 0, 0, 0, 3}, {"a", "b", "c"})) == "planning.unknown_district/units");
  CHECK(refusal({}, map({0, 0, 0, 0, 0, 0}, {"a"})) == "planning.unknown_district/names");
  CHECK(refusal({}, map({0, 0, 0, 0, 0, 0}, {"a", "", "c"})) == "planning.bad_name/names");
}

TEST_CASE("a name is measured in characters, not in bytes") {
  std::string accents;
  for (int i = 0; i < 80; ++i) accents += "é";
  CHECK(refusal({}, named(StepKind::add, accents)) == "");
  CHECK(refusal({}, named(StepKind::add, accents + "é")) == "planning.bad_name/names");
}

TEST_CASE("there is an end to the number of districts") {
  std::vector<Step> many;
  for (int i = 3; i < 500; ++i) many.push_back(named(StepKind::add, "s"));
  CHECK(refusal({many.begin(), many.end() - 1}, many.back()) == "");
  CHECK(refusal(many, many.back()) == "planning.too_many_districts/names");
}

TEST_CASE("the journal keeps the names of the moment") {
  const Draft draft = blank();
  CHECK(worded(draft, paint({5}, 1)).names == std::vector<std::string>{"Sud"});
  CHECK(worded(draft, paint({0}, -1)).names.empty());
  CHECK(worded(draft, step(StepKind::lock, 2)).names == std::vector<std::string>{"Est"});
  const Step renamed = worded(draft, named(StepKind::rename, "Midi", 1));
  CHECK(renamed.names == std::vector<std::string>{"Midi"});
  CHECK(renamed.origin == "Sud");
}
