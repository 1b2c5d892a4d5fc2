// Records described once: BOOST_DESCRIBE_STRUCT lists the fields, a constant table built from it drives JSON, SQL, CSV
// and JSON Schema. No such format is known here.
//
// A field may be: bool, an integer, std::byte, double, std::string, a described enum (numbered from 0), a value type
// with `parse(string_view) -> optional`, `str()` and `schema()`, an optional, a vector, or another described struct.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace maillage::describe {

enum class Kind : std::uint8_t { boolean, integer, real, text, enumeration, scalar, optional, list, record };

struct Type;

struct Field {
  std::string_view name;
  const Type* type;
  void* (*at)(void* record);
};

// Everything the readers and writers need to know of a C++ type. Pointers not used by a kind are null.
struct Type {
  Kind kind;
  std::string_view name;                     // of the struct or enum
  std::string_view schema;                   // JSON Schema of a scalar
  std::span<const Field> fields;             // record
  std::span<const std::string_view> names;   // enumeration
  const Type* element;                       // optional, list
  std::int64_t (*get_integer)(const void*);  // boolean, integer, enumeration
  void (*set_integer)(void*, std::int64_t);
  bool (*fits)(std::int64_t);                // integer: the value fits the C++ type
  void (*print)(const void*, std::string&);  // scalar
  bool (*parse)(void*, std::string_view);    // scalar
  std::size_t (*size)(const void*);          // optional (0 or 1), list
  void* (*item)(void*, std::size_t);
  void* (*add)(void*);  // appends (list) or fills (optional)
  void (*clear)(void*);
};

// The table of T, in read-only memory: no start-up work.
template <class T>
struct TypeOf {
  static const Type value;
};
template <class T>
inline constexpr const Type& type_of = TypeOf<T>::value;

}  // namespace maillage::describe

#include "base/describe_impl.hpp"
