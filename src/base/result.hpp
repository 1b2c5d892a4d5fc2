// Refusals as values: an expected "no" (bad input, a rule, no right) is returned, never thrown.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/assert.hpp"

namespace maillage {

// One refusal. `code` names a row of the problem table (HTTP status, French and English sentence);
// `field` says where ("/districts", "line 12, column code"); `args` fill the {placeholders} of the sentence.
struct Problem {
  std::string code;
  std::string field;
  std::vector<std::pair<std::string, std::string>> args;
};

// One row of the problem table. Sentences may hold {name} placeholders filled from Problem::args.
struct ProblemRow {
  std::string_view code;
  int http_status;
  std::string_view french;
  std::string_view english;
};

// Nothing to say but "done".
struct Done {};

// Either a value or the Problem that prevented it. Reading the wrong side is a bug and stops the program.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Problem problem) : state_(std::in_place_index<1>, std::move(problem)) {}

  explicit operator bool() const { return state_.index() == 0; }
  bool ok() const { return state_.index() == 0; }

  const T& value() const& { return check(), std::get<0>(state_); }
  T& value() & { return check(), std::get<0>(state_); }
  T&& value() && { return check(), std::get<0>(std::move(state_)); }
  const Problem& problem() const {
    MAILLAGE_ASSERT(!ok(), "problem() of a successful result");
    return std::get<1>(state_);
  }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

 private:
  void check() const { MAILLAGE_ASSERT(ok(), std::get<1>(state_).code); }
  std::variant<T, Problem> state_;
};

}  // namespace maillage
