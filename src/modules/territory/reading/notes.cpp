#include "modules/territory/reading/notes.hpp"

#include <algorithm>

namespace maillage::territory::reading {

void Notes::problem(const Place& place, std::string_view code, Args args) {
  problems_.add(place, code, std::move(args));
}

void Notes::repair(const Place& place, std::string_view code, Args args) { repairs_.add(place, code, std::move(args)); }

void Notes::append(Notes&& other) {
  const auto move_to = [](List& list, List& from) {
    for (Note& note : from.kept) list.add({note.line, note.column}, note.problem.code, std::move(note.problem.args));
    list.left_out += from.left_out;
  };
  move_to(problems_, other.problems_);
  move_to(repairs_, other.repairs_);
}

void Notes::append_slice(Notes&& other, int lines_before) {
  const auto moved = [&](List& from) {
    std::erase_if(from.kept, [](const Note& note) { return !note.line; });
    for (Note& note : from.kept) *note.line += lines_before;
  };
  moved(other.problems_);
  moved(other.repairs_);
  append(std::move(other));
}

void Notes::List::add(const Place& place, std::string_view code, Args args) {
  if (kept.size() + 1 >= kMostNotes) {
    ++left_out;
    return;
  }
  kept.push_back(
      {place.line, std::string(place.column), Problem{std::string(code), std::string(place.column), std::move(args)}});
}

std::vector<Note> Notes::List::taken() {
  std::stable_sort(kept.begin(), kept.end(), [](const Note& a, const Note& b) { return a.line < b.line; });
  if (left_out > 0) {
    kept.push_back({std::nullopt, "", Problem{"territory.more_notes", "", {{"count", std::to_string(left_out)}}}});
  }
  return std::move(kept);
}

}  // namespace maillage::territory::reading
