#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>

#include "platform/json/parse.hpp"

namespace maillage::platform {
namespace {

namespace bj = boost::json;
using describe::Kind;
using describe::Type;

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) (text += text.empty() ? "" : "|") += name;
  return text;
}

// Walks a tree and a type together; `path_` is the pointer of the value being read.
class Reader {
 public:
  Reader(const JsonLimits& limits, std::vector<Fault>& faults) : limits_(limits), faults_(faults) {}

  void value(const bj::value& from, const Type& type, void* into) {
    switch (type.kind) {
      case Kind::boolean:
        if (from.is_bool())
          type.set_integer(into, from.get_bool());
        else
          fault("type", "boolean");
        return;
      case Kind::integer:
        return integer(from, type, into);
      case Kind::real:
        return real(from, into);
      case Kind::optional:
        type.clear(into);
        if (!from.is_null()) value(from, *type.element, type.add(into));
        return;
      case Kind::list:
        return list(from, type, into);
      case Kind::record:
        return record(from, type, into);
      default:
        return text(from, type, into);
    }
  }

 private:
  void fault(std::string_view code, std::string expected) {
    if (faults_.size() < limits_.faults) faults_.push_back({path_, std::string(code), std::move(expected)});
  }

  void integer(const bj::value& from, const Type& type, void* into) {
    if (from.is_int64() && type.fits(from.get_int64())) return type.set_integer(into, from.get_int64());
    if (from.is_int64() || from.is_uint64()) return fault("range", "an integer of its type");
    fault("type", "integer");
  }

  void real(const bj::value& from, void* into) {
    if (!from.is_number()) return fault("type", "number");
    const double number = from.to_number<double>();
    if (!std::isfinite(number)) return fault("range", "a finite number");
    *static_cast<double*>(into) = number;
  }

  void text(const bj::value& from, const Type& type, void* into) {
    if (!from.is_string()) return fault("type", "string");
    const std::string_view text(from.get_string().data(), from.get_string().size());
    if (text.find('\0') != text.npos) return fault("format", "a text without NUL");  // no database holds one
    if (type.kind == Kind::text) {
      *static_cast<std::string*>(into) = text;
    } else if (type.kind == Kind::scalar) {
      if (!type.parse(into, text)) fault("format", std::string(type.schema));
    } else {
      enumeration(text, type, into);
    }
  }

  void enumeration(std::string_view text, const Type& type, void* into) {
    for (std::size_t i = 0; i < type.names.size(); ++i) {
      if (type.names[i] == text) return type.set_integer(into, static_cast<std::int64_t>(i));
    }
    fault("enum", joined(type.names));
  }

  void list(const bj::value& from, const Type& type, void* into) {
    type.clear(into);
    if (!from.is_array()) return fault("type", "array");
    const std::size_t length = path_.size();
    std::size_t index = 0;
    for (const auto& item : from.get_array()) {
      append_segment(path_, std::to_string(index++));
      value(item, *type.element, type.add(into));
      path_.resize(length);
      if (faults_.size() >= limits_.faults) return;
    }
  }

  void record(const bj::value& from, const Type& type, void* into) {
    if (!from.is_object()) return fault("type", "object");
    const auto& object = from.get_object();
    const std::size_t length = path_.size();
    std::size_t known = 0;
    for (const auto& field : type.fields) {
      append_segment(path_, field.name);
      const auto* found = object.if_contains({field.name.data(), field.name.size()});
      if (found)
        value(*found, *field.type, field.at(into));
      else if (field.type->kind == Kind::optional)
        field.type->clear(field.at(into));
      else
        fault("missing", "");
      known += found != nullptr;
      path_.resize(length);
    }
    if (known < object.size()) unknown_members(object, type);
  }

  void unknown_members(const bj::object& object, const Type& type) {
    const std::size_t length = path_.size();
    for (const auto& member : object) {
      const std::string_view key(member.key().data(), member.key().size());
      const auto is_key = [key](const describe::Field& field) { return field.name == key; };
      if (std::any_of(type.fields.begin(), type.fields.end(), is_key)) continue;
      append_segment(path_, key);
      fault("unknown", "");
      path_.resize(length);
    }
  }

  const JsonLimits& limits_;
  std::vector<Fault>& faults_;
  std::string path_;
};

}  // namespace

std::vector<Fault> read_json(std::string_view text, const Type& type, void* value, const JsonLimits& limits) {
  std::vector<Fault> faults;
  if (const auto tree = parse_json(text, limits, faults)) Reader(limits, faults).value(*tree, type, value);
  return faults;
}

}  // namespace maillage::platform
