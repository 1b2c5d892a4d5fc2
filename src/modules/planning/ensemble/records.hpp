// What the routes of ensembles receive and answer.
#pragma once

#include "modules/planning/ensemble/picture.hpp"
#include "modules/planning/ensemble/place.hpp"
#include "modules/planning/ensemble/store_ensemble.hpp"
#include "platform/jobs/job.hpp"

namespace maillage::planning {

struct MapsQuery {
  std::optional<Date> at;
};
BOOST_DESCRIBE_STRUCT(MapsQuery, (), (at))

// A map that a draw may be made around.
struct MapItem {
  std::string key;
  MapKind kind = MapKind::today;
  std::string name;
  std::int32_t districts = 0;
  double max_deviation = 0;  // from the mean population
};
BOOST_DESCRIBE_STRUCT(MapItem, (), (key, kind, name, districts, max_deviation))

struct MapList {
  std::vector<MapItem> items;
};
BOOST_DESCRIBE_STRUCT(MapList, (), (items))

struct EnsembleStarted {
  std::int64_t id = 0;
  std::int64_t job_id = 0;
};
BOOST_DESCRIBE_STRUCT(EnsembleStarted, (), (id, job_id))

struct EnsembleQuery {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(EnsembleQuery, (), (id))

struct EnsembleItem {
  std::int64_t id = 0;
  std::string created_at;
  std::string by;
  Date at;
  platform::JobState state = platform::JobState::queued;
  std::int32_t districts = 0;
  double balance = 0;
  std::vector<std::string> missions;
  std::int64_t maps = 0;  // drawn
  bool agreed = false;
};
BOOST_DESCRIBE_STRUCT(EnsembleItem, (), (id, created_at, by, at, state, districts, balance, missions, maps, agreed))

struct EnsembleList {
  std::vector<EnsembleItem> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(EnsembleList, (), (items))

struct EnsemblePage {
  std::int64_t id = 0;
  std::string created_at;
  std::string by;
  EnsembleRequest request;
  platform::JobState state = platform::JobState::queued;
  std::int64_t job_id = 0;
  std::optional<DrawView> drawn;  // absent while there is nothing
  std::optional<ImpossibilityView> impossibility;
  bool outdated = false;        // the territory has changed since: no map can be placed any more
  std::vector<PlacedMap> maps;  // today's, then scenarios and proposals, the newest first
  std::int32_t left_out = 0;    // maps of proposals that have another number of sectors, or other places
};
BOOST_DESCRIBE_STRUCT(EnsemblePage, (),
                      (id, created_at, by, request, state, job_id, drawn, impossibility, outdated, maps, left_out))

}  // namespace maillage::planning
