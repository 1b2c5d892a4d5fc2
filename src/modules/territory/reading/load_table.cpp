#include <algorithm>

#include "base/csv.hpp"
#include "modules/territory/reading/table.hpp"

namespace maillage::territory::reading {
namespace {

bool begins_like_json(std::string_view bytes) {
  const std::string_view text = csv::without_mark(bytes);
  const auto first =
      std::find_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
  return first != text.end() && (*first == '{' || *first == '[');
}

}  // namespace

std::optional<Table> load_table(const File& file, std::span<const Column> columns, Notes& notes) {
  return begins_like_json(file.bytes) ? load_json(file.bytes, columns, notes) : load_csv(file.bytes, columns, notes);
}

}  // namespace maillage::territory::reading
