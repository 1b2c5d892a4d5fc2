#include "modules/planning/proposal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

Problem outside(std::string field, double low, double high) {
  return {"planning.outside", std::move(field), {{"low", number(low)}, {"high", number(high)}}};
}

constexpr std::size_t kLongestNameBytes = 400;
constexpr std::size_t kMostWeights = 4;

std::optional<Problem> refused_missions(const std::vector<std::string>& missions, const territory::Snapshot& snapshot) {
  if (missions.empty()) return Problem{"planning.missing", "/missions", {}};
  for (auto mission = missions.begin(); mission != missions.end(); ++mission) {
    if (snapshot.mission(*mission) < 0)
      return Problem{"planning.unknown_mission", "/missions", {{"mission", *mission}, {"at", snapshot.at.str()}}};
    if (std::find(missions.begin(), mission, *mission) != mission)
      return Problem{"planning.repeated_mission", "/missions", {{"mission", *mission}}};
  }
  return std::nullopt;
}

// Same number for units of the same place; -1 where the place is not known.
std::vector<std::int32_t> groups(const std::vector<std::string>& place_of_unit) {
  std::map<std::string, std::int32_t> numbers;
  std::vector<std::int32_t> out;
  for (const std::string& place : place_of_unit)
    out.push_back(place.empty() ? -1
                                : numbers.try_emplace(place, static_cast<std::int32_t>(numbers.size())).first->second);
  return out;
}

PlanStatus status_of(districting::Status status) { return static_cast<PlanStatus>(static_cast<int>(status)); }
static_assert(static_cast<int>(PlanStatus::unknown) == static_cast<int>(districting::Status::unknown));

std::optional<double> gap_of(double inertia, const std::optional<double>& bound) {
  if (!bound || inertia <= 0) return std::nullopt;
  return std::max(0.0, (inertia - *bound) / inertia);
}

PlanSummary summary_of(const districting::Proposal& proposal, const ProposalRequest& request) {
  PlanSummary out;
  out.districts = proposal.districts;
  out.tolerance = proposal.tolerance;
  out.inertia = proposal.evaluation.inertia;
  out.objective = proposal.answer.objective;
  out.bound = proposal.answer.bound;
  out.gap = gap_of(out.inertia, out.bound);
  out.status = status_of(proposal.answer.status);
  out.max_deviation = proposal.evaluation.max_deviation;
  out.moved_residents = proposal.evaluation.moved_once;
  for (std::size_t m = 0; m < request.missions.size(); ++m)
    out.moved.push_back({request.missions[m], proposal.evaluation.moved[m]});
  out.seconds = proposal.answer.seconds;
  out.plans = proposal.answer.plans;
  return out;
}

// Something may open only where there are candidates, and then no more than a house per district.
std::optional<Problem> refused_houses(const ProposalRequest& request) {
  if (!request.houses) return std::nullopt;
  const bool some = request.houses->candidates != Candidates::none;
  const std::int32_t low = some ? 1 : 0, high = some ? request.districts_max : 0;
  if (request.houses->opened_at_most >= low && request.houses->opened_at_most <= high) return std::nullopt;
  return outside("/houses/opened_at_most", low, high);
}

}  // namespace

Result<Done> check(const ProposalRequest& request, const territory::Snapshot& snapshot) {
  if (snapshot.codes.empty()) return Problem{"planning.no_territory", "/at", {{"at", snapshot.at.str()}}};
  if (request.name.empty()) return Problem{"planning.missing", "/name", {}};
  if (request.name.size() > kLongestNameBytes)
    return Problem{"planning.too_long", "/name", {{"high", number(kLongestNameBytes / 2)}}};
  if (auto refused = refused_missions(request.missions, snapshot)) return *std::move(refused);
  const double units = static_cast<double>(snapshot.codes.size());
  if (request.districts_min < 2 || request.districts_min > units) return outside("/districts_min", 2, units);
  if (request.districts_max < request.districts_min || request.districts_max > units)
    return outside("/districts_max", request.districts_min, units);
  if (!(request.balance >= 0.005 && request.balance <= 1)) return outside("/balance", 0.005, 1);
  if (!(request.stability >= 0 && request.stability <= 0.95)) return outside("/stability", 0, 0.95);
  if (request.seconds < 1 || request.seconds > 600) return outside("/seconds", 1, 600);
  if (request.territories && (*request.territories < 2 || *request.territories >= request.districts_min))
    return outside("/territories", 2, std::max(2, request.districts_min - 1));
  if (auto refused = refused_houses(request)) return *std::move(refused);
  return Done{};
}

Result<Done> check(const std::vector<WeightAsked>& weights, const std::vector<territory::Quantity>& known) {
  if (weights.size() > kMostWeights)
    return Problem{"planning.too_many_weights", "/weights", {{"high", std::to_string(kMostWeights)}}};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::string field = "/weights/" + std::to_string(i);
    const auto named = [&](const auto& one) { return one.code == weights[i].quantity; };
    const auto found = std::find_if(known.begin(), known.end(), named);
    if (found == known.end())
      return Problem{"planning.unknown_quantity", field + "/quantity", {{"quantity", weights[i].quantity}}};
    if (!found->missing.empty())
      return Problem{"planning.quantity_incomplete",
                     field + "/quantity",
                     {{"name", found->name}, {"count", std::to_string(found->missing.size())}}};
    if (std::all_of(found->of_unit.begin(), found->of_unit.end(), [](std::int64_t n) { return n == 0; }))
      return Problem{"planning.quantity_empty", field + "/quantity", {{"name", found->name}}};
    if (!(weights[i].tolerance >= 0.005 && weights[i].tolerance <= 1)) return outside(field + "/tolerance", 0.005, 1);
    for (std::size_t before = 0; before < i; ++before)
      if (weights[before].quantity == weights[i].quantity)
        return Problem{"planning.repeated_quantity", field + "/quantity", {{"name", found->name}}};
  }
  return Done{};
}

districting::Instance instance_of(const ProposalRequest& request, const territory::Snapshot& snapshot) {
  districting::Instance instance;
  instance.graph = engines::Graph(static_cast<engines::Unit>(snapshot.codes.size()), snapshot.edges);
  instance.centres = snapshot.centres;
  instance.districts = request.districts_min;
  instance.weights = {
      districting::balanced("population", snapshot.populations, request.districts_min, request.balance)};
  if (request.keep == Keep::commune) instance.group = groups(snapshot.commune_codes);
  if (request.keep == Keep::epci) instance.group = groups(snapshot.epci_codes);
  // The price of a move is the front's to vary, around the stability asked.
  for (const std::string& mission : request.missions)
    instance.present.push_back({snapshot.missions[static_cast<std::size_t>(snapshot.mission(mission))].of_unit, 0});
  return instance;
}

std::vector<FoundPlan> describe_front(const std::vector<districting::Proposal>& front, const ProposalRequest& request,
                                      const territory::Snapshot& snapshot, std::int64_t seed) {
  std::vector<FoundPlan> out;
  for (const districting::Proposal& proposal : front) {
    FoundPlan plan{summary_of(proposal, request), proposal.answer.plan};
    plan.summary.index = static_cast<std::int32_t>(out.size());
    plan.summary.seed = seed;
    for (const engines::Edge& edge : snapshot.edges)
      plan.summary.cut_edges +=
          plan.of_unit[static_cast<std::size_t>(edge.a)] != plan.of_unit[static_cast<std::size_t>(edge.b)];
    out.push_back(std::move(plan));
  }
  return out;
}

std::int32_t best_of(const std::vector<PlanSummary>& front) {
  if (front.empty()) return -1;
  const auto range = [&](auto value) {
    const auto [low, high] = std::minmax_element(front.begin(), front.end(),
                                                 [&](const auto& a, const auto& b) { return value(a) < value(b); });
    return std::pair(value(*low), std::max(value(*high) - value(*low), 1e-9));
  };
  const auto inertia = [](const PlanSummary& plan) { return plan.inertia; };
  const auto moved = [](const PlanSummary& plan) { return static_cast<double>(plan.moved_residents); };
  const auto [low_inertia, inertia_range] = range(inertia);
  const auto [low_moved, moved_range] = range(moved);
  std::int32_t best = -1;
  double best_distance = std::numeric_limits<double>::infinity();
  for (const PlanSummary& plan : front) {
    const double distance =
        std::hypot((plan.inertia - low_inertia) / inertia_range, (moved(plan) - low_moved) / moved_range);
    if (distance < best_distance) best_distance = distance, best = plan.index;
  }
  return best;
}

}  // namespace maillage::planning
