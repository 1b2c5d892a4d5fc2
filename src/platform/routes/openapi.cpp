#include "platform/routes/openapi.hpp"

#include <algorithm>
#include <map>

#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/dispatch.hpp"
#include "platform/routes/frame.hpp"

namespace maillage::platform {
namespace {

using Components = std::map<std::string, std::string>;

std::string quoted(std::string_view text) {
  std::string out;
  write_json_string(out, text);
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) (text += text.empty() ? "" : ",") += part;
  return text;
}

// Compact JSON with two spaces a level, so that a change of contract is a readable difference.
std::string indented(std::string_view json) {
  std::string out;
  int level = 0;
  bool in_string = false;
  const auto new_line = [&](int by) { (out += '\n').append(static_cast<std::size_t>(2 * (level += by)), ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\') {
      out += json.substr(i++, 2);
      continue;
    }
    if (c == '"') in_string = !in_string;
    const bool closes = !in_string && (c == '}' || c == ']');
    const bool opens = !in_string && (c == '{' || c == '[');
    const bool empty = (opens && i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']')) ||
                       (closes && (json[i - 1] == '{' || json[i - 1] == '['));
    if (closes && !empty) new_line(-1);
    out += c;
    if (opens && !empty) new_line(1);
    if (!in_string && c == ',') new_line(0);
    if (!in_string && c == ':') out += ' ';
  }
  return out += '\n';
}

// "GET /territory/places/{level}" → "getTerritoryPlacesLevel".
std::string operation_id(const Route& route) {
  constexpr std::string_view kVerbs[] = {"get", "post", "put", "delete"};
  std::string id(kVerbs[static_cast<std::size_t>(route.method)]);
  bool word_begins = true;
  for (const char c : route.declaration.path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) id += word_begins && c >= 'a' ? static_cast<char>(c - 32) : c;
    word_begins = !letter;
  }
  return id;
}

std::string parameter(const Route& route, const describe::Field& field, Components& components) {
  const auto in_path = placeholders(route.declaration.path);
  const bool of_path = std::find(in_path.begin(), in_path.end(), field.name) != in_path.end();
  const auto& needed = route.declaration.required;
  const bool required = of_path || std::find(needed.begin(), needed.end(), field.name) != needed.end();
  const bool optional = field.type->kind == describe::Kind::optional;
  const bool list = field.type->kind == describe::Kind::list;
  return R"({"name":)" + quoted(field.name) + R"(,"in":")" + (of_path ? "path" : "query") + R"(","required":)" +
         (required ? "true" : "false") + (list ? R"(,"style":"form","explode":false)" : "") + R"(,"schema":)" +
         json_schema(optional ? *field.type->element : *field.type, components) + "}";
}

std::string parameters(const Route& route, Components& components) {
  std::vector<std::string> parts;
  for (const auto& field : route.query->fields) parts.push_back(parameter(route, field, components));
  return parts.empty() ? "" : R"("parameters":[)" + joined(parts) + "],";
}

std::string content(std::string_view media_type, const std::string& schema) {
  return R"("content":{)" + quoted(media_type) + R"(:{"schema":)" + schema + "}}";
}

std::string request_body(const Route& route, Components& components) {
  if (route.body_kind == BodyKind::none) return "";
  const bool upload = route.body_kind == BodyKind::upload;
  return R"("requestBody":{"required":true,)" +
         (upload ? content("application/octet-stream", R"({"type":"string","format":"binary"})")
                 : content("application/json", json_schema(*route.body, components))) +
         "},";
}

std::string answer_content(const Route& route, Components& components) {
  switch (route.answer_kind) {
    case AnswerKind::nothing:
      return "";
    case AnswerKind::json:
      return ',' + content("application/json", json_schema(*route.answer, components));
    case AnswerKind::raw:
      return ',' + content("*/*", "{}");
    case AnswerKind::events:
      return ',' + content("text/event-stream", R"({"type":"string"})");
  }
  return "";
}

std::string responses(const Route& route, Components& components) {
  const int success = route.answer_kind == AnswerKind::nothing ? 204 : route.declaration.success;
  return R"("responses":{")" + std::to_string(success) + R"(":{"description":)" + quoted(status_phrase(success)) +
         answer_content(route, components) + R"(},"default":{"description":"Refused",)" +
         content("application/problem+json", json_schema(describe::type_of<wire::Problem>, components)) + "}}";
}

std::string role_list(const Declaration& declared) {
  std::vector<std::string> names;
  for (const Role role : declared.roles)
    names.push_back(quoted(describe::type_of<Role>.names[static_cast<std::size_t>(role)]));
  return joined(names);
}

std::string operation(const Route& route, Components& components) {
  const Declaration& declared = route.declaration;
  const auto tag = declared.path.substr(1, declared.path.find('/', 1) - 1);
  return R"({"operationId":)" + quoted(operation_id(route)) + R"(,"summary":)" + quoted(declared.summary) +
         R"(,"tags":[)" + quoted(tag) + R"(],"x-roles":[)" + role_list(declared) + R"(],"security":)" +
         (declared.open ? "[]" : R"([{"session":[]}])") + ',' + parameters(route, components) +
         request_body(route, components) + responses(route, components) + '}';
}

std::string operations(const std::map<std::string, std::string>& by_method) {
  std::vector<std::string> parts;
  for (const auto& [method, text] : by_method) parts.push_back(quoted(method) + ':' + text);
  return '{' + joined(parts) + '}';
}

}  // namespace

std::string openapi(const Routes& routes, std::string_view version) {
  Components components;
  std::map<std::string, std::map<std::string, std::string>> paths;
  for (const Route& route : routes.all()) {
    std::string method(method_name(route.method));
    std::transform(method.begin(), method.end(), method.begin(), [](char c) { return static_cast<char>(c + 32); });
    paths[std::string(route.declaration.path)][method] = operation(route, components);
  }
  std::vector<std::string> path_parts, schema_parts;
  for (const auto& [path, by_method] : paths) path_parts.push_back(quoted(path) + ':' + operations(by_method));
  for (const auto& [name, text] : components) schema_parts.push_back(quoted(name) + ':' + text);
  return indented(
      R"({"openapi":"3.1.0","info":{"title":"Maillage","version":)" + quoted(version) + R"(},"servers":[{"url":)" +
      quoted(kApiPrefix) + R"(}],"paths":{)" + joined(path_parts) +
      R"(},"components":{"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"__Host-sid"}},)" +
      R"("schemas":{)" + joined(schema_parts) + "}}}");
}

std::string rights_csv(const Routes& routes) {
  constexpr std::string_view kRates[] = {"read", "write", "compute", "sign_in", "upload", "open_write"};
  std::vector<std::string> lines;
  for (const Route& route : routes.all()) {
    const Declaration& declared = route.declaration;
    std::string line = std::string(declared.path) + ',' + std::string(method_name(route.method));
    for (std::size_t role = 0; role < describe::type_of<Role>.names.size(); ++role) {
      const auto held = std::find(declared.roles.begin(), declared.roles.end(), static_cast<Role>(role));
      line += declared.open || held != declared.roles.end() ? ",yes" : ",";
    }
    line += declared.open ? ",yes," : ",,";
    lines.push_back(line + std::string(declared.audit) + ',' +
                    std::string(kRates[static_cast<std::size_t>(declared.rate)]));
  }
  std::sort(lines.begin(), lines.end());
  std::string text = "path,method,planner,executive,administrator,anyone,audit,rate\n";
  for (const auto& line : lines) (text += line) += '\n';
  return text;
}

}  // namespace maillage::platform
