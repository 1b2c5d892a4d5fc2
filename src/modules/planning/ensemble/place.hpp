// Where our maps stand: each known map among the maps drawn, or why it cannot be placed there.
#pragma once

#include "modules/planning/ensemble/ensemble.hpp"
#include "modules/planning/scenario/scenario.hpp"

namespace maillage::planning {

enum class MapKind { today, scenario, proposal };
BOOST_DESCRIBE_ENUM(MapKind, today, scenario, proposal)

// A map that somebody may want to place.
struct KnownMap {
  std::string key;  // "mission/ssd", "scenario/3", "proposal/2/0"
  MapKind kind = MapKind::today;
  std::string name;            // of the scenario or the proposal; "" of a mission
  std::optional<Stage> stage;  // of a scenario
  std::int32_t districts = 0;  // that hold a place
  engines::Plan of_unit;       // districts numbered from 0 without a hole, -1 = nobody's
  bool other_places = false;   // it was drawn on other places: of_unit says nothing
};

// `of_unit` with its districts renumbered in their order, those without a place left out; and their number.
KnownMap known_map(std::string key, MapKind kind, std::string name, const engines::Plan& of_unit);

// Why a map is not one of those that could have been drawn, the first reason in this order.
enum class ApartCode { other_places, unfinished, districts, in_pieces, cut_places, unbalanced, uneven };
BOOST_DESCRIBE_ENUM(ApartCode, other_places, unfinished, districts, in_pieces, cut_places, unbalanced, uneven)

struct Apart {
  ApartCode code = ApartCode::districts;
  double have = 0;  // places without a sector; sectors; sectors in pieces; places cut; largest deviation; districts off
  double limit = 0;  // sectors asked; deviation allowed
};
BOOST_DESCRIBE_STRUCT(Apart, (), (code, have, limit))

// The place of one measure: see engines::districting::Rank.
struct PlaceView {
  double better_than = 0, worse_than = 0;
  double low = 0, high = 1;
};
BOOST_DESCRIBE_STRUCT(PlaceView, (), (better_than, worse_than, low, high))

struct PlacedMap {
  std::string key;
  MapKind kind = MapKind::today;
  std::string name;
  std::optional<Stage> stage;
  std::int32_t districts = 0;
  std::optional<double> max_deviation;  // from the mean population; absent when its places are others
  std::optional<Apart> apart;
  std::vector<double> values;  // of each measure, when it has the number of sectors asked and is finished; else none
  // Of each measure: none of a map that is apart, none where the chains do not agree, none of today's map for the moves
  // against itself.
  std::vector<std::optional<PlaceView>> places;
};
BOOST_DESCRIBE_STRUCT(PlacedMap, (), (key, kind, name, stage, districts, max_deviation, apart, values, places))

// Measures each map as the ensemble measures its own, and places it; without an ensemble, no places.
std::vector<PlacedMap> place(const EnsembleQuestion& question, const std::vector<KnownMap>& maps,
                             const engines::districting::Ensemble* ensemble);

// Of a finished map on its own, whatever is asked.
double max_deviation(const territory::Snapshot& snapshot, const KnownMap& map);

}  // namespace maillage::planning
