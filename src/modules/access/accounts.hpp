// The rules of accounts. Internal to the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/role.hpp"

namespace maillage::access {

bool login_well_formed(std::string_view login);

// "planner,executive" ↔ the roles; names that are no role are left out.
std::vector<Role> roles_of(std::string_view text);
std::string roles_text(const std::vector<Role>& roles);

}  // namespace maillage::access
