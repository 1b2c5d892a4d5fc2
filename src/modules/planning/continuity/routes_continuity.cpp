#include <algorithm>

#include "modules/planning/concertation/concertation.hpp"
#include "modules/planning/continuity/discreet.hpp"
#include "modules/planning/continuity/ground.hpp"
#include "modules/planning/discretion.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/routes_parts.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::Nothing;

constexpr TextBounds kNote{"/note", 0, 2000};
constexpr std::size_t kNames = 3;  // said in a refusal

Problem unknown_plan() { return {"planning.unknown_continuity", "/id", {}}; }

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

ContinuityItem item_of(const ContinuityRow& row, const ContinuityAnswer& answer, std::vector<ContinuityEnding> ends,
                       Date today) {
  ContinuityItem out;
  out.id = row.id;
  out.reason = row.reason;
  out.state = state_on(row, today);
  out.from = row.from;
  out.to = row.to;
  if (!ends.empty()) out.planned_to = answer.request.to;
  name_causes(answer, out);
  out.created_at = row.created_at, out.created_by = row.created_by;
  out.decided_at = row.decided_at, out.decided_by = row.decided_by, out.note = row.note;
  out.ends = std::move(ends);
  out.erased_on = Date::parse(row.erased_on);
  return out;
}

bool runs(ContinuityState state) { return state == ContinuityState::in_force || state == ContinuityState::to_come; }

// A plan as it is kept.
struct Kept {
  ContinuityRow row;
  std::vector<ContinuityEnding> ends;
};

std::optional<Kept> find_kept(sql::Session& session, ContinuityId id) {
  auto row = find_continuity(session, id);
  if (!row) return std::nullopt;
  return Kept{*std::move(row), std::move(endings(session, id)[id.value])};
}

// A plan as it is shown: what a draft clashes with and whether one that runs still fits are looked for again.
ContinuityItem shown_item(Desk desk, Context& context, const Kept& kept, const ContinuityAnswer& answer) {
  ContinuityItem out = item_of(kept.row, answer, kept.ends, context.today);
  if (runs(out.state)) out.outdated_on = outdated_on(context.database, desk.territory, kept.row, answer, context.today);
  return out;
}

void hide_from(const Context& context, ContinuityPage& page) {
  const auto& roles = context.identity.roles;
  if (std::find(roles.begin(), roles.end(), Role::planner) != roles.end()) return;
  const FewPostsRow& few = few_posts_on(context.today);
  if (hide_few_posts(page.answer, few.posts))
    page.hidden = {few.posts, std::string(few.reference_fr), std::string(few.reference_en)};
}

Result<ContinuityPage> page_of(Desk desk, Context& context, ContinuityId id) {
  const auto kept = context.database.reading([&](sql::Session& session) { return find_kept(session, id); });
  if (!kept) return unknown_plan();
  ContinuityPage out;
  out.answer = answer_of(kept->row);
  out.plan = shown_item(desk, context, *kept, out.answer);
  out.answer.clashes.clear();
  if (out.plan.state == ContinuityState::draft && !out.plan.erased_on)
    if (const auto now = plan_now(context.database, desk.territory, out.answer.request, context.today))
      out.answer.clashes = now->answer.clashes;
  hide_from(context, out);
  return out;
}

Result<ContinuityList> list(Desk desk, Context& context) {
  std::map<std::int64_t, std::vector<ContinuityEnding>> ends;
  const auto rows = context.database.reading([&](sql::Session& session) {
    ends = endings(session);
    return continuities(session);
  });
  ContinuityList out{context.today, {}};
  for (const ContinuityRow& row : rows)
    out.items.push_back(shown_item(desk, context, {row, ends[row.id]}, answer_of(row)));
  return out;
}

// Searched outside of any transaction; what is kept is what was found.
Result<ContinuityPage> keep(Desk desk, Context& context, const ContinuityRequest& asked) {
  const auto found = plan_now(context.database, desk.territory, asked, context.today);
  if (!found) return found.problem();
  ContinuityPage out;
  out.answer = found->answer;
  out.answer.clashes.clear();  // they are not of the plan, but of the days one looks at it
  const auto kept = context.write([&](sql::Session& session) -> Result<Kept> {
    const ContinuityId id = insert_continuity(session, out.answer, hand_of(desk, context));
    context.about(origin_of(id.value));
    return *find_kept(session, id);
  });
  out.plan = item_of(kept->row, out.answer, {}, context.today);
  out.answer.clashes = found->answer.clashes;
  return out;
}

// One of the sentences that say with what a plan clashes.
Problem clash_problem(const ContinuityClash& clash) {
  std::string names;
  for (std::size_t i = 0; i < std::min(kNames, clash.names.size()); ++i)
    names += (names.empty() ? "" : ", ") + clash.names[i];
  if (clash.names.size() > kNames) names += "…";
  if (clash.taker)
    return {"planning.continuity_taker", "/id", {{"name", names}, {"reason", clash.reason}, {"to", clash.to.str()}}};
  const std::string code = names.empty() ? "planning.continuity_same_team" : "planning.continuity_clash";
  return {
      code, "/id", {{"names", names}, {"reason", clash.reason}, {"from", clash.from.str()}, {"to", clash.to.str()}}};
}

// A draft may be put in force when it is still what would be computed today, and clashes with nothing.
Result<PlanNow> check_adoption(Desk desk, Context& context, const ContinuityRow& row) {
  const ContinuityAnswer answer = answer_of(row);
  auto now = plan_now(context.database, desk.territory, answer.request, context.today, {row.id});
  if (!now) return now.problem();
  if (!now->answer.clashes.empty()) return clash_problem(now->answer.clashes.front());
  if (!same_moves(now->answer, answer)) return Problem{"planning.continuity_stale", "/id", {}};
  if (relay_of(answer, 0).lines.empty()) return Problem{"planning.continuity_empty", "/id", {}};
  return now;
}

// What one decides of a plan: `work` gets it as it is kept in the transaction of the decision.
template <class Work>
Result<ContinuityPage> act_on(Desk desk, Context& context, ContinuityId id, Work work) {
  const auto done = context.write([&](sql::Session& session) -> Result<Done> {
    const auto kept = find_kept(session, id);
    if (!kept) return unknown_plan();
    context.about(origin_of(id.value));
    return work(session, *kept);
  });
  if (!done) return done.problem();
  return page_of(desk, context, id);
}

// Writes the relay of a draft, as it was checked, if nothing moved since.
Result<Done> adopt(sql::Session& session, const ContinuityRow& row, const PlanNow& checked) {
  if (!still_seen(session, checked, {row.id}) || territory::put_in_relay(session, relay_of(answer_of(row), row.id)))
    return Problem{"planning.continuity_moving", "/id", {}};
  return Done{};
}

Result<ContinuityPage> decide(Desk desk, Context& context, ContinuityId id, const ContinuityDecision& asked) {
  auto note = clean_text(asked.note, kNote);
  if (!note) return note.problem();
  const bool adopted = asked.verdict == ContinuityVerdict::adopted;
  std::optional<PlanNow> checked;
  const auto row = context.database.reading([&](sql::Session& session) { return find_continuity(session, id); });
  if (adopted && row && row->verdict.empty()) {
    auto good = check_adoption(desk, context, *row);
    if (!good) return good.problem();
    checked = *std::move(good);
  }
  return act_on(desk, context, id, [&](sql::Session& session, const Kept& kept) -> Result<Done> {
    // The same decision again is the same decision.
    if (kept.row.verdict == (adopted ? "adopted" : "dropped")) return Done{};
    if (!kept.row.verdict.empty()) return Problem{"planning.continuity_decided", "/id", {}};
    if (adopted && !checked) return unknown_plan();  // it was not there to be checked
    if (adopted)
      if (const auto good = adopt(session, kept.row, *checked); !good) return good;
    decide_continuity(session, id, {asked.verdict, *note}, hand_of(desk, context));
    return Done{};
  });
}

Result<Done> check_end(const Kept& kept, Date last_day, Date today) {
  if (!runs(state_on(kept.row, today))) return Problem{"planning.continuity_not_running", "/id", {}};
  if (!kept.ends.empty() && kept.row.to < last_day)
    return Problem{
        "planning.continuity_ended", "/last_day", {{"to", kept.row.to.str()}, {"by", kept.ends.back().ended_by}}};
  if (last_day < eve(today) || (kept.ends.empty() && kept.row.to <= last_day))
    return Problem{"planning.continuity_end", "/last_day", {}};
  return Done{};
}

Result<ContinuityPage> end(Desk desk, Context& context, ContinuityId id, const ContinuityEnd& asked) {
  auto note = clean_text(asked.note, kNote);
  if (!note) return note.problem();
  return act_on(desk, context, id, [&](sql::Session& session, const Kept& kept) -> Result<Done> {
    // The same day with the same word is said already; with another word, both are kept.
    if (!kept.ends.empty() && kept.row.to == asked.last_day && kept.ends.back().note == *note) return Done{};
    if (const auto good = check_end(kept, asked.last_day, context.today); !good) return good;
    territory::end_relay(session, origin_of(id.value), next_day(asked.last_day));
    end_continuity(session, id, {asked.last_day, *note}, hand_of(desk, context));
    return Done{};
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
        return decide(desk, context, {query.id}, asked);
      });
  routes.post<ContinuityQuery, ContinuityEnd, ContinuityPage>(
      {.path = "/planning/continuity/{id}/end",
       .roles = kDeciders,
       .summary = "Gives a plan in force, or to come, an earlier last day.",
       .rate = platform::RateClass::write,
       .audit = "planning.end_continuity"},
      [desk](Context& context, const ContinuityQuery& query, const ContinuityEnd& asked) {
        return end(desk, context, {query.id}, asked);
      });
}

}  // namespace

void add_continuity_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  platform::register_problems(continuity_problems());
  const Desk desk{services, territory};
  routes.get<Nothing, ContinuityList>(
      {.path = "/planning/continuity", .roles = kReaders, .summary = "The plans of continuity, newest first."},
      [desk](Context& context, const Nothing&) { return list(desk, context); });
  routes.post<Nothing, ContinuityRequest, ContinuityAnswer>(
      {.path = "/planning/continuity/preview",
       .roles = kDeciders,
       .summary = "Who would take which units while houses are closed or posts absent; nothing is kept.",
       .rate = platform::RateClass::compute},
      [desk](Context& context, const Nothing&, const ContinuityRequest& asked) -> Result<ContinuityAnswer> {
        auto found = plan_now(context.database, desk.territory, asked, context.today);
        if (!found) return found.problem();
        return std::move(found->answer);
      });
  routes.get<ContinuityQuery, ContinuityPage>(
      {.path = "/planning/continuity/{id}", .roles = kReaders, .summary = "A plan of continuity, with its effects."},
      [desk](Context& context, const ContinuityQuery& query) { return page_of(desk, context, {query.id}); });
  routes.get<ContinuityQuery, platform::RawAnswer>(
      {.path = "/planning/continuity/{id}/export", .roles = kReaders, .summary = "Who takes which units, as CSV."},
      [](Context& context, const ContinuityQuery& query) { return download(context, query.id); });
  add_deciding_routes(routes, desk);
}

}  // namespace maillage::planning
