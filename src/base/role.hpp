// Who someone is for the program. A role opens rights; it never opens a person's file by rank.
#pragma once

#include <boost/describe/enum.hpp>

namespace maillage {

enum class Role { planner, executive, administrator };
BOOST_DESCRIBE_ENUM(Role, planner, executive, administrator)

}  // namespace maillage
