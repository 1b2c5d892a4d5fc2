#include "modules/planning/network/study.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace maillage::planning {
namespace {

namespace siting = engines::siting;

constexpr std::size_t kLongestNameBytes = 400;
constexpr std::int64_t kMostCapacity = 1'000'000'000'000;
constexpr std::size_t kMostNamed = 5;
constexpr std::int32_t kMostSeconds = 600, kMostMinutes = 180, kMostPoints = 100;

Problem outside(std::string field, std::int64_t low, std::int64_t high) {
  return {"planning.outside", std::move(field), {{"low", std::to_string(low)}, {"high", std::to_string(high)}}};
}

std::size_t existing(const std::vector<House>& houses) {
  return static_cast<std::size_t>(
      std::count_if(houses.begin(), houses.end(), [](const House& house) { return house.existing; }));
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
  if (request.cells && !cells_tell(request.target))
    return Problem{"planning.cells_unknown_public", "/target", {{"name", found->said.name}}};
  if (found->said.total <= 0) return Problem{"planning.nobody_to_serve", "/target", {}};
  return static_cast<std::size_t>(found - publics.begin());
}

// A budget says nothing without the price of what it may buy.
std::optional<Problem> refused_budget(const StudyQuestion& question) {
  const StudyRequest& request = question.request;
  if (request.aim == NetworkAim::mean && request.usual_capacity && *request.usual_capacity < 1)
    return outside("/usual_capacity", 1, kMostCapacity);
  if (request.aim != NetworkAim::budget) return std::nullopt;
  if (!request.budget || !std::isfinite(*request.budget)) return Problem{"planning.budget_missing", "/budget", {}};
  const bool priced = std::all_of(question.houses.begin(), question.houses.end(),
                                  [](const House& house) { return house.existing || house.price_open; });
  if (!priced && !(request.usual_price.value_or(-1) >= 0))
    return Problem{"planning.budget_missing", "/usual_price", {}};
  return std::nullopt;
}

std::optional<Problem> refused_houses(const StudyQuestion& question) {
  const StudyRequest& request = question.request;
  for (const std::string& code : request.closable)
    if (std::none_of(question.houses.begin(), question.houses.end(),
                     [&](const House& house) { return house.existing && house.code == code; }))
      return Problem{"planning.unknown_house", "/closable", {{"code", code}}};
  if (question.houses.empty()) return Problem{"planning.no_house_possible", "/candidates", {}};
  if (auto refused = refused_budget(question)) return refused;
  if (alone(request.aim)) return std::nullopt;
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

// Thousandths of a quantity and of cells, or persons.
std::int64_t grain(const StudyQuestion& question) { return question.target == 0 && !question.cells ? 1 : 1000; }

siting::Model model_of(const StudyQuestion& question) {
  switch (question.request.aim) {
    case NetworkAim::worst:
      return siting::Model::center;
    case NetworkAim::cover:
      return siting::Model::cover;
    case NetworkAim::everyone:
      return siting::Model::set_cover;
    case NetworkAim::budget:
      return siting::Model::budgeted;
    case NetworkAim::mean:
      break;
  }
  return has_capacities(question) ? siting::Model::capacitated : siting::Model::median;
}

siting::SiteTerms terms_of(const StudyQuestion& question, const House& house) {
  const StudyRequest& request = question.request;
  siting::SiteTerms out;
  out.existing = house.existing;
  if (house.existing && !may_close(request, house)) out.rule = siting::Rule::open;
  if (const auto capacity = house.capacity ? house.capacity : request.usual_capacity)
    out.capacity = *capacity * grain(question);
  out.price_open = house.price_open.value_or(house.existing ? 0 : request.usual_price.value_or(0));
  out.price_closed = house.existing ? house.price_closed.value_or(0) : 0;
  return out;
}

// A value of the engine as the aim measures it.
double in_words(const StudyQuestion& question, double value) {
  const NetworkAim aim = question.request.aim;
  return aim == NetworkAim::worst || aim == NetworkAim::everyone ? value : measured(question, value);
}

double price_of(const StudyQuestion& question, const std::vector<std::int32_t>& open) {
  double out = 0;
  for (std::size_t h = 0; h < question.houses.size(); ++h) {
    const siting::SiteTerms terms = terms_of(question, question.houses[h]);
    const bool is_open = std::binary_search(open.begin(), open.end(), static_cast<std::int32_t>(h));
    out += is_open ? terms.price_open : terms.price_closed;
  }
  return out;
}

FoundNetwork described(const siting::Answer& answer, const StudyQuestion& question) {
  FoundNetwork out;
  out.open = answer.open;
  if (has_capacities(question)) out.served = answer.of_demand;
  out.point = point_of(question, costs_in(question, out), out.open);
  if (answer.bound) out.point.bound = in_words(question, *answer.bound);
  out.point.gap = siting::gap(answer);
  if (answer.status == siting::Status::optimal) out.point.status = StudyStatus::optimal;
  return out;
}

// The unit that a demand is, or that its cell counts in.
std::size_t unit_of(const StudyQuestion& question, siting::Demand demand) {
  const auto at = static_cast<std::size_t>(demand), units = question.snapshot->codes.size();
  return at < units ? at : static_cast<std::size_t>(question.cells->unit_of_cell[at - units]);
}

StudyImpossibility in_names(const siting::Impossibility& why, const StudyQuestion& question) {
  StudyImpossibility out;
  out.code = why.code;
  std::set<std::size_t> units;
  for (const siting::Demand demand : why.demands) {
    const std::size_t unit = unit_of(question, demand);
    if (units.insert(unit).second && out.units.size() < kMostNamed) out.units.push_back(question.snapshot->names[unit]);
  }
  out.units_in_all = static_cast<std::int32_t>(units.size());
  if (question.cells) out.cells_in_all = static_cast<std::int32_t>(why.demands.size());
  for (const siting::Site house : why.sites)
    if (out.houses.size() < kMostNamed) out.houses.push_back(question.houses[static_cast<std::size_t>(house)].name);
  const bool loads = out.code == "demand_too_heavy" || out.code == "capacity_too_small";
  out.have = loads ? why.have / grain(question) : why.have;
  out.limit = loads ? why.limit / grain(question) : why.limit;
  out.price = why.price;
  return out;
}

StudyAnswer answer_of(const std::vector<siting::CurvePoint>& curve, const StudyQuestion& question) {
  StudyAnswer out{describe_curve(curve, question)};
  if (out.curve.empty() && !curve.empty() && curve.back().answer.why)
    out.why = in_names(*curve.back().answer.why, question);
  return out;
}

StudyAnswer compute_one(const siting::Instance& instance, const StudyQuestion& question, siting::Limits limits,
                        const ReportCurve& report) {
  limits.report = [&](const siting::Progress& progress) {
    if (!progress.best || !progress.value) return report(progress.fraction, {});
    siting::Answer so_far;
    so_far.status = siting::Status::feasible;
    so_far.open = *progress.best;
    so_far.value = *progress.value;
    so_far.bound = progress.bound;
    report(progress.fraction, describe_curve({{static_cast<siting::Site>(so_far.open.size()), so_far}}, question));
  };
  siting::Answer answer = siting::solve(instance, limits);
  const auto houses = static_cast<siting::Site>(answer.open.size());
  return answer_of({{houses, std::move(answer)}}, question);
}

}  // namespace

bool alone(NetworkAim aim) { return aim == NetworkAim::everyone || aim == NetworkAim::budget; }

bool may_close(const StudyRequest& request, const House& house) {
  return std::find(request.closable.begin(), request.closable.end(), house.code) != request.closable.end();
}

bool has_capacities(const StudyQuestion& question) {
  return question.request.aim == NetworkAim::mean &&
         (question.request.usual_capacity ||
          std::any_of(question.houses.begin(), question.houses.end(),
                      [](const House& house) { return house.capacity.has_value(); }));
}

Result<std::vector<House>> houses_of(const StudyRequest& request, const territory::Snapshot& snapshot,
                                     const std::vector<territory::SiteInUnit>& sites) {
  const auto& kinds = request.kinds.empty() ? usual_kinds() : request.kinds;
  std::vector<House> houses = network_of(sites, kinds);
  for (House& candidate : candidates_of(request.candidates, snapshot, sites, kinds, houses))
    houses.push_back(std::move(candidate));
  const auto told = request.places.value_or(std::vector<PlaceTold>{});
  if (const auto good = check_places(told); !good) return good.problem();
  return with_places(std::move(houses), told);
}

Travel crow_of(const StudyRequest& request, Date at) {
  return travel_on(at, request.mode, request.detour, request.speed_kmh);
}

Result<StudyQuestion> question_of(const StudyRequest& request, std::shared_ptr<const territory::Snapshot> snapshot,
                                  std::vector<House> houses, const std::vector<territory::Quantity>& quantities,
                                  Ways ways, std::optional<CellDemand> cells) {
  if (snapshot->codes.empty()) return Problem{"planning.no_territory", "/at", {{"at", snapshot->at.str()}}};
  if (auto refused = refused_form(request)) return *std::move(refused);
  if (const auto good = check_kinds(request.kinds); !good) return good.problem();
  StudyQuestion out;
  if (const auto good = check(ways.travel); !good) return good.problem();
  out.publics = cells ? publics_of(*snapshot, quantities, *cells) : publics_of(*snapshot, quantities);
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
  out.cells = std::move(cells);
  if (auto refused = refused_houses(out)) return *std::move(refused);
  if (out.cells && has_capacities(out)) return Problem{"planning.cells_no_capacity", "/cells", {}};
  return out;
}

siting::Instance instance_of(const StudyQuestion& question) {
  siting::Instance out;
  out.model = model_of(question);
  out.radius = question.request.radius_minutes;
  out.weights = question.publics[question.target].weights;
  for (std::size_t u = 0; u < out.weights.size(); ++u)
    if (!reaches_any(question, u)) out.weights[u] = 0;
  for (const House& house : question.houses) out.sites.push_back(terms_of(question, house));
  out.costs = question.costs;
  out.open = alone(question.request.aim) ? 0 : static_cast<siting::Site>(question.request.houses_max);
  out.budget = question.request.budget.value_or(0);
  return out;
}

siting::Costs costs_in(const StudyQuestion& question, const FoundNetwork& found) {
  return found.served.empty() ? question.costs : only_served(question.costs, found.served);
}

NetworkPoint point_of(const StudyQuestion& question, const siting::Costs& costs,
                      const std::vector<std::int32_t>& open) {
  const StudyRequest& request = question.request;
  NetworkPoint out;
  out.houses = static_cast<std::int32_t>(open.size());
  for (const std::int32_t house : open) out.opened += !question.houses[static_cast<std::size_t>(house)].existing;
  out.closed = static_cast<std::int32_t>(existing(question.houses)) - (out.houses - out.opened);
  const CountedPublic& target = question.publics[question.target];
  auto picture = picture_of(costs, open, {target});
  if (question.cells) bring_to_units(picture.publics, *question.cells, question.snapshot->codes.size());
  out.reach = std::move(picture.publics.front());
  out.value = out.reach.mean_minutes;
  if (request.aim == NetworkAim::worst) out.value = out.reach.worst_minutes;
  if (request.aim == NetworkAim::everyone) out.value = out.houses;
  if (request.aim == NetworkAim::cover) {
    const auto access = siting::access_of(costs, open, target.weights, {static_cast<double>(request.radius_minutes)});
    out.value = measured(question, static_cast<double>(access.within.front()));
  }
  if (request.aim == NetworkAim::budget) out.price = price_of(question, open);
  return out;
}

// Adds a point of the curve; one that the time did not reach repeats the network before it, and is left out.
void describe(const siting::CurvePoint& found, const StudyQuestion& question, std::vector<FoundNetwork>& out) {
  if (found.answer.open.empty() || (!out.empty() && found.answer.open.size() <= out.back().open.size())) return;
  out.push_back(described(found.answer, question));
  out.back().point.index = static_cast<std::int32_t>(out.size()) - 1;
}

std::vector<FoundNetwork> describe_curve(const std::vector<siting::CurvePoint>& curve, const StudyQuestion& question) {
  std::vector<FoundNetwork> out;
  for (const siting::CurvePoint& found : curve) describe(found, question, out);
  return out;
}

StudyAnswer compute(const StudyQuestion& question, std::uint64_t seed, const std::atomic<bool>* stop,
                    const ReportCurve& report) {
  const siting::Instance instance = instance_of(question);
  siting::Limits limits;
  limits.seconds = question.request.seconds;
  limits.seed = seed;
  limits.stop = stop;
  if (alone(question.request.aim)) return compute_one(instance, question, limits, report);
  std::vector<FoundNetwork> shown;
  const auto curve = siting::curve(instance, question.request.houses_min, question.request.houses_max, limits,
                                   [&](double fraction, const std::vector<siting::CurvePoint>& so_far) {
                                     describe(so_far.back(), question, shown);
                                     report(fraction, shown);
                                   });
  return answer_of(curve, question);
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
