#include "app/engine_table.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/csv.hpp"

namespace maillage::app {
namespace {

namespace fs = std::filesystem;

std::string_view fault_code(csv::FaultKind kind) {
  switch (kind) {
    case csv::FaultKind::quote_not_closed:
      return "engine_quote_not_closed";
    case csv::FaultKind::text_after_quote:
      return "engine_text_after_quote";
    case csv::FaultKind::null_byte:
      return "engine_null_byte";
  }
  return "engine_null_byte";
}

Result<Table> parse_table(const std::string& path, std::string_view text) {
  Table table;
  table.path = path;
  csv::Reader reader(text, csv::detect_delimiter(text));
  while (reader.next()) {
    std::vector<std::string> fields(reader.fields().begin(), reader.fields().end());
    if (table.header.empty()) {
      table.header = std::move(fields);
      continue;
    }
    if (fields.size() > table.header.size() || (fields.size() < table.header.size() && fields.size() == 1))
      return Problem{"engine_field_count",
                     fmt::format("{}:{}:1", path, reader.line()),
                     {{"have", std::to_string(fields.size())}, {"want", std::to_string(table.header.size())}}};
    fields.resize(table.header.size());
    table.rows.push_back(std::move(fields));
    table.lines.push_back(reader.line());
  }
  if (const auto& fault = reader.fault())
    return Problem{std::string(fault_code(fault->kind)), fmt::format("{}:{}:{}", path, fault->line, fault->column), {}};
  if (table.rows.empty()) return Problem{"engine_file_empty", path, {}};
  return table;
}

}  // namespace

int Table::column(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    for (std::size_t c = 0; c < header.size(); ++c)
      if (header[c] == name) return static_cast<int>(c);
  return -1;
}

std::string Table::place(std::size_t row, int column) const {
  return fmt::format("{}:{}:{}", path, lines[row], column + 1);
}

Result<std::string> read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code unknown;
  if (!file || fs::is_directory(path, unknown)) return Problem{"engine_file_unreadable", path, {}};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<Done> write_whole(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  if (!(file << text).flush()) return Problem{"engine_not_written", path, {}};
  return Done{};
}

Result<Done> check_writable(std::initializer_list<std::string> paths) {
  for (const std::string& path : paths) {
    if (path.empty()) continue;
    const fs::path folder = fs::path(path).parent_path();
    std::error_code unknown;
    const bool there = fs::exists(path, unknown);
    const fs::path asked = there ? fs::path(path) : folder.empty() ? fs::path(".") : folder;
    if (fs::is_directory(path, unknown) || ::access(asked.c_str(), W_OK) != 0)
      return Problem{"engine_not_written", path, {}};
  }
  return Done{};
}

Result<Table> read_table(const std::string& path) {
  auto bytes = read_whole(path);
  if (!bytes) return bytes.problem();
  if (csv::detect_encoding(*bytes) == csv::Encoding::windows_1252)
    return parse_table(path, csv::from_windows_1252(*bytes));
  return parse_table(path, csv::without_mark(*bytes));
}

bool parse_number(std::string_view text, double& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace maillage::app
