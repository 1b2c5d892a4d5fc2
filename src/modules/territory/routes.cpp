#include "platform/routes/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/territory/days.hpp"
#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/relays.hpp"
#include "modules/territory/routes_import.hpp"
#include "modules/territory/territory.hpp"
#include "modules/territory/views.hpp"
#include "platform/http/compress.hpp"
#include "platform/services.hpp"

namespace maillage::territory {
namespace {

using platform::Context;

constexpr std::array kReaders{Role::planner, Role::executive, Role::administrator};

struct DayQuery {
  std::optional<Date> at;
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (at))

struct PlacesQuery {
  std::optional<Date> at;
  std::string level, mission, q;
  PlaceOrder sort = PlaceOrder::name;
  bool descending = false;
  std::int32_t offset = 0, limit = 50;
};
BOOST_DESCRIBE_STRUCT(PlacesQuery, (), (at, level, mission, q, sort, descending, offset, limit))

struct PlaceQuery {
  std::string level, code, mission;
  std::optional<Date> at;
};
BOOST_DESCRIBE_STRUCT(PlaceQuery, (), (level, code, mission, at))

struct MapQuery {
  std::optional<Date> at;
  MapLevel level = MapLevel::unit;
};
BOOST_DESCRIBE_STRUCT(MapQuery, (), (at, level))

struct CoverageQuery {
  std::optional<Date> at;
  std::string mission;
};
BOOST_DESCRIBE_STRUCT(CoverageQuery, (), (at, mission))

struct CompetenceQuery {
  std::optional<Date> at;
  std::string code, address, commune;
  std::optional<double> lon, lat;
};
BOOST_DESCRIBE_STRUCT(CompetenceQuery, (), (at, code, address, commune, lon, lat))

Date day_of(const Context& context, const std::optional<Date>& at) { return at.value_or(context.today); }

Result<wire::PlaceDetail> detail(const Day& day, const PlaceQuery& query) {
  if (auto page = place_detail(day, query.level, query.code, query.mission)) return *std::move(page);
  return Problem{"territory.place_unknown",
                 "/code",
                 {{"level", query.level}, {"code", query.code}, {"date", day.snapshot.at.str()}}};
}

Result<wire::Coverage> checked(const Day& day, const CoverageQuery& query) {
  const std::int32_t mission = day.snapshot.mission(query.mission);
  if (mission < 0)
    return Problem{
        "territory.mission_unknown", "/mission", {{"mission", query.mission}, {"date", day.snapshot.at.str()}}};
  return coverage(day, static_cast<std::size_t>(mission));
}

Result<wire::Competence> who(const CompetenceIndex& index, const CompetenceQuery& query) {
  const bool point = query.lon && query.lat, half = query.lon.has_value() != query.lat.has_value();
  if (half || int{!query.code.empty()} + int{!query.address.empty()} + int{point} != 1)
    return Problem{"territory.question_unclear", "", {}};
  if (!query.code.empty()) return competence(index.day(), index.at_code(query.code), query.code);
  if (!query.address.empty())
    return competence(index.day(), index.at_address(query.address, query.commune), query.address);
  Competence found;
  found.reason = {"outside", {}};
  if (const auto place = geometry::to_lambert93({*query.lon, *query.lat})) found = index.at_point(*place);
  return competence(index.day(), found, fmt::format("{:.6f}, {:.6f}", *query.lon, *query.lat));
}

// The same, with who answers in the meantime.
Result<wire::Competence> who_now(Context& context, const CompetenceIndex& index, const CompetenceQuery& query) {
  auto page = who(index, query);
  if (!page) return page;
  const Date at = index.day().snapshot.at, next(at.days() + std::chrono::days(1));
  const auto relays = context.database.reading([&](sql::Session& session) { return relays_in(session, {at, next}); });
  page->relays = relays_here(index.day(), *page, relays);
  return page;
}

platform::Declaration reading_route(std::string_view path, std::string_view summary) {
  platform::Declaration route;
  route.path = path;
  route.roles = kReaders;
  route.summary = summary;
  return route;
}

void add_pages(platform::Routes& routes, Days& days) {
  routes.get<DayQuery, wire::Overview>(reading_route("/territory/overview", "The territory in a few figures."),
                                       [&days](Context& context, const DayQuery& query) -> Result<wire::Overview> {
                                         return overview(*days.day(day_of(context, query.at)));
                                       });
  routes.get<PlacesQuery, wire::Places>(
      reading_route("/territory/places", "Places of every level, filtered, sorted, page by page."),
      [&days](Context& context, const PlacesQuery& query) -> Result<wire::Places> {
        const auto offset = static_cast<std::size_t>(std::max(0, query.offset));
        const auto limit = static_cast<std::size_t>(std::clamp(query.limit, 0, 1000));
        return places(*days.day(day_of(context, query.at)),
                      {query.level, query.mission, query.q, query.sort, query.descending, offset, limit});
      });
  routes.get<PlaceQuery, wire::PlaceDetail>(
      reading_route("/territory/places/{level}/{code}",
                    "The page of one place: what holds it, what it holds, its history."),
      [&days](Context& context, const PlaceQuery& query) {
        return detail(*days.day(day_of(context, query.at)), query);
      });
  routes.get<DayQuery, wire::Sites>(reading_route("/territory/sites", "The places open to the public."),
                                    [&days](Context& context, const DayQuery& query) -> Result<wire::Sites> {
                                      return sites(*days.day(day_of(context, query.at)));
                                    });
  routes.get<DayQuery, wire::Quantities>(
      reading_route("/territory/quantities", "Numeric columns of the units that a map may balance, with their source."),
      [&days](Context& context, const DayQuery& query) -> Result<wire::Quantities> {
        return quantities(*days.day(day_of(context, query.at)));
      });
}

void add_maps(platform::Routes& routes, Days& days) {
  routes.get<MapQuery, platform::RawAnswer>(
      reading_route("/territory/map", "Outlines as TopoJSON, Lambert-93 metres with y negated."),
      [&days](Context& context, const MapQuery& query) -> Result<platform::RawAnswer> {
        const SentText map = days.map(day_of(context, query.at), query.level,
                                      [](std::string_view text) { return platform::http::gzipped(text); });
        platform::RawAnswer answer;
        answer.body = map.plain;
        answer.gzipped = map.gzipped;
        answer.etag = map.etag;
        return answer;
      });
  routes.get<DayQuery, wire::Assignments>(
      reading_route("/territory/assignments", "The sector of every unit, mission by mission."),
      [&days](Context& context, const DayQuery& query) -> Result<wire::Assignments> {
        return assignments(*days.day(day_of(context, query.at)));
      });
  platform::Declaration faults =
      reading_route("/territory/coverage", "Gaps, overlaps and pieces of a mission's map, explained.");
  faults.required = {"mission"};
  routes.get<CoverageQuery, wire::Coverage>(faults, [&days](Context& context, const CoverageQuery& query) {
    return checked(*days.day(day_of(context, query.at)), query);
  });
  routes.get<CompetenceQuery, wire::Competence>(
      reading_route("/territory/competence", "Who is competent at a code, a point or an address, and why."),
      [&days](Context& context, const CompetenceQuery& query) {
        return who_now(context, *days.competence(day_of(context, query.at)), query);
      });
}

}  // namespace

void add_routes(platform::Routes& routes, platform::Services& services, Territory& territory) {
  register_problem_rows();
  add_pages(routes, territory.days());
  add_maps(routes, territory.days());
  add_import_routes(routes, services);
}

}  // namespace maillage::territory
