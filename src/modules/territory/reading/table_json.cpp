// JSON as a table: a GeoJSON collection, a list of records, a page of an API, or one record a line.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/table.hpp"
#include "modules/territory/reading/text.hpp"

namespace maillage::territory::reading {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepest = 40;
constexpr std::size_t kLongestList = 1 << 15;  // characters, in one cell
constexpr std::ptrdiff_t kMostValues = 60'000'000;
// Where APIs put their list of records.
constexpr std::string_view kLists[] = {"features", "results", "records", "items", "data"};

// A parsed text and the memory it lies in.
struct Document {
  json::monotonic_resource memory;
  std::vector<json::value> values;
};

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::string_view text_of(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? view(found->get_string()) : std::string_view{};
}

// A coordinate written as a number, or as text with a point or a comma.
std::optional<double> coordinate(const json::value& value) {
  if (value.is_string()) return decimal(view(value.get_string()));
  boost::system::error_code error;
  const double number = value.to_number<double>(error);
  if (error.failed() || !std::isfinite(number)) return std::nullopt;
  return number;
}

// Reads a position, a third coordinate being left aside.
bool read_point(const json::value& value, RawPoint& point) {
  const json::array* pair = value.if_array();
  if (pair == nullptr || pair->size() < 2) return false;
  const auto x = coordinate((*pair)[0]), y = coordinate((*pair)[1]);
  if (!x || !y) return false;
  point = {*x, *y};
  return true;
}

bool read_polygon(const json::value& value, Shape& shape) {
  const json::array* rings = value.if_array();
  if (rings == nullptr) return false;
  if (rings->empty()) return true;
  auto& polygon = shape.polygons.emplace_back();
  for (const json::value& ring : *rings) {
    const json::array* points = ring.if_array();
    if (points == nullptr) return false;
    RawRing& out = polygon.emplace_back();
    out.resize(points->size());
    for (std::size_t i = 0; i < points->size(); ++i) {
      if (!read_point((*points)[i], out[i])) return false;
    }
  }
  return true;
}

bool read_polygons(const json::value& value, Shape& shape) {
  const json::array* polygons = value.if_array();
  return polygons != nullptr &&
         std::all_of(polygons->begin(), polygons->end(), [&](const json::value& p) { return read_polygon(p, shape); });
}

bool read_shape(const json::object& geometry, Shape& shape);

// The polygons of a collection of geometries; its lines and points are left aside.
bool read_collection(const json::value& value, Shape& shape) {
  const json::array* members = value.if_array();
  if (members == nullptr) return false;
  for (const json::value& member : *members) {
    Shape part;
    if (!member.is_object() || !read_shape(member.get_object(), part)) return false;
    std::move(part.polygons.begin(), part.polygons.end(), std::back_inserter(shape.polygons));
  }
  shape.kind = shape.polygons.empty() ? Shape::Kind::other : Shape::Kind::polygon;
  return true;
}

bool read_shape(const json::object& geometry, Shape& shape) {
  const std::string_view type = text_of(geometry, "type");
  const json::value* coordinates = geometry.if_contains(type == "GeometryCollection" ? "geometries" : "coordinates");
  if (coordinates == nullptr) return false;
  if (type == "GeometryCollection") return read_collection(*coordinates, shape);
  shape.kind = Shape::Kind::polygon;
  if (type == "Polygon") return read_polygon(*coordinates, shape);
  if (type == "MultiPolygon") return read_polygons(*coordinates, shape);
  shape.kind = type == "Point" ? Shape::Kind::point : Shape::Kind::other;
  return type != "Point" || read_point(*coordinates, shape.point);
}

Shape shape_of(const json::object& feature) {
  const json::value* geometry = feature.if_contains("geometry");
  if (geometry == nullptr || !geometry->is_object()) return {};
  Shape shape;
  if (!read_shape(geometry->get_object(), shape)) shape.kind = Shape::Kind::broken;
  return shape;
}

// False, with a problem, when the text holds more values than memory should: what separates them is counted.
bool values_bearable(std::string_view text, Notes& notes) {
  const auto values = std::count_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '[' || c == ':'; });
  if (values <= kMostValues) return true;
  notes.problem({}, "territory.json_too_many", {{"limit", std::to_string(kMostValues)}});
  return false;
}

class JsonLoader {
 public:
  JsonLoader(std::string_view text, std::span<const Column> columns, Notes& notes)
      : text_(text),
        headers_(columns),
        notes_(notes),
        table_(columns),
        cells_(columns.size()),
        ranks_(columns.size()) {}

  std::optional<Table> load() {
    table_.hold(document_);
    if (!parse()) return std::nullopt;
    if (document_->values.size() > 1) {
      for (const json::value& value : document_->values) add_record(value);
    } else if (!add_all(document_->values.front())) {
      notes_.problem({}, "territory.json_not_a_list");
      return std::nullopt;
    }
    if (table_.rows() == 0) {
      if (!notes_.any_problem()) notes_.problem({}, "territory.file_empty");
      return std::nullopt;
    }
    if (!complete(table_, headers_.columns(), found_keys(), notes_)) return std::nullopt;
    return std::move(table_);
  }

 private:
  // One value, or several of them one after the other (JSON lines).
  bool parse() {
    std::size_t at = 0;
    while (at < text_.size()) {
      json::parse_options options;
      options.max_depth = kDeepest;
      json::stream_parser parser({}, options);
      parser.reset(&document_->memory);
      json::error_code error;
      const std::size_t begin = at;
      at += parser.write_some(text_.data() + at, text_.size() - at, error);
      if (!error.failed() && !parser.done()) parser.finish(error);
      if (error.failed()) return refuse(error == json::error::too_deep, at);
      document_->values.push_back(parser.release());
      while (at < text_.size() && static_cast<unsigned char>(text_[at]) <= ' ') ++at;
      if (at == begin) return refuse(false, at);
    }
    return !document_->values.empty() || refuse(false, 0);
  }

  bool refuse(bool too_deep, std::size_t at) {
    const auto [line, character] = line_and_character(text_, at);
    notes_.problem({line}, too_deep ? "territory.json_too_deep" : "territory.json_invalid",
                   {{"character", std::to_string(character)}});
    return false;
  }

  bool add_all(const json::value& root) {
    const json::array* list = root.if_array();
    if (const json::object* object = root.if_object()) {
      read_collection_members(*object);
      for (const std::string_view key : kLists) {
        const json::value* found = object->if_contains(key);
        if (list == nullptr && found != nullptr) list = found->if_array();
      }
    }
    if (list == nullptr) return false;
    for (const json::value& value : *list) add_record(value);
    return true;
  }

  void read_collection_members(const json::object& root) {
    table_.title = text_of(root, "name");
    const json::value* crs = root.if_contains("crs");
    if (crs == nullptr || !crs->is_object()) return;
    const json::value* properties = crs->get_object().if_contains("properties");
    if (properties != nullptr && properties->is_object()) table_.crs = text_of(properties->get_object(), "name");
  }

  void add_record(const json::value& value) {
    ++rank_;
    const json::object* object = value.if_object();
    if (object == nullptr) {
      notes_.problem({rank_}, "territory.json_not_an_object");
      return;
    }
    std::fill(cells_.begin(), cells_.end(), std::string_view{});
    std::fill(ranks_.begin(), ranks_.end(), kUnset);
    const json::value* properties = object->if_contains("properties");
    const bool feature = properties != nullptr && properties->is_object();
    walk(feature ? properties->get_object() : *object, "", false);
    table_.add_row(rank_, cells_);
    table_.add_shape(feature ? shape_of(*object) : Shape{});
  }

  void walk(const json::object& object, const std::string& path, bool listed) {
    for (const auto& [key, value] : object) {
      const std::string_view name{key.data(), key.size()};
      visit(value, path.empty() ? std::string(name) : path + "." + std::string(name), listed);
    }
  }

  void visit(const json::value& value, const std::string& path, bool listed) {
    if (const json::object* object = value.if_object()) return walk(*object, path, listed);
    if (const json::array* list = value.if_array()) {
      for (const json::value& item : *list) visit(item, path, true);
      return;
    }
    const auto match = match_of(path);
    if (match) put(*match, path, scalar_text(value), listed);
  }

  // Keys come back in every record: each is matched once.
  const std::optional<Headers::Match>& match_of(const std::string& path) {
    const auto [found, fresh] = matches_.try_emplace(path);
    if (fresh) found->second = headers_.match(path);
    return found->second;
  }

  std::string_view scalar_text(const json::value& value) {
    if (value.is_string()) return trimmed(view(value.get_string()));
    if (value.is_bool()) return value.get_bool() ? "true" : "false";
    if (!value.is_number()) return {};
    char digits[32];
    const auto end = value.is_double()  ? std::to_chars(digits, std::end(digits), value.get_double())
                     : value.is_int64() ? std::to_chars(digits, std::end(digits), value.get_int64())
                                        : std::to_chars(digits, std::end(digits), value.get_uint64());
    return table_.keep(std::string(digits, end.ptr));
  }

  // The best spelling wins; the items of a list are put one a line in the same cell.
  void put(const Headers::Match& match, const std::string& path, std::string_view text, bool listed) {
    std::size_t& rank = ranks_[match.column];
    std::string_view& cell = cells_[match.column];
    if (rank < match.rank) return;
    if (!table_.has(match.column)) table_.name_column(match.column, path);
    const bool append = listed && rank == match.rank && !cell.empty();
    if (append && cell.size() > kLongestList) return notes_.problem({rank_, path}, "territory.list_too_long");
    cell = append ? table_.keep(std::string(cell) + "\n" + std::string(text)) : text;
    rank = match.rank;
  }

  std::string found_keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, match] : matches_) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    std::string text;
    for (const std::string& key : keys) {
      if (text.size() > 200) return text + "…";
      text += (text.empty() ? "" : ", ") + key;
    }
    return text;
  }

  static constexpr std::size_t kUnset = static_cast<std::size_t>(-1);
  std::string_view text_;
  Headers headers_;
  Notes& notes_;
  Table table_;
  std::shared_ptr<Document> document_ = std::make_shared<Document>();
  std::unordered_map<std::string, std::optional<Headers::Match>> matches_;
  std::vector<std::string_view> cells_;
  std::vector<std::size_t> ranks_;
  int rank_ = 0;
};

}  // namespace

std::optional<Table> load_json(std::string_view bytes, std::span<const Column> columns, Notes& notes) {
  const auto text = utf8_text(bytes, notes);
  if (!text || !values_bearable(text->utf8, notes)) return std::nullopt;
  return JsonLoader(text->utf8, columns, notes).load();
}

}  // namespace maillage::territory::reading
