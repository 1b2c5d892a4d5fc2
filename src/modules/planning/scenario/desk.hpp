// What the scenario routes work with: a scenario opened with its territory, its steps and the map they make.
#pragma once

#include <memory>

#include "modules/planning/scenario/records.hpp"
#include "modules/planning/scenario/store_scenario.hpp"

namespace maillage::planning {

struct OpenScenario {
  Scenario scenario;
  std::shared_ptr<const territory::Snapshot> snapshot;
  std::vector<MadeStep> made;
  Journal journal;
  Loads loads;  // the quantities of its rules known on its day, in their order
};

// The scenario after its first `version` steps (all of them when absent), in the caller's transaction. Refused when it
// does not exist, or when its territory no longer has the same units.
Result<OpenScenario> open_scenario(sql::Session& session, territory::Territory& territory, std::int64_t id,
                                   std::optional<std::int32_t> version = std::nullopt);

// The page of an open scenario; `latest` steps were made in all.
ScenarioPage page_of(const OpenScenario& open, std::vector<MadePassage> stages);

// The same, opened here.
Result<ScenarioPage> page_of(sql::Session& session, territory::Territory& territory, std::int64_t id,
                             std::optional<std::int32_t> version = std::nullopt);

ScenarioItem item_of(const Scenario& scenario);

}  // namespace maillage::planning
