// The life of a computation, from the question to what is kept of it.
#include <doctest/doctest.h>

#include "modules/planning/store.hpp"
#include "modules/planning/testing/desk.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;
using platform::JobState;
using platform::JobView;

namespace {

// A search that only ends when it is told to.
ProposalRequest long_request() {
  auto request = usual_request();
  request.seconds = 600;
  return request;
}

ProposalProgress progress_in(const JobView& view) {
  auto read = platform::from_json<ProposalProgress>(view.partial);
  REQUIRE(read.ok());
  return read.value;
}

bool shows_a_map(const JobView& view) { return view.partial.find("\"map\":{") != std::string::npos; }

std::string post(Desk& desk, std::int64_t job, const std::string& verb) {
  const auto answer = desk.ask("/jobs/" + std::to_string(job) + "/" + verb, {"POST"});
  CHECK(answer.status == 200);
  return *answer.body;
}

ProposalPage page_of(Desk& desk, std::int64_t proposal) {
  return desk.read<ProposalPage>("/planning/proposals/" + std::to_string(proposal));
}

std::size_t plans_kept(Desk& desk, std::int64_t proposal) {
  return desk.database.reading([&](sql::Session& session) { return front_of(session, {proposal}).size(); });
}

void on_a_territory(const std::function<void(Desk&)>& test) {
  on_both([&](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    test(desk);
  });
}

}  // namespace

TEST_CASE("a computation that ends by itself keeps a front whose every plan opens") {
  on_a_territory([](Desk& desk) {
    const auto started = desk.propose(usual_request());
    const JobView ended = desk.end_of(started.job_id);
    CHECK(ended.state == JobState::done);
    CHECK(ended.fraction == 1);
    CHECK(ended.owner == "claire");
    const auto page = page_of(desk, started.id);
    CHECK(page.state == JobState::done);
    CHECK_FALSE(page.impossibility);
    REQUIRE(page.best >= 0);
    for (const PlanSummary& plan : page.front) {
      const auto shown = desk.read<PlanPage>("/planning/proposals/" + std::to_string(started.id) + "/plans/" +
                                             std::to_string(plan.index));
      CHECK(platform::to_json(shown.summary) == platform::to_json(plan));
      CHECK(shown.districts.size() == static_cast<std::size_t>(plan.districts));
      CHECK(plan.seed == 7);
    }
    const auto told = progress_in(ended);
    CHECK(told.plans == static_cast<std::int32_t>(page.front.size()));
    REQUIRE(told.map);
    const auto best = desk.read<PlanPage>("/planning/proposals/" + std::to_string(started.id) + "/plans/" +
                                          std::to_string(page.best));
    CHECK(told.map->of_unit == best.of_unit);
    CHECK(told.map->before_match == best.before_match);
    CHECK(told.map->reference_mission == best.reference_mission);
  });
}

TEST_CASE("a seed that is not asked for is drawn, told, and another each time") {
  on_a_territory([](Desk& desk) {
    auto request = usual_request();
    request.seed.reset();
    std::vector<std::int64_t> seeds;
    for (int turn = 0; turn < 2; ++turn) {
      const auto started = desk.propose(request);
      desk.end_of(started.job_id);
      const auto page = page_of(desk, started.id);
      CHECK_FALSE(page.request.seed);
      REQUIRE_FALSE(page.front.empty());
      seeds.push_back(page.front.front().seed);
    }
    CHECK(seeds[0] != seeds[1]);
  });
}

TEST_CASE("while it runs the best plan is told with its map; stopped, it is kept at once") {
  on_a_territory([](Desk& desk) {
    const auto started = desk.propose(long_request());
    const JobView running = desk.wait(started.job_id, shows_a_map);
    CHECK(running.state == JobState::running);
    CHECK(running.message == "planning.searching");
    CHECK(running.fraction < 0.1);
    const auto told = progress_in(running);
    REQUIRE(told.best);
    CHECK(told.map->of_unit.size() == 16);
    CHECK(told.map->names.size() == static_cast<std::size_t>(told.best->districts));

    const auto asked_at = std::chrono::steady_clock::now();
    post(desk, started.job_id, "stop");
    CHECK(desk.end_of(started.job_id).state == JobState::stopped);
    CHECK(std::chrono::steady_clock::now() - asked_at < std::chrono::seconds(2));
    const auto page = page_of(desk, started.id);
    CHECK(page.state == JobState::stopped);
    CHECK_FALSE(page.front.empty());
    CHECK(desk.refusal("/jobs/" + std::to_string(started.job_id) + "/stop", {"POST"}).code == "job_finished");
  });
}

TEST_CASE("what was found is saved on the way") {
  on_a_territory([](Desk& desk) {
    const auto started = desk.propose(long_request());
    const auto saved = [&](const JobView&) { return plans_kept(desk, started.id) > 0; };
    CHECK(desk.wait(started.job_id, saved).state == JobState::running);
    CHECK(page_of(desk, started.id).best >= 0);
    post(desk, started.job_id, "cancel");
    desk.end_of(started.job_id);
  });
}

TEST_CASE("cancelled, nothing is left of it, not even what was saved on the way") {
  on_a_territory([](Desk& desk) {
    const auto started = desk.propose(long_request());
    desk.wait(started.job_id, [&](const JobView&) { return plans_kept(desk, started.id) > 0; });
    post(desk, started.job_id, "cancel");
    const JobView ended = desk.end_of(started.job_id);
    CHECK(ended.state == JobState::cancelled);
    CHECK(ended.partial.empty());
    const auto page = page_of(desk, started.id);
    CHECK(page.front.empty());
    CHECK(page.best == -1);
    CHECK(desk.refusal("/planning/proposals/" + std::to_string(started.id) + "/plans/0").code ==
          "planning.unknown_plan");
  });
}

TEST_CASE("a server that closes interrupts the computation and keeps its best plan; the next one says so") {
  on_a_territory([](Desk& desk) {
    const auto started = desk.propose(long_request());
    desk.wait(started.job_id, shows_a_map);
    desk.jobs->finish();
    Desk next(desk.database);
    CHECK(next.jobs->find({started.job_id})->state == JobState::interrupted);
    const auto page = page_of(next, started.id);
    CHECK(page.state == JobState::interrupted);
    REQUIRE(page.best >= 0);
    CHECK(next.ask("/planning/proposals/" + std::to_string(started.id) + "/plans/0").status == 200);
  });
}

TEST_CASE("what is impossible is done, with the place that makes it so") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    desk.import({"9111", "1111"}, {{"ase", {"AABB", "AABB"}}});
    auto request = usual_request();
    request.missions = {"ase"};
    request.districts_min = request.districts_max = 4;
    request.balance = 0.1;
    const auto started = desk.propose(request);
    CHECK(desk.end_of(started.job_id).state == JobState::done);
    const auto page = page_of(desk, started.id);
    CHECK(page.front.empty());
    REQUIRE(page.impossibility);
    CHECK(page.impossibility->code == "unit_too_heavy");
    CHECK(page.impossibility->units == std::vector<std::string>{"Commune 00"});
    CHECK(page.impossibility->have == 900);
    CHECK(page.impossibility->limit == 440);
    CHECK(page.impossibility->districts == 4);
  });
}

TEST_CASE("a computation whose territory is gone fails with a sentence") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    ProposalRow row;
    row.name = "Perdue";
    row.at = Date(2019, 1, 1);
    row.request = platform::to_json(usual_request());
    const auto [proposal, job] = database.writing([&](sql::Session& session) {
      const ProposalId id = insert_proposal(session, row);
      const auto submitted = desk.jobs->submit(session, "planning.proposal", "claire", std::to_string(id.value), 1);
      attach_job(session, id, submitted.value);
      return std::pair(id, submitted.value);
    });
    const JobView ended = desk.end_of(job);
    CHECK(ended.state == JobState::failed);
    CHECK(ended.problem.find("planning.no_territory") != std::string::npos);
    CHECK(page_of(desk, proposal.value).state == JobState::failed);
  });
}

TEST_CASE("a job about no proposal fails with a sentence") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    const auto job = database.writing([&](sql::Session& session) {
      return desk.jobs->submit(session, "planning.proposal", "claire", "12345", 1).value;
    });
    const JobView ended = desk.end_of(job);
    CHECK(ended.state == JobState::failed);
    CHECK(ended.problem.find("planning.unknown_proposal") != std::string::npos);
  });
}

TEST_CASE("whoever may not compute may not stop; an administrator may") {
  on_a_territory([](Desk& desk) {
    const auto started = desk.propose(long_request());
    const std::string job = "/jobs/" + std::to_string(started.job_id);
    CHECK(desk.ask(job + "/stop", {"POST", "", "executive"}).status == 403);
    CHECK(desk.ask(job, {"GET", "", "executive"}).status == 403);
    desk.wait(started.job_id, shows_a_map);
    CHECK(desk.ask(job + "/stop", {"POST", "", "administrator"}).status == 200);
    CHECK(desk.end_of(started.job_id).state == JobState::stopped);
  });
}
