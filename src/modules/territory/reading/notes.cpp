#include "modules/territory/reading/notes.hpp"

namespace maillage::territory::reading {

void Notes::problem(const Place& place, std::string_view code, Args args) {
  problems_.add(place, code, std::move(args));
}

void Notes::repair(const Place& place, std::string_view code, Args args) { repairs_.add(place, code, std::move(args)); }

void Notes::List::add(const Place& place, std::string_view code, Args args) {
  if (kept.size() + 1 >= kMostNotes) {
    ++left_out;
    return;
  }
  kept.push_back(
      {place.line, std::string(place.column), Problem{std::string(code), std::string(place.column), std::move(args)}});
}

std::vector<Note> Notes::List::taken() {
  if (left_out > 0) {
    kept.push_back({std::nullopt, "", Problem{"territory.more_notes", "", {{"count", std::to_string(left_out)}}}});
  }
  return std::move(kept);
}

}  // namespace maillage::territory::reading
