// Well-known binary, OGC 06-103r4 §8: written little-endian, read in both orders.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as the machine holds them");

constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPolygon = 6;

class Writer {
 public:
  template <class Number>
  void number(Number value) {
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &value, sizeof(Number));
    out.append(bytes, sizeof(Number));
  }
  void header(std::uint32_t type, std::size_t parts) {
    out += '\1';
    number(type);
    number(static_cast<std::uint32_t>(parts));
  }
  void ring(const Ring& ring) {
    number(static_cast<std::uint32_t>(ring.size()));
    for (const Lambert93& at : ring) {
      number(at.x);
      number(at.y);
    }
  }
  std::string out;
};

// Every read says whether there was enough; counts are never trusted beyond the bytes that are left.
class Parser {
 public:
  explicit Parser(std::string_view bytes) : left_(bytes) {}

  template <class Number>
  bool number(Number& value) {
    if (left_.size() < sizeof(Number)) return false;
    char bytes[sizeof(Number)];
    std::memcpy(bytes, left_.data(), sizeof(Number));
    if (swapped_) std::reverse(std::begin(bytes), std::end(bytes));
    std::memcpy(&value, bytes, sizeof(Number));
    left_.remove_prefix(sizeof(Number));
    return true;
  }
  bool header(std::uint32_t& type, std::uint32_t& parts) {
    if (left_.empty() || (left_[0] != '\0' && left_[0] != '\1')) return false;
    swapped_ = left_[0] == '\0';
    left_.remove_prefix(1);
    return number(type) && number(parts);
  }
  bool ring(Ring& ring) {
    std::uint32_t points = 0;
    if (!number(points) || points < 4 || points > left_.size() / 16) return false;
    ring.resize(points);
    for (Lambert93& at : ring) {
      if (!number(at.x) || !number(at.y) || !std::isfinite(at.x) || !std::isfinite(at.y)) return false;
    }
    return ring.front().x == ring.back().x && ring.front().y == ring.back().y;
  }
  bool polygon(Outline& outline, std::uint32_t rings) {
    if (rings == 0 || rings > left_.size() / 4) return rings == 0;
    Polygon& polygon = outline.polygons.emplace_back();
    if (!ring(polygon.shell)) return false;
    polygon.holes.resize(rings - 1);
    return std::all_of(polygon.holes.begin(), polygon.holes.end(), [&](Ring& hole) { return ring(hole); });
  }
  bool done() const { return left_.empty(); }

 private:
  std::string_view left_;
  bool swapped_ = false;
};

bool read_multi(Parser& parser, Outline& outline, std::uint32_t parts) {
  for (std::uint32_t i = 0; i < parts; ++i) {
    std::uint32_t type = 0, rings = 0;
    if (!parser.header(type, rings) || type != kPolygon || !parser.polygon(outline, rings)) return false;
  }
  return true;
}

}  // namespace

std::string to_wkb(const Outline& outline) {
  Writer writer;
  writer.header(kMultiPolygon, outline.polygons.size());
  for (const Polygon& polygon : outline.polygons) {
    writer.header(kPolygon, polygon.holes.size() + 1);
    writer.ring(polygon.shell);
    for (const Ring& hole : polygon.holes) writer.ring(hole);
  }
  return std::move(writer.out);
}

std::optional<Outline> from_wkb(std::string_view wkb) {
  Parser parser(wkb);
  Outline outline;
  std::uint32_t type = 0, parts = 0;
  if (!parser.header(type, parts)) return std::nullopt;
  const bool read =
      type == kPolygon ? parser.polygon(outline, parts) : type == kMultiPolygon && read_multi(parser, outline, parts);
  if (!read || !parser.done()) return std::nullopt;
  return outline;
}

}  // namespace maillage::territory::geometry
