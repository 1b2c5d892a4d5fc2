#include "modules/planning/continuity/store_continuity.hpp"

#include <set>

#include "modules/planning/continuity/discreet.hpp"
#include "modules/planning/means/store_means.hpp"
#include "modules/planning/stored.hpp"

namespace maillage::planning {

namespace {

// An ending, with the plan it is of.
struct EndingRow {
  std::int64_t plan = 0;
  ContinuityEnding ending;
};
BOOST_DESCRIBE_STRUCT(EndingRow, (), (plan, ending))

}  // namespace

ContinuityId insert_continuity(sql::Session& session, const ContinuityAnswer& answer, const Hand& hand) {
  const ContinuityRequest& request = answer.request;
  return {*session.first<std::int64_t>("planning.insert_continuity", request.reason, request.from, request.to,
                                       platform::to_json(answer), hand.at, hand.by)};
}

std::vector<ContinuityRow> continuities(sql::Session& session) {
  return session.rows<ContinuityRow>("planning.continuities");
}

std::optional<ContinuityRow> find_continuity(sql::Session& session, ContinuityId id) {
  return session.first<ContinuityRow>("planning.find_continuity", id);
}

bool decide_continuity(sql::Session& session, ContinuityId id, const ContinuityDecision& decision, const Hand& hand) {
  return session.exec("planning.decide_continuity", decision.verdict, decision.note, hand.at, hand.by, id) > 0;
}

bool end_continuity(sql::Session& session, ContinuityId id, const ContinuityEnd& end, const Hand& hand) {
  if (session.exec("planning.end_continuity", end.last_day, id) == 0) return false;
  session.exec("planning.insert_continuity_end", id, end.last_day, end.note, hand.at, hand.by);
  return true;
}

std::map<std::int64_t, std::vector<ContinuityEnding>> endings(sql::Session& session, std::optional<ContinuityId> only) {
  std::map<std::int64_t, std::vector<ContinuityEnding>> out;
  for (EndingRow& row : session.rows<EndingRow>("planning.continuity_ends", only ? only->value : 0))
    out[row.plan].push_back(std::move(row.ending));
  return out;
}

std::int64_t erase_continuities(sql::Session& session, Date before, Date today) {
  const auto over = session.rows<ContinuityRow>("planning.continuities_to_erase", before);
  for (const ContinuityRow& row : over) {
    session.exec("planning.erase_continuity", platform::to_json(without_words(answer_of(row))), today, row.id);
    session.exec("planning.erase_continuity_ends", row.id);
    territory::erase_reason(session, origin_of(row.id));
  }
  return static_cast<std::int64_t>(over.size());
}

std::vector<RunningPlan> running_plans(sql::Session& session, const Period& period) {
  std::vector<RunningPlan> out;
  for (territory::Relay& relay : territory::relays_in(session, period)) {
    const auto row = find_continuity(session, {plan_of_origin(relay.origin)});
    out.push_back({std::move(relay), row ? answer_of(*row).request : ContinuityRequest{}});
  }
  return out;
}

ContinuityAnswer answer_of(const ContinuityRow& row) { return read_stored<ContinuityAnswer>(row.answer); }

ContinuityState state_on(const ContinuityRow& row, Date today) {
  if (row.verdict.empty()) return ContinuityState::draft;
  if (row.verdict == "dropped") return ContinuityState::dropped;
  if (row.to < row.from || row.to < today) return ContinuityState::ended;
  return today < row.from ? ContinuityState::to_come : ContinuityState::in_force;
}

KnownPosts known_posts(sql::Session& session, const territory::Snapshot& snapshot) {
  std::set<std::string> sessions;
  for (const Formula& formula : formulas(session))
    if (formula.measure == Measure::session) sessions.insert(formula.kind);
  KnownPosts out;
  for (const territory::MissionMap& mission : snapshot.missions)
    for (const PostsLine& line : posts_of(session, "mission/" + mission.code).lines)
      if (!sessions.contains(line.kind)) out[mission.code][line.sector] += line.present;
  return out;
}

}  // namespace maillage::planning
