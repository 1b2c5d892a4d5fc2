// Zip and gzip, for uploads that nobody vouches for: sizes are counted as bytes come out, never believed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::territory::reading {

// No file of ours comes near it once decompressed: 512 MiB.
inline constexpr std::size_t kLargestUnpacked_bytes = std::size_t{512} << 20;

struct ArchiveEntry {
  std::string name;
  int method = 0;  // 0 stored, 8 deflated
  std::string_view packed;
  std::size_t declared_bytes = 0;
  std::uint32_t crc = 0;
};

// The files of a zip archive, folders left out; nothing when its directory is damaged, encrypted or of the zip64 kind.
std::optional<std::vector<ArchiveEntry>> zip_entries(std::string_view zip);

enum class Unpacking { done, damaged, too_big };
struct Unpacked {
  Unpacking outcome;
  std::string bytes;
};
// Stops as soon as more than `limit` bytes have come out; bytes that are not those packed (CRC-32) are damaged.
Unpacked unpacked(const ArchiveEntry& entry, std::size_t limit = kLargestUnpacked_bytes);
// All the members of a gzip file, one after the other (RFC 1952).
Unpacked gunzipped(std::string_view gzip, std::size_t limit = kLargestUnpacked_bytes);

}  // namespace maillage::territory::reading
