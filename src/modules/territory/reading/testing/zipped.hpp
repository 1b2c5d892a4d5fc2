// For tests: archives made by hand.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace maillage::territory::reading {

inline std::string little_endian(std::size_t value, int length) {
  std::string bytes;
  for (int i = 0; i < length; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
  return bytes;
}

// Deflated without header (zip) or with gzip's.
inline std::string deflated(const std::string& bytes, bool gzip) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, gzip ? 16 + MAX_WBITS : -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// A zip of deflated files. `declared_bytes` lies about their size when not 0.
inline std::string zipped(const std::vector<std::pair<std::string, std::string>>& files,
                          std::size_t declared_bytes = 0) {
  std::string zip, directory;
  for (const auto& [name, bytes] : files) {
    const std::string packed = deflated(bytes, false);
    const std::size_t size = declared_bytes != 0 ? declared_bytes : bytes.size();
    const std::size_t crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
    const std::string common = little_endian(0, 2) + little_endian(8, 2) + little_endian(0, 4) + little_endian(crc, 4) +
                               little_endian(packed.size(), 4) + little_endian(size, 4) +
                               little_endian(name.size(), 2) + little_endian(0, 2);
    directory += "PK\1\2" + little_endian(20, 2) + little_endian(20, 2) + common + little_endian(0, 10) +
                 little_endian(zip.size(), 4) + name;
    zip += "PK\3\4" + little_endian(20, 2) + common + name + packed;
  }
  const std::size_t offset = zip.size();
  return zip + directory + "PK\5\6" + little_endian(0, 4) + little_endian(files.size(), 2) +
         little_endian(files.size(), 2) + little_endian(directory.size(), 4) + little_endian(offset, 4) +
         little_endian(0, 2);
}

}  // namespace maillage::territory::reading
