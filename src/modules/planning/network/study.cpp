#include "modules/planning/network/study.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::planning {
namespace {

namespace siting = engines::siting;

constexpr std::size_t kLongestNameBytes = 400;
constexpr std::int32_t kMostSeconds = 600, kMostMinutes = 180, kMostPoints = 100;

Problem outside(std::string field, std::int64_t low, std::int64_t high) {
  return {"planning.outside", std::move(field), {{"low", std::to_string(low)}, {"high", std::to_string(high)}}};
}

std::size_t existing(const std::vector<House>& houses) {
  return static_cast<std::size_t>(
      std::count_if(houses.begin(), houses.end(), [](const House& house) { return house.existing; }));
}

bool may_close(const StudyRequest& request, const House& house) {
  return std::find(request.closable.begin(), request.closable.end(), house.code) != request.closable.end();
}

std::int32_t kept(const StudyQuestion& question) {
  return static_cast<std::int32_t>(
      std::count_if(question.houses.begin(), question.houses.end(),
                    [&](const House& house) { return house.existing && !may_close(question.request, house); }));
}

std::optional<Problem> refused_form(const StudyRequest& request) {
  if (request.name.empty()) return Problem{"planning.missing", "/name", {}};
  if (request.name.size() > kLongestNameBytes)
    return Problem{"planning.too_long", "/name", {{"high", std::to_string(kLongestNameBytes / 2)}}};
  if (request.radius_minutes < 1 || request.radius_minutes > kMostMinutes)
    return outside("/radius_minutes", 1, kMostMinutes);
  if (request.seconds < 1 || request.seconds > kMostSeconds) return outside("/seconds", 1, kMostSeconds);
  return std::nullopt;
}

// The public named, served everywhere, and not empty.
Result<std::size_t> target_of(const StudyRequest& request, const std::vector<CountedPublic>& publics) {
  const auto found = std::find_if(publics.begin(), publics.end(),
                                  [&](const CountedPublic& one) { return one.said.code == request.target; });
  if (found == publics.end()) return Problem{"planning.unknown_quantity", "/target", {{"quantity", request.target}}};
  if (found->said.missing > 0)
    return Problem{"planning.quantity_incomplete",
                   "/target",
                   {{"name", found->said.name}, {"count", std::to_string(found->said.missing)}}};
  if (found->said.total <= 0) return Problem{"planning.nobody_to_serve", "/target", {}};
  return static_cast<std::size_t>(found - publics.begin());
}

std::optional<Problem> refused_houses(const StudyQuestion& question) {
  const StudyRequest& request = question.request;
  for (const std::string& code : request.closable)
    if (std::none_of(question.houses.begin(), question.houses.end(),
                     [&](const House& house) { return house.existing && house.code == code; }))
      return Problem{"planning.unknown_house", "/closable", {{"code", code}}};
  if (question.houses.empty()) return Problem{"planning.no_house_possible", "/candidates", {}};
  const std::int64_t low = std::max(1, kept(question)), high = static_cast<std::int64_t>(question.houses.size());
  if (request.houses_min < low || request.houses_min > high) return outside("/houses_min", low, high);
  const std::int64_t most = std::min<std::int64_t>(high, request.houses_min + kMostPoints - 1);
  if (request.houses_max < request.houses_min || request.houses_max > most)
    return outside("/houses_max", request.houses_min, most);
  return std::nullopt;
}

bool reaches_any(const StudyQuestion& question, std::size_t unit) {
  return !question.costs.of(static_cast<siting::Demand>(unit)).empty();
}

// What the engine counts, as the aim measures it: minutes for those who have some, a share of all.
double measured(const StudyQuestion& question, double value) {
  const auto& weights = question.publics[question.target].weights;
  std::int64_t all = 0;
  for (std::size_t u = 0; u < weights.size(); ++u)
    if (question.request.aim == NetworkAim::cover || reaches_any(question, u)) all += weights[u];
  return all > 0 ? value / static_cast<double>(all) : 0;
}

FoundNetwork described(const siting::CurvePoint& found, const StudyQuestion& question, const siting::Costs& costs) {
  FoundNetwork out{point_of(question, costs, found.answer.open), found.answer.open};
  if (found.answer.bound) out.point.bound = measured(question, *found.answer.bound);
  out.point.gap = siting::gap(found.answer);
  if (found.answer.status == siting::Status::optimal) out.point.status = StudyStatus::optimal;
  return out;
}

}  // namespace

std::vector<House> houses_of(const StudyRequest& request, const territory::Snapshot& snapshot,
                             const std::vector<territory::SiteInUnit>& sites) {
  const auto& kinds = request.kinds.empty() ? usual_kinds() : request.kinds;
  std::vector<House> houses = network_of(sites, kinds);
  for (House& candidate : candidates_of(request.candidates, snapshot, sites, kinds, houses))
    houses.push_back(std::move(candidate));
  return houses;
}

Travel crow_of(const StudyRequest& request, Date at) {
  return travel_on(at, request.mode, request.detour, request.speed_kmh);
}

Result<StudyQuestion> question_of(const StudyRequest& request, std::shared_ptr<const territory::Snapshot> snapshot,
                                  std::vector<House> houses, const std::vector<territory::Quantity>& quantities,
                                  Ways ways) {
  if (snapshot->codes.empty()) return Problem{"planning.no_territory", "/at", {{"at", snapshot->at.str()}}};
  if (auto refused = refused_form(request)) return *std::move(refused);
  if (const auto good = check_kinds(request.kinds); !good) return good.problem();
  StudyQuestion out;
  if (const auto good = check(ways.travel); !good) return good.problem();
  out.publics = publics_of(*snapshot, quantities);
  const auto target = target_of(request, out.publics);
  if (!target) return target.problem();
  out.target = *target;
  out.request = request;
  out.request.at = snapshot->at;
  out.request.mode = ways.travel.mode;
  if (!ways.known) {  // usual values may change one day, not what a study was computed with
    out.request.detour = ways.travel.detour;
    out.request.speed_kmh = ways.travel.speed_kmh;
  }
  out.ways = std::move(ways);
  out.snapshot = std::move(snapshot);
  out.houses = std::move(houses);
  if (auto refused = refused_houses(out)) return *std::move(refused);
  out.costs = costs_of(*out.snapshot, out.houses, out.ways);
  return out;
}

siting::Instance instance_of(const StudyQuestion& question) {
  siting::Instance out;
  out.model = question.request.aim == NetworkAim::mean ? siting::Model::median : siting::Model::cover;
  out.radius = question.request.radius_minutes;
  out.weights = question.publics[question.target].weights;
  for (std::size_t u = 0; u < out.weights.size(); ++u)
    if (!reaches_any(question, u)) out.weights[u] = 0;
  for (const House& house : question.houses) {
    siting::SiteTerms terms;
    terms.existing = house.existing;
    if (house.existing && !may_close(question.request, house)) terms.rule = siting::Rule::open;
    out.sites.push_back(terms);
  }
  out.costs = question.costs;
  out.open = static_cast<siting::Site>(question.request.houses_max);
  return out;
}

NetworkPoint point_of(const StudyQuestion& question, const siting::Costs& costs,
                      const std::vector<std::int32_t>& open) {
  NetworkPoint out;
  out.houses = static_cast<std::int32_t>(open.size());
  for (const std::int32_t house : open) out.opened += !question.houses[static_cast<std::size_t>(house)].existing;
  out.closed = static_cast<std::int32_t>(existing(question.houses)) - (out.houses - out.opened);
  const CountedPublic& target = question.publics[question.target];
  out.reach = picture_of(costs, open, {target}).publics.front();
  out.value = out.reach.mean_minutes;
  if (question.request.aim == NetworkAim::cover) {
    const double radius = question.request.radius_minutes;
    const auto access = siting::access_of(costs, open, target.weights, {radius});
    out.value = measured(question, static_cast<double>(access.within.front()));
  }
  return out;
}

std::vector<FoundNetwork> describe_curve(const std::vector<siting::CurvePoint>& curve, const StudyQuestion& question,
                                         const siting::Costs& costs) {
  std::vector<FoundNetwork> out;
  for (const siting::CurvePoint& found : curve) {
    // A point that the time did not reach repeats the network before it.
    if (found.answer.open.empty() || (!out.empty() && found.answer.open.size() <= out.back().open.size())) continue;
    out.push_back(described(found, question, costs));
    out.back().point.index = static_cast<std::int32_t>(out.size()) - 1;
  }
  return out;
}

std::vector<FoundNetwork> compute(const StudyQuestion& question, std::uint64_t seed, const std::atomic<bool>* stop,
                                  const ReportCurve& report) {
  const siting::Instance instance = instance_of(question);
  siting::Limits limits;
  limits.seconds = question.request.seconds;
  limits.seed = seed;
  limits.stop = stop;
  const auto curve = siting::curve(instance, question.request.houses_min, question.request.houses_max, limits,
                                   [&](double fraction, const std::vector<siting::CurvePoint>& so_far) {
                                     report(fraction, describe_curve(so_far, question, instance.costs));
                                   });
  return describe_curve(curve, question, instance.costs);
}

std::int32_t best_of(const std::vector<NetworkPoint>& curve) {
  if (curve.empty()) return -1;
  const NetworkPoint &first = curve.front(), &last = curve.back();
  const double width = last.houses - first.houses, height = last.value - first.value;
  std::int32_t best = 0;
  double farthest = 0;
  for (const NetworkPoint& point : curve) {
    const double off = std::abs(width * (point.value - first.value) - height * (point.houses - first.houses));
    if (off > farthest) {
      farthest = off;
      best = point.index;
    }
  }
  return best;
}

}  // namespace maillage::planning
