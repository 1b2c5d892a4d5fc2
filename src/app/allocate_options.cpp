#include "app/allocate_options.hpp"

#include <CLI/Error.hpp>
#include <algorithm>

#include "app/engine_table.hpp"

namespace maillage::app {
namespace {

constexpr double kMostPosts = 100000;

std::optional<double> parse_count(std::string_view text) {
  double value = 0;
  if (!parse_number(text, value) || !(value >= 0) || value > kMostPosts) return std::nullopt;
  return value;
}

bool by_kind(const std::vector<std::string>& posts) { return posts.front().find('=') != std::string::npos; }

// All of them for a kind, or one for all.
void check_same(const std::string& option, const std::vector<std::string>& posts) {
  if (posts.empty()) return;
  const bool named = by_kind(posts);
  const auto same = [&](const std::string& text) { return (text.find('=') != std::string::npos) == named; };
  if (!std::all_of(posts.begin(), posts.end(), same) || (!named && posts.size() > 1))
    throw CLI::ValidationError(option, "give one number for all kinds, or kind=number for each");
}

}  // namespace

std::optional<std::pair<std::string, double>> parse_posts(std::string_view text) {
  const auto sign = text.rfind('=');
  if (sign == 0) return std::nullopt;
  const auto count = parse_count(sign == std::string_view::npos ? text : text.substr(sign + 1));
  if (!count) return std::nullopt;
  return std::pair(sign == std::string_view::npos ? std::string() : std::string(text.substr(0, sign)), *count);
}

std::optional<std::vector<double>> parse_years(std::string_view text) {
  std::vector<double> years;
  for (;;) {
    const auto comma = text.find(',');
    const auto count = parse_count(text.substr(0, comma));
    if (!count) return std::nullopt;
    years.push_back(*count);
    if (comma == std::string_view::npos) return years;
    text.remove_prefix(comma + 1);
  }
}

void check_options(const AllocateOptions& options) {
  if (options.posts.empty() == options.years.empty())
    throw CLI::ValidationError("--posts", "give --posts, or --years for a path over the years");
  check_same("--posts", options.posts);
  check_same("--max-moves", options.moves);
  if (options.moves.empty()) return;
  if (options.present.empty()) throw CLI::RequiredError("--present, which --max-moves counts from,");
  const bool posts_by_kind = !options.posts.empty() && by_kind(options.posts);
  if (by_kind(options.moves) != posts_by_kind)
    throw CLI::ValidationError("--max-moves", "count moves as posts are: for all kinds, or for each");
}

}  // namespace maillage::app
