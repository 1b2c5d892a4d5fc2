#include "app/district_options.hpp"

#include <CLI/Error.hpp>
#include <cmath>

#include "app/engine_table.hpp"

namespace maillage::app {
namespace {

// A check of the command line: the sentence of what is wrong, or nothing.
template <class Parse>
auto checked(Parse parse, std::string expected) {
  return [parse, expected](const std::string& text) {
    return parse(text) ? std::string() : text + ": expected " + expected;
  };
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  double value = 0;
  if (!parse_number(text, value) || value < 0 || value > 9e15 || value != std::floor(value)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<engines::District> parse_count(std::string_view text) {
  const auto whole = parse_whole(text);
  if (!whole || *whole < 1 || *whole > 100000) return std::nullopt;
  return static_cast<engines::District>(*whole);
}

std::optional<std::pair<std::string, std::string>> parse_weight(std::string_view text) {
  const auto colon = text.rfind(':');
  if (text.empty() || colon == 0) return std::nullopt;
  if (colon == std::string_view::npos) return std::pair(std::string(text), std::string());
  if (!parse_share(text.substr(colon + 1))) return std::nullopt;
  return std::pair(std::string(text.substr(0, colon)), std::string(text.substr(colon + 1)));
}

}  // namespace

bool names_geojson(std::string_view path) { return path.ends_with(".geojson") || path.ends_with(".json"); }

std::optional<double> parse_share(std::string_view text) {
  const bool percent = text.ends_with('%');
  double value = 0;
  if (!parse_number(percent ? text.substr(0, text.size() - 1) : text, value)) return std::nullopt;
  if (percent) value /= 100;
  return value >= 0 && value <= 10 ? std::optional(value) : std::nullopt;
}

std::optional<double> parse_seconds(std::string_view text) {
  double factor = 1;
  if (text.ends_with("ms"))
    factor = 0.001, text.remove_suffix(2);
  else if (text.ends_with("s"))
    text.remove_suffix(1);
  else if (text.ends_with("m"))
    factor = 60, text.remove_suffix(1);
  else if (text.ends_with("h"))
    factor = 3600, text.remove_suffix(1);
  double value = 0;
  if (!parse_number(text, value) || !(value > 0) || value > 1e7) return std::nullopt;
  return value * factor;
}

std::optional<std::pair<engines::District, engines::District>> parse_range(std::string_view text) {
  const auto dots = text.find("..");
  const auto first = parse_count(text.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : parse_count(text.substr(dots + 2));
  if (!first || !last || *first > *last) return std::nullopt;
  return std::pair(*first, *last);
}

std::optional<std::pair<std::int64_t, std::int64_t>> parse_bounds(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto lower = parse_whole(text.substr(0, colon)), upper = parse_whole(text.substr(colon + 1));
  if (!lower || !upper || *lower > *upper) return std::nullopt;
  return std::pair(*lower, *upper);
}

std::optional<std::vector<engines::District>> parse_levels(std::string_view text) {
  std::vector<engines::District> levels;
  for (;;) {
    const auto comma = text.find(',');
    const auto count = parse_count(text.substr(0, comma));
    if (!count || (!levels.empty() && *count >= levels.back())) return std::nullopt;
    levels.push_back(*count);
    if (comma == std::string_view::npos) return levels.size() >= 2 ? std::optional(levels) : std::nullopt;
    text.remove_prefix(comma + 1);
  }
}

void add_input_options(CLI::App& command, DistrictOptions& options) {
  add_map_options(command, options.map);
  command.add_option("--balance", options.balance, "how far from the mean load a district may be: 5% or 0.05")
      ->capture_default_str()
      ->check(checked(parse_share, "a share such as 5% or 0.05"));
  command.add_option("--weight", options.weights, "a load to balance, with its own tolerance: population or cases:10%")
      ->check(checked(parse_weight, "a column, or column:10%"));
  command.add_option("--present", options.present, "a plan in force (code,district); may be repeated");
  command.add_option("--stability", options.stability, "weight of staying in the present district against compactness")
      ->check(CLI::Range(0.0, 0.999));
  command.add_option("--keep", options.keep, "a column: units that share its text are never separated (epci)");
  command.add_option("--fix", options.fix, "units that must be in a district: code,district from 1");
  command.add_option("--seeds", options.seeds, "units (code) that each begin a district of their own, in this order");
}

void check_files(const DistrictOptions& options) {
  check_map(options.map);
  if (names_geojson(options.out) && !has_outlines(options.map))
    throw CLI::ValidationError("--out", "a plan as GeoJSON needs outlines: add --outlines");
}

void add_output_options(CLI::App& command, DistrictOptions& options) {
  command.add_option("--out", options.out,
                     "the plan: CSV code,district, or GeoJSON by its name; standard output when absent");
  command.add_option("--report", options.report, "objective, bound, gap, status and measures, as JSON");
  command.add_option("--svg", options.svg, "the plan as a drawing of its units and borders");
  command.add_option("--time", options.time, "how long to search: 30s, 2m")
      ->capture_default_str()
      ->check(checked(parse_seconds, "a duration such as 30s or 2m"));
  command.add_option("--threads", options.threads, "threads")->capture_default_str()->check(CLI::Range(1, 256));
  command.add_option("--seed", options.seed, "seed of the random choices")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  command.add_flag("--quiet", options.quiet, "nothing on standard error but errors");
}

}  // namespace maillage::app
