#include <algorithm>
#include <set>

#include "modules/territory/relay.hpp"
#include "modules/territory/store.hpp"

namespace maillage::territory {
namespace {

// A line with its relay, as the query joins them.
struct RelayRow {
  std::string origin, reason;
  Date from, to;
  RelayLine line;
};
BOOST_DESCRIBE_STRUCT(RelayRow, (), (origin, reason, from, to, line))

// Both say who answers for the same thing in the same place.
bool same_subject(const RelayLine& a, const RelayLine& b) {
  if (a.unit != b.unit || a.kind != b.kind) return false;
  if (a.kind == RelayKind::desk)
    return a.from_code == b.from_code && (a.mission == b.mission || a.mission.empty() || b.mission.empty());
  return a.mission == b.mission;
}

std::optional<RelayClash> clash_of(const Relay& wanted, const Relay& other) {
  std::set<std::string> units;
  for (const RelayLine& mine : wanted.lines)
    for (const RelayLine& theirs : other.lines)
      if (same_subject(mine, theirs)) units.insert(mine.unit);
  if (units.empty()) return std::nullopt;
  return RelayClash{other.origin, other.reason, other.period, {units.begin(), units.end()}};
}

}  // namespace

std::optional<RelayClash> put_in_relay(sql::Session& session, const Relay& relay) {
  if (session.first<std::int64_t>("territory.relay_of_origin", relay.origin)) return std::nullopt;
  for (const Relay& other : relays_in(session, relay.period))
    if (auto clash = clash_of(relay, other)) return clash;
  const auto id = *session.first<std::int64_t>("territory.relay_open", relay.origin, relay.reason, relay.period.from,
                                               relay.period.to);
  session.run_many("territory.relay_unit_open", relay.lines.size(), [&](std::size_t i, sql::Parameters& out) {
    out.add(id);
    out.add(relay.lines[i]);
  });
  return std::nullopt;
}

void end_relay(sql::Session& session, const std::string& origin, Date end) {
  session.exec("territory.relay_end", origin, end);
}

void erase_reason(sql::Session& session, const std::string& origin) {
  session.exec("territory.relay_erase_reason", origin);
}

std::vector<Relay> relays_in(sql::Session& session, const Period& period) {
  std::vector<Relay> out;
  for (RelayRow& row : session.rows<RelayRow>("territory.relays_between", period.from, period.to)) {
    if (out.empty() || out.back().origin != row.origin)
      out.push_back({std::move(row.origin), std::move(row.reason), {row.from, row.to}, {}});
    out.back().lines.push_back(std::move(row.line));
  }
  return out;
}

std::int64_t version_of_territory(sql::Session& session) { return store::version(session); }

std::vector<Date> change_days(sql::Session& session, const Period& period) {
  std::vector<Date> out = session.rows<Date>("territory.change_dates");
  std::erase_if(out, [&](Date day) { return !period.contains(day); });
  return out;
}

}  // namespace maillage::territory
