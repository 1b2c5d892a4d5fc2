#include "platform/routes/jobs_routes.hpp"

#include <doctest/doctest.h>

#include <array>

#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/dispatch.hpp"
#include "platform/sql/migrations.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

// One job, moved by hand.
class OneJob : public Jobs {
 public:
  void handle(std::string, JobWork) override {}
  Id<Job> submit(sql::Session&, std::string_view, std::string_view, std::string_view, std::uint64_t) override {
    return {7};
  }
  std::optional<JobView> find(Id<Job> id) override { return id.value == 7 ? std::optional(view) : std::nullopt; }
  bool stop(Id<Job>, bool keep) override {
    change(keep ? JobState::stopped : JobState::cancelled);
    return true;
  }
  std::shared_ptr<void> watch(Id<Job>, std::function<void(const JobView&)> changed) override {
    watcher = std::move(changed);
    watcher(view);
    return std::shared_ptr<void>(nullptr, [this](void*) { watcher = nullptr; });
  }
  void start(int) override {}
  void finish() override {}

  void change(JobState state) {
    view.state = state;
    if (state != JobState::running) view.finished_at = "2026-11-22T08:00:00.000Z";
    if (watcher) watcher(view);
  }
  OneJob() {
    view.id = 7;
    view.kind = "planning.proposal";
    view.state = JobState::running;
    view.message = "planning.searching";
  }
  JobView view;
  std::function<void(const JobView&)> watcher;
};

class Kept : public EventSink {
 public:
  bool send(std::string_view event, std::string_view data) override {
    events.push_back(std::string(event) + ' ' + std::string(data));
    return true;
  }
  void close() override { closed = true; }
  std::vector<std::string> events;
  bool closed = false;
};

struct Rig {
  Rig() {
    REQUIRE(sql::migrate(*database, std::array<std::string_view, 1>{"platform"}).ok());
    add_jobs_routes(routes, services);
  }
  // Calls the handler as the frame does, after the right was checked.
  Result<Reply> call(std::string_view method, std::string_view action, std::string_view id = "7") {
    std::vector<std::string> path = {"jobs", std::string(id)};
    if (!action.empty()) path.emplace_back(action);
    const auto found = match(routes.all(), method, path);
    REQUIRE(found.route != nullptr);
    Context context(*database, clock);
    context.identity.login = "claire";
    context.act = found.route->declaration.audit;
    const auto query = found.route->new_query();
    const std::int64_t number = std::stoll(std::string(id));
    found.route->query->fields[0].type->set_integer(found.route->query->fields[0].at(query.get()), number);
    return found.route->call(context, query.get(), found.route->new_body().get());
  }
  std::int64_t audited() {
    return database->reading([](sql::Session& session) { return audit::head(session).sequence; });
  }

  std::unique_ptr<sql::Database> database = sql::Database::open("sqlite::memory:");
  FixedClock clock{Instant{}};
  OneJob jobs;
  Events events;
  Services services{*database, jobs, events, clock};
  Routes routes;
};

std::string text_of(const Result<Reply>& reply) { return *std::get<RawAnswer>(*reply).body; }

}  // namespace

TEST_CASE("a job is shown with its message, and its problem once it has one") {
  Rig rig;
  CHECK(
      text_of(rig.call("GET", "")) ==
      R"({"id":7,"kind":"planning.proposal","state":"running","fraction":0,"message":{"code":"planning.searching","args":[]},)"
      R"("partial":"","problem":null,"created_at":"","finished_at":null})");
  rig.jobs.view.problem = to_json(problem_body({"job_unknown", "", {{"id", "1"}}}));
  CHECK(text_of(rig.call("GET", "")).find(R"("problem":{"type":"urn:maillage:problem:job_unknown")") !=
        std::string::npos);
  rig.jobs.view.problem = "what an older program wrote";
  CHECK(text_of(rig.call("GET", "")).find(R"("code":"unexpected")") != std::string::npos);
  CHECK(rig.call("GET", "", "8").problem().code == "job_unknown");
}

TEST_CASE("stop keeps, cancel drops, each audited once; what has ended is not stopped again") {
  Rig rig;
  CHECK(text_of(rig.call("POST", "stop")).find(R"("state":"stopped")") != std::string::npos);
  CHECK(rig.audited() == 1);
  CHECK(rig.call("POST", "cancel").problem().code == "job_finished");
  CHECK(rig.audited() == 1);
  rig.jobs.view.finished_at.reset();
  CHECK(text_of(rig.call("POST", "cancel")).find(R"("state":"cancelled")") != std::string::npos);
  CHECK(rig.audited() == 2);
  CHECK(rig.call("POST", "stop", "8").problem().code == "job_unknown");
}

TEST_CASE("the stream gives the job as it is, then each change, and ends with it") {
  Rig rig;
  const auto reply = rig.call("GET", "events");
  const auto sink = std::make_shared<Kept>();
  auto subscription = std::get<EventStream>(*reply).open(sink);
  CHECK(sink->events.size() == 1);
  CHECK_FALSE(sink->closed);
  rig.jobs.view.fraction = 0.5;
  rig.jobs.change(JobState::running);
  CHECK(sink->events.back().find(R"("fraction":0.5)") != std::string::npos);
  rig.jobs.change(JobState::done);
  CHECK(sink->events.back().starts_with("job {\"id\":7,"));
  CHECK(sink->closed);
  subscription.reset();
  CHECK(rig.jobs.watcher == nullptr);
  CHECK(rig.call("GET", "events", "8").problem().code == "job_unknown");
}
