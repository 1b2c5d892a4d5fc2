#include "modules/planning/continuity/routes_continuity.hpp"

#include <algorithm>
#include <set>

#include "modules/planning/concertation/concertation.hpp"
#include "modules/planning/continuity/plan.hpp"
#include "modules/planning/continuity/store_continuity.hpp"
#include "modules/planning/routes_desk.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::Nothing;
using territory::Relay;

constexpr TextBounds kNote{"/note", 0, 2000};
constexpr std::size_t kNames = 3;  // said in a refusal

Problem unknown_plan() { return {"planning.unknown_continuity", "/id", {}}; }

Date next_day(Date day) { return Date(day.days() + std::chrono::days(1)); }
Date eve(Date day) { return Date(day.days() - std::chrono::days(1)); }

// A day the calendar of the territory can be asked for.
Date within(Date day, Date today) { return std::clamp(day, today, Date(today.days() + std::chrono::days(3650))); }

// Sites open on both days.
std::vector<territory::SiteInUnit> sites_between(territory::Territory& territory, Date first, Date last) {
  std::set<std::string> still;
  for (const territory::SiteInUnit& site : territory.sites(last)) still.insert(site.code);
  auto out = territory.sites(first);
  std::erase_if(out, [&](const territory::SiteInUnit& site) { return !still.contains(site.code); });
  return out;
}

ContinuityGround ground_of(Desk desk, sql::Session& session, const ContinuityRequest& asked, Date today) {
  const Date first = within(asked.from, today), last = std::max(first, within(asked.to, today));
  ContinuityGround out{desk.territory.snapshot(first),
                       desk.territory.snapshot(last),
                       sites_between(desk.territory, first, last),
                       desk.territory.quantities(first),
                       {}};
  out.posts = known_posts(session, *out.first);
  return out;
}

// The plan as the territory, the posts and the other plans stand.
Result<ContinuityAnswer> compute(Desk desk, sql::Session& session, const ContinuityRequest& asked, Date today) {
  const ContinuityGround ground = ground_of(desk, session, asked, today);
  const auto request = check(asked, ground, today);
  if (!request) return request.problem();
  return continuity_plan(*request, ground, running_plans(session, {request->from, next_day(request->to)}));
}

void name_causes(const ContinuityAnswer& answer, ContinuityItem& out) {
  for (const ContinuityLayerPage& layer : answer.layers) {
    auto& names = layer.kind == territory::RelayKind::desk ? out.closed : out.short_of;
    std::int64_t residents = 0;
    for (const ContinuityCarrierRow& carrier : layer.carriers)
      if (carrier.lacks) names.push_back(carrier.name);
    for (const ContinuityMove& move : layer.moves) residents += move.residents;
    out.units += static_cast<std::int32_t>(layer.moves.size());
    out.residents = std::max(out.residents, residents);
  }
}

ContinuityItem item_of(const ContinuityRow& row, const ContinuityAnswer& answer, Date today) {
  ContinuityItem out;
  out.id = row.id;
  out.reason = row.reason;
  out.state = state_on(row, today);
  out.from = row.from;
  out.to = row.to;
  if (!row.ended_at.empty()) out.planned_to = answer.request.to;
  name_causes(answer, out);
  out.created_at = row.created_at, out.created_by = row.created_by;
  out.decided_at = row.decided_at, out.decided_by = row.decided_by, out.note = row.note;
  out.ended_at = row.ended_at, out.ended_by = row.ended_by, out.end_note = row.end_note;
  return out;
}

// The page of a plan that is kept. What a draft clashes with is looked for again.
Result<ContinuityPage> page_of(Desk desk, sql::Session& session, std::int64_t id, Date today) {
  const auto row = find_continuity(session, {id});
  if (!row) return unknown_plan();
  ContinuityPage out;
  out.answer = answer_of(*row);
  out.plan = item_of(*row, out.answer, today);
  out.answer.clashes.clear();
  if (out.plan.state == ContinuityState::draft)
    if (const auto now = compute(desk, session, out.answer.request, today)) out.answer.clashes = now->clashes;
  return out;
}

Result<ContinuityList> list(Context& context) {
  return context.database.reading([&](sql::Session& session) -> Result<ContinuityList> {
    ContinuityList out{context.today, {}};
    for (const ContinuityRow& row : continuities(session))
      out.items.push_back(item_of(row, answer_of(row), context.today));
    return out;
  });
}

Result<ContinuityPage> keep(Desk desk, Context& context, const ContinuityRequest& asked) {
  return context.write([&](sql::Session& session) -> Result<ContinuityPage> {
    const auto answer = compute(desk, session, asked, context.today);
    if (!answer) return answer.problem();
    const ContinuityId id = insert_continuity(session, *answer, hand_of(desk, context));
    context.about(origin_of(id.value));
    return page_of(desk, session, id.value, context.today);
  });
}

Problem clash_problem(const ContinuityClash& clash) {
  std::string names;
  for (std::size_t i = 0; i < std::min(kNames, clash.names.size()); ++i)
    names += (names.empty() ? "" : ", ") + clash.names[i];
  if (clash.names.size() > kNames) names += "…";
  if (clash.taker)
    return {"planning.continuity_taker", "/id", {{"name", names}, {"reason", clash.reason}, {"to", clash.to.str()}}};
  return {"planning.continuity_clash",
          "/id",
          {{"names", names}, {"reason", clash.reason}, {"from", clash.from.str()}, {"to", clash.to.str()}}};
}

// A draft may be put in force when it is still what would be computed today, and clashes with nothing.
Result<Done> check_adoption(Desk desk, sql::Session& session, const ContinuityAnswer& answer, Date today) {
  const auto now = compute(desk, session, answer.request, today);
  if (!now) return now.problem();
  if (!now->clashes.empty()) return clash_problem(now->clashes.front());
  if (!same_moves(*now, answer)) return Problem{"planning.continuity_stale", "/id", {}};
  if (relay_of(answer, 0).lines.empty()) return Problem{"planning.continuity_empty", "/id", {}};
  return Done{};
}

Result<ContinuityPage> decide(Desk desk, Context& context, std::int64_t id, const ContinuityDecision& asked) {
  auto note = clean_text(asked.note, kNote);
  if (!note) return note.problem();
  return context.write([&](sql::Session& session) -> Result<ContinuityPage> {
    const auto row = find_continuity(session, {id});
    if (!row) return unknown_plan();
    context.about(origin_of(id));
    const bool adopted = asked.verdict == ContinuityVerdict::adopted;
    // The same decision again is the same decision.
    if (row->verdict == (adopted ? "adopted" : "dropped")) return page_of(desk, session, id, context.today);
    if (!row->verdict.empty()) return Problem{"planning.continuity_decided", "/id", {}};
    if (adopted) {
      const ContinuityAnswer answer = answer_of(*row);
      if (const auto good = check_adoption(desk, session, answer, context.today); !good) return good.problem();
      if (const auto clash = territory::put_in_relay(session, relay_of(answer, id)))
        return clash_problem({plan_of_origin(clash->origin), clash->reason, clash->period.from, eve(clash->period.to),
                              clash->units, false});
    }
    if (!decide_continuity(session, {id}, {asked.verdict, *note}, hand_of(desk, context)))
      return Problem{"planning.continuity_decided", "/id", {}};
    return page_of(desk, session, id, context.today);
  });
}

Result<ContinuityPage> end(Desk desk, Context& context, std::int64_t id, const ContinuityEnd& asked) {
  auto note = clean_text(asked.note, kNote);
  if (!note) return note.problem();
  return context.write([&](sql::Session& session) -> Result<ContinuityPage> {
    const auto row = find_continuity(session, {id});
    if (!row) return unknown_plan();
    context.about(origin_of(id));
    if (!row->ended_at.empty() && row->to == asked.last_day) return page_of(desk, session, id, context.today);
    const ContinuityState state = state_on(*row, context.today);
    if (state != ContinuityState::in_force && state != ContinuityState::to_come)
      return Problem{"planning.continuity_not_running", "/id", {}};
    if (asked.last_day < eve(context.today) || !(asked.last_day < row->to))
      return Problem{"planning.continuity_end", "/last_day", {}};
    territory::end_relay(session, origin_of(id), next_day(asked.last_day));
    if (!end_continuity(session, {id}, {asked.last_day, *note}, hand_of(desk, context)))
      return Problem{"planning.continuity_not_running", "/id", {}};
    return page_of(desk, session, id, context.today);
  });
}

Result<platform::RawAnswer> download(Context& context, std::int64_t id) {
  return context.database.reading([&](sql::Session& session) -> Result<platform::RawAnswer> {
    const auto row = find_continuity(session, {id});
    if (!row) return unknown_plan();
    platform::RawAnswer answer;
    answer.content_type = "text/csv; charset=utf-8";
    answer.download_name = "continuite-" + std::to_string(id) + ".csv";
    answer.body = std::make_shared<const std::string>(continuity_csv(answer_of(*row)));
    return answer;
  });
}

void add_deciding_routes(platform::Routes& routes, Desk desk) {
  routes.post<Nothing, ContinuityRequest, ContinuityPage>(
      {.path = "/planning/continuity",
       .roles = kPlanners,
       .summary = "Keeps a plan of continuity as a draft.",
       .rate = platform::RateClass::write,
       .audit = "planning.continuity",
       .success = 201},
      [desk](Context& context, const Nothing&, const ContinuityRequest& asked) { return keep(desk, context, asked); });
  routes.post<ContinuityQuery, ContinuityDecision, ContinuityPage>(
      {.path = "/planning/continuity/{id}/decision",
       .roles = kDeciders,
       .summary = "Puts a draft in force between its dates, or drops it.",
       .rate = platform::RateClass::write,
       .audit = "planning.decide_continuity"},
      [desk](Context& context, const ContinuityQuery& query, const ContinuityDecision& asked) {
        return decide(desk, context, query.id, asked);
      });
  routes.post<ContinuityQuery, ContinuityEnd, ContinuityPage>(
      {.path = "/planning/continuity/{id}/end",
       .roles = kDeciders,
       .summary = "Gives a plan in force, or to come, an earlier last day.",
       .rate = platform::RateClass::write,
       .audit = "planning.end_continuity"},
      [desk](Context& context, const ContinuityQuery& query, const ContinuityEnd& asked) {
        return end(desk, context, query.id, asked);
      });
}

}  // namespace

void add_continuity_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  platform::register_problems(continuity_problems());
  const Desk desk{services, territory};
  routes.get<Nothing, ContinuityList>(
      {.path = "/planning/continuity", .roles = kReaders, .summary = "The plans of continuity, newest first."},
      [](Context& context, const Nothing&) { return list(context); });
  routes.post<Nothing, ContinuityRequest, ContinuityAnswer>(
      {.path = "/planning/continuity/preview",
       .roles = kDeciders,
       .summary = "Who would take which units while houses are closed or posts absent; nothing is kept.",
       .rate = platform::RateClass::compute},
      [desk](Context& context, const Nothing&, const ContinuityRequest& asked) {
        return context.database.reading(
            [&](sql::Session& session) { return compute(desk, session, asked, context.today); });
      });
  routes.get<ContinuityQuery, ContinuityPage>(
      {.path = "/planning/continuity/{id}", .roles = kReaders, .summary = "A plan of continuity, with its effects."},
      [desk](Context& context, const ContinuityQuery& query) {
        return context.database.reading(
            [&](sql::Session& session) { return page_of(desk, session, query.id, context.today); });
      });
  routes.get<ContinuityQuery, platform::RawAnswer>(
      {.path = "/planning/continuity/{id}/export", .roles = kReaders, .summary = "Who takes which units, as CSV."},
      [](Context& context, const ContinuityQuery& query) { return download(context, query.id); });
  add_deciding_routes(routes, desk);
}

}  // namespace maillage::planning
