// How a file that says "this is true from that day on" changes what was recorded, without overwriting any of it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace maillage::territory {

// One recorded truth: what `key` was during `period`. `content` is equal when nothing changed.
struct Version {
  std::int64_t id = 0;
  std::string key;
  std::string content;
  Period period;
};

// What a file says of a key.
struct Statement {
  std::string key;
  std::string content;
};

struct Opening {
  std::size_t statement = 0;  // its position among the statements
  Period period;
};
struct Closing {
  std::int64_t id = 0;  // of the version that ends
  Date end;
};

// A version closed on that day that a later complete list had confirmed: it is true again from then on.
struct Resumption {
  std::int64_t id = 0;  // of the version to copy
  Period period;
};

// The changes that make the record agree with the file.
struct Revision {
  std::vector<Opening> open;
  std::vector<Closing> close;
  std::vector<Resumption> resume;
  std::vector<std::size_t> confirmed;  // statements that were already true before that day
  std::int64_t created = 0;            // keys unknown on that day
  std::int64_t changed = 0;            // keys known otherwise
  std::int64_t unchanged = 0;          // keys known just so
  std::int64_t closed = 0;             // keys the file is silent about though it should not be
};

// What a file's silence means.
struct Completeness {
  std::function<bool(std::string_view key)> covers;        // the file says everything about such keys
  std::function<Date(std::string_view key)> next_listing;  // first later day on which a file is known to speak of it
};

// Revises `existing` (every version that ends after `day`) by `statements`, true from `day` on. An older file never
// hides what a later one said: what it opens ends where the next known truth begins. A second run changes nothing. Of
// statements with the same key the first counts.
Revision revise(std::span<const Version> existing, std::span<const Statement> statements, Date day,
                const Completeness& completeness);

}  // namespace maillage::territory
