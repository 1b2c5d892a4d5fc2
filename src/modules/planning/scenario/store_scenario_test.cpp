#include "modules/planning/scenario/store_scenario.hpp"

#include <doctest/doctest.h>

#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

const Hand kClaire{"Claire", "2026-03-01T08:00:00.000Z"}, kPaul{"Paul", "2026-03-01T09:00:00.000Z"};

Scenario scenario(const std::string& name) {
  Scenario out;
  out.name = name;
  out.created_at = kClaire.at;
  out.created_by = kClaire.by;
  out.at = Date(2026, 3, 1);
  out.origin = "mission/ssd";
  out.rules = {{"ase", "ssd"}, 0.15, Keep::commune};
  out.units = {"96001", "96002", "96003"};
  out.start = {{0, 1, -1}, {{"L'Île, haute", false}, {"Sud", false}}};
  return out;
}

Step paint(std::vector<std::int32_t> units, std::int32_t district) {
  Step out;
  out.units = std::move(units);
  out.district = district;
  out.names = {"Sud"};
  return out;
}

void on_both(const std::function<void(sql::Database&, ScenarioId)>& test) {
  testing::for_each_database({"platform", "planning"}, [&](sql::Database& database) {
    test(database, database.writing([](sql::Session& session) { return insert_scenario(session, scenario("Un")); }));
  });
}

}  // namespace

TEST_CASE("a scenario is kept in full, the newest first") {
  on_both([](sql::Database& database, ScenarioId first) {
    const auto second =
        database.writing([](sql::Session& session) { return insert_scenario(session, scenario("Deux")); });
    database.read([&](sql::Session& session) {
      const auto all = scenarios(session);
      REQUIRE(all.size() == 2);
      CHECK(all[0].id == second);
      const auto found = find_scenario(session, first);
      REQUIRE(found);
      CHECK(found->name == "Un");
      CHECK(found->at == Date(2026, 3, 1));
      CHECK(found->origin == "mission/ssd");
      CHECK(found->rules.missions == std::vector<std::string>{"ase", "ssd"});
      CHECK(found->rules.balance == 0.15);
      CHECK(found->rules.keep == Keep::commune);
      CHECK(found->units == std::vector<std::string>{"96001", "96002", "96003"});
      CHECK(found->start.of_unit == engines::Plan{0, 1, -1});
      REQUIRE(found->start.districts.size() == 2);
      CHECK(found->start.districts[0].name == "L'Île, haute");
      CHECK(found->stage == Stage::draft);
      CHECK_FALSE(found->effective_on);
      CHECK(found->steps == 0);
      CHECK(found->touched_by == "Claire");
      CHECK_FALSE(find_scenario(session, {999}));
    });
  });
}

TEST_CASE("steps are added by whoever saw the last one; the other is told, and nothing of either is lost") {
  on_both([](sql::Database& database, ScenarioId id) {
    const auto add = [&](std::int32_t seen, std::vector<Step> steps, const Hand& hand) {
      return database.writing([&](sql::Session& session) { return add_steps(session, id, seen, steps, hand); });
    };
    CHECK(add(0, {paint({0}, 1), paint({1, 2}, 0)}, kClaire));
    CHECK_FALSE(add(0, {paint({2}, 1)}, kPaul));
    CHECK_FALSE(add(1, {paint({2}, 1)}, kPaul));
    CHECK_FALSE(add(3, {paint({2}, 1)}, kPaul));
    CHECK(add(2, {paint({2}, 1)}, kPaul));
    database.read([&](sql::Session& session) {
      const auto made = steps_of(session, id);
      REQUIRE(made.size() == 3);
      CHECK(made[1].position == 1);
      CHECK(made[1].made_by == "Claire");
      CHECK(made[1].step.units == std::vector<std::int32_t>{1, 2});
      CHECK(made[1].step.names == std::vector<std::string>{"Sud"});
      CHECK(made[2].made_by == "Paul");
      CHECK(made[2].made_at == kPaul.at);
      const auto found = find_scenario(session, id);
      CHECK(found->steps == 3);
      CHECK(found->touched_by == "Paul");
      CHECK(found->touched_at == kPaul.at);
    });
  });
}

TEST_CASE("a passage is made once: of two deciders the second is told") {
  on_both([](sql::Database& database, ScenarioId id) {
    const auto to = [&](Stage from, Stage then, const std::string& note, std::optional<Date> day) {
      return database.writing([&](sql::Session& session) { return pass(session, id, from, then, note, day, kPaul); });
    };
    CHECK(to(Stage::draft, Stage::submitted, "", std::nullopt));
    CHECK(to(Stage::submitted, Stage::adopted, "Comité du 3 mars", Date(2027, 1, 1)));
    CHECK_FALSE(to(Stage::submitted, Stage::rejected, "Trop tard", std::nullopt));
    database.read([&](sql::Session& session) {
      const auto found = find_scenario(session, id);
      CHECK(found->stage == Stage::adopted);
      CHECK(found->effective_on == Date(2027, 1, 1));
      const auto passages = passages_of(session, id);
      REQUIRE(passages.size() == 2);
      CHECK(passages[0].stage == Stage::submitted);
      CHECK(passages[0].effective_on == "");
      CHECK(passages[1].note == "Comité du 3 mars");
      CHECK(passages[1].effective_on == "2027-01-01");
      CHECK(passages[1].decided_by == "Paul");
    });
  });
}

TEST_CASE("comments are kept as written, oldest first") {
  on_both([](sql::Database& database, ScenarioId id) {
    database.write([&](sql::Session& session) {
      insert_comment(session, id, "96002", "Trop loin de l'école <b>Hugo</b>", kClaire);
      insert_comment(session, id, "", "D'accord", kPaul);
    });
    database.read([&](sql::Session& session) {
      const auto all = comments_of(session, id);
      REQUIRE(all.size() == 2);
      CHECK(all[0].unit == "96002");
      CHECK(all[0].content == "Trop loin de l'école <b>Hugo</b>");
      CHECK(all[1].written_by == "Paul");
      CHECK(comments_of(session, {999}).empty());
    });
  });
}
