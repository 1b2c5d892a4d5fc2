// For tests: maps drawn as text, one letter a unit, one cell a square of kCell_m; the first line is the northernmost.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

inline constexpr double kCell_m = 100;

inline Outline rectangle(double x, double y, double width, double height) {
  return {{{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}, {}}}};
}

// The outline of each letter; ' ' is water.
inline std::map<char, Outline> drawn(const std::vector<std::string>& lines) {
  std::map<char, std::vector<Outline>> cells;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    for (std::size_t column = 0; column < lines[row].size(); ++column) {
      if (lines[row][column] == ' ') continue;
      cells[lines[row][column]].push_back(
          rectangle(static_cast<double>(column) * kCell_m, -static_cast<double>(row + 1) * kCell_m, kCell_m, kCell_m));
    }
  }
  std::map<char, Outline> map;
  for (const auto& [letter, squares] : cells) {
    std::vector<const Outline*> parts;
    for (const Outline& square : squares) parts.push_back(&square);
    map[letter] = united(parts);
  }
  return map;
}

}  // namespace maillage::territory::geometry
