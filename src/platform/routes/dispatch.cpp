#include "platform/routes/dispatch.hpp"

#include <algorithm>
#include <optional>

namespace maillage::platform {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

bool is_placeholder(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

std::string_view name_of(std::string_view segment) { return segment.substr(1, segment.size() - 2); }

// Calls `each` on the segments of a pattern: false from it stops.
template <class Each>
void each_segment(std::string_view pattern, Each each) {
  pattern.remove_prefix(1);
  while (true) {
    const auto end = pattern.find('/');
    if (!each(pattern.substr(0, end)) || end == pattern.npos) return;
    pattern.remove_prefix(end + 1);
  }
}

// The parameters when `path` has the shape of `pattern`.
std::optional<Parameters> fits(std::string_view pattern, const std::vector<std::string>& path) {
  Parameters parameters;
  std::size_t position = 0;
  bool same = true;
  each_segment(pattern, [&](std::string_view segment) {
    if (position == path.size()) return same = false;
    const std::string& given = path[position++];
    if (is_placeholder(segment))
      parameters.emplace_back(name_of(segment), given);
    else
      same = segment == given;
    return same;
  });
  if (!same || position != path.size()) return std::nullopt;
  return parameters;
}

void add_once(std::vector<Method>& methods, Method method) {
  if (std::find(methods.begin(), methods.end(), method) == methods.end()) methods.push_back(method);
}

}  // namespace

std::vector<std::string> placeholders(std::string_view pattern) {
  std::vector<std::string> names;
  each_segment(pattern, [&](std::string_view segment) {
    if (is_placeholder(segment)) names.emplace_back(name_of(segment));
    return true;
  });
  return names;
}

std::string_view method_name(Method method) {
  constexpr std::string_view kNames[] = {"GET", "POST", "PUT", "DELETE"};
  return kNames[static_cast<std::size_t>(method)];
}

Match match(const std::vector<Route>& routes, std::string_view method, const std::vector<std::string>& path) {
  Match best;
  for (const Route& route : routes) {
    auto parameters = fits(route.declaration.path, path);
    if (!parameters) continue;
    const bool same_method = method_name(route.method) == (method == "HEAD" ? "GET" : method);
    if (!same_method)
      add_once(best.allowed, route.method);
    else if (!best.route || parameters->size() < best.parameters.size()) {
      best.route = &route;
      best.parameters = *std::move(parameters);
    }
  }
  return best;
}

}  // namespace maillage::platform
