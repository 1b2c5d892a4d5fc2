// The text of a JSON document as a tree, with the faults of its form. Internal to the json folder.
#pragma once

#include <boost/json/value.hpp>
#include <optional>

#include "platform/json/json.hpp"

namespace maillage::platform {

// Nothing when the text is not JSON, is too long, too deep or repeats a member: the reason is added to `faults`.
std::optional<boost::json::value> parse_json(std::string_view text, const JsonLimits& limits,
                                             std::vector<Fault>& faults);

}  // namespace maillage::platform
