// C++ values ↔ parameters and columns, driven by the descriptions of base/describe.hpp: a nested struct is flattened,
// an empty optional is NULL, a value type or an enum is its text.
#pragma once

#include <concepts>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/id.hpp"
#include "platform/sql/row.hpp"

namespace maillage::sql {

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

// How many columns a described value takes.
int columns_of(const describe::Type& type);

// The parameters of one run of a query, in the order of its `?`. Texts and blobs given to add() are not copied: they
// must outlive the run.
class Parameters {
 public:
  template <class... Args>
  static Parameters of(const Args&... args) {
    Parameters all;
    (all.add(args), ...);
    return all;
  }
  template <class T>
  void add(const T& value) {
    if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_null_pointer_v<T>) {
      values_.emplace_back();
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      values_.emplace_back(std::string_view(value));
    } else if constexpr (std::is_convertible_v<const T&, std::span<const std::byte>>) {
      values_.emplace_back(std::span<const std::byte>(value));
    } else if constexpr (is_id<T>::value) {
      values_.emplace_back(value.value);
    } else if constexpr (std::integral<T>) {
      values_.emplace_back(static_cast<std::int64_t>(value));
    } else if constexpr (std::floating_point<T>) {
      values_.emplace_back(static_cast<double>(value));
    } else if constexpr (describe::is_optional<T>::value) {
      if (value) return add(*value);
      for (int i = 0; i < width<typename T::value_type>(); ++i) values_.emplace_back();
    } else {
      add_described(describe::type_of<T>, &value);
    }
  }
  void clear();
  std::span<const Value> values() const { return values_; }

 private:
  template <class T>
  static int width() {
    if constexpr (is_id<T>::value || std::is_convertible_v<const T&, std::string_view> ||
                  std::is_convertible_v<const T&, std::span<const std::byte>>) {
      return 1;
    } else {
      return columns_of(describe::type_of<T>);
    }
  }
  void add_described(const describe::Type& type, const void* value);
  std::vector<Value> values_;
  std::deque<std::string> texts_;  // printed value types that values_ look into
};

// Reads the described value at `column` and after, moving `column` behind it. `query` is named in the faults.
void read_described(const Row& row, int& column, const describe::Type& type, void* value, std::string_view query);
// Throws unless the row has exactly `expected` columns.
void check_columns(const Row& row, int expected, std::string_view query);
// The row as a T: a described struct by the position of its members, or a single column.
template <class T>
T read_row(const Row& row, std::string_view query) {
  if constexpr (is_id<T>::value) {
    return T{read_row<std::int64_t>(row, query)};
  } else {
    check_columns(row, columns_of(describe::type_of<T>), query);
    T value{};
    int column = 0;
    read_described(row, column, describe::type_of<T>, &value, query);
    return value;
  }
}

}  // namespace maillage::sql
