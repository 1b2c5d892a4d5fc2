#include "modules/planning/store.hpp"

#include <doctest/doctest.h>

#include "platform/json/json.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

ProposalRow row(const std::string& name) {
  ProposalRow out;
  out.name = name;
  out.created_at = "2025-06-01T08:00:00.000Z";
  out.created_by = "Claire";
  out.at = Date(2025, 6, 1);
  out.request = "{}";
  out.units = "96001,96002,96003";
  return out;
}

FoundPlan plan(std::int32_t index, engines::Plan of_unit) {
  FoundPlan out;
  out.summary.index = index;
  out.summary.districts = 2;
  out.summary.inertia = 0.1 + index;
  out.summary.gap = 0.004;
  out.summary.moved = {{"ase", 1200}};
  out.of_unit = std::move(of_unit);
  return out;
}

}  // namespace

TEST_CASE("proposals are kept in full, the newest first") {
  testing::for_each_database({"platform", "planning"}, [](sql::Database& database) {
    const auto first = database.writing([](sql::Session& session) { return insert_proposal(session, row("L'été")); });
    const auto second = database.writing([](sql::Session& session) { return insert_proposal(session, row("b")); });
    database.write([&](sql::Session& session) { attach_job(session, first, 42); });
    database.read([&](sql::Session& session) {
      const auto all = proposals(session);
      REQUIRE(all.size() == 2);
      CHECK(all[0].id == second.value);
      const auto found = find_proposal(session, first);
      REQUIRE(found);
      CHECK(found->name == "L'été");
      CHECK(found->at == Date(2025, 6, 1));
      CHECK(found->units == "96001,96002,96003");
      CHECK(found->job_id == 42);
      CHECK_FALSE(find_proposal(session, {999}));
    });
  });
}

TEST_CASE("a front replaces the previous one; every plan is read back as it was") {
  testing::for_each_database({"platform", "planning"}, [](sql::Database& database) {
    const auto id = database.writing([](sql::Session& session) { return insert_proposal(session, row("a")); });
    database.write([&](sql::Session& session) {
      save_front(session, id, {plan(0, {0, 0, 1}), plan(1, {0, 1, 1}), plan(2, {1, 0, 0})});
    });
    database.write([&](sql::Session& session) { save_front(session, id, {plan(0, {1, 1, 0}), plan(1, {0, 1, 0})}); });
    database.read([&](sql::Session& session) {
      const auto front = front_of(session, id);
      REQUIRE(front.size() == 2);
      CHECK(front[1].inertia == 1.1);
      const auto found = find_plan(session, id, 1);
      REQUIRE(found);
      CHECK(found->of_unit == engines::Plan{0, 1, 0});
      CHECK(platform::to_json(found->summary) == platform::to_json(plan(1, {}).summary));
      CHECK_FALSE(find_plan(session, id, 2));
    });
  });
}

TEST_CASE("a front that cannot be kept whole leaves the previous one") {
  testing::for_each_database({"platform", "planning"}, [](sql::Database& database) {
    const auto id = database.writing([](sql::Session& session) { return insert_proposal(session, row("a")); });
    database.write([&](sql::Session& session) { save_front(session, id, {plan(0, {0, 0, 1})}); });
    const auto twice = {plan(0, {0, 1, 1}), plan(0, {1, 1, 0})};
    CHECK_THROWS_AS(database.write([&](sql::Session& session) { save_front(session, id, twice); }), sql::SqlFault);
    const auto kept = database.reading([&](sql::Session& session) { return find_plan(session, id, 0); });
    REQUIRE(kept);
    CHECK(kept->of_unit == engines::Plan{0, 0, 1});
  });
}

TEST_CASE("the reason of an impossibility is kept") {
  testing::for_each_database({"platform", "planning"}, [](sql::Database& database) {
    const auto id = database.writing([](sql::Session& session) { return insert_proposal(session, row("a")); });
    database.write([&](sql::Session& session) { save_impossibility(session, id, "{\"code\":\"x\"}"); });
    CHECK(database.reading([&](sql::Session& session) { return find_proposal(session, id)->impossibility; }) ==
          "{\"code\":\"x\"}");
  });
}
