// Described records as JSON, both ways, and their JSON Schema.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"

namespace maillage::platform {

// One thing wrong in an input. `path` is an RFC 6901 pointer ("/members/2/birth_date"), `code` one of: syntax, size,
// depth, duplicate, unknown, missing, type, format, enum, range. `expected` says what would have been right.
struct Fault {
  std::string path;
  std::string code;
  std::string expected;
  friend bool operator==(const Fault&, const Fault&) = default;
};

struct JsonLimits {
  std::size_t size_bytes = 1 << 20;
  std::size_t depth = 32;
  std::size_t faults = 100;  // reading stops after that many
};

// Appends the value as compact JSON: fields in the order of the description, absent optionals as null, reals in their
// shortest exact form, bytes that are not UTF-8 as U+FFFD. A real that is not finite is a fault (std::domain_error).
void write_json(std::string& out, const describe::Type& type, const void* value);

// Appends a quoted and escaped JSON string.
void write_json_string(std::string& out, std::string_view text);

// Fills `value` and gives all the faults at once, in the order of the text; empty = `value` is complete. Members that
// are not described are refused, so are duplicated ones; an optional may be absent or null, nothing else may.
std::vector<Fault> read_json(std::string_view text, const describe::Type& type, void* value,
                             const JsonLimits& limits = {});

// Appends "/segment" to an RFC 6901 pointer, '~' and '/' escaped.
void append_segment(std::string& path, std::string_view segment);

// JSON Schema of the type. Records become references to `components` ("#/components/schemas/<name>"), where they are
// added once; two different records of one name are a bug (std::logic_error).
std::string json_schema(const describe::Type& type, std::map<std::string, std::string>& components);

template <class T>
std::string to_json(const T& value) {
  std::string out;
  write_json(out, describe::type_of<T>, &value);
  return out;
}

// A value read from JSON; to be used only when there is no fault.
template <class T>
struct Parsed {
  T value{};
  std::vector<Fault> faults;
  bool ok() const { return faults.empty(); }
};

template <class T>
Parsed<T> from_json(std::string_view text, const JsonLimits& limits = {}) {
  Parsed<T> parsed;
  parsed.faults = read_json(text, describe::type_of<T>, &parsed.value, limits);
  return parsed;
}

}  // namespace maillage::platform
