// A scenario: a map drawn from today's, held to rules, discussed, and one day adopted or refused.
#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/role.hpp"
#include "modules/planning/scenario/measures.hpp"

namespace maillage::planning {

// draft → submitted → adopted | rejected, or → amended → submitted again.
enum class Stage { draft, submitted, amended, adopted, rejected };
BOOST_DESCRIBE_ENUM(Stage, draft, submitted, amended, adopted, rejected)

// The drawing may still change.
bool editable(Stage stage);

// Whether a person with these roles may lead a scenario from one stage to another: planners submit and take back to
// amend; executives adopt and reject.
Result<Done> check_passage(Stage from, Stage to, std::span<const Role> roles);

struct ScenarioTag;
using ScenarioId = Id<ScenarioTag>;

// A scenario as it is kept.
struct Scenario {
  ScenarioId id;
  std::string name;
  std::string created_at, created_by;  // UTC, ISO 8601; name of the person
  Date at;                             // day of the territory and of the present maps it is compared with
  std::string origin;                  // "mission/ssd", "scenario/3", "proposal/2/0"
  ScenarioRules rules;
  std::vector<std::string> units;  // codes, in the order of `start`
  Draft start;
  Stage stage = Stage::draft;
  std::optional<Date> effective_on;  // once adopted
  std::int32_t steps = 0;            // number of steps: its version
  std::string touched_at, touched_by;
};

// A step with who made it and when.
struct MadeStep {
  std::int32_t position = 0;
  std::string made_at, made_by;
  Step step;
};
BOOST_DESCRIBE_STRUCT(MadeStep, (), (position, made_at, made_by, step))

// The map a scenario may start from: the sectors of a mission on that day, named as they are.
Draft draft_of(const territory::MissionMap& mission);

// For every sector of the draft, the district of the plan that continues it, or -1: as continued_by(), and a locked
// sector found as it is continues itself, be nobody living there.
std::vector<std::int32_t> continuation(const territory::Snapshot& snapshot, const Draft& draft,
                                       const engines::Plan& plan, std::int32_t districts);

// The step that replaces `draft` by a plan of `districts` districts: each district that continues one of the draft
// keeps its position and its name, the others come after under the names given. Locked districts must be found as they
// are.
Step replacement(const territory::Snapshot& snapshot, const Draft& draft, const engines::Plan& plan,
                 const std::vector<std::string>& names, std::string origin);

}  // namespace maillage::planning
