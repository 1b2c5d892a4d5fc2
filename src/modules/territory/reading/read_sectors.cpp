#include <set>

#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

enum : std::size_t { kCode, kSector, kSectorName, kStreet, kBanId, kFrom, kTo, kParity };
constexpr Column kColumns[] = {
    {"code", "citycode|codeiris|iris|codeinsee|codecommune|inseecom|codgeo|unit|unite|code", true},
    {"sector", "sectorid|sectorcode|codesecteur|idsecteur|sector|secteur", true},
    {"sector_name", "sectorname|nomsecteur|libellesecteur|libsecteur|name|nom"},
    {"street_name", "streetname|nomvoie|voie|rue|street"},
    {"street_ban_id", "streetbanid|banid|idvoie"},
    {"from", "from|fromnumber|numerodebut|debut|du"},
    {"to", "to|tonumber|numerofin|fin|au"},
    {"parity", "parity|parite|cote"},
};

std::optional<Parity> parity_of(std::string_view text) {
  const std::string word = folded(text);
  if (word.empty() || word == "any" || word == "tous" || word == "toutes" || word == "all") return Parity::any;
  if (word == "odd" || word == "impair" || word == "impairs" || word == "i") return Parity::odd;
  if (word == "even" || word == "pair" || word == "pairs" || word == "p") return Parity::even;
  return std::nullopt;
}

bool anything_but_street(const StreetRange& range) {
  return range.from_number || range.to_number || range.parity != Parity::any;
}

std::optional<StreetRange> street_of(Cursor& cursor) {
  StreetRange range{std::string(cursor.text(kStreet)), std::string(cursor.text(kBanId)), cursor.whole(kFrom),
                    cursor.whole(kTo), Parity::any};
  const auto parity = parity_of(cursor.text(kParity));
  if (parity) {
    range.parity = *parity;
  } else {
    cursor.problem(kParity, "territory.parity_invalid", {{"text", std::string(cursor.text(kParity))}});
  }
  if (range.from_number && range.to_number && *range.from_number > *range.to_number) {
    cursor.problem(kFrom, "territory.range_reversed",
                   {{"from", std::to_string(*range.from_number)}, {"to", std::to_string(*range.to_number)}});
  }
  if (!range.street.empty() || !range.ban_id.empty()) return range;
  if (anything_but_street(range)) cursor.problem(kStreet, "territory.range_without_street");
  return std::nullopt;
}

// What makes two lines say the same thing.
std::string key_of(const SectorRow& row) {
  std::string key = text(row.code) + "\n" + row.sector;
  if (!row.street) return key;
  const auto number = [](std::optional<int> n) { return n ? std::to_string(*n) : std::string(); };
  return key + "\n" + row.street->street + "\n" + row.street->ban_id + "\n" + number(row.street->from_number) + "\n" +
         number(row.street->to_number) + "\n" + std::to_string(static_cast<int>(row.street->parity));
}

std::vector<SectorRow> rows_of(const Table& table, Notes& notes) {
  std::vector<SectorRow> rows;
  std::set<std::string> seen;
  Cursor cursor(table, notes);
  while (cursor.next()) {
    const auto code = cursor.unit(kCode);
    SectorRow row;
    row.line = cursor.line();
    row.sector = cursor.required(kSector);
    row.sector_name = std::string(cursor.text(kSectorName));
    row.street = street_of(cursor);
    if (!code || !cursor.sound()) continue;
    row.code = *code;
    if (seen.insert(key_of(row)).second) {
      rows.push_back(std::move(row));
    } else {
      cursor.repair(kCode, "territory.line_twice");
    }
  }
  return rows;
}

}  // namespace

Read<SectorRow> read_sectors(const File& file) {
  Read<SectorRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) read.rows = rows_of(*table, notes);
  read.vintage = last_year(file.name);
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
