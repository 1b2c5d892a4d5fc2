// Territories drawn as text, for tests: one letter per unit, rows of one kilometre.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "modules/planning/question.hpp"

namespace maillage::planning::testing {

// Sector of every cell, one letter each; '.' = nobody's.
inline territory::MissionMap mission(std::string code, const std::vector<std::string>& rows) {
  territory::MissionMap map{code, code, code, {}, {}};
  std::string letters;
  for (const auto& row : rows) letters += row;
  std::string names = letters;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  names.erase(std::remove(names.begin(), names.end(), '.'), names.end());
  for (char c : names) map.sectors.push_back({std::string(1, c), "Secteur " + std::string(1, c)});
  for (char c : letters) map.of_unit.push_back(c == '.' ? -1 : static_cast<std::int32_t>(names.find(c)));
  return map;
}

// A grid whose unit populations are the digits, in hundreds of residents; communes are the letters of `communes`.
inline territory::Snapshot grid(const std::vector<std::string>& hundreds, const std::vector<std::string>& communes) {
  territory::Snapshot out;
  out.at = Date(2025, 6, 1);
  out.unit_level = "iris";
  const auto width = static_cast<std::int32_t>(hundreds[0].size());
  for (std::size_t y = 0; y < hundreds.size(); ++y) {
    for (std::size_t x = 0; x < hundreds[y].size(); ++x) {
      const auto unit = static_cast<std::int32_t>(out.codes.size());
      out.codes.push_back("96" + std::to_string(100 + unit));
      out.names.push_back("Quartier " + std::to_string(unit));
      out.commune_codes.push_back(std::string(1, communes[y][x]));
      out.commune_names.push_back("Ville " + std::string(1, communes[y][x]));
      out.epci_codes.push_back("");
      out.populations.push_back((hundreds[y][x] - '0') * 100);
      out.estimated.push_back(false);
      out.centres.push_back({static_cast<double>(x) * 1000, static_cast<double>(y) * 1000});
      if (x > 0) out.edges.push_back({unit - 1, unit, 1000});
      if (y > 0) out.edges.push_back({unit - width, unit, 1000});
    }
  }
  return out;
}

// A question about that territory, of no scenario.
inline Question question_of(const ProposalRequest& request, const territory::Snapshot& snapshot) {
  Question out;
  out.request = request;
  out.snapshot = std::make_shared<const territory::Snapshot>(snapshot);
  return out;
}

}  // namespace maillage::planning::testing
