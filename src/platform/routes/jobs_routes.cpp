#include "platform/routes/jobs_routes.hpp"

#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::platform {
namespace wire {
namespace {

// A sentence of the front end's dictionary; args are pairs (name, value).
struct Message {
  std::string code;
  std::vector<std::vector<std::string>> args;
};
BOOST_DESCRIBE_STRUCT(Message, (), (code, args))

struct Job {
  std::int64_t id = 0;
  std::string kind;
  JobState state = JobState::queued;
  double fraction = 0;
  Message message;
  std::string partial;
  std::optional<Problem> problem;
  std::string created_at;
  std::optional<std::string> finished_at;
};
BOOST_DESCRIBE_STRUCT(Job, (), (id, kind, state, fraction, message, partial, problem, created_at, finished_at))

}  // namespace
}  // namespace wire

namespace {

struct JobQuery {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(JobQuery, (), (id))

constexpr Role kMayCompute[] = {Role::planner, Role::administrator};

wire::Job wire_job(const JobView& view) {
  wire::Job job{view.id,      view.kind, view.state,      view.fraction,   {view.message, {}},
                view.partial, {},        view.created_at, view.finished_at};
  if (view.problem.empty()) return job;
  auto problem = from_json<wire::Problem>(view.problem);
  job.problem = problem.ok() ? std::move(problem.value) : problem_body({"unexpected", "", {}});
  return job;
}

Problem unknown(std::int64_t id) { return {"job_unknown", "/id", {{"id", std::to_string(id)}}}; }

Result<wire::Job> show(Services& services, std::int64_t id) {
  const auto view = services.jobs.find({id});
  if (!view) return unknown(id);
  return wire_job(*view);
}

// The audit line is kept before the job is told: what was asked is known even if it ends by itself meanwhile.
Result<wire::Job> stop(Services& services, Context& context, std::int64_t id, bool keep) {
  const auto view = services.jobs.find({id});
  if (!view) return unknown(id);
  const Problem finished{"job_finished", "/id", {{"id", std::to_string(id)}}};
  if (view->finished_at) return finished;
  const auto written = context.write([&](sql::Session&) -> Result<Done> {
    context.about("job/" + std::to_string(id));
    return Done{};
  });
  if (!written) return written.problem();
  if (!services.jobs.stop({id}, keep)) return finished;
  return show(services, id);
}

// Every change as an event "job"; the stream ends with the job.
Result<EventStream> follow(Services& services, std::int64_t id) {
  if (!services.jobs.find({id})) return unknown(id);
  return EventStream{[&services, id](std::shared_ptr<EventSink> sink) {
    return services.jobs.watch({id}, [sink = std::move(sink)](const JobView& view) {
      sink->send("job", to_json(wire_job(view)));
      if (view.finished_at) sink->close();
    });
  }};
}

}  // namespace

void add_jobs_routes(Routes& routes, Services& services) {
  routes.get<JobQuery, wire::Job>(
      {.path = "/jobs/{id}", .roles = kMayCompute, .summary = "A long work and its best result so far."},
      [&](Context&, const JobQuery& query) { return show(services, query.id); });
  routes.events<JobQuery>({.path = "/jobs/{id}/events",
                           .roles = kMayCompute,
                           .summary = "Server-sent events `job`: the work at each change, until it has ended."},
                          [&](Context&, const JobQuery& query) { return follow(services, query.id); });
  routes.post<JobQuery, Nothing, wire::Job>(
      {.path = "/jobs/{id}/stop",
       .roles = kMayCompute,
       .summary = "Stops the work and keeps its best result.",
       .rate = RateClass::write,
       .audit = "job.stop"},
      [&](Context& context, const JobQuery& query, const Nothing&) { return stop(services, context, query.id, true); });
  routes.post<JobQuery, Nothing, wire::Job>({.path = "/jobs/{id}/cancel",
                                             .roles = kMayCompute,
                                             .summary = "Cancels the work: nothing is kept.",
                                             .rate = RateClass::write,
                                             .audit = "job.cancel"},
                                            [&](Context& context, const JobQuery& query, const Nothing&) {
                                              return stop(services, context, query.id, false);
                                            });
}

}  // namespace maillage::platform
