// What is found wrong, or mended, while a file is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/territory/reading/reading.hpp"

namespace maillage::territory::reading {

// A place in a file: a line (or rank) and a column as the file spells it.
struct Place {
  std::optional<int> line;
  std::string_view column = {};
};

using Args = std::vector<std::pair<std::string, std::string>>;

// Gathers faults and repairs, at most kMostNotes of each; `deliver` puts them in the answer.
class Notes {
 public:
  void problem(const Place& place, std::string_view code, Args args = {});
  void repair(const Place& place, std::string_view code, Args args = {});
  // Adds what another reading noted.
  void append(Notes&& other);
  // Adds what was noted of the rows of a slice of a file, which begins so many lines below; what was noted of the slice
  // as a whole is left out.
  void append_slice(Notes&& other, int lines_before);
  bool any_problem() const { return !problems_.kept.empty(); }

  template <class Row>
  void deliver(Read<Row>& read) {
    read.problems = problems_.taken();
    read.repairs = repairs_.taken();
  }

 private:
  struct List {
    std::vector<Note> kept;
    std::size_t left_out = 0;
    void add(const Place& place, std::string_view code, Args args);
    std::vector<Note> taken();
  };
  List problems_;
  List repairs_;
};

}  // namespace maillage::territory::reading
