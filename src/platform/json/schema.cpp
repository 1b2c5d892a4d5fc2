#include <stdexcept>
#include <utility>

#include "platform/json/json.hpp"

namespace maillage::platform {
namespace {

using describe::Kind;
using describe::Type;
using Components = std::map<std::string, std::string>;

std::string enumeration_schema(const Type& type) {
  std::string text = R"({"type":"string","enum":[)";
  for (const auto name : type.names) {
    if (text.back() != '[') text += ',';
    write_json_string(text, name);
  }
  return text + "]}";
}

std::string record_text(const Type& type, Components& components) {
  std::string properties, required;
  for (const auto& field : type.fields) {
    const char* separator = properties.empty() ? "" : ",";
    write_json_string(properties += separator, field.name);
    (properties += ':') += json_schema(*field.type, components);
    write_json_string(required += separator, field.name);
  }
  return R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + required +
         R"(],"additionalProperties":false})";
}

std::string record_schema(const Type& type, Components& components) {
  const std::string name(type.name);
  const auto [place, is_new] = components.try_emplace(name);
  const std::string reference = R"({"$ref":"#/components/schemas/)" + name + "\"}";
  // Empty: this very record is being written further up, and contains itself.
  if (!is_new && place->second.empty()) return reference;
  const std::string before = std::exchange(place->second, {});
  place->second = record_text(type, components);
  if (!is_new && place->second != before) throw std::logic_error("two different records are named " + name);
  return reference;
}

}  // namespace

std::string json_schema(const Type& type, Components& components) {
  switch (type.kind) {
    case Kind::boolean:
      return R"({"type":"boolean"})";
    case Kind::integer:
      return R"({"type":"integer"})";
    case Kind::real:
      return R"({"type":"number"})";
    case Kind::text:
      return R"({"type":"string"})";
    case Kind::scalar:
      return std::string(type.schema);
    case Kind::enumeration:
      return enumeration_schema(type);
    case Kind::optional:
      return R"({"anyOf":[)" + json_schema(*type.element, components) + R"(,{"type":"null"}]})";
    case Kind::list:
      return R"({"type":"array","items":)" + json_schema(*type.element, components) + "}";
    case Kind::record:
      return record_schema(type, components);
  }
  return {};
}

}  // namespace maillage::platform
