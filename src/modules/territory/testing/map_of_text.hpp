// A day drawn as text for tests: one letter per unit, its place in the grid says its neighbours.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/territory/day.hpp"

namespace maillage::territory::testing {

// The unit at column i of row j of a text map: "93001", "93002"… in reading order.
inline std::string unit_code(std::size_t position) {
  std::string number = std::to_string(position + 1);
  return "93" + std::string(3 - number.size(), '0') + number;
}

// A mission "ssd" whose sectors are the letters of the rows; '.' is nobody's; a lower-case letter is claimed by its
// capital and by Z. Every unit is a commune of 100 residents; units side by side or one above the other share 1 000 m.
inline DayRecords map_of(const std::vector<std::string>& rows, Date at = Date(2025, 6, 1)) {
  DayRecords records;
  records.at = at;
  const std::size_t width = rows.front().size();
  std::map<char, bool> letters;
  for (std::size_t u = 0; u < rows.size() * width; ++u) {
    const std::string code = unit_code(u);
    const char letter = rows[u / width][u % width];
    records.places.push_back({"commune", code, "Unit " + code, "", Date(2000, 1, 1), kEndOfTime});
    records.populations.push_back({"commune", code, 100, false});
    if (u % width + 1 < width) records.edges.push_back({code, unit_code(u + 1), 10000});
    if (u + width < rows.size() * width) records.edges.push_back({code, unit_code(u + width), 10000});
    if (letter == '.') continue;
    const char owner = letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter;
    letters[owner] = true;
    records.sector_units.push_back({"ssd", std::string(1, owner), code, "", "", "", -1, -1, "any"});
    if (letter == owner) continue;
    letters['Z'] = true;
    records.sector_units.push_back({"ssd", "Z", code, "", "", "", -1, -1, "any"});
  }
  for (const auto& [letter, used] : letters)
    records.sectors.push_back(
        {"ssd", std::string(1, letter), "Secteur " + std::string(1, letter), Date(2000, 1, 1), kEndOfTime});
  return records;
}

}  // namespace maillage::territory::testing
