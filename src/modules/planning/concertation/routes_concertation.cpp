#include <algorithm>
#include <limits>

#include "modules/planning/concertation/records.hpp"
#include "modules/planning/concertation/remarks_file.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/routes_parts.hpp"
#include "modules/planning/scenario/desk.hpp"
#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::planning {
namespace {

using platform::Context;

constexpr std::int32_t kPage = 200;

Problem unknown_scenario() { return {"planning.unknown_scenario", "/id", {}}; }

ConcertationItem item_of(const ListedConcertation& listed, Date today) {
  const Concertation& one = listed.concertation;
  return {one.id,           one.key,         one.version,          one.title,    one.presentation, one.opened_at,
          one.opened_by,    one.closes_on,   state_on(one, today), one.ended_at, one.ended_by,     listed.received,
          listed.published, listed.set_aside};
}

// Those of a scenario, which exists.
ConcertationList list_of(sql::Session& session, std::int64_t scenario, Date today) {
  ConcertationList out;
  for (const ListedConcertation& one : concertations_of(session, {scenario})) out.items.push_back(item_of(one, today));
  return out;
}

Result<ConcertationList> list(Context& context, std::int64_t scenario) {
  return context.database.reading([&](sql::Session& session) -> Result<ConcertationList> {
    if (!find_scenario(session, {scenario})) return unknown_scenario();
    return list_of(session, scenario, context.today);
  });
}

// What is asked, cleaned.
Result<NewConcertation> check(const NewConcertation& asked, Date today) {
  NewConcertation out = asked;
  auto title = clean_text(asked.title, kTitle);
  if (!title) return title.problem();
  out.title = *std::move(title);
  auto presentation = clean_text(asked.presentation, kPresentation);
  if (!presentation) return presentation.problem();
  out.presentation = *std::move(presentation);
  if (asked.closes_on < today) return Problem{"planning.past_closing", "/closes_on", {}};
  return out;
}

// A map that the public can judge: whole, and not one that was refused.
Result<Done> check_shown(const OpenScenario& open, std::int32_t version) {
  const Scenario& scenario = open.scenario;
  if (version < 0 || version > scenario.steps)
    return Problem{"planning.outside", "/version", {{"low", "0"}, {"high", std::to_string(scenario.steps)}}};
  if (scenario.stage == Stage::rejected) return Problem{"planning.rejected_scenario", "/id", {}};
  const auto left = std::count(open.journal.draft.of_unit.begin(), open.journal.draft.of_unit.end(), -1);
  if (left > 0) return Problem{"planning.incomplete", "/version", {{"count", std::to_string(left)}}};
  return Done{};
}

PublicPicture shown(Desk desk, const OpenScenario& open) {
  PublicPicture out = picture_of(*open.snapshot, open.scenario.rules, open.journal.draft);
  for (const auto& source : desk.territory.sources(open.scenario.at))
    out.sources.push_back({source.name, source.vintage, source.licence});
  return out;
}

Result<ConcertationList> open_one(Desk desk, Context& context, std::int64_t id, const NewConcertation& asked) {
  const auto good = check(asked, context.today);
  if (!good) return good.problem();
  return context.write([&](sql::Session& session) -> Result<ConcertationList> {
    const auto open = open_scenario(session, desk.territory, id, asked.version);
    if (!open) return open.problem();
    if (const auto whole = check_shown(*open, asked.version); !whole) return whole.problem();
    const Hand hand = hand_of(desk, context);
    Concertation one;
    one.scenario_id = id;
    one.key = new_key();
    one.version = asked.version;
    one.at = open->scenario.at;
    one.title = good->title;
    one.presentation = good->presentation;
    one.opened_at = hand.at;
    one.opened_by = hand.by;
    one.closes_on = asked.closes_on;
    const ConcertationId made = insert_concertation(session, one, shown(desk, *open));
    context.about("concertation/" + std::to_string(made.value));
    return list_of(session, id, context.today);
  });
}

Result<ConcertationList> end(Desk desk, Context& context, const ConcertationQuery& query,
                             const ConcertationEnd& asked) {
  return context.write([&](sql::Session& session) -> Result<ConcertationList> {
    if (!find_scenario(session, {query.id})) return unknown_scenario();
    const auto all = concertations_of(session, {query.id});
    const auto found = std::find_if(all.begin(), all.end(), [&](const ListedConcertation& one) {
      return one.concertation.id == query.concertation;
    });
    if (found == all.end()) return Problem{"planning.unknown_concertation", "/concertation", {}};
    const ConcertationState from = found->concertation.state;
    if (!may_end(from, asked.state) ||
        !end_concertation(session, {query.concertation}, from, asked.state, hand_of(desk, context)))
      return Problem{"planning.concertation_ended", "/state", {}};
    context.about("concertation/" + std::to_string(query.concertation));
    return list_of(session, query.id, context.today);
  });
}

RemarksAsked asked_of(const RemarksQuery& query) {
  RemarksAsked out;
  out.scenario = {query.id};
  if (query.concertation) out.concertation = ConcertationId{*query.concertation};
  out.state = query.state;
  if (!query.place.empty()) out.place = query.place == "whole" ? "" : query.place;
  out.order = query.sort;
  out.offset = std::max(0, query.offset);
  out.limit = std::clamp(query.limit, 0, kPage);
  return out;
}

Result<RemarkList> remarks(Context& context, const RemarksQuery& query) {
  const RemarksAsked asked = asked_of(query);
  return context.database.reading([&](sql::Session& session) -> Result<RemarkList> {
    if (!find_scenario(session, {query.id})) return unknown_scenario();
    RemarkList out{0, remarks_of(session, asked), count_by_state(session, asked), count_by_place(session, asked)};
    for (const StateCount& one : out.states)
      if (!asked.state || one.state == *asked.state) out.total += one.remarks;
    return out;
  });
}

// The same choice, whole: no page.
Result<platform::RawAnswer> remarks_file(Context& context, const RemarksQuery& query) {
  RemarksAsked asked = asked_of(query);
  asked.offset = 0;
  asked.limit = std::numeric_limits<std::int32_t>::max();
  return context.database.reading([&](sql::Session& session) -> Result<platform::RawAnswer> {
    if (!find_scenario(session, {query.id})) return unknown_scenario();
    platform::RawAnswer answer;
    answer.content_type = "text/csv; charset=utf-8";
    answer.download_name = "remarques-" + std::to_string(query.id) + ".csv";
    answer.body = std::make_shared<const std::string>(
        remarks_csv(remarks_of(session, asked), concertations_of(session, {query.id})));
    return answer;
  });
}

// The remark with its journal, or why it cannot be shown.
Result<RemarkPage> page_of(sql::Session& session, const RemarkQuery& query) {
  auto remark = find_remark(session, {query.id}, {query.remark});
  if (!remark) return Problem{"planning.unknown_remark", "/remark", {}};
  return RemarkPage{*std::move(remark), steps_of(session, RemarkId{query.remark})};
}

Result<RemarkPage> read(Desk desk, Context& context, const RemarkQuery& query, const NewReading& asked) {
  return context.write([&](sql::Session& session) -> Result<RemarkPage> {
    const auto found = find_remark(session, {query.id}, {query.remark});
    if (!found) return Problem{"planning.unknown_remark", "/remark", {}};
    const Problem changed{"planning.remark_changed", "/seen", {{"by", found->touched_by}}};
    if (found->version != asked.seen) return changed;
    const auto reading = check_reading(found->state, {asked.state, asked.answer, asked.reason});
    if (!reading) return reading.problem();
    if (!read_remark(session, {query.remark}, asked.seen, *reading, hand_of(desk, context))) return changed;
    context.about("remark/" + std::to_string(query.remark));
    return page_of(session, query);
  });
}

void add_planner_routes(platform::Routes& routes, Desk desk) {
  routes.post<ConcertationsQuery, NewConcertation, ConcertationList>(
      {.path = "/planning/scenarios/{id}/concertations",
       .roles = kPlanners,
       .summary = "Shows a version of a scenario to the public, at an address that cannot be guessed.",
       .rate = platform::RateClass::write,
       .audit = "planning.open_concertation",
       .success = 201},
      [desk](Context& context, const ConcertationsQuery& query, const NewConcertation& asked) {
        return open_one(desk, context, query.id, asked);
      });
  routes.post<ConcertationQuery, ConcertationEnd, ConcertationList>(
      {.path = "/planning/scenarios/{id}/concertations/{concertation}/end",
       .roles = kPlanners,
       .summary = "Closes a concertation, or withdraws it from the public.",
       .rate = platform::RateClass::write,
       .audit = "planning.end_concertation"},
      [desk](Context& context, const ConcertationQuery& query, const ConcertationEnd& asked) {
        return end(desk, context, query, asked);
      });
  routes.post<RemarkQuery, NewReading, RemarkPage>(
      {.path = "/planning/scenarios/{id}/remarks/{remark}",
       .roles = kPlanners,
       .summary =
           "Publishes a remark with its answer, sets it aside with a reason, or puts it back among the new ones.",
       .rate = platform::RateClass::write,
       .audit = "planning.read_remark"},
      [desk](Context& context, const RemarkQuery& query, const NewReading& asked) {
        return read(desk, context, query, asked);
      });
}

}  // namespace

void add_concertation_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  add_planner_routes(routes, {services, territory});
  routes.get<ConcertationsQuery, ConcertationList>(
      {.path = "/planning/scenarios/{id}/concertations",
       .roles = kReaders,
       .summary = "The concertations of a scenario, newest first, with their counts of remarks."},
      [](Context& context, const ConcertationsQuery& query) { return list(context, query.id); });
  routes.get<RemarksQuery, RemarkList>(
      {.path = "/planning/scenarios/{id}/remarks",
       .roles = kReaders,
       .summary = "What the public wrote of a scenario, filtered, sorted, by page."},
      [](Context& context, const RemarksQuery& query) { return remarks(context, query); });
  routes.get<RemarksQuery, platform::RawAnswer>(
      {.path = "/planning/scenarios/{id}/remarks/export",
       .roles = kReaders,
       .summary = "The remarks of a filter, in its order, as CSV."},
      [](Context& context, const RemarksQuery& query) { return remarks_file(context, query); });
  routes.get<RemarkQuery, RemarkPage>(
      {.path = "/planning/scenarios/{id}/remarks/{remark}",
       .roles = kReaders,
       .summary = "A remark of the public and the journal of its readings."},
      [](Context& context, const RemarkQuery& query) {
        return context.database.reading([&](sql::Session& session) { return page_of(session, query); });
      });
}

}  // namespace maillage::planning
