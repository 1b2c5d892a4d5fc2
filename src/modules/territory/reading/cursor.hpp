// Walks the rows of a table and reads their cells, noting what is wrong or mended with its line and column.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "modules/territory/reading/table.hpp"

namespace maillage::territory::reading {

// What a note repeats of a cell: its beginning.
std::string shortened(std::string_view text);

class Cursor {
 public:
  Cursor(const Table& table, Notes& notes) : table_(table), notes_(notes) {}

  // To the next row (the first one at the first call); false when there is none.
  bool next();
  std::size_t row() const { return row_ - 1; }
  int line() const { return table_.line(row()); }
  // Whether nothing was wrong so far in this row.
  bool sound() const { return sound_; }

  std::string_view text(std::size_t column) const { return table_.cell(row(), column); }
  // Not empty, or a problem.
  std::string required(std::size_t column);

  // Empty is a problem, as is what is no code; a mended code is a repair.
  std::optional<CommuneCode> commune(std::size_t column);
  std::optional<IrisCode> iris(std::size_t column);
  std::optional<EpciCode> epci(std::size_t column);
  // A commune or an IRIS, told apart by their lengths.
  std::optional<UnitCode> unit(std::size_t column);

  // Empty is nothing; anything but a number of people is a problem.
  std::optional<std::int64_t> count(std::size_t column);
  std::optional<int> whole(std::size_t column);
  std::optional<Date> date(std::size_t column);
  // Two cells, in degrees or in Lambert-93 metres. Empty is nothing; half a position or one out of the world is a
  // problem.
  std::optional<LonLat> position(std::size_t x_column, std::size_t y_column);

  // False, with a problem, when the key was already met: `what` names it.
  bool first_time(const std::string& key, std::size_t column);

  void problem(std::size_t column, std::string_view code, Args args = {});
  void repair(std::size_t column, std::string_view code, Args args = {});

 private:
  template <class Mended>
  auto code(std::size_t column, const Mended& mended, std::string_view kind);

  const Table& table_;
  Notes& notes_;
  std::size_t row_ = 0;
  bool sound_ = true;
  std::map<std::string, int> seen_;
};

// Notes a column of counts whose every comma may be one of thousands: nothing in the file tells 149,077 from 149 077.
void check_commas(const Table& table, std::size_t column, Notes& notes);

}  // namespace maillage::territory::reading
