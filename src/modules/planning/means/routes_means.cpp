#include "modules/planning/means/routes_means.hpp"

#include <algorithm>
#include <charconv>

#include "modules/planning/means/records.hpp"
#include "modules/planning/means/store_means.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/scenario/desk.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::planning {
namespace {

using platform::Context;

constexpr std::size_t kLines = 20000;

Problem unknown_origin() { return {"planning.unknown_origin", "/origin", {}}; }

MeansMap with_residents(MeansMap map) {
  for (std::size_t u = 0; u < map.of_unit.size(); ++u)
    if (map.of_unit[u] >= 0)
      map.sectors[static_cast<std::size_t>(map.of_unit[u])].population += map.snapshot->populations[u];
  return map;
}

Result<MeansMap> of_mission(Desk desk, const std::string& origin, std::string_view mission, Date at) {
  MeansMap out{origin, desk.territory.snapshot(at), {}, {}};
  const auto found = out.snapshot->mission(mission);
  if (found < 0)
    return Problem{"planning.unknown_mission", "/origin", {{"mission", std::string(mission)}, {"at", at.str()}}};
  const territory::MissionMap& map = out.snapshot->missions[static_cast<std::size_t>(found)];
  for (const territory::SectorName& sector : map.sectors) out.sectors.push_back({sector.code, sector.name, 0});
  out.of_unit = map.of_unit;
  return with_residents(std::move(out));
}

// A sector that a scenario emptied is not one any more.
Result<MeansMap> of_scenario(Desk desk, sql::Session& session, const std::string& origin, std::int64_t id) {
  const auto open = open_scenario(session, desk.territory, id);
  if (!open) return Problem{open.problem().code, "/origin", open.problem().args};
  const Draft& draft = open->journal.draft;
  MeansMap out{origin, open->snapshot, {}, {}};
  std::vector<std::int32_t> position(draft.districts.size(), -1);
  for (std::size_t d = 0; d < draft.districts.size(); ++d) {
    const auto place = static_cast<std::int32_t>(d);
    if (std::find(draft.of_unit.begin(), draft.of_unit.end(), place) == draft.of_unit.end()) continue;
    position[d] = static_cast<std::int32_t>(out.sectors.size());
    out.sectors.push_back({std::to_string(d + 1), draft.districts[d].name, 0});
  }
  for (const std::int32_t district : draft.of_unit)
    out.of_unit.push_back(district < 0 ? -1 : position[static_cast<std::size_t>(district)]);
  return with_residents(std::move(out));
}

Result<MeansMap> map_of(Desk desk, sql::Session& session, const std::string& origin, Date at) {
  const std::string_view text = origin;
  if (text.starts_with("mission/")) return of_mission(desk, origin, text.substr(8), at);
  std::int64_t id = 0;
  const auto end = text.data() + text.size();
  if (!text.starts_with("scenario/") || std::from_chars(text.data() + 9, end, id).ptr != end || text.size() == 9)
    return unknown_origin();
  return of_scenario(desk, session, origin, id);
}

// Those asked, in that order; each kind once.
Result<std::vector<Formula>> chosen(const std::vector<Formula>& all, const std::vector<std::int64_t>& ids, Date at) {
  std::vector<Formula> out;
  for (const std::int64_t id : ids) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Formula& one) { return one.id == id; });
    if (found == all.end()) return Problem{"planning.unknown_formula", "/formulas", {}};
    if (!in_force(*found, at))
      return Problem{"planning.formula_not_in_force", "/formulas", {{"kind", found->kind}, {"at", at.str()}}};
    const auto same = [&](const Formula& one) { return one.kind == found->kind; };
    if (std::any_of(out.begin(), out.end(), same))
      return Problem{"planning.formula_twice", "/formulas", {{"kind", found->kind}}};
    out.push_back(*found);
  }
  return out;
}

Result<MeansPage> page_of(Desk desk, Context& context, const MeansQuery& query) {
  return context.database.reading([&](sql::Session& session) -> Result<MeansPage> {
    const auto map = map_of(desk, session, query.origin, query.at.value_or(context.today));
    if (!map) return map.problem();
    const Date at = map->snapshot->at;
    const auto asked = chosen(formulas(session), query.formulas, at);
    if (!asked) return asked.problem();
    return means_page(*map, *asked, desk.territory.quantities(at), posts_of(session, query.origin),
                      {query.posts, query.moves, query.step.value_or(0.5), query.years});
  });
}

Result<platform::RawAnswer> download(Desk desk, Context& context, const MeansQuery& query) {
  const auto page = page_of(desk, context, query);
  if (!page) return page.problem();
  platform::RawAnswer answer;
  answer.content_type = "text/csv; charset=utf-8";
  answer.download_name = "moyens-et-besoins.csv";
  answer.body = std::make_shared<const std::string>(means_csv(*page));
  return answer;
}

FormulaList list_of(Desk desk, sql::Session& session, Date at) {
  const auto known = desk.territory.quantities(at);
  FormulaList out{at, {}};
  for (Formula& formula : formulas(session)) {
    const auto same = [&](const territory::Quantity& one) {
      return one.code == formula.quantity && one.missing.empty();
    };
    const bool counted = formula.quantity.empty() || std::any_of(known.begin(), known.end(), same);
    const bool now = in_force(formula, at);
    out.items.push_back({std::move(formula), now, counted});
  }
  return out;
}

Result<FormulaList> add_formula(Desk desk, Context& context, const NewFormula& asked) {
  const auto good = check(asked, desk.territory.quantities(context.today));
  if (!good) return good.problem();
  return context.write([&](sql::Session& session) -> Result<FormulaList> {
    const FormulaId made = insert_formula(session, *good, hand_of(desk, context));
    context.about("formula/" + std::to_string(made.value));
    return list_of(desk, session, context.today);
  });
}

Result<FormulaList> end(Desk desk, Context& context, std::int64_t id, const FormulaEnd& asked) {
  return context.write([&](sql::Session& session) -> Result<FormulaList> {
    const auto all = formulas(session);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Formula& one) { return one.id == id; });
    if (found == all.end()) return Problem{"planning.unknown_formula", "/id", {}};
    if (found->law) return Problem{"planning.formula_of_law", "/id", {}};
    if (asked.valid_to < found->valid_from) return Problem{"planning.formula_dates", "/valid_to", {}};
    end_formula(session, {id}, asked.valid_to, hand_of(desk, context));
    context.about("formula/" + std::to_string(id));
    return list_of(desk, session, context.today);
  });
}

// What is written of a kind, and what the houses hold.
std::vector<PostsLine> lines_of(const NewPosts& asked) {
  std::vector<PostsLine> out;
  for (const SectorPosts& one : asked.lines) out.push_back({one.sector, asked.kind, one.present, one.floor, one.cap});
  for (const SectorPosts& one : asked.lines)
    if (one.room) out.push_back({one.sector, "", 0, {}, one.room});
  return out;
}

// What is kept of the other kinds, and what is written of this one.
std::vector<PostsLine> with_others(std::vector<PostsLine> written, const std::string& kind,
                                   const std::vector<PostsLine>& before) {
  for (const PostsLine& line : before)
    if (line.kind != kind && !line.kind.empty()) written.push_back(line);
  return written;
}

Result<PostsWritten> write_posts(Desk desk, Context& context, const NewPosts& asked) {
  if (asked.lines.size() > kLines)
    return Problem{"planning.outside", "/lines", {{"low", "0"}, {"high", std::to_string(kLines)}}};
  std::vector<PostsLine> lines = lines_of(asked);
  if (const auto good = check(lines); !good) return good.problem();
  return context.write([&](sql::Session& session) -> Result<PostsWritten> {
    if (const auto map = map_of(desk, session, asked.origin, context.today); !map) return map.problem();
    const auto known = formulas(session);
    const auto same = [&](const Formula& one) { return one.kind == asked.kind; };
    if (std::none_of(known.begin(), known.end(), same)) return Problem{"planning.unknown_formula", "/kind", {}};
    const Posts before = posts_of(session, asked.origin);
    if (!save_posts(session, asked.origin, asked.seen, with_others(std::move(lines), asked.kind, before.lines),
                    hand_of(desk, context)))
      return Problem{"planning.posts_changed", "/seen", {{"by", before.touched_by}}};
    context.about("means/" + asked.origin);
    return PostsWritten{asked.seen + 1};
  });
}

void add_planner_routes(platform::Routes& routes, Desk desk) {
  routes.post<platform::Nothing, NewFormula, FormulaList>(
      {.path = "/planning/means/formulas",
       .roles = kPlanners,
       .summary = "Adds a formula of the Département: one post for so much of a quantity, from a day on.",
       .rate = platform::RateClass::write,
       .audit = "planning.add_formula",
       .success = 201},
      [desk](Context& context, const platform::Nothing&, const NewFormula& asked) {
        return add_formula(desk, context, asked);
      });
  routes.post<FormulaQuery, FormulaEnd, FormulaList>(
      {.path = "/planning/means/formulas/{id}/end",
       .roles = kPlanners,
       .summary = "Gives a formula of the Département its last day.",
       .rate = platform::RateClass::write,
       .audit = "planning.end_formula"},
      [desk](Context& context, const FormulaQuery& query, const FormulaEnd& asked) {
        return end(desk, context, query.id, asked);
      });
  routes.post<platform::Nothing, NewPosts, PostsWritten>(
      {.path = "/planning/means/posts",
       .roles = kPlanners,
       .summary = "Writes what each sector of a map has today of a kind of posts, with floors, caps, and what its "
                  "house holds.",
       .rate = platform::RateClass::write,
       .audit = "planning.write_posts"},
      [desk](Context& context, const platform::Nothing&, const NewPosts& asked) {
        return write_posts(desk, context, asked);
      });
}

}  // namespace

void add_means_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  platform::register_problems(means_problems());
  const Desk desk{services, territory};
  add_planner_routes(routes, desk);
  routes.get<FormulasQuery, FormulaList>(
      {.path = "/planning/means/formulas",
       .roles = kReaders,
       .summary = "The formulas of needs, those of the law first, with which may be used on a day."},
      [desk](Context& context, const FormulasQuery& query) -> Result<FormulaList> {
        return context.database.reading([&](sql::Session& session) -> Result<FormulaList> {
          return list_of(desk, session, query.at.value_or(context.today));
        });
      });
  routes.get<MeansQuery, MeansPage>(
      {.path = "/planning/means",
       .roles = kReaders,
       .summary = "Needs and means of the sectors of a map, and the allocation of posts that relieves most."},
      [desk](Context& context, const MeansQuery& query) { return page_of(desk, context, query); });
  routes.get<MeansQuery, platform::RawAnswer>(
      {.path = "/planning/means/export",
       .roles = kReaders,
       .summary = "The same as CSV: a row per sector and kind of posts."},
      [desk](Context& context, const MeansQuery& query) { return download(desk, context, query); });
}

}  // namespace maillage::planning
