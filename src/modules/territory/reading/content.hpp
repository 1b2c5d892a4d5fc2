// What a file holds once its container is opened.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "modules/territory/reading/archive.hpp"
#include "modules/territory/reading/table.hpp"

namespace maillage::territory::reading {

struct Content {
  std::string name;  // of the file inside the archive
  std::string_view bytes;
  std::shared_ptr<const std::string> held;  // what `bytes` looks into when it came out of an archive, else null
};

// Opens a gzip, or a zip that holds a text or a GPKG; any other file is its own content. Nothing when a problem was
// noted: an archive that holds more than `limit` bytes is one. The file must outlive the content.
std::optional<Content> unpacked_content(const File& file, Notes& notes, std::size_t limit = kLargestUnpacked_bytes);

bool is_json(const Content& content);
bool is_delimited(const Content& content);

// As load_table(file), for a content already opened.
std::optional<Table> load_table(const Content& content, std::span<const Column> columns, Notes& notes);

}  // namespace maillage::territory::reading
