// Published files into the territory: a dry run, all the faults at once, all or nothing, and twice is once.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory {

enum class ImportKind {
  communes,
  iris,
  populations,
  epci,
  cog_changes,
  sectors,
  sites,
  addresses,
  quantities,
  access_points,
  grid_cells
};
BOOST_DESCRIBE_ENUM(ImportKind, communes, iris, populations, epci, cog_changes, sectors, sites, addresses, quantities,
                    access_points, grid_cells)

struct ImportRequest {
  ImportKind kind = ImportKind::communes;
  std::string file_name;
  std::string_view bytes;
  bool dry_run = false;
  std::optional<Date> valid_from;      // else 1 January of the vintage, else today
  std::string vintage;                 // else what the file tells
  std::string mission;                 // sectors: ssd, ase, pmi, mds, territoire; quantities: the same, or none
  std::string mission_fr, mission_en;  // sectors only: names of the mission when they are not the usual ones
  std::string by;                      // login
  Date today;
  platform::Instant now;
};

// One fault or repair, in words.
struct LineProblem {
  std::optional<std::int32_t> line;
  std::string column;
  std::string code;
  std::string sentence_fr;
  std::string sentence_en;
};
BOOST_DESCRIBE_STRUCT(LineProblem, (), (line, column, code, sentence_fr, sentence_en))

// Counts are of places; for a map of sectors, of its rows; for quantities, of the figures of each place. A dry run
// counts what would be.
struct ImportReport {
  std::string kind;
  std::string file_name;
  bool dry_run = false;
  bool accepted = false;
  std::int64_t rows = 0, created = 0, changed = 0, unchanged = 0, closed = 0;
  std::vector<LineProblem> problems;
  std::vector<LineProblem> repairs;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (kind, file_name, dry_run, accepted, rows, created, changed, unchanged, closed, problems,
                       repairs))

// Reads the file and records it in one transaction with its audit line; nothing is recorded when a problem is found or
// on a dry run. A file that says nothing new leaves no trace.
ImportReport import_file(sql::Database& database, const ImportRequest& request);

// The same for several files that stand or fall together, each read on top of those before it: one transaction. As many
// reports as files; when one is refused, nothing of any is recorded and the reports end with that one. A dry run of one
// is a dry run of all.
std::vector<ImportReport> import_files(sql::Database& database, std::span<const ImportRequest> requests);

// The name of a kind in the contract ("cog_changes"), and back.
std::string_view name_of(ImportKind kind);
std::optional<ImportKind> import_kind(std::string_view name);

// The sentences of this module's own refusals and repairs.
std::span<const ProblemRow> problem_rows();

}  // namespace maillage::territory
