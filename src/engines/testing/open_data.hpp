// Test and bench support: the tables of the open data folder.
#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/csv.hpp"

namespace maillage::engines {

using PublishedRow = std::map<std::string, std::string, std::less<>>;

// Folder of the open data, or empty when MAILLAGE_OPENDATA is not set.
inline std::string open_data_folder() {
  const char* folder = std::getenv("MAILLAGE_OPENDATA");
  return folder == nullptr ? "" : folder;
}

// Rows of a comma-separated file by column name; empty when the file is not there.
inline std::vector<PublishedRow> published_rows(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  const std::string bytes = text.str();
  csv::Reader reader(bytes, ',');
  std::vector<std::string> names;
  std::vector<PublishedRow> rows;
  while (reader.next()) {
    const auto& fields = reader.fields();
    if (names.empty()) {
      names.assign(fields.begin(), fields.end());
      continue;
    }
    PublishedRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < fields.size() && i < names.size(); ++i) row[names[i]] = std::string(fields[i]);
  }
  return rows;
}

}  // namespace maillage::engines
