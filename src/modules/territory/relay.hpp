// Who answers in somebody's place for a while: dated relays, laid beside the permanent answer and never in its place.
// The second door of this module (decision 0055): a plan of continuity writes here, "who is competent here?" reads.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/describe.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory {

// desk: people are received at another site. sector: the agents of another sector of the mission answer.
enum class RelayKind { desk, sector };
BOOST_DESCRIBE_ENUM(RelayKind, desk, sector)

// One unit handed over. Codes are those of sites, or of sectors of the mission; names are those of the day it was
// decided.
struct RelayLine {
  RelayKind kind = RelayKind::desk;
  std::string mission;  // "" = every mission; never "" for a sector
  std::string unit;     // code
  std::string from_code, from_name;
  std::string to_code, to_name;
};
BOOST_DESCRIBE_STRUCT(RelayLine, (), (kind, mission, unit, from_code, from_name, to_code, to_name))

// What one decision hands over.
struct Relay {
  std::string origin;  // names the decision: "continuity/3"
  std::string reason;  // in words, for those who read the answer
  Period period;
  std::vector<RelayLine> lines;
};

// Why a relay cannot be put in force: another one hands over the same units in those days.
struct RelayClash {
  std::string origin;
  std::string reason;
  Period period;                   // of the other one
  std::vector<std::string> units;  // codes, each once
};

// Puts it in force, in the caller's transaction. Nothing is written when it clashes with another, or when its origin is
// already in force: saying it twice is saying it once.
std::optional<RelayClash> put_in_relay(sql::Session& session, const Relay& relay);

// Nothing of it holds from that day on; what held before stays known. A day that is no earlier than its end changes
// nothing; one before its beginning leaves it nothing.
void end_relay(sql::Session& session, const std::string& origin, Date end);

// Erases why a relay was decided; who answered for what, and when, stays known.
void erase_reason(sql::Session& session, const std::string& origin);

// Those of which a day at least falls in the period, in the order they were decided.
std::vector<Relay> relays_in(sql::Session& session, const Period& period);

// The permanent territory that a relay is worked out on: another number once an import or a decision changed it.
std::int64_t version_of_territory(sql::Session& session);

// The days of the period on which the places, the maps or the sites change, as they are known now.
std::vector<Date> change_days(sql::Session& session, const Period& period);

}  // namespace maillage::territory
