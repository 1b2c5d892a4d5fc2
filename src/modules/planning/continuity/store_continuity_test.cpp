// Plans of continuity as both databases keep them.
#include "modules/planning/continuity/store_continuity.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "modules/planning/continuity/testing/crisis.hpp"
#include "modules/planning/means/store_means.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const Hand kClaire{"Claire", "2026-03-01T08:00:00.000Z"}, kMarc{"Marc", "2026-03-12T09:00:00.000Z"};

void on_store(const std::function<void(sql::Database&)>& test) {
  maillage::testing::for_each_database({"platform", "access", "territory", "planning"}, test);
}

ContinuityAnswer usual() {
  auto snapshot = town({"1212", "2121"});
  snapshot.missions = {mission("ssd", {"AABB", "AABB"})};
  auto request = closing({"S0"});
  request.reason = "L’« inondation » d'hier";
  request.absences = {{"ssd", "A", 4, 1.25}};
  return planned(request, ground_of(snapshot, {site_in(snapshot, 0), site_in(snapshot, 7)}));
}

ContinuityId keep(sql::Database& database, const ContinuityAnswer& answer) {
  return database.writing([&](sql::Session& session) { return insert_continuity(session, answer, kClaire); });
}

ContinuityRow row(sql::Database& database, ContinuityId id) {
  const auto found = database.reading([&](sql::Session& session) { return find_continuity(session, id); });
  REQUIRE(found);
  return *found;
}

bool decided(sql::Database& database, ContinuityId id, ContinuityVerdict verdict, const Hand& hand = kMarc) {
  return database.writing([&](sql::Session& session) {
    return decide_continuity(session, id, {verdict, "Vu."}, hand);
  });
}

bool ended(sql::Database& database, ContinuityId id, Date day) {
  return database.writing([&](sql::Session& session) { return end_continuity(session, id, {day, "Fini."}, kMarc); });
}

}  // namespace

TEST_CASE("a plan comes back as it was computed, figure by figure") {
  on_store([](sql::Database& database) {
    const auto answer = usual();
    const auto id = keep(database, answer), other = keep(database, answer);
    const auto kept = row(database, id);
    CHECK((kept.reason == answer.request.reason && kept.from == kFirst && kept.to == kLast && kept.verdict.empty()));
    CHECK(platform::to_json(answer_of(kept)) == platform::to_json(answer));
    CHECK(same_moves(answer_of(kept), answer));
    const auto all = database.reading([](sql::Session& session) { return continuities(session); });
    REQUIRE(all.size() == 2);
    CHECK((all[0].id == other.value && all[1].id == id.value));
    CHECK_FALSE(database.reading([&](sql::Session& session) { return find_continuity(session, {other.value + 1}); }));
  });
}

TEST_CASE("a draft is decided once, by whoever comes first; only an adopted plan ends, and only earlier") {
  on_store([](sql::Database& database) {
    const auto id = keep(database, usual()), dropped = keep(database, usual());
    CHECK_FALSE(ended(database, id, Date(2026, 3, 15)));
    CHECK(decided(database, id, ContinuityVerdict::adopted, kClaire));
    CHECK_FALSE(decided(database, id, ContinuityVerdict::dropped));
    CHECK_FALSE(decided(database, id, ContinuityVerdict::adopted));
    CHECK((row(database, id).decided_by == "Claire" && row(database, id).note == "Vu."));
    CHECK_FALSE(ended(database, id, Date(2026, 3, 21)));
    CHECK(ended(database, id, Date(2026, 3, 15)));
    CHECK_FALSE(ended(database, id, Date(2026, 3, 16)));
    CHECK(ended(database, id, Date(2026, 3, 12)));
    const auto kept = row(database, id);
    auto all = database.reading([](sql::Session& session) { return endings(session); });
    CHECK(all.size() == 1);
    REQUIRE(all[id.value].size() == 2);
    CHECK((kept.to == Date(2026, 3, 12) && all[id.value][0].last_day == Date(2026, 3, 15)));
    CHECK((all[id.value][1].ended_by == "Marc" && all[id.value][1].note == "Fini."));
    CHECK(database.reading([&](sql::Session& session) { return endings(session, dropped); }).empty());
    CHECK(answer_of(kept).request.to == kLast);
    CHECK(decided(database, dropped, ContinuityVerdict::dropped));
    CHECK_FALSE(ended(database, dropped, Date(2026, 3, 15)));
    CHECK(row(database, dropped).to == kLast);
  });
}

TEST_CASE("a decision that is cut short leaves neither the decision nor the relay") {
  on_store([](sql::Database& database) {
    const auto answer = usual();
    const auto id = keep(database, answer);
    const auto relay = relay_of(answer, id.value);
    CHECK_THROWS_AS(database.write([&](sql::Session& session) {
      REQUIRE_FALSE(territory::put_in_relay(session, relay));
      REQUIRE(decide_continuity(session, id, {ContinuityVerdict::adopted, ""}, kMarc));
      throw std::runtime_error("the power goes off");
    }),
                    std::runtime_error);
    CHECK(row(database, id).verdict.empty());
    CHECK(database.reading([&](sql::Session& session) { return territory::relays_in(session, relay.period); }).empty());
    // And can be made again.
    database.write([&](sql::Session& session) { REQUIRE_FALSE(territory::put_in_relay(session, relay)); });
    CHECK(decided(database, id, ContinuityVerdict::adopted));
  });
}

TEST_CASE("the state follows the days") {
  ContinuityRow row;
  row.from = kFirst;
  row.to = kLast;
  const auto on = [&](unsigned day) { return state_on(row, Date(2026, 3, day)); };
  CHECK((on(1) == ContinuityState::draft && on(30) == ContinuityState::draft));
  row.verdict = "dropped";
  CHECK(on(15) == ContinuityState::dropped);
  row.verdict = "adopted";
  CHECK((on(9) == ContinuityState::to_come && on(10) == ContinuityState::in_force));
  CHECK((on(20) == ContinuityState::in_force && on(21) == ContinuityState::ended));
  row.to = Date(2026, 3, 9);  // ended before it began
  CHECK((on(1) == ContinuityState::ended && on(10) == ContinuityState::ended));
}

TEST_CASE("the posts of a sector are those of all kinds together, sessions left out, of the missions that have a map") {
  on_store([](sql::Database& database) {
    auto snapshot = town({"11"});
    snapshot.missions = {mission("ssd", {"AB"})};
    const auto posts = database.writing([&](sql::Session& session) {
      Formula consultations;
      consultations.kind = "Consultations";
      consultations.measure = Measure::session;
      consultations.per_post = 200;
      consultations.valid_from = Date(2020, 1, 1);
      insert_formula(session, consultations, kClaire);
      save_posts(session, "mission/ssd", 0,
                 {{"A", "Assistants", 2.5}, {"A", "Secrétaires", 1}, {"B", "Assistants", 3}, {"A", "Consultations", 8}},
                 kClaire);
      save_posts(session, "mission/ase", 0, {{"A", "Éducateurs", 4}}, kClaire);
      return known_posts(session, snapshot);
    });
    CHECK(posts == KnownPosts{{"ssd", {{"A", 3.5}, {"B", 3}}}});
  });
}
