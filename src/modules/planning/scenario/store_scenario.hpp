// Scenarios, their steps, their stages and what was said of them. Every function runs inside the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/planning/scenario/scenario.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

// Inserts a scenario; its id and number of steps are ignored.
ScenarioId insert_scenario(sql::Session& session, const Scenario& scenario);
std::vector<Scenario> scenarios(sql::Session& session);  // newest first
std::optional<Scenario> find_scenario(sql::Session& session, ScenarioId id);

// Who writes, and when (UTC, ISO 8601).
struct Hand {
  std::string by;
  std::string at;
};

// Adds steps after the `seen` first ones. False, and nothing is written, when somebody added steps meanwhile.
bool add_steps(sql::Session& session, ScenarioId id, std::int32_t seen, const std::vector<Step>& steps,
               const Hand& hand);
std::vector<MadeStep> steps_of(sql::Session& session, ScenarioId id);

struct MadePassage {
  Stage stage = Stage::draft;
  std::string decided_at, decided_by;
  std::string note;
  std::string effective_on;  // "" unless adopted
};
BOOST_DESCRIBE_STRUCT(MadePassage, (), (stage, decided_at, decided_by, note, effective_on))

// False, and nothing is written, when the scenario is no longer at stage `from`.
bool pass(sql::Session& session, ScenarioId id, Stage from, Stage to, const std::string& note,
          std::optional<Date> effective_on, const Hand& hand);
std::vector<MadePassage> passages_of(sql::Session& session, ScenarioId id);

struct Comment {
  std::int64_t id = 0;
  std::string unit;  // code; "" = of the whole map
  std::string content;
  std::string written_at, written_by;
};
BOOST_DESCRIBE_STRUCT(Comment, (), (id, unit, content, written_at, written_by))

std::int64_t insert_comment(sql::Session& session, ScenarioId id, const std::string& unit, const std::string& content,
                            const Hand& hand);
std::vector<Comment> comments_of(sql::Session& session, ScenarioId id);  // oldest first

}  // namespace maillage::planning
