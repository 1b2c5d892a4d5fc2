#include <charconv>
#include <chrono>

#include "modules/planning/network/records.hpp"
#include "modules/planning/network/road_asking.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace maillage::planning {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kSaveEvery{1};

// What is asked of a job, with the territory it is asked on.
struct Task {
  StudyId study;
  StudyQuestion question;
};

Result<Task> task_of(std::string_view parameters, sql::Database& database, territory::Territory& territory) {
  Task task;
  std::from_chars(parameters.data(), parameters.data() + parameters.size(), task.study.value);
  auto question = database.reading([&](sql::Session& session) -> Result<StudyQuestion> {
    const auto row = find_study(session, task.study);
    if (!row) return Problem{"planning.unknown_study", "/id", {}};
    return question_of(session, territory, *row);
  });
  if (!question) return question.problem();
  task.question = *std::move(question);
  return task;
}

// Asks the server of routes for the minutes that the question lacks, if it is one that goes by such a server.
Result<Done> complete(platform::JobContext& job, sql::Database& database, StudyQuestion& question) {
  if (question.ways.travel.source != TravelSource::server) return Done{};
  if (unknown_pairs(*question.snapshot, question.houses, question.ways).empty()) return Done{};
  const std::int64_t id = *question.ways.travel.table;
  const auto table = *database.reading([&](sql::Session& session) { return find_travel_table(session, id); });
  const auto server = server_of(table);
  if (!server) return server.problem();
  const auto asked = ask_unknown(database, table, *server, *question.snapshot, question.houses, &job.stop_requested(),
                                 [&](const AskedPairs&) { job.report(0, "planning.asking_minutes", ""); });
  if (!asked) return asked.problem();
  question.ways =
      Ways(question.ways.travel, database.reading([&](sql::Session& session) { return minutes_of(session, id); }));
  return Done{};
}

std::string progress_of(const std::vector<FoundNetwork>& curve) {
  StudyProgress out;
  for (const FoundNetwork& found : curve) out.curve.push_back(found.point);
  return platform::to_json(out);
}

// Saves what is found on the way, so that an interruption loses no more than a second of it. A save that fails is
// logged and tried again.
class Saver {
 public:
  Saver(platform::JobContext& job, sql::Database& database, StudyId study)
      : job_(job), database_(database), study_(study) {}

  void found(const std::vector<FoundNetwork>& curve) {
    if (curve.empty() || Clock::now() - saved_at_ < kSaveEvery || job_.cancelled()) return;
    saved_at_ = Clock::now();
    try {
      database_.write([&](sql::Session& session) { save_curve(session, study_, curve); });
    } catch (const std::exception& fault) {
      platform::log(platform::LogLevel::warning, "curve_not_saved", {{"study", study_.value}, {"why", fault.what()}});
    }
  }

 private:
  platform::JobContext& job_;
  sql::Database& database_;
  const StudyId study_;
  Clock::time_point saved_at_ = Clock::now();
};

Result<std::string> work(platform::JobContext& job, sql::Database& database, territory::Territory& territory) {
  auto task = task_of(job.parameters(), database, territory);
  if (!task) return task.problem();
  if (const auto done = complete(job, database, task->question); !done) return done.problem();
  Saver saver(job, database, task->study);
  StudyAnswer answer;
  if (find_ways(task->question, &job.stop_requested()))
    answer = compute(task->question, job.seed(), &job.stop_requested(),
                     [&](double fraction, const std::vector<FoundNetwork>& so_far) {
                       job.report(fraction, "planning.searching", progress_of(so_far));
                       saver.found(so_far);
                     });
  if (job.cancelled()) answer = {};  // nothing is left of it, not even what was saved on the way
  database.write([&](sql::Session& session) {
    save_curve(session, task->study, answer.curve);
    if (answer.why) save_study_impossibility(session, task->study, *answer.why);
  });
  return progress_of(answer.curve);
}

// The houses of a day, and the partners' points beside them.
std::vector<House> destinations_of(const MinutesAsked& asked, sql::Database& database,
                                   territory::Territory& territory) {
  auto out = network_of(territory.sites(*asked.at), asked.kinds.empty() ? usual_kinds() : asked.kinds);
  const auto points = points_of(
      database.reading([&](sql::Session& session) { return territory::access_points(session, *asked.at); }), {});
  out.insert(out.end(), points.begin(), points.end());
  return out;
}

// The minutes to them, asked of the server of their table.
Result<std::string> fetch(platform::JobContext& job, sql::Database& database, territory::Territory& territory) {
  const auto asked = read_stored<MinutesAsked>(std::string(job.parameters()));
  const auto table = database.reading([&](sql::Session& session) { return find_travel_table(session, asked.table); });
  if (!table) return Problem{"planning.unknown_travel_table", "/table", {}};
  const auto server = server_of(*table);
  if (!server) return server.problem();
  const auto snapshot = territory.snapshot(*asked.at);
  AskedPairs so_far;
  const auto done = ask_unknown(database, *table, *server, *snapshot, destinations_of(asked, database, territory),
                                &job.stop_requested(), [&](const AskedPairs& pairs) {
                                  so_far = pairs;
                                  job.report(static_cast<double>(pairs.answered) / static_cast<double>(pairs.all),
                                             "planning.asking_minutes", platform::to_json(pairs));
                                });
  if (!done) return done.problem();
  return platform::to_json(so_far);
}

}  // namespace

void handle_network_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory) {
  jobs.handle("planning.network", [&](platform::JobContext& job) { return work(job, database, territory); });
  jobs.handle("planning.travel", [&](platform::JobContext& job) { return fetch(job, database, territory); });
}

}  // namespace maillage::planning
