#include "platform/http/compress.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace maillage::platform::http {
namespace {

constexpr int kGzipFormat = 15 + 16;  // window bits, plus 16 for gzip (zlib.h)

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0", "Q=0.0"…: not wanted.
bool weight_is_zero(std::string_view parameter) {
  parameter = trimmed(parameter);
  if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return false;
  const auto weight = parameter.substr(2);
  return !weight.empty() && weight.find_first_not_of("0.") == weight.npos;
}

// Names of codings have no case; `known` is in lower case.
bool same_coding(std::string_view given, std::string_view known) {
  return std::equal(given.begin(), given.end(), known.begin(), known.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

}  // namespace

std::string gzipped(std::string_view text, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipFormat, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("gzip did not end");
  return out;
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const auto item = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(comma == accept_encoding.npos ? item.size() : comma + 1);
    const auto semicolon = item.find(';');
    const auto name = trimmed(item.substr(0, semicolon));
    const bool wanted = semicolon == item.npos || !weight_is_zero(item.substr(semicolon + 1));
    if (same_coding(name, coding)) return wanted;
    if (name == "*") any = wanted;
  }
  return any;
}

}  // namespace maillage::platform::http
