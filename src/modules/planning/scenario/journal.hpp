// What was done to a drawn map, step by step, and the map that results. Steps are only ever added: undoing is a step
// too, so that the journal says what happened and any moment of it can be shown again.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "engines/graph/graph.hpp"

namespace maillage::planning {

enum class StepKind { paint, rename, lock, unlock, add, replace, undo, redo };
BOOST_DESCRIBE_ENUM(StepKind, paint, rename, lock, unlock, add, replace, undo, redo)

// One step. Fields that its kind does not use keep their default.
struct Step {
  StepKind kind = StepKind::paint;
  std::vector<std::int32_t> units;  // paint: positions; replace: the district of every unit
  std::int32_t district = -1;       // paint (-1 = nobody's), rename, lock, unlock
  std::vector<std::string> names;   // rename, add: one name; replace: of every district; else see worded()
  std::string origin;               // replace: where the map comes from ("proposal/3/1"); rename: the former name
};
BOOST_DESCRIBE_STRUCT(Step, (), (kind, units, district, names, origin))

struct DraftDistrict {
  std::string name;
  bool locked = false;  // neither gains nor loses units
};
BOOST_DESCRIBE_STRUCT(DraftDistrict, (), (name, locked))

// A map under the pencil. A district keeps its position for life; one that holds no unit is not part of the plan.
struct Draft {
  engines::Plan of_unit;  // -1 = nobody's
  std::vector<DraftDistrict> districts;
};

// The map after all steps, and which steps made it.
struct Journal {
  Draft draft;
  std::vector<std::int32_t> in_force;  // positions of the steps that count, oldest first
  std::vector<std::int32_t> undone;    // positions that `redo` brings back, the next one last
};

// Whether `step` may follow: districts and units exist, nothing locked is touched, there is something to undo or redo,
// names are neither empty nor longer than 80 characters. Every refusal names its field.
Result<Done> check(const Journal& journal, const Step& step);

// The step as the journal keeps it: paint, lock and unlock get the name their district has at that moment (none for
// nobody's), rename the former name. `step` has passed check().
Step worded(const Draft& draft, Step step);

// Applies steps that were checked when they were made. A new step forgets what was undone before it.
Journal replay(const Draft& start, const std::vector<Step>& steps);

}  // namespace maillage::planning
