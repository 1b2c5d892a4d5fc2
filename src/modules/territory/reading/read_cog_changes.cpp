#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/content.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

constexpr std::size_t kLongestHeader = 4096;

enum : std::size_t { kBefore, kAfter, kDate, kKind, kShare };

// The headers of the two code columns hold their year ("cod2022"), and either may come first: the years decide.
struct PassageColumns {
  std::string before = "codgeoini|codeancien|anciencode|from";
  std::string after = "codgeofin|codenouveau|nouveaucode|to";
  std::string vintage;

  explicit PassageColumns(std::string_view bytes) {
    const std::string_view first_line = bytes.substr(0, std::min(bytes.find_first_of("\r\n"), kLongestHeader));
    csv::Reader reader(csv::without_mark(first_line), csv::detect_delimiter(first_line));
    std::set<std::string> years;
    if (reader.next()) {
      for (const std::string_view field : reader.fields()) {
        const std::string header = folded(field);
        if (header.size() == 7 && header.starts_with("cod") && !last_year(header.substr(3)).empty())
          years.insert(header);
      }
    }
    if (years.size() != 2) return;
    before = *years.begin();
    after = *years.rbegin();
    vintage = before.substr(3) + "-" + after.substr(3);
  }
  std::vector<Column> columns() const {
    return {{"code avant", before, true},
            {"code après", after, true},
            {"annee", "annee|date|dateeff", true},
            {"typemodif", "typemodif|type|mod", true},
            {"ratio", "ratio|part"}};
  }
};

// Rows of a passage file gathered into changes: a merger is many rows with one code after, a split many with one
// before.
class Passage {
 public:
  Passage(const Table& table, Notes& notes) : cursor_(table, notes), notes_(notes) {}

  std::vector<CogChange> changes() {
    while (cursor_.next()) read_row();
    for (const CogChange& change : changes_) check_shares(change);
    return std::move(changes_);
  }

 private:
  void read_row() {
    const auto before = cursor_.commune(kBefore), after = cursor_.commune(kAfter);
    const auto date = cursor_.date(kDate);
    if (!date && cursor_.text(kDate).empty()) cursor_.problem(kDate, "territory.cell_missing");
    const auto kind = kind_of(cursor_.text(kKind));
    if (!kind) cursor_.problem(kKind, "territory.change_kind_invalid", {{"text", std::string(cursor_.text(kKind))}});
    if (!cursor_.sound()) return;
    CogChange& change = change_for(*date, *kind, *kind == CogKind::merged ? *after : *before);
    if (*kind == CogKind::merged || change.from.empty()) change.from.push_back(*before);
    if (*kind != CogKind::merged || change.to.empty()) change.to.push_back(*after);
    if (*kind == CogKind::split) change.shares.push_back(share());
  }

  static std::optional<CogKind> kind_of(std::string_view text) {
    const std::string letter = folded(text);
    if (letter == "f") return CogKind::merged;
    if (letter == "d") return CogKind::split;
    if (letter == "c") return CogKind::code;
    return std::nullopt;
  }

  CogChange& change_for(Date date, CogKind kind, const CommuneCode& pivot) {
    const auto [found, fresh] = places_.try_emplace({date, kind, pivot}, changes_.size());
    if (fresh) changes_.push_back({cursor_.line(), date, kind, {}, {}, {}});
    return changes_[found->second];
  }

  double share() {
    const auto value = decimal(cursor_.text(kShare));
    if (cursor_.text(kShare).empty()) {
      cursor_.problem(kShare, "territory.cell_missing");
    } else if (!value) {
      cursor_.problem(kShare, "territory.number_invalid", {{"text", std::string(cursor_.text(kShare))}});
    }
    return value.value_or(0);
  }

  void check_shares(const CogChange& change) {
    if (change.kind != CogKind::split) return;
    double sum = 0;
    for (const double share : change.shares) sum += share;
    if (std::abs(sum - 1) < 0.01) return;
    notes_.problem({change.line, "ratio"}, "territory.shares_do_not_add_up",
                   {{"code", change.from.front().str()}, {"sum", fmt::format("{:.3f}", sum)}});
  }

  Cursor cursor_;
  Notes& notes_;
  std::vector<CogChange> changes_;
  std::map<std::tuple<Date, CogKind, CommuneCode>, std::size_t> places_;
};

// Etalab's list: a current commune names its former codes, a commune déléguée or associée the one it lives in.
enum : std::size_t { kCode, kFormer, kSeat, kType };
constexpr Column kEtalabColumns[] = {
    {"code", "code", true}, {"anciensCodes", "ancienscodes", true}, {"chefLieu", "cheflieu"}, {"type", "type", true}};

std::optional<CogChange> delegated(Cursor& cursor, const CommuneCode& code) {
  const auto seat = cursor.commune(kSeat);
  if (!seat || *seat == code) return std::nullopt;
  return CogChange{cursor.line(), std::nullopt, CogKind::delegated, {code}, {*seat}, {}};
}

std::optional<CogChange> former(Cursor& cursor, const CommuneCode& code) {
  CogChange change{cursor.line(), std::nullopt, CogKind::former, {}, {code}, {}};
  for (std::string_view left = cursor.text(kFormer); !left.empty();) {
    const std::string_view text = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(left.size(), text.size() + 1));
    if (const auto old = commune_code(text)) {
      change.from.push_back(old->code);
    } else {
      cursor.problem(kFormer, "territory.commune_code_invalid", {{"text", std::string(text)}});
    }
  }
  return change.from.empty() ? std::nullopt : std::optional(std::move(change));
}

std::vector<CogChange> etalab_changes(const Table& table, Notes& notes) {
  std::vector<CogChange> changes;
  Cursor cursor(table, notes);
  while (cursor.next()) {
    const std::string type = folded(cursor.text(kType));
    if (type == "arrondissementmunicipal") continue;
    const auto code = cursor.commune(kCode);
    if (!code) continue;
    auto change = not_a_commune(type) ? delegated(cursor, *code) : former(cursor, *code);
    if (change) changes.push_back(std::move(*change));
  }
  return changes;
}

}  // namespace

Read<CogChange> read_cog_changes(const File& file) {
  Read<CogChange> read;
  Notes notes;
  const auto content = unpacked_content(file, notes);
  if (content && is_json(*content)) {
    if (const auto table = load_table(*content, kEtalabColumns, notes)) read.rows = etalab_changes(*table, notes);
    read.source = "Insee, par @etalab/decoupage-administratif";
  } else if (content) {
    const PassageColumns passage(content->bytes);
    const std::vector<Column> columns = passage.columns();
    if (const auto table = load_table(*content, columns, notes)) read.rows = Passage(*table, notes).changes();
    read.source = "Insee, tables de passage";
    read.vintage = passage.vintage;
  }
  read.licence = "Licence Ouverte 2.0";
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
