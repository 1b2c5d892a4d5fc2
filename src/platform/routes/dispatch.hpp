// Which route answers a method and a path.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/routes/routes.hpp"

namespace maillage::platform {

// "/places/{level}/{code}" → {"level", "code"}.
std::vector<std::string> placeholders(std::string_view pattern);

std::string_view method_name(Method method);

struct Match {
  const Route* route = nullptr;                                 // null when nothing answers
  std::vector<std::pair<std::string, std::string>> parameters;  // placeholders and their values
  std::vector<Method> allowed;                                  // those of the path but for `method`, each once
};

// `path` is cut into decoded segments. HEAD is answered by GET. Where two patterns fit, the one that says the most
// literally wins.
Match match(const std::vector<Route>& routes, std::string_view method, const std::vector<std::string>& path);

}  // namespace maillage::platform
