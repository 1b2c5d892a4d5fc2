#include "platform/routes/inputs.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace maillage::platform {
namespace {

using describe::Kind;
using describe::Type;

// What was expected instead, in the words of json faults; nothing when `text` was read.
struct Refusal {
  std::string code;
  std::string expected;
};
using Outcome = std::optional<Refusal>;

template <class Number>
bool parse_whole(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

Outcome read_boolean(std::string_view text, const Type& type, void* into) {
  const bool yes = text == "true" || text == "1";
  if (!yes && text != "false" && text != "0") return Refusal{"type", "true|false"};
  type.set_integer(into, yes);
  return std::nullopt;
}

Outcome read_integer(std::string_view text, const Type& type, void* into) {
  std::int64_t number = 0;
  if (!parse_whole(text, number)) return Refusal{"type", "integer"};
  if (!type.fits(number)) return Refusal{"range", "an integer of its type"};
  type.set_integer(into, number);
  return std::nullopt;
}

Outcome read_real(std::string_view text, void* into) {
  double number = 0;
  if (!parse_whole(text, number) || !std::isfinite(number)) return Refusal{"type", "number"};
  *static_cast<double*>(into) = number;
  return std::nullopt;
}

Outcome read_enumeration(std::string_view text, const Type& type, void* into) {
  const auto found = std::find(type.names.begin(), type.names.end(), text);
  if (found != type.names.end()) {
    type.set_integer(into, found - type.names.begin());
    return std::nullopt;
  }
  std::string names;
  for (const auto name : type.names) (names += names.empty() ? "" : "|") += name;
  return Refusal{"enum", names};
}

Outcome read_text(std::string_view text, const Type& type, void* into);

Outcome read_list(std::string_view text, const Type& type, void* into) {
  type.clear(into);
  while (!text.empty()) {
    const auto comma = text.find(',');
    if (auto refusal = read_text(text.substr(0, comma), *type.element, type.add(into))) return refusal;
    text.remove_prefix(comma == text.npos ? text.size() : comma + 1);
  }
  return std::nullopt;
}

Outcome read_text(std::string_view text, const Type& type, void* into) {
  switch (type.kind) {
    case Kind::boolean:
      return read_boolean(text, type, into);
    case Kind::integer:
      return read_integer(text, type, into);
    case Kind::real:
      return read_real(text, into);
    case Kind::text:
      *static_cast<std::string*>(into) = text;
      return std::nullopt;
    case Kind::enumeration:
      return read_enumeration(text, type, into);
    case Kind::list:
      return read_list(text, type, into);
    case Kind::optional:
      type.clear(into);
      return text.empty() ? std::nullopt : read_text(text, *type.element, type.add(into));
    default:
      if (type.parse(into, text)) return std::nullopt;
      return Refusal{"format", std::string(type.schema)};
  }
}

// Reads pairs one after the other, remembering which fields were given.
class QueryReader {
 public:
  QueryReader(const Route& route, void* query) : route_(route), query_(query) {}

  void read(const Pairs& pairs) {
    for (const auto& [name, text] : pairs) read_one(name, text);
  }
  std::vector<Fault> faults() {
    for (const auto name : route_.declaration.required) {
      if (!given(name)) add_fault(name, {"missing", ""});
    }
    return std::move(faults_);
  }

 private:
  bool given(std::string_view name) const { return std::find(given_.begin(), given_.end(), name) != given_.end(); }

  void read_one(const std::string& name, std::string_view text) {
    const auto& fields = route_.query->fields;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.name == name; });
    if (field == fields.end()) return add_fault(name, {"unknown", ""});
    if (given(name)) return add_fault(name, {"duplicate", ""});
    given_.push_back(field->name);
    if (auto refusal = read_text(text, *field->type, field->at(query_))) add_fault(name, *std::move(refusal));
  }
  void add_fault(std::string_view name, Refusal refusal) {
    Fault fault{"", std::move(refusal.code), std::move(refusal.expected)};
    append_segment(fault.path, name);
    faults_.push_back(std::move(fault));
  }

  const Route& route_;
  void* query_;
  std::vector<std::string_view> given_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> read_query(const Route& route, const Pairs& placeholders, const Pairs& query_string, void* query) {
  QueryReader reader(route, query);
  reader.read(placeholders);
  reader.read(query_string);
  return reader.faults();
}

}  // namespace maillage::platform
