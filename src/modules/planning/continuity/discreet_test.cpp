// What may point at somebody is left out, and nothing else.
#include "modules/planning/continuity/discreet.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/planning/continuity/testing/crisis.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// Two sectors short, one of few posts, in a town where each could take some of the other's.
ContinuityAnswer two_short(double few, double many) {
  auto snapshot = town({"121212", "212121", "121212"});
  snapshot.missions = {mission("ssd", {"AABBCC", "AABBCC", "AABBCC"})};
  const KnownPosts posts{{"ssd", {{"A", 9}, {"B", 9}, {"C", 9}}}};
  return planned(lacking({{"ssd", "A", 9, many}, {"ssd", "B", 9, few}}), ground_of(snapshot, {}, {}, posts));
}

const ContinuityCarrierRow& carrier(const ContinuityAnswer& answer, std::size_t position) {
  return answer.layers[0].carriers[position];
}

}  // namespace

TEST_CASE("fewer posts absent than the rule are left out, with the burden they could be worked out from") {
  for (const double few : {0.5, 1.0, 4.9}) {
    CAPTURE(few);
    const auto whole = two_short(few, 6);
    auto answer = whole;
    CHECK(hide_few_posts(answer, 5));
    CHECK_FALSE((carrier(answer, 1).absent || carrier(answer, 1).burden_during));
    CHECK((carrier(answer, 0).absent == 6.0 && carrier(answer, 0).burden_during == carrier(whole, 0).burden_during));
    REQUIRE(answer.request.absences.size() == 1);
    CHECK(answer.request.absences[0].sector == "A");
    // Two numbers of posts that are both too few look the same wherever they hand over the same.
    const auto same = two_short(few / 2, 6);
    if (!same_moves(whole, same)) continue;
    auto other = same;
    hide_few_posts(other, 5);
    CHECK(platform::to_json(other.layers[0].carriers) == platform::to_json(answer.layers[0].carriers));
  }
}

TEST_CASE("a number that is not small is shown, and then nothing says that something was left out") {
  const auto whole = two_short(5, 6);
  auto answer = whole;
  CHECK_FALSE(hide_few_posts(answer, 5));
  CHECK(platform::to_json(answer) == platform::to_json(whole));
}

TEST_CASE("a reason that compares burdens says who was nearer, without the burden of a team that is hidden") {
  Random random(3);
  int lighter = 0, kept = 0;
  for (int trial = 0; trial < 40; ++trial) {
    auto snapshot = any_town(random, 4, 6);
    snapshot.missions = {mission("ssd", {"AABBCC", "AABBCC", "DDBBCC", "DDDDCC"})};
    auto request = lacking({{"ssd", "A", 9, 8}, {"ssd", "B", 9, 1}});
    request.minutes_for_tenth = 10;
    const auto whole = planned(request, ground_of(snapshot, {}));
    auto answer = whole;
    hide_few_posts(answer, 5);
    for (std::size_t m = 0; m < whole.layers[0].moves.size(); ++m) {
      const auto &before = whole.layers[0].moves[m], &after = answer.layers[0].moves[m];
      CHECK((before.unit == after.unit && before.to == after.to && before.minutes_during == after.minutes_during));
      const std::string text = platform::to_json(after.reason);
      const bool about = carrier(whole, static_cast<std::size_t>(before.to)).code == "B" ||
                         platform::to_json(before.reason).find("\"near\",\"Secteur B\"") != std::string::npos;
      if (before.reason.code == "less_loaded" && about) {
        ++lighter;
        CHECK((after.reason.code == "lighter" && text.find("burden") == text.npos));
        CHECK(text.find("near_minutes") != text.npos);
      } else {
        ++kept;
        CHECK(text == platform::to_json(before.reason));
      }
    }
  }
  CHECK((lighter > 0 && kept > 0));
}

TEST_CASE("without its words a plan still says who took what: the same file, the same relay but for its reason") {
  const auto whole = two_short(1, 6);
  const auto bare = without_words(whole);
  CHECK(continuity_csv(bare) == continuity_csv(whole));
  CHECK(same_moves(bare, whole));
  CHECK((bare.request.reason.empty() && bare.request.absences.empty() && bare.clashes.empty()));
  for (const auto& one : bare.layers[0].carriers) CHECK_FALSE(one.absent);
  CHECK((carrier(bare, 1).lacks && bare.request.from == whole.request.from));
  CHECK(platform::to_json(bare).find(whole.request.reason) == std::string::npos);
}
