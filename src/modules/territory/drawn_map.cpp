#include "modules/territory/drawn_map.hpp"

#include "modules/territory/geometry/adjacency.hpp"
#include "modules/territory/geometry/geojson.hpp"
#include "modules/territory/import_work.hpp"
#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/coverage.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/outlines.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::territory {
namespace {

using namespace reading;

// The wanted columns: those asked, then the code and the name. A header that is asked serves as such first.
class Wanted {
 public:
  explicit Wanted(const std::vector<std::string>& asked) {
    for (const std::string& name : asked) spellings_.push_back(folded(name));
    for (std::size_t c = 0; c < asked.size(); ++c) columns_.push_back({asked[c], spellings_[c], true});
    columns_.push_back({"code", "codeiris|dcomiris|inseecom|codeinsee|codgeo|codecom|depcom|code|geoid|idx|id", true});
    columns_.push_back({"nom", "nomiris|nomcom|nom|libgeo|libelle|name"});
  }
  Wanted(const Wanted&) = delete;
  Wanted& operator=(const Wanted&) = delete;

  const std::vector<Column>& columns() const { return columns_; }
  std::size_t code() const { return columns_.size() - 2; }
  std::size_t name() const { return columns_.size() - 1; }

 private:
  std::vector<std::string> spellings_;
  std::vector<Column> columns_;
};

class DrawnReader {
 public:
  DrawnReader(const Table& table, const Wanted& wanted, Notes& notes)
      : wanted_(wanted), notes_(notes), cursor_(table, notes), outlines_(table, notes) {
    map_.columns.resize(wanted.code());
  }

  DrawnMap map(const std::set<std::string>& only) {
    while (cursor_.next()) read_row(only);
    std::vector<CoverageUnit> drawn;
    std::vector<const geometry::Outline*> outlines;
    for (std::size_t u = 0; u < kept_.size(); ++u) {
      drawn.push_back({map_.lines[u], map_.codes[u], &kept_[u]});
      outlines.push_back(&kept_[u]);
      map_.centres.push_back(geometry::centroid(kept_[u]));
      map_.outlines.push_back(geometry::geojson(kept_[u]));
    }
    check_coverage(drawn, notes_);
    for (const geometry::Border& border : geometry::adjacency(outlines))
      map_.edges.push_back(
          {static_cast<engines::Unit>(border.a), static_cast<engines::Unit>(border.b), border.length_m});
    if (kept_.empty() && !notes_.any_problem()) notes_.problem({}, "territory.file_empty");
    return std::move(map_);
  }

 private:
  void read_row(const std::set<std::string>& only) {
    const std::string code = cursor_.required(wanted_.code());
    if (!cursor_.sound() || (!only.empty() && !only.contains(code))) return;
    if (!cursor_.first_time(code, wanted_.code())) return;
    auto outline = outlines_.outline(cursor_.row(), false);
    if (!outline) return cursor_.problem(wanted_.code(), "territory.outline_missing", {{"code", code}});
    const std::string name(cursor_.text(wanted_.name()));
    map_.codes.push_back(code);
    map_.names.push_back(name.empty() ? code : name);
    map_.lines.push_back(cursor_.line());
    for (std::size_t c = 0; c < map_.columns.size(); ++c) map_.columns[c].emplace_back(cursor_.text(c));
    kept_.push_back(std::move(*outline));
  }

  const Wanted& wanted_;
  Notes& notes_;
  Cursor cursor_;
  OutlineReader outlines_;
  DrawnMap map_;
  std::vector<geometry::Outline> kept_;
};

std::optional<Table> load(const DrawnFile& file, const Wanted& wanted, Notes& notes) {
  if (file.parts.empty()) return load_table({file.name, file.bytes}, wanted.columns(), notes);
  auto parts = file.parts;
  parts.emplace_back(".shp", file.bytes);
  return load_shapefile(parts, wanted.columns(), notes);
}

}  // namespace

DrawnMapReading read_drawn_map(const DrawnFile& file, const std::vector<std::string>& columns,
                               const std::set<std::string>& only) {
  register_problem_rows();
  const Wanted wanted(columns);
  Notes notes;
  DrawnMap map;
  if (const auto table = load(file, wanted, notes)) map = DrawnReader(*table, wanted, notes).map(only);
  Read<DrawnMap> read;
  notes.deliver(read);
  DrawnMapReading reading;
  for (const Note& note : read.problems) reading.problems.push_back(in_words(note));
  for (const Note& note : read.repairs) reading.repairs.push_back(in_words(note));
  if (read.ok()) reading.map = std::move(map);
  return reading;
}

}  // namespace maillage::territory
