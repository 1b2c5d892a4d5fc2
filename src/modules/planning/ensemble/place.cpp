#include "modules/planning/ensemble/place.hpp"

#include <algorithm>
#include <set>

#include "engines/districting/ensemble_rank.hpp"
#include "modules/planning/loads.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr std::size_t kUsualMeasures = 4;  // before those of the missions

Draft draft_of(const KnownMap& map) {
  return {map.of_unit, std::vector<DraftDistrict>(static_cast<std::size_t>(map.districts))};
}

std::optional<Apart> apart(const EnsembleQuestion& question, const KnownMap& map) {
  if (map.other_places) return Apart{ApartCode::other_places};
  const EnsembleRequest& asked = question.asked;
  const ScenarioRules rules{asked.missions, asked.balance, asked.keep, asked.weights};
  const Draft draft = draft_of(map);
  const auto seen = measure(*question.question.snapshot, rules, draft, draft, question.question.loads);
  const auto found = [](ApartCode code, auto have, double limit = 0) {
    return Apart{code, static_cast<double>(have), limit};
  };
  if (seen.unassigned > 0) return found(ApartCode::unfinished, seen.unassigned);
  if (map.districts != asked.districts) return found(ApartCode::districts, map.districts, asked.districts);
  if (seen.in_pieces > 0) return found(ApartCode::in_pieces, seen.in_pieces);
  if (seen.cut_places > 0) return found(ApartCode::cut_places, seen.cut_places);
  if (seen.max_deviation > asked.balance) return found(ApartCode::unbalanced, seen.max_deviation, asked.balance);
  if (seen.outside > 0) return found(ApartCode::uneven, seen.outside);
  return std::nullopt;
}

bool measurable(const PlacedMap& map) {
  return !map.apart || (map.apart->code != ApartCode::other_places && map.apart->code != ApartCode::unfinished &&
                        map.apart->code != ApartCode::districts);
}

std::vector<std::optional<PlaceView>> places_of(const EnsembleQuestion& question, const PlacedMap& map,
                                                const districting::Ensemble& ensemble) {
  std::vector<std::optional<PlaceView>> out(map.values.size());
  for (std::size_t m = 0; m < std::min(out.size(), ensemble.distributions.size()); ++m) {
    const bool itself = m >= kUsualMeasures && map.key == "mission/" + question.asked.missions[m - kUsualMeasures];
    if (itself || !districting::chains_agree(ensemble.distributions[m])) continue;
    const auto rank = districting::rank_of(ensemble.distributions[m], map.values[m]);
    out[m] = PlaceView{rank.better_than, rank.worse_than, rank.low, rank.high};
  }
  return out;
}

}  // namespace

KnownMap known_map(std::string key, MapKind kind, std::string name, const engines::Plan& of_unit) {
  std::set<engines::District> held(of_unit.begin(), of_unit.end());
  held.erase(-1);
  KnownMap out{std::move(key), kind, std::move(name), {}, static_cast<std::int32_t>(held.size()), {}};
  for (const engines::District d : of_unit)
    out.of_unit.push_back(d < 0 ? -1 : static_cast<engines::District>(std::distance(held.begin(), held.find(d))));
  return out;
}

double max_deviation(const territory::Snapshot& snapshot, const KnownMap& map) {
  return largest_deviation(loads_in(snapshot.populations, map.of_unit, map.districts));
}

std::vector<PlacedMap> place(const EnsembleQuestion& question, const std::vector<KnownMap>& maps,
                             const districting::Ensemble* ensemble) {
  std::vector<PlacedMap> out;
  std::vector<engines::Plan> plans;
  for (const KnownMap& map : maps) {
    PlacedMap& placed = out.emplace_back();
    placed = {map.key, map.kind, map.name, map.stage, map.districts, {}, apart(question, map), {}, {}};
    if (!map.other_places) placed.max_deviation = max_deviation(*question.question.snapshot, map);
    if (measurable(placed)) plans.push_back(map.of_unit);
  }
  auto values = districting::measures_of(instance_of(question.question, question.asked.districts), plans);
  auto next = values.begin();
  for (PlacedMap& placed : out) {
    if (!measurable(placed)) continue;
    placed.values = std::move(*next++);
    placed.places.resize(placed.values.size());
    if (ensemble != nullptr && !placed.apart) placed.places = places_of(question, placed, *ensemble);
  }
  return out;
}

}  // namespace maillage::planning
