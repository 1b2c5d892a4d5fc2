#include <charconv>
#include <cmath>
#include <stdexcept>

#include "base/utf8.hpp"
#include "platform/json/json.hpp"

namespace maillage::platform {
namespace {

using describe::Kind;
using describe::Type;

template <class Number>
void write_number(std::string& out, Number number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void write_real(std::string& out, double number) {
  if (!std::isfinite(number)) throw std::domain_error("a real that is not finite has no JSON form");
  write_number(out, number);
}

void write_control(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += kHex[static_cast<unsigned char>(c) >> 4];
  out += kHex[static_cast<unsigned char>(c) & 15];
}

// Length of the run that can be copied as it is: printable ASCII without quote and backslash.
std::size_t plain_run(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && static_cast<unsigned char>(text[i]) - 0x20u < 0x5fu && text[i] != '"' && text[i] != '\\')
    ++i;
  return i;
}

void write_list(std::string& out, const Type& type, const void* value) {
  // item() only computes an address: the list is not changed.
  void* list = const_cast<void*>(value);
  out += '[';
  for (std::size_t i = 0, n = type.size(value); i < n; ++i) {
    if (i > 0) out += ',';
    write_json(out, *type.element, type.item(list, i));
  }
  out += ']';
}

void write_record(std::string& out, const Type& type, const void* value) {
  void* record = const_cast<void*>(value);
  char separator = '{';
  for (const auto& field : type.fields) {
    out += separator;
    separator = ',';
    out += '"';
    out += field.name;
    out += "\":";
    write_json(out, *field.type, field.at(record));
  }
  out += type.fields.empty() ? "{}" : "}";
}

void write_scalar(std::string& out, const Type& type, const void* value) {
  std::string text;
  type.print(value, text);
  write_json_string(out, text);
}

}  // namespace

void write_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t run = plain_run(text);
    out += text.substr(0, run);
    text.remove_prefix(run);
    if (text.empty()) break;
    std::size_t length = 1;
    if (text[0] == '"' || text[0] == '\\') {
      (out += '\\') += text[0];
    } else if (static_cast<unsigned char>(text[0]) < 0x20) {
      write_control(out, text[0]);
    } else if ((length = utf8_length(text)) > 0) {
      out += text.substr(0, length);
    } else {
      out += "\xEF\xBF\xBD";
      length = 1;
    }
    text.remove_prefix(length);
  }
  out += '"';
}

void write_json(std::string& out, const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::boolean:
      out += type.get_integer(value) ? "true" : "false";
      return;
    case Kind::integer:
      write_number(out, type.get_integer(value));
      return;
    case Kind::real:
      write_real(out, *static_cast<const double*>(value));
      return;
    case Kind::text:
      write_json_string(out, *static_cast<const std::string*>(value));
      return;
    case Kind::enumeration:
      write_json_string(out, type.names[static_cast<std::size_t>(type.get_integer(value))]);
      return;
    case Kind::scalar:
      write_scalar(out, type, value);
      return;
    case Kind::optional:
      if (type.size(value) == 0)
        out += "null";
      else
        write_json(out, *type.element, type.item(const_cast<void*>(value), 0));
      return;
    case Kind::list:
      write_list(out, type, value);
      return;
    case Kind::record:
      write_record(out, type, value);
      return;
  }
}

}  // namespace maillage::platform
