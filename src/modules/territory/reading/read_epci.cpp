#include <map>

#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

// Two shapes: one EPCI a row with its members (Etalab), or one commune a row with its EPCI.
enum : std::size_t { kCode, kMembers, kEpci, kName, kEpciName, kType };
constexpr Column kColumns[] = {
    {"code", "inseecom|codeinsee|codgeo|codecommune|citycode|insee|com|code", true},
    {"membres", "membrescode"},
    {"epci", "codeepci|sirenepci|codeept|sirenept|epci|ept|siren"},
    {"nom", "nom|name|raisonsociale"},
    {"nom_epci", "nomepci|libepci|libelleepci|epcinom|nomept|libept"},
    {"type", "natureepci|nature|type"},
};

EpciKind kind_of(std::string_view type) { return folded(type) == "ept" ? EpciKind::ept : EpciKind::epci; }

// The pieces of a cell between separators.
std::vector<std::string_view> pieces(std::string_view cell, char separator) {
  std::vector<std::string_view> all;
  while (!cell.empty()) {
    const std::size_t end = cell.find(separator);
    if (!trimmed(cell.substr(0, end)).empty()) all.push_back(trimmed(cell.substr(0, end)));
    if (end == std::string_view::npos) break;
    cell.remove_prefix(end + 1);
  }
  return all;
}

void add_members(Cursor& cursor, EpciRow& row) {
  for (const std::string_view member : pieces(cursor.text(kMembers), '\n')) {
    const auto code = commune_code(member);
    if (!code) {
      cursor.problem(kMembers, "territory.commune_code_invalid", {{"text", std::string(member)}});
      continue;
    }
    if (code->mended)
      cursor.repair(kMembers, "territory.code_mended", {{"text", std::string(member)}, {"code", code->code.str()}});
    row.members.push_back(code->code);
  }
  if (row.members.empty()) cursor.problem(kMembers, "territory.members_missing");
}

// A commune is in one EPCI at most, and in one EPT at most.
class Memberships {
 public:
  bool add(Cursor& cursor, const EpciRow& row) {
    for (const CommuneCode& member : row.members) {
      const auto [first, fresh] = of_.try_emplace({row.kind, member}, std::pair(row.code, row.line));
      if (fresh) continue;
      cursor.problem(kMembers, "territory.member_twice",
                     {{"code", member.str()},
                      {"epci", first->second.first.str()},
                      {"line", std::to_string(first->second.second)}});
    }
    return cursor.sound();
  }

 private:
  std::map<std::pair<EpciKind, CommuneCode>, std::pair<EpciCode, int>> of_;
};

std::vector<EpciRow> rows_with_members(const Table& table, Notes& notes) {
  std::vector<EpciRow> rows;
  Memberships memberships;
  Cursor cursor(table, notes);
  while (cursor.next()) {
    const auto code = cursor.epci(kCode);
    EpciRow row;
    row.line = cursor.line();
    row.name = cursor.required(kName);
    row.kind = kind_of(cursor.text(kType));
    add_members(cursor, row);
    if (!code || !cursor.first_time(code->str(), kCode) || !cursor.sound()) continue;
    row.code = *code;
    if (memberships.add(cursor, row)) rows.push_back(std::move(row));
  }
  return rows;
}

// Gathers communes by EPCI, in the order the EPCI come; "200054781/200057867" is an EPCI then an EPT.
class Gathering {
 public:
  explicit Gathering(const Table& table, Notes& notes) : table_(table), cursor_(table, notes) {}

  std::vector<EpciRow> rows() {
    while (cursor_.next()) read_row();
    return std::move(rows_);
  }

 private:
  void read_row() {
    const auto commune = cursor_.commune(kCode);
    const auto codes = pieces(cursor_.text(kEpci), '/');
    if (!commune || !cursor_.first_time(commune->str(), kCode)) return;
    if (codes.empty() || codes.front().starts_with("ZZZ")) return;  // Insee's word for "in no EPCI"
    const EpciKind first = folded(table_.header(kEpci)).ends_with("ept") ? EpciKind::ept : kind_of(cursor_.text(kType));
    for (std::size_t i = 0; i < codes.size(); ++i) add(*commune, codes[i], i == 0 ? first : EpciKind::ept);
  }

  void add(const CommuneCode& commune, std::string_view text, EpciKind kind) {
    const auto code = epci_code(text);
    if (!code) return cursor_.problem(kEpci, "territory.epci_code_invalid", {{"text", std::string(text)}});
    if (code->mended)
      cursor_.repair(kEpci, "territory.code_mended", {{"text", std::string(text)}, {"code", code->code.str()}});
    const auto [found, fresh] = places_.try_emplace(code->code, rows_.size());
    if (fresh) rows_.push_back({cursor_.line(), code->code, std::string(cursor_.text(kEpciName)), kind, {}});
    rows_[found->second].members.push_back(commune);
  }

  const Table& table_;
  Cursor cursor_;
  std::vector<EpciRow> rows_;
  std::map<EpciCode, std::size_t> places_;
};

}  // namespace

Read<EpciRow> read_epci(const File& file) {
  Read<EpciRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) {
    if (table->has(kMembers)) {
      read.rows = rows_with_members(*table, notes);
      read.source = "Insee et DGCL, par @etalab/decoupage-administratif";
      read.licence = "Licence Ouverte 2.0";
    } else if (table->has(kEpci)) {
      read.rows = Gathering(*table, notes).rows();
    } else {
      notes.problem({std::nullopt, "epci"}, "territory.column_missing",
                    {{"column", "epci"}, {"found", table->header(kCode)}});
    }
    read.vintage = last_year(file.name);
  }
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
