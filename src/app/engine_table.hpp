// A delimited file in memory, with the place of each field for the messages.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace maillage::app {

struct Table {
  std::string path;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // each as long as the header
  std::vector<int> lines;                      // of each row in the file

  // Position of the first of these columns that is there, or -1.
  int column(std::initializer_list<std::string_view> names) const;
  // "file:line:column" of a field.
  std::string place(std::size_t row, int column) const;
};

Result<std::string> read_whole(const std::string& path);
// Replaces the file; refused when any of it could not be written.
Result<Done> write_whole(const std::string& path, const std::string& text);
// Refused when one of the files (an empty path is none) could not be written: known before a long search, not after.
Result<Done> check_writable(std::initializer_list<std::string> paths);
Result<Table> read_table(const std::string& path);

// The whole text as a number; nothing else around it.
bool parse_number(std::string_view text, double& out);

}  // namespace maillage::app
