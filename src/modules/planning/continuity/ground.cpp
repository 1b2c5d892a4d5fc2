#include "modules/planning/continuity/ground.hpp"

#include <algorithm>
#include <set>

namespace maillage::planning {
namespace {

using territory::Territory;

constexpr int kReadings = 3;

// A day the calendar of the territory can be asked for.
Date within(Date day, Date today) { return std::clamp(day, today, Date(today.days() + std::chrono::days(3650))); }

// Sites open on both days.
std::vector<territory::SiteInUnit> sites_between(Territory& territory, Date first, Date last) {
  std::set<std::string> still;
  for (const territory::SiteInUnit& site : territory.sites(last)) still.insert(site.code);
  auto out = territory.sites(first);
  std::erase_if(out, [&](const territory::SiteInUnit& site) { return !still.contains(site.code); });
  return out;
}

// The territory of both days, of one version. An import may come between two of these readings: each sees a version
// that is no older than the one before, so that a version found unchanged afterwards is that of them all.
struct Standing {
  ContinuityGround ground;
  std::int64_t version = 0;
};
Result<Standing> read_ground(sql::Database& database, Territory& territory, Date first, Date last) {
  const auto version = [&] { return database.reading(territory::version_of_territory); };
  std::int64_t before = version();
  for (int reading = 0; reading < kReadings; ++reading) {
    ContinuityGround ground{territory.snapshot(first),
                            territory.snapshot(last),
                            sites_between(territory, first, last),
                            territory.quantities(first),
                            {}};
    const std::int64_t after = version();
    if (after == before) return Standing{std::move(ground), after};
    before = after;
  }
  return Problem{"planning.continuity_moving", "", {}};
}

bool is_self(const territory::Relay& relay, ContinuityId self) { return plan_of_origin(relay.origin) == self.value; }

Seen seen_of(sql::Session& session, const territory::Snapshot& first, const Period& period, ContinuityId self) {
  Seen out{territory::version_of_territory(session), known_posts(session, first), {}};
  for (const territory::Relay& relay : territory::relays_in(session, period))
    if (!is_self(relay, self)) out.running.emplace_back(relay.origin, relay.period);
  return out;
}

Period period_of(const ContinuityRequest& request) { return {request.from, next_day(request.to)}; }

}  // namespace

Result<PlanNow> plan_now(sql::Database& database, Territory& territory, const ContinuityRequest& asked, Date today,
                         ContinuityId self) {
  const Date first = within(asked.from, today), last = std::max(first, within(asked.to, today));
  auto standing = read_ground(database, territory, first, last);
  if (!standing) return standing.problem();
  ContinuityGround& ground = standing->ground;
  PlanNow out;
  out.first = ground.first;
  const auto others = database.reading([&](sql::Session& session) {
    out.seen = seen_of(session, *ground.first, period_of(asked), self);
    auto running = running_plans(session, period_of(asked));
    std::erase_if(running, [&](const RunningPlan& other) { return is_self(other.relay, self); });
    return running;
  });
  if (out.seen.territory != standing->version) return Problem{"planning.continuity_moving", "", {}};
  ground.posts = out.seen.posts;
  const auto request = check(asked, ground, today);
  if (!request) return request.problem();
  auto answer = continuity_plan(*request, ground, others);
  if (!answer) return answer.problem();
  out.answer = *std::move(answer);
  return out;
}

bool still_seen(sql::Session& session, const PlanNow& computed, ContinuityId self) {
  return seen_of(session, *computed.first, period_of(computed.answer.request), self) == computed.seen;
}

std::optional<Date> outdated_on(sql::Database& database, Territory& territory, const ContinuityRow& row,
                                const ContinuityAnswer& answer, Date today) {
  const Date begin = std::max(row.from, today);
  auto days = database.reading([&](sql::Session& session) {
    return territory::change_days(session, {next_day(begin), next_day(row.to)});
  });
  days.insert(days.begin(), begin);
  for (const Date day : days) {
    const auto standing = read_ground(database, territory, day, day);
    if (!standing) return std::nullopt;  // it is changing right now: the next look will tell
    if (!still_fits(answer, standing->ground)) return day;
  }
  return std::nullopt;
}

}  // namespace maillage::planning
