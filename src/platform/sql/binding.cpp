#include "platform/sql/binding.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"

namespace maillage::sql {
namespace {

using describe::Kind;
using describe::Type;

// A Blob is described as a list of bytes; here it is one column.
bool is_blob(const Type& type) { return type.kind == Kind::list && type.element == &describe::type_of<std::byte>; }

[[noreturn]] void refuse(std::string_view query, int column, std::string_view why) {
  throw SqlFault(fmt::format("{}: column {} {}", query, column, why));
}

void read_enum(std::string_view text, const Type& type, void* value, std::string_view query, int column) {
  for (std::size_t i = 0; i < type.names.size(); ++i)
    if (type.names[i] == text) return type.set_integer(value, static_cast<std::int64_t>(i));
  refuse(query, column, fmt::format("holds \"{}\", which is no {}", text, type.name));
}

void read_integer(std::int64_t number, const Type& type, void* value, std::string_view query, int column) {
  if (!type.fits(number)) refuse(query, column, fmt::format("holds {}, out of range", number));
  type.set_integer(value, number);
}

// A value in one column that is not NULL.
void read_single(const Row& row, int column, const Type& type, void* value, std::string_view query) {
  if (row.null(column)) refuse(query, column, "is NULL");
  switch (type.kind) {
    case Kind::boolean:
    case Kind::integer:
      return read_integer(row.integer(column), type, value, query, column);
    case Kind::real:
      *static_cast<double*>(value) = row.real(column);
      return;
    case Kind::text:
      static_cast<std::string*>(value)->assign(row.text(column));
      return;
    case Kind::enumeration:
      return read_enum(row.text(column), type, value, query, column);
    case Kind::scalar:
      if (!type.parse(value, row.text(column)))
        refuse(query, column, fmt::format("cannot hold \"{}\"", row.text(column)));
      return;
    case Kind::list: {
      const auto bytes = row.blob(column);
      static_cast<Blob*>(value)->assign(bytes.begin(), bytes.end());
      return;
    }
    default:
      refuse(query, column, "has no single value");
  }
}

bool all_null(const Row& row, int column, int count) {
  for (int i = 0; i < count; ++i)
    if (!row.null(column + i)) return false;
  return true;
}

}  // namespace

int columns_of(const Type& type) {
  if (type.kind == Kind::optional) return columns_of(*type.element);
  if (type.kind != Kind::record) {
    MAILLAGE_ASSERT(type.kind != Kind::list || is_blob(type), "a list is a child table, not a column");
    return 1;
  }
  int count = 0;
  for (const describe::Field& field : type.fields) count += columns_of(*field.type);
  return count;
}

void Parameters::clear() {
  values_.clear();
  texts_.clear();
}

void Parameters::add_described(const Type& type, const void* value) {
  void* const readable = const_cast<void*>(value);  // the tables hand out writable places; nothing is written here
  switch (type.kind) {
    case Kind::boolean:
    case Kind::integer:
      values_.emplace_back(type.get_integer(value));
      return;
    case Kind::real:
      values_.emplace_back(*static_cast<const double*>(value));
      return;
    case Kind::text:
      values_.emplace_back(std::string_view(*static_cast<const std::string*>(value)));
      return;
    case Kind::enumeration:
      values_.emplace_back(type.names[static_cast<std::size_t>(type.get_integer(value))]);
      return;
    case Kind::scalar:
      type.print(value, texts_.emplace_back());
      values_.emplace_back(std::string_view(texts_.back()));
      return;
    case Kind::optional:
      if (type.size(value) == 1) return add_described(*type.element, type.item(readable, 0));
      values_.insert(values_.end(), static_cast<std::size_t>(columns_of(type)), Value{});
      return;
    case Kind::list:
      MAILLAGE_ASSERT(is_blob(type), "a list is a child table, not a column");
      values_.emplace_back(std::span<const std::byte>(*static_cast<const Blob*>(value)));
      return;
    case Kind::record:
      for (const describe::Field& field : type.fields) add_described(*field.type, field.at(readable));
      return;
  }
}

void read_described(const Row& row, int& column, const Type& type, void* value, std::string_view query) {
  if (type.kind == Kind::record) {
    for (const describe::Field& field : type.fields) read_described(row, column, *field.type, field.at(value), query);
  } else if (type.kind != Kind::optional) {
    read_single(row, column++, type, value, query);
  } else if (const int width = columns_of(type); all_null(row, column, width)) {
    type.clear(value);
    column += width;
  } else {
    read_described(row, column, *type.element, type.add(value), query);
  }
}

void check_columns(const Row& row, int expected, std::string_view query) {
  if (row.columns() != expected)
    throw SqlFault(fmt::format("{}: gives {} columns, {} are expected", query, row.columns(), expected));
}

}  // namespace maillage::sql
