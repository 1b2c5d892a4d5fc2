#include "modules/territory/routes_import.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "modules/territory/import.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/wire.hpp"
#include "platform/json/json.hpp"

namespace maillage::territory {
namespace {

using platform::Context;

constexpr std::string_view kJobKind = "territory.import";
constexpr std::array kReaders{Role::planner, Role::executive, Role::administrator};
constexpr std::array kImporters{Role::planner, Role::administrator};
constexpr std::size_t kLargestUpload_bytes = std::size_t{64} << 20;

struct ImportQuery {
  ImportKind kind = ImportKind::communes;
  std::string file_name;
  bool dry_run = false;
  std::optional<Date> valid_from;
  std::string vintage, mission;
};
BOOST_DESCRIBE_STRUCT(ImportQuery, (), (kind, file_name, dry_run, valid_from, vintage, mission))

// What the job is told; the file itself waits in territory_upload.
struct ImportJob {
  std::int64_t upload = 0;
  ImportQuery query;
  std::string by;
  Date today;
};
BOOST_DESCRIBE_STRUCT(ImportJob, (), (upload, query, by, today))

std::string day_before(platform::Instant now) { return platform::utc_text(now - std::chrono::hours(24)); }

Result<wire::JobStarted> submit(Context& context, platform::Jobs& jobs, const ImportQuery& query,
                                const platform::Upload& upload) {
  context.about(
      fmt::format("{}/{}", describe::type_of<ImportKind>.names[static_cast<std::size_t>(query.kind)], query.file_name));
  return context.write([&](sql::Session& session) -> Result<wire::JobStarted> {
    const platform::Instant now = context.clock.now();
    ImportJob job{0, query, context.identity.login, context.today};
    job.upload = store::keep_upload(session, query.file_name, *upload.bytes, platform::utc_text(now), day_before(now));
    const auto id = jobs.submit(session, kJobKind, context.identity.login, platform::to_json(job), 0);
    return wire::JobStarted{id.value};
  });
}

Result<std::string> work(platform::JobContext& context, sql::Database& database, const platform::Clock& clock) {
  const auto job = platform::from_json<ImportJob>(context.parameters());
  const auto bytes = database.reading([&](sql::Session& session) { return store::upload(session, job.value.upload); });
  if (!job.ok() || !bytes || context.cancelled()) return Problem{"territory.upload_gone", "", {}};
  context.report(0.1, "import_reading", "");
  const ImportQuery& query = job.value.query;
  const ImportReport report =
      import_file(database, {query.kind, query.file_name, *bytes, query.dry_run, query.valid_from, query.vintage,
                             query.mission, "", "", job.value.by, job.value.today, clock.now()});
  database.write([&](sql::Session& session) { store::drop_upload(session, job.value.upload); });
  return platform::to_json(report);
}

}  // namespace

void add_import_routes(platform::Routes& routes, platform::Services& services) {
  platform::Jobs& jobs = services.jobs;
  jobs.handle(std::string(kJobKind),
              [&services](platform::JobContext& context) { return work(context, services.database, services.clock); });
  platform::Declaration import;
  import.path = "/territory/imports";
  import.roles = kImporters;
  import.summary = "Imports a published file, or says what it would do; the job's partial result is the report.";
  import.rate = platform::RateClass::upload;
  import.audit = "territory.import_asked";
  import.body_limit_bytes = kLargestUpload_bytes;
  import.success = 202;
  import.required = {"kind", "file_name"};
  routes.post<ImportQuery, platform::Upload, wire::JobStarted>(
      import, [&jobs](Context& context, const ImportQuery& query, const platform::Upload& upload) {
        return submit(context, jobs, query, upload);
      });
  platform::Declaration list;
  list.path = "/territory/imports";
  list.roles = kReaders;
  list.summary = "The register of imports, newest first.";
  routes.get<platform::Nothing, wire::Imports>(
      list, [](Context& context, const platform::Nothing&) -> Result<wire::Imports> {
        return wire::Imports{context.database.reading([](sql::Session& session) { return store::imports(session); })};
      });
}

}  // namespace maillage::territory
