// Who did what, when, on which object, with what outcome: written in the transaction of the act itself, each line
// holding the hash of the one before, so a change made behind the program's back is found and located.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform::audit {

// No content of files and no secret goes here.
struct Entry {
  Instant at;
  std::string_view who;      // login; "" for the program itself
  std::string_view act;      // "territory.import"
  std::string_view object;   // "import/12"
  std::string_view outcome;  // "done", or the code of the refusal
};

// Where a chain stands. Published elsewhere (a backup's manifest), it also proves that the end was not cut.
struct Head {
  std::int64_t sequence = 0;
  std::string hash;  // SHA-256, 64 hexadecimal digits
  friend bool operator==(const Head&, const Head&) = default;
};
BOOST_DESCRIBE_STRUCT(Head, (), (sequence, hash))

enum class Damage {
  changed,    // the line, or the hash of the one before it, is not what was written
  missing,    // lines were deleted from here
  inserted,   // a line stands where none was written
  rewritten,  // the chain holds, but is not the one whose head was published
};
BOOST_DESCRIBE_ENUM(Damage, changed, missing, inserted, rewritten)

// One place where the chain is broken.
struct Break {
  std::int64_t sequence = 0;  // of the first line concerned
  Damage damage = Damage::changed;
  friend bool operator==(const Break&, const Break&) = default;
};
BOOST_DESCRIBE_STRUCT(Break, (), (sequence, damage))

// Appends a line in the caller's transaction: no line, no act.
void record(sql::Session& session, const Entry& entry);
// The last line; sequence 0 and a hash of zeros when there is none.
Head head(sql::Session& session);
// Re-reads the whole chain, and that it still goes through the head published earlier, if one is given. Empty = intact.
std::vector<Break> verify(sql::Database& database, const std::optional<Head>& published = std::nullopt);

}  // namespace maillage::platform::audit
