// Texts of a URL into the fields of a described struct.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/describe.hpp"
#include "platform/json/json.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::platform {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Fills `query` from the placeholders and the query string of a request to `route`; gives all the faults at once, with
// "/name" as path. An empty text is an absent optional, or an empty list.
std::vector<Fault> read_query(const Route& route, const Pairs& placeholders, const Pairs& query_string, void* query);

}  // namespace maillage::platform
