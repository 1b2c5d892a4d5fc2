#include "modules/territory/reading/archive.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace maillage::territory::reading {
namespace {

// PKWARE APPNOTE 6.3: end record, central directory, local headers; all little-endian.
constexpr std::string_view kEnd = "PK\5\6";
constexpr std::string_view kCentral = "PK\1\2";
constexpr std::string_view kLocal = "PK\3\4";
constexpr std::size_t kEndLength = 22, kCentralLength = 46, kLocalLength = 30;
constexpr std::size_t kLongestComment = 65535;
constexpr std::size_t kMostEntries = 10'000;

// A number of two or four bytes; 0 beyond the end, which no valid record is.
std::size_t number(std::string_view bytes, std::size_t at, std::size_t length) {
  std::size_t value = 0;
  for (std::size_t i = length; i-- > 0;) {
    value = value << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
  }
  return value;
}

std::optional<std::size_t> end_record(std::string_view zip) {
  if (zip.size() < kEndLength) return std::nullopt;
  const std::size_t from = zip.size() - std::min(zip.size(), kEndLength + kLongestComment);
  const std::size_t at = zip.rfind(kEnd);
  if (at == std::string_view::npos || at < from || at + kEndLength > zip.size()) return std::nullopt;
  return at;
}

// The bytes of an entry, found behind its local header; nothing when they lie outside the archive.
std::optional<std::string_view> packed_bytes(std::string_view zip, std::size_t local, std::size_t size) {
  if (local + kLocalLength > zip.size() || zip.substr(local, 4) != kLocal) return std::nullopt;
  const std::size_t begin = local + kLocalLength + number(zip, local + 26, 2) + number(zip, local + 28, 2);
  if (begin > zip.size() || size > zip.size() - begin) return std::nullopt;
  return zip.substr(begin, size);
}

class Inflater {
 public:
  explicit Inflater(int window_bits) { ready_ = inflateInit2(&stream_, window_bits) == Z_OK; }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  Unpacked run(std::string_view packed, std::size_t limit) {
    Unpacked result{Unpacking::damaged, {}};
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    for (int state = ready_ ? Z_OK : Z_STREAM_ERROR; state == Z_OK;) {
      stream_.next_out = reinterpret_cast<Bytef*>(chunk_.data());
      stream_.avail_out = static_cast<uInt>(chunk_.size());
      state = inflate(&stream_, Z_NO_FLUSH);
      result.bytes.append(chunk_.data(), chunk_.size() - stream_.avail_out);
      if (result.bytes.size() > limit) return {Unpacking::too_big, {}};
      if (state == Z_STREAM_END && another_member()) state = inflateReset(&stream_);
      if (state == Z_STREAM_END) result.outcome = Unpacking::done;
    }
    return result;
  }

 private:
  bool another_member() const {
    return stream_.avail_in > 2 && stream_.next_in[0] == 0x1F && stream_.next_in[1] == 0x8B;
  }

  z_stream stream_{};
  bool ready_ = false;
  std::array<char, 1 << 16> chunk_{};
};

}  // namespace

std::optional<std::vector<ArchiveEntry>> zip_entries(std::string_view zip) {
  const auto end = end_record(zip);
  if (!end) return std::nullopt;
  const std::size_t count = number(zip, *end + 10, 2);
  std::size_t at = number(zip, *end + 16, 4);
  if (count > kMostEntries) return std::nullopt;
  std::vector<ArchiveEntry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + kCentralLength > zip.size() || zip.substr(at, 4) != kCentral) return std::nullopt;
    const bool encrypted = (number(zip, at + 8, 2) & 1) != 0;
    const std::size_t name_length = number(zip, at + 28, 2);
    const auto packed = packed_bytes(zip, number(zip, at + 42, 4), number(zip, at + 20, 4));
    if (encrypted || !packed || at + kCentralLength + name_length > zip.size()) return std::nullopt;
    ArchiveEntry entry{std::string(zip.substr(at + kCentralLength, name_length)),
                       static_cast<int>(number(zip, at + 10, 2)), *packed, number(zip, at + 24, 4),
                       static_cast<std::uint32_t>(number(zip, at + 16, 4))};
    if (!entry.name.ends_with('/')) entries.push_back(std::move(entry));
    at += kCentralLength + name_length + number(zip, at + 30, 2) + number(zip, at + 32, 2);
  }
  return entries;
}

Unpacked unpacked(const ArchiveEntry& entry, std::size_t limit) {
  Unpacked result{Unpacking::damaged, {}};
  if (entry.method == 8) result = Inflater(-MAX_WBITS).run(entry.packed, limit);
  if (entry.method == 0 && entry.packed.size() > limit) result.outcome = Unpacking::too_big;
  if (entry.method == 0 && entry.packed.size() <= limit) result = {Unpacking::done, std::string(entry.packed)};
  const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(result.bytes.data()), result.bytes.size());
  if (result.outcome == Unpacking::done && crc != entry.crc) return {Unpacking::damaged, {}};
  return result;
}

Unpacked gunzipped(std::string_view gzip, std::size_t limit) { return Inflater(16 + MAX_WBITS).run(gzip, limit); }

}  // namespace maillage::territory::reading
