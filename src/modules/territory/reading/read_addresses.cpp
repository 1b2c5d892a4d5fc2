#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

enum : std::size_t { kId, kNumber, kSuffix, kStreet, kCommune, kLon, kLat };
constexpr Column kColumns[] = {
    {"id", "id|cleinterop|idban", true},
    {"numero", "numero", true},
    {"rep", "rep|suffixe"},
    {"nom_voie", "nomvoie|voienom", true},
    {"code_insee", "codeinsee|communeinsee", true},
    {"lon", "lon|long|longitude|x"},
    {"lat", "lat|latitude|y"},
};

std::vector<AddressRow> rows_of(const Table& table, Notes& notes) {
  std::vector<AddressRow> rows;
  rows.reserve(table.rows());
  Cursor cursor(table, notes);
  while (cursor.next()) {
    const auto commune = cursor.commune(kCommune);
    const auto number = cursor.whole(kNumber);
    if (!number && cursor.sound()) cursor.problem(kNumber, "territory.cell_missing");
    AddressRow row;
    row.line = cursor.line();
    row.id = cursor.required(kId);
    row.street = cursor.required(kStreet);
    row.position = cursor.position(kLon, kLat);
    if (!commune || !number || !cursor.sound()) continue;
    row.number = *number;
    row.suffix = std::string(cursor.text(kSuffix));
    row.commune = *commune;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Read<AddressRow> read_addresses(const File& file) {
  Read<AddressRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) read.rows = rows_of(*table, notes);
  read.source = "Base Adresse Nationale";
  read.vintage = last_year(file.name);
  read.licence = "Licence Ouverte 2.0";
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
