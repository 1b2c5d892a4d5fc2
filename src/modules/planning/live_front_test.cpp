#include "modules/planning/live_front.hpp"

#include <doctest/doctest.h>

#include "modules/planning/testing/text_map.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

struct Told {
  double fraction;
  std::string partial;
};

// Keeps what it is told.
class Watched : public platform::JobContext {
 public:
  Id<platform::Job> id() const override { return {1}; }
  std::string_view parameters() const override { return "1"; }
  std::uint64_t seed() const override { return 7; }
  const std::atomic<bool>& stop_requested() const override { return cancel; }
  bool cancelled() const override { return cancel; }
  void report(double fraction, std::string_view message, std::string_view partial) override {
    CHECK(message == "planning.searching");
    const std::lock_guard lock(mutex);
    told.push_back({fraction, std::string(partial)});
  }
  std::vector<Told> all() {
    const std::lock_guard lock(mutex);
    return told;
  }
  std::atomic<bool> cancel = false;

 private:
  std::mutex mutex;
  std::vector<Told> told;
};

territory::Snapshot street() {
  auto snapshot = grid({"1111", "1111"}, {"aabb", "aabb"});
  snapshot.missions = {mission("ase", {"AABB", "AABB"}), mission("ssd", {"XXXX", "YYYY"})};
  return snapshot;
}

ProposalRequest request() {
  ProposalRequest out;
  out.missions = {"ase", "ssd"};
  out.districts_min = out.districts_max = 2;
  out.seconds = 10;
  return out;
}

FoundPlan plan(std::int32_t index, engines::Plan of_unit, std::int64_t ase, std::int64_t ssd) {
  FoundPlan out;
  out.summary.index = index;
  out.summary.districts = 2;
  out.summary.moved = {{"ase", ase}, {"ssd", ssd}};
  out.summary.moved_residents = std::max(ase, ssd);
  out.of_unit = std::move(of_unit);
  return out;
}

const engines::Plan kColumns{0, 0, 1, 1, 0, 0, 1, 1}, kRows{1, 1, 1, 1, 0, 0, 0, 0};

void wait_ms(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

std::size_t kept(sql::Database& database, ProposalId id) {
  return database.reading([&](sql::Session& session) { return front_of(session, id).size(); });
}

ProposalId inserted(sql::Database& database) {
  ProposalRow row;
  row.request = "{}";
  return database.writing([&](sql::Session& session) { return insert_proposal(session, row); });
}

}  // namespace

TEST_CASE("what is told of a front is its knee, drawn beside the map it moves least") {
  const auto empty = progress_of(question_of(request(), street()), {});
  CHECK(empty.plans == 0);
  CHECK_FALSE(empty.best);
  CHECK_FALSE(empty.map);

  const auto told = progress_of(question_of(request(), street()), {plan(0, kRows, 400, 0)});
  CHECK(told.plans == 1);
  REQUIRE(told.map);
  CHECK(told.map->of_unit == kRows);
  CHECK(told.map->reference_mission == "ssd");
  CHECK(told.map->before_match == std::vector<std::int32_t>{1, 0});
  CHECK(told.map->names.size() == 2);
}

TEST_CASE("a map of five thousand units, told twice a second, stays far below 50 kB/s") {
  const std::vector<std::string> rows(50, std::string(100, '2')), one_town(50, std::string(100, 'a'));
  auto snapshot = grid(rows, one_town);
  snapshot.missions = {mission("ase", std::vector<std::string>(50, std::string(50, 'A') + std::string(50, 'B'))),
                       mission("ssd", rows)};
  FoundPlan best = plan(0, {}, 100, 200);
  best.summary.districts = 25;
  for (std::int32_t unit = 0; unit < 5000; ++unit) best.of_unit.push_back(unit / 200);
  const std::string partial =
      platform::to_json(progress_of(question_of(request(), snapshot), std::vector<FoundPlan>(24, best)));
  CHECK(partial.size() * 2 < 40'000);
  CHECK(partial.size() > 5000);
}

TEST_CASE("a growing front is told twice a second however often it grows, the last state of it included") {
  const auto database = sql::Database::open("sqlite::memory:");
  REQUIRE(sql::migrate(*database, std::array<std::string_view, 2>{"platform", "planning"}).ok());
  const auto id = inserted(*database);
  const auto question = question_of(request(), street());
  Watched job;
  {
    LiveFront live(job, *database, id, question);
    for (int turn = 0; turn < 60; ++turn) {
      live.found({plan(0, turn % 2 == 0 ? kRows : kColumns, 400, 0)});
      wait_ms(10);
    }
    live.found({plan(0, kColumns, 0, 400), plan(1, kRows, 400, 0)});
    wait_ms(700);
  }
  const auto told = job.all();
  CHECK(told.size() >= 2);
  CHECK(told.size() <= 4);
  for (std::size_t i = 1; i < told.size(); ++i) CHECK(told[i].fraction > told[i - 1].fraction);
  CHECK(told.back().fraction < 0.5);
  const auto last = platform::from_json<ProposalProgress>(told.back().partial);
  REQUIRE(last.ok());
  CHECK(last.value.plans == 2);
  CHECK(kept(*database, id) == 2);
}

TEST_CASE("nothing is saved of what is cancelled; the time goes on being told while nothing better is found") {
  const auto database = sql::Database::open("sqlite::memory:");
  REQUIRE(sql::migrate(*database, std::array<std::string_view, 2>{"platform", "planning"}).ok());
  const auto id = inserted(*database);
  const auto question = question_of(request(), street());
  Watched job;
  {
    LiveFront live(job, *database, id, question);
    live.found({plan(0, kRows, 400, 0)});
    job.cancel = true;
    wait_ms(1700);
  }
  CHECK(kept(*database, id) == 0);
  const auto told = job.all();
  REQUIRE(told.size() >= 2);
  CHECK(told[1].partial == told[0].partial);
  CHECK(told[1].fraction > told[0].fraction);
}

TEST_CASE("a front that cannot be saved is logged, and the search goes on") {
  const auto database = sql::Database::open("sqlite::memory:");  // no table at all
  std::vector<std::string> lines;
  std::mutex mutex;
  platform::redirect_log([&](std::string_view line) {
    const std::lock_guard lock(mutex);
    lines.emplace_back(line);
  });
  const auto question = question_of(request(), street());
  Watched job;
  {
    LiveFront live(job, *database, {1}, question);
    live.found({plan(0, kRows, 400, 0)});
    wait_ms(1300);
  }
  platform::redirect_log({});
  REQUIRE_FALSE(lines.empty());
  CHECK(lines.front().find("front_not_saved") != std::string::npos);
  CHECK(job.all().size() >= 2);
}
