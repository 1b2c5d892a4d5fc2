// What goes to the database and what comes back from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>
#include <variant>
#include <vector>

namespace maillage::sql {

// What the database could not do: disk, network, constraint broken by a bug. Never shown to a user.
struct SqlFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The disk of the database is full: what was being written is rolled back, what was there is intact.
struct StorageFull : SqlFault {
  using SqlFault::SqlFault;
};

using Blob = std::vector<std::byte>;
// A bound parameter. Described value types (codes, dates, enums) are bound through their text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<const std::byte>>;

// One row being read; columns are numbered from 0. Valid only inside the callback it is given to.
// A column of another type than the one asked for is an SqlFault.
class Row {
 public:
  virtual ~Row() = default;
  virtual int columns() const = 0;
  virtual bool null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::span<const std::byte> blob(int column) const = 0;
};

}  // namespace maillage::sql
