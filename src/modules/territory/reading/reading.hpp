// Published files into checked values. A file is accepted as a whole or refused with all its faults at once; what was
// mended on the way is listed. Formats and one example of each: docs/formats.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/point.hpp"
#include "base/result.hpp"
#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::reading {

// A file as received: its name helps, its bytes decide.
struct File {
  std::string_view name;
  std::string_view bytes;
};

// A fault or a repair, and where: the line of a text file (1 is the first) or the rank of a feature (1 is the first).
struct Note {
  std::optional<int> line;
  std::string column;
  Problem problem;
};

// At most this many notes of each kind are kept; the last one then says how many were left out.
inline constexpr std::size_t kMostNotes = 1000;

// What a file said. `rows` may only be used when `problems` is empty.
template <class Row>
struct Read {
  std::vector<Row> rows;
  std::vector<Note> problems;
  std::vector<Note> repairs;
  std::string source, vintage, licence;  // recognised from the format; "" when the file does not tell

  bool ok() const { return problems.empty(); }
};

// A commune or an IRIS.
using UnitCode = std::variant<CommuneCode, IrisCode>;
const std::string& text(const UnitCode& code);
// Five characters for a commune, nine for an IRIS; nothing else. No repair.
std::optional<UnitCode> parse_unit_code(std::string_view text);

// In every row, `line` is where it was read, so that a later check can say it too.
struct CommuneRow {
  int line = 0;
  CommuneCode code;
  std::string name;
  std::optional<std::int64_t> population;
  std::optional<EpciCode> epci;
  std::optional<geometry::Outline> outline;
};

struct IrisRow {
  int line = 0;
  IrisCode code;
  std::string name;
  CommuneCode commune;
  char type = 'H';  // H housing, A activity, D diverse, Z whole commune
  geometry::Outline outline;
};

// Residents, rounded to one person. No value and a reason where the publisher withheld it ("s", "ns", "nd", "so"…).
struct PopulationRow {
  int line = 0;
  UnitCode code;
  std::optional<std::int64_t> population;
  std::string withheld;
  bool estimated = false;
};

enum class EpciKind { epci, ept };
struct EpciRow {
  int line = 0;
  EpciCode code;
  std::string name;
  EpciKind kind = EpciKind::epci;
  std::vector<CommuneCode> members;
};

// merged: several `from`, one `to` (which may be one of them). split: one `from`, several `to` with the share of the
// population of each in `shares`. code: one becomes another. delegated: `from` lives on inside `to` (a commune déléguée
// or associée). former: each `from` was once the code of `to` or of a part of it. The last two come without a date.
enum class CogKind { merged, split, code, delegated, former };
struct CogChange {
  int line = 0;
  std::optional<Date> date;
  CogKind kind = CogKind::merged;
  std::vector<CommuneCode> from;
  std::vector<CommuneCode> to;
  std::vector<double> shares;
};

enum class Parity { any, odd, even };
// Numbers are inclusive; none = from the first, to the last. `ban_id` is "62080_0280", "" when not given.
struct StreetRange {
  std::string street;
  std::string ban_id;
  std::optional<int> from_number;
  std::optional<int> to_number;
  Parity parity = Parity::any;
};
struct SectorRow {
  int line = 0;
  UnitCode code;
  std::string sector;
  std::string sector_name;            // "" when the file does not tell
  std::optional<StreetRange> street;  // none: the whole unit, or what its streets leave
};

enum class SiteKind { mds, antenne, permanence, pmi, other };
struct SiteRow {
  int line = 0;
  std::string code;
  std::string name;
  SiteKind kind = SiteKind::other;
  std::string address;
  std::string postcode;
  std::string commune_name;
  std::optional<CommuneCode> commune;
  std::optional<LonLat> position;
  std::string hours;  // as written; of a column a day, the days that say the same together: "lundi-jeudi 9:00 - 12:00"
};

// Where a partner of the Département receives people: a site, and what the partner calls it.
struct AccessPointRow {
  int line = 0;
  std::string type;  // "France services"
  SiteRow site;      // its kind says nothing
};

// One line of the Base Adresse Nationale.
struct AddressRow {
  int line = 0;
  std::string id;
  int number = 0;
  std::string suffix;  // "bis", "ter", "a"; "" for none
  std::string street;
  CommuneCode commune;
  std::optional<LonLat> position;
};

// A numeric column of a file of quantities: "Foyers RSA (foyers)" is named so and counted in "foyers"; its code is the
// name folded, "foyersrsa".
struct QuantityColumn {
  std::string code, name, unit;
};
// One line of it: what a commune or an IRIS holds of each column, in thousandths.
struct QuantityRow {
  int line = 0;
  UnitCode code;
  std::shared_ptr<const std::vector<QuantityColumn>> columns;
  std::vector<std::int64_t> thousandths;
};

// A cell of the grid of INSEE, named by its lower left corner in metres of EPSG:3035, and who lives there: thousandths,
// since INSEE shares figures out between cells of few households.
struct GridCellRow {
  int line = 0;
  std::int32_t size_m = 200;  // or 1000
  std::int32_t north_m = 0, east_m = 0;
  std::int64_t residents = 0, aged_0_5 = 0, aged_65 = 0, aged_80 = 0;  // 65 and older, 80 and older
  std::int64_t households = 0, poor = 0;
  bool imputed = false;  // shared out by INSEE: fewer households live there than may be told
  std::string commune;   // the first of those it lies in, as the file says; "" when it does not
};

// Each reader recognises its formats from the content. None throws on a hostile file; a fault of the machine (no disk,
// no ogr2ogr) is a std::runtime_error.
Read<CommuneRow> read_communes(const File& file);
Read<IrisRow> read_iris(const File& file);
Read<PopulationRow> read_populations(const File& file);
Read<EpciRow> read_epci(const File& file);
Read<CogChange> read_cog_changes(const File& file);
Read<SectorRow> read_sectors(const File& file);
Read<SiteRow> read_sites(const File& file);
// As sites, with a type that must be there. One that travels is left out, and noted: it is not where it is written.
Read<AccessPointRow> read_access_points(const File& file);
Read<AddressRow> read_addresses(const File& file);
// Delimited text only. A column of words is left out; a cell without a figure in a column of figures is a problem.
Read<QuantityRow> read_quantities(const File& file);
// Delimited text only, of one size of cells. Read in slices of about that many bytes: the file of the whole country has
// more than two million rows.
Read<GridCellRow> read_grid_cells(const File& file, std::size_t slice_bytes = std::size_t{4} << 20);

// Shares a commune's residents among its IRIS, by the largest remainder: the sum is exact, the order of equal
// remainders is that of the list. Weights are households or areas, never negative; equal shares when all are null. Each
// row is `estimated`.
std::vector<PopulationRow> apportioned(std::int64_t commune_population, std::span<const IrisCode> iris,
                                       std::span<const double> weights);

// The sentences of every fault and repair above: territory joins them to its own table.
std::span<const ProblemRow> problem_rows();

}  // namespace maillage::territory::reading
