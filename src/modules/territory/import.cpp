#include "modules/territory/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>

#include "modules/territory/import_work.hpp"
#include "modules/territory/territory.hpp"
#include "platform/audit/audit.hpp"
#include "platform/hash/sha256.hpp"
#include "platform/problems/problems.hpp"
#include "platform/problems/written.hpp"

namespace maillage::territory {
namespace {

struct RolledBack {};

void add_notes(std::vector<LineProblem>& out, const std::vector<reading::Note>& notes) {
  for (const reading::Note& note : notes) out.push_back(in_words(note));
}

// 1 January of the first year written in the vintage ("COG 2023", "2022-01"), if there is one.
std::optional<Date> first_day_of(std::string_view vintage) {
  for (std::size_t i = 0; i + 4 <= vintage.size(); ++i)
    if (const auto day = Date::parse(fmt::format("{}-01-01", vintage.substr(i, 4)));
        day && *day >= Date(1900, 1, 1) && *day < Date(2100, 1, 1))
      return day;
  return std::nullopt;
}

template <class Row>
store::ImportHeader header(const ImportRequest& request, const reading::Read<Row>& read, const std::string& vintage,
                           Date day) {
  return {std::string(name_of(request.kind)),
          request.file_name,
          sha256(request.bytes),
          day,
          request.mission,
          read.source,
          vintage,
          read.licence,
          platform::utc_text(request.now),
          request.by,
          static_cast<std::int64_t>(read.rows.size())};
}

// A file that was read; `record` (none when the reading already refused it) does the rest inside a transaction.
struct ReadFile {
  ImportReport report;
  std::function<void(sql::Session&, ImportReport&)> record;
};

template <class Row>
void record_all(sql::Session& session, const ImportRequest& request, const reading::Read<Row>& read,
                ImportReport& report) {
  report.problems.clear();
  report.repairs.clear();
  add_notes(report.repairs, read.repairs);
  const std::string vintage = request.vintage.empty() ? read.vintage : request.vintage;
  const Date day = request.valid_from.value_or(first_day_of(vintage).value_or(request.today));
  store::Recorder recorder(session, header(request, read, vintage, day));
  ImportWork work{request, day, recorder, {}, {}};
  record(work, read.rows);
  add_notes(report.problems, work.problems);
  add_notes(report.repairs, work.repairs);
  const store::Tally tally = recorder.tally();
  report.accepted = report.problems.empty();
  report.created = tally.created;
  report.changed = tally.changed;
  report.unchanged = tally.unchanged;
  report.closed = tally.closed;
  if (!report.accepted) return;
  const std::int64_t id = recorder.finish();
  if (id != 0)
    platform::audit::record(session,
                            {request.now, request.by, "territory.import", fmt::format("import/{}", id), "done"});
}

template <class Row>
ReadFile prepared(const ImportRequest& request, reading::Read<Row> read) {
  ReadFile file;
  file.report.kind = name_of(request.kind);
  file.report.file_name = request.file_name;
  file.report.dry_run = request.dry_run;
  file.report.rows = static_cast<std::int64_t>(read.rows.size());
  if (!read.ok()) {
    add_notes(file.report.problems, read.problems);
    add_notes(file.report.repairs, read.repairs);
    return file;
  }
  file.record = [&request, read = std::make_shared<const reading::Read<Row>>(std::move(read))](
                    sql::Session& session, ImportReport& report) { record_all(session, request, *read, report); };
  return file;
}

ReadFile read_file(const ImportRequest& request) {
  const reading::File file{request.file_name, request.bytes};
  switch (request.kind) {
    case ImportKind::communes:
      return prepared(request, reading::read_communes(file));
    case ImportKind::iris:
      return prepared(request, reading::read_iris(file));
    case ImportKind::populations:
      return prepared(request, reading::read_populations(file));
    case ImportKind::epci:
      return prepared(request, reading::read_epci(file));
    case ImportKind::cog_changes:
      return prepared(request, reading::read_cog_changes(file));
    case ImportKind::sectors:
      return prepared(request, reading::read_sectors(file));
    case ImportKind::sites:
      return prepared(request, reading::read_sites(file));
    case ImportKind::addresses:
      return prepared(request, reading::read_addresses(file));
    case ImportKind::quantities:
      return prepared(request, reading::read_quantities(file));
    case ImportKind::access_points:
      return prepared(request, reading::read_access_points(file));
    case ImportKind::grid_cells:
      return prepared(request, reading::read_grid_cells(file));
  }
  throw std::logic_error("a kind of file that nobody reads");
}

// Records the files in turn; the first that is refused, or a dry run at the end, undoes them all.
void record_together(sql::Session& session, std::vector<ReadFile>& files) {
  bool dry_run = false;
  for (ReadFile& file : files) {
    file.record(session, file.report);
    dry_run = dry_run || file.report.dry_run;
    if (!file.report.accepted) throw RolledBack{};
  }
  if (dry_run) throw RolledBack{};
}

// After a refusal: nothing of any file is recorded, and what was not reached is not told.
void tell_refusal(std::vector<ReadFile>& files) {
  const auto refused =
      std::find_if(files.begin(), files.end(), [](const ReadFile& f) { return !f.report.problems.empty(); });
  if (refused == files.end()) return;
  files.erase(refused + 1, files.end());
  for (ReadFile& file : files) {
    ImportReport& report = file.report;
    report.accepted = false;
    report.created = report.changed = report.unchanged = report.closed = 0;
  }
}

}  // namespace

LineProblem in_words(const reading::Note& note) {
  const ProblemRow& row = platform::problem_row(note.problem.code);
  return {note.line, note.column, note.problem.code, platform::filled_in_french(row.french, note.problem.args),
          platform::filled(row.english, note.problem.args)};
}

std::vector<ImportReport> import_files(sql::Database& database, std::span<const ImportRequest> requests) {
  register_problem_rows();
  std::vector<ReadFile> files;
  bool readable = true;
  for (std::size_t i = 0; i < requests.size() && readable; ++i)
    readable = files.emplace_back(read_file(requests[i])).record != nullptr;
  try {
    if (readable) database.write([&](sql::Session& session) { record_together(session, files); });
  } catch (const RolledBack&) {
  }
  tell_refusal(files);
  std::vector<ImportReport> reports;
  for (ReadFile& file : files) reports.push_back(std::move(file.report));
  return reports;
}

ImportReport import_file(sql::Database& database, const ImportRequest& request) {
  return std::move(import_files(database, {&request, 1}).front());
}

void register_problem_rows() {
  platform::register_problems(problem_rows());
  platform::register_problems(reading::problem_rows());
}

std::string_view name_of(ImportKind kind) {
  return describe::type_of<ImportKind>.names[static_cast<std::size_t>(kind)];
}

std::optional<ImportKind> import_kind(std::string_view name) {
  const auto names = describe::type_of<ImportKind>.names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<ImportKind>(i);
  return std::nullopt;
}

}  // namespace maillage::territory
