// Formulas, and the posts of maps. Every function runs inside the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/planning/means/means.hpp"
#include "modules/planning/scenario/store_scenario.hpp"

namespace maillage::planning {

// Those of the law first, then by kind and day.
std::vector<Formula> formulas(sql::Session& session);
// A formula of the Département; its id is ignored.
FormulaId insert_formula(sql::Session& session, const Formula& formula, const Hand& hand);
// False, and nothing is written, when no formula of the Département has that id.
bool end_formula(sql::Session& session, FormulaId id, Date last_day, const Hand& hand);

// Version 0 and no line when nobody wrote any.
Posts posts_of(sql::Session& session, const std::string& origin);
// False, and nothing is written, when they are no longer at version `seen`.
bool save_posts(sql::Session& session, const std::string& origin, std::int32_t seen,
                const std::vector<PostsLine>& lines, const Hand& hand);

}  // namespace maillage::planning
