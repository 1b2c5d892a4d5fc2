#include "modules/planning/labels.hpp"

#include <charconv>

#include "base/assert.hpp"

namespace maillage::planning {

std::string labels_text(const engines::Plan& plan) {
  std::string out;
  for (const auto district : plan) {
    if (!out.empty()) out += ' ';
    out += std::to_string(district);
  }
  return out;
}

engines::Plan labels_of(std::string_view text) {
  engines::Plan plan;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; ++at) {
    engines::District district = -1;
    const auto read = std::from_chars(at, end, district);
    MAILLAGE_ASSERT(read.ec == std::errc{}, "a stored plan is a list of numbers");
    plan.push_back(district);
    at = read.ptr;
  }
  return plan;
}

std::string joined_codes(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += out.empty() ? code : "," + code;
  return out;
}

std::vector<std::string> split_codes(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

}  // namespace maillage::planning
