// The routes, printed for those who call them and for those who review rights.
#pragma once

#include <string>
#include <string_view>

#include "platform/routes/routes.hpp"

namespace maillage::platform {

// OpenAPI 3.1, indented; the same routes give the same text. Paths and schemas are in alphabetical order.
std::string openapi(const Routes& routes, std::string_view version);

// One line per route: method, path, then "yes" or "" for each role and for anyone, the audited act, the rate class.
std::string rights_csv(const Routes& routes);

}  // namespace maillage::platform
