#include "app/site_options.hpp"

#include <cmath>

#include "app/engine_table.hpp"

namespace maillage::app {

std::optional<double> parse_amount(std::string_view text) {
  double factor = 1;
  if (text.ends_with('k')) factor = 1e3;
  if (text.ends_with('M')) factor = 1e6;
  if (factor > 1) text.remove_suffix(1);
  double value = 0;
  if (!parse_number(text, value) || !std::isfinite(value) || std::fabs(value) > 1e12) return std::nullopt;
  return value * factor;
}

std::optional<std::pair<std::string, std::int64_t>> parse_part(std::string_view text) {
  const auto colon = text.rfind(':');
  if (text.empty() || colon == 0) return std::nullopt;
  if (colon == std::string_view::npos) return std::pair(std::string(text), std::int64_t{1});
  double value = 0;
  if (!parse_number(text.substr(colon + 1), value) || value < 0 || value > 1e6 || value != std::floor(value))
    return std::nullopt;
  return std::pair(std::string(text.substr(0, colon)), static_cast<std::int64_t>(value));
}

}  // namespace maillage::app
