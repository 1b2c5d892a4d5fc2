#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/coverage.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/outlines.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

enum : std::size_t { kCode, kName, kType, kCommune };
constexpr Column kColumns[] = {
    {"code_iris", "codeiris|dcomiris|dciris|cdiris|iris|code", true},
    {"nom_iris", "nomiris|libiris|labiris|libelleiris|libelle|nom|name"},
    {"typ_iris", "typiris|typeiris|typiri|type"},
    {"insee_com", "inseecom|codeinsee|depcom|codecommune|com|citycode"},
};

class IrisReader {
 public:
  IrisReader(const Table& table, Notes& notes) : cursor_(table, notes), outlines_(table, notes) {}

  std::vector<IrisRow> rows() {
    while (cursor_.next()) read_row();
    return std::move(rows_);
  }

 private:
  void read_row() {
    const auto code = cursor_.iris(kCode);
    if (!code || !cursor_.first_time(code->str(), kCode)) return;
    IrisRow row;
    row.line = cursor_.line();
    row.code = *code;
    row.name = std::string(cursor_.text(kName));
    row.commune = commune_of(*code);
    row.type = type(*code);
    check_commune(row.commune);
    auto outline = outlines_.outline(cursor_.row(), code->str().starts_with("97"));
    if (!outline) {
      if (cursor_.sound()) cursor_.problem(kCode, "territory.outline_missing", {{"code", code->str()}});
      return;
    }
    row.outline = std::move(*outline);
    if (cursor_.sound()) rows_.push_back(std::move(row));
  }

  char type(const IrisCode& code) {
    const std::string_view text = cursor_.text(kType);
    if (text.empty()) return code.str().ends_with("0000") ? 'Z' : 'H';
    const char letter = text.front();
    if (text.size() == 1 && (letter == 'H' || letter == 'A' || letter == 'D' || letter == 'Z')) return letter;
    cursor_.problem(kType, "territory.iris_type_invalid", {{"text", std::string(text)}});
    return 'H';
  }

  // An IRIS belongs to the commune its code begins with; a file that says otherwise mixes two years.
  void check_commune(const CommuneCode& expected) {
    if (cursor_.text(kCommune).empty()) return;
    const auto said = cursor_.commune(kCommune);
    if (said && *said != expected) {
      cursor_.problem(kCommune, "territory.iris_commune_differs",
                      {{"said", said->str()}, {"expected", expected.str()}});
    }
  }

  Cursor cursor_;
  OutlineReader outlines_;
  std::vector<IrisRow> rows_;
};

}  // namespace

Read<IrisRow> read_iris(const File& file) {
  Read<IrisRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) {
    read.rows = IrisReader(*table, notes).rows();
    std::vector<CoverageUnit> drawn;
    for (const IrisRow& row : read.rows) drawn.push_back({row.line, row.code.str(), &row.outline});
    check_coverage(drawn, notes);
    read.source = "IGN-Insee, CONTOURS-IRIS";
    read.vintage = last_year(file.name);
    read.licence = "Licence Ouverte 2.0";
  }
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
