#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/coverage.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/outlines.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

enum : std::size_t { kCode, kName, kPopulation, kEpci, kType, kLinkType, kUpperName, kArea, kDepartement };
constexpr Column kColumns[] = {
    {"code", "inseecom|codeinsee|codecommune|codgeo|codecom|depcom|refinsee|insee|citycode|com|code", true},
    {"nom", "nom|nomcom|libelle|libgeo|libcom|nomcommune|nomstandard|name|cityname|commune", true},
    {"population", "population|pop####|p##pop|pmun|ptot|populationmunicipale|populationtotale"},
    {"epci", "codeepci|epcicode|sirenepci|epci"},
    {"type", "typecom|statut|type"},
    // Seen for what they say of the origin of the file.
    {"typeLiaison", "typeliaison"},
    {"NOM_M", "nomm"},
    {"SUPERF", "superf####"},
    {"codeDepartement", "codedepartement"},
};

bool overseas(const CommuneCode& code) { return code.str().starts_with("97") || code.str().starts_with("98"); }

Provenance provenance(const Table& table, std::string_view name) {
  Provenance from{"", last_year(name), ""};
  if (table.has(kLinkType)) return {"Insee, par @etalab/decoupage-administratif", from.vintage, "Licence Ouverte 2.0"};
  if (table.has(kUpperName)) return {"ADMIN EXPRESS COG (IGN) et projet CARTElette", from.vintage, "ODbL 1.0"};
  if (table.has(kArea)) return {"IGN-RIATE, Insee", last_year(table.header(kArea)), "Licence Ouverte 2.0"};
  if (folded(table.header(kCode)) == "refinsee") return {"contributeurs OpenStreetMap", from.vintage, "ODbL 1.0"};
  if (table.has(kDepartement)) return {"geo.api.gouv.fr (IGN, Insee)", from.vintage, "Licence Ouverte 2.0"};
  return from;
}

class CommuneReader {
 public:
  CommuneReader(const Table& table, Notes& notes)
      : table_(table), notes_(notes), cursor_(table, notes), outlines_(table, notes) {}

  std::vector<CommuneRow> rows() {
    while (cursor_.next()) read_row();
    if (others_ > 0) notes_.repair({}, "territory.not_current_communes", {{"count", std::to_string(others_)}});
    return std::move(rows_);
  }

 private:
  void read_row() {
    if (not_a_commune(cursor_.text(kType))) {
      ++others_;
      return;
    }
    const bool drawn = table_.shape(cursor_.row()).kind != Shape::Kind::none;
    if (drawn && cursor_.text(kCode).empty()) {
      cursor_.repair(kCode, "territory.feature_without_code", {{"name", std::string(cursor_.text(kName))}});
      return;
    }
    const auto code = cursor_.commune(kCode);
    CommuneRow row;
    row.line = cursor_.line();
    row.name = cursor_.required(kName);
    row.population = cursor_.count(kPopulation);
    row.epci = epci();
    if (!code || !cursor_.first_time(code->str(), kCode)) return;
    row.code = *code;
    row.outline = outlines_.outline(cursor_.row(), overseas(*code));
    if (cursor_.sound()) rows_.push_back(std::move(row));
  }

  // "200054781/200057867" holds the EPCI then the EPT; "ZZZZZZZZZ" is Insee's word for none.
  std::optional<EpciCode> epci() {
    const std::string_view first = cursor_.text(kEpci).substr(0, cursor_.text(kEpci).find('/'));
    if (first.empty() || first.starts_with("ZZZ") || first == "NC" || first == "NR") return std::nullopt;
    const auto mended = epci_code(first);
    if (!mended) {
      cursor_.problem(kEpci, "territory.epci_code_invalid", {{"text", std::string(first)}});
      return std::nullopt;
    }
    if (mended->mended)
      cursor_.repair(kEpci, "territory.code_mended", {{"text", std::string(first)}, {"code", mended->code.str()}});
    return mended->code;
  }

  const Table& table_;
  Notes& notes_;
  Cursor cursor_;
  OutlineReader outlines_;
  std::vector<CommuneRow> rows_;
  std::size_t others_ = 0;
};

}  // namespace

Read<CommuneRow> read_communes(const File& file) {
  Read<CommuneRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) {
    read.rows = CommuneReader(*table, notes).rows();
    check_commas(*table, kPopulation, notes);
    std::vector<CoverageUnit> drawn;
    for (const CommuneRow& row : read.rows) {
      if (row.outline) drawn.push_back({row.line, row.code.str(), &*row.outline});
    }
    check_coverage(drawn, notes);
    Provenance from = provenance(*table, file.name);
    read.source = std::move(from.source);
    read.vintage = std::move(from.vintage);
    read.licence = std::move(from.licence);
  }
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
