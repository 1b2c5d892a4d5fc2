#include "modules/territory/import.hpp"

#include <fmt/format.h>

#include "modules/territory/import_work.hpp"
#include "modules/territory/territory.hpp"
#include "platform/audit/audit.hpp"
#include "platform/hash/sha256.hpp"
#include "platform/problems/problems.hpp"

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

// Everything inside the transaction; RolledBack when nothing may stay.
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
  if (!report.accepted || request.dry_run) throw RolledBack{};
  const std::int64_t id = recorder.finish();
  if (id != 0)
    platform::audit::record(session,
                            {request.now, request.by, "territory.import", fmt::format("import/{}", id), "done"});
}

template <class Row>
void run(sql::Database& database, const ImportRequest& request, const reading::Read<Row>& read, ImportReport& report) {
  report.rows = static_cast<std::int64_t>(read.rows.size());
  if (!read.ok()) {
    add_notes(report.problems, read.problems);
    add_notes(report.repairs, read.repairs);
    return;
  }
  try {
    database.write([&](sql::Session& session) { record_all(session, request, read, report); });
  } catch (const RolledBack&) {
  }
  if (!report.accepted) report.created = report.changed = report.unchanged = report.closed = 0;
}

}  // namespace

LineProblem in_words(const reading::Note& note) {
  const ProblemRow& row = platform::problem_row(note.problem.code);
  return {note.line, note.column, note.problem.code, platform::filled(row.french, note.problem.args),
          platform::filled(row.english, note.problem.args)};
}

ImportReport import_file(sql::Database& database, const ImportRequest& request) {
  register_problem_rows();
  ImportReport report;
  report.kind = name_of(request.kind);
  report.file_name = request.file_name;
  report.dry_run = request.dry_run;
  const reading::File file{request.file_name, request.bytes};
  switch (request.kind) {
    case ImportKind::communes:
      run(database, request, reading::read_communes(file), report);
      break;
    case ImportKind::iris:
      run(database, request, reading::read_iris(file), report);
      break;
    case ImportKind::populations:
      run(database, request, reading::read_populations(file), report);
      break;
    case ImportKind::epci:
      run(database, request, reading::read_epci(file), report);
      break;
    case ImportKind::cog_changes:
      run(database, request, reading::read_cog_changes(file), report);
      break;
    case ImportKind::sectors:
      run(database, request, reading::read_sectors(file), report);
      break;
    case ImportKind::sites:
      run(database, request, reading::read_sites(file), report);
      break;
    case ImportKind::addresses:
      run(database, request, reading::read_addresses(file), report);
      break;
  }
  return report;
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
