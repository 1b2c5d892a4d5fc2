#include "platform/routes/dispatch.hpp"

#include <doctest/doctest.h>

#include <array>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

Route route(Method method, std::string_view path) {
  Route made{};
  made.method = method;
  made.declaration.path = path;
  return made;
}

const std::vector<Route> kRoutes = {
    route(Method::get, "/places"),
    route(Method::get, "/places/{level}/{code}"),
    route(Method::get, "/places/iris/{code}"),
    route(Method::get, "/places/{level}/all"),
    route(Method::post, "/places/{level}/{code}"),
    route(Method::del, "/places/{level}/{code}"),
    route(Method::put, "/jobs/{id}"),
    route(Method::get, "/jobs/{id}/events"),
};

using Path = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string_view found(std::string_view method, const Path& path) {
  const auto match = platform::match(kRoutes, method, path);
  return match.route ? match.route->declaration.path : std::string_view{};
}

// The rule, written apart: same length, and each segment equal or a placeholder.
bool fits(std::string_view pattern, const Path& path) {
  std::string joined;
  std::size_t at = 0;
  for (std::size_t begin = 1; begin <= pattern.size(); ++at) {
    const auto end = std::min(pattern.find('/', begin), pattern.size());
    const auto segment = pattern.substr(begin, end - begin);
    if (at >= path.size() || (segment.front() != '{' && segment != path[at])) return false;
    begin = end + 1;
  }
  return at == path.size();
}

}  // namespace

TEST_CASE("the route that says the most literally answers, wherever it is declared") {
  CHECK(found("GET", {"places"}) == "/places");
  CHECK(found("GET", {"places", "commune", "93066"}) == "/places/{level}/{code}");
  CHECK(found("GET", {"places", "iris", "930660101"}) == "/places/iris/{code}");
  CHECK(found("GET", {"places", "commune", "all"}) == "/places/{level}/all");
  CHECK(found("POST", {"places", "iris", "930660101"}) == "/places/{level}/{code}");
  CHECK(found("HEAD", {"places"}) == "/places");
  CHECK(found("GET", {"jobs", "7", "events"}) == "/jobs/{id}/events");
}

TEST_CASE("a path too long, too short, in another case or with an empty end is another path") {
  for (const Path& path : {Path{},
                           {"Places"},
                           {"places", ""},
                           {"places", "iris"},
                           {"places", "iris", "1", ""},
                           {"", "places"},
                           {"jobs"},
                           {"places", "iris", "1", "2"}})
    CHECK(found("GET", path).empty());
  CHECK(found("HEAD", {"jobs", "7"}).empty());
  CHECK(found("get", {"places"}).empty());
}

TEST_CASE("parameters are what stands in place of the placeholders, as it was decoded") {
  const auto match = platform::match(kRoutes, "GET", {"places", "a/b", "é{code}"});
  REQUIRE(match.route);
  CHECK(match.parameters == Pairs{{"level", "a/b"}, {"code", "é{code}"}});
  CHECK(platform::match(kRoutes, "PUT", {"jobs", ""}).parameters == Pairs{{"id", ""}});
  CHECK(placeholders("/places/{level}/{code}") == std::vector<std::string>{"level", "code"});
  CHECK(placeholders("/places").empty());
}

TEST_CASE("what other methods the path has is told, once each") {
  const auto match = platform::match(kRoutes, "PUT", {"places", "commune", "1"});
  CHECK(match.route == nullptr);
  CHECK(match.allowed == std::vector<Method>{Method::get, Method::post, Method::del});
  const auto several = platform::match(kRoutes, "PUT", {"places", "iris", "all"});
  CHECK(std::count(several.allowed.begin(), several.allowed.end(), Method::get) == 1);
  CHECK(platform::match(kRoutes, "GET", {"nowhere"}).allowed.empty());
}

TEST_CASE("any path and method: the answer fits, and no fitting route is more literal") {
  Random random(17);
  constexpr std::array<std::string_view, 7> kSegments = {"places", "iris", "all", "jobs", "events", "7", ""};
  constexpr std::array<std::string_view, 6> kMethods = {"GET", "HEAD", "POST", "PUT", "DELETE", "TRACE"};
  int answered = 0;
  for (int i = 0; i < 4000; ++i) {
    Path path;
    for (auto n = random.below(5); n > 0; --n) path.emplace_back(kSegments[random.below(kSegments.size())]);
    const auto method = kMethods[random.below(kMethods.size())];
    const auto match = platform::match(kRoutes, method, path);
    std::size_t least = 99, others = 0;
    for (const Route& one : kRoutes) {
      if (!fits(one.declaration.path, path)) continue;
      if (method_name(one.method) == (method == "HEAD" ? "GET" : method))
        least = std::min(least, placeholders(one.declaration.path).size());
      else
        ++others;
    }
    CHECK((match.route != nullptr) == (least != 99));
    CHECK(match.allowed.empty() == (others == 0));
    if (!match.route) continue;
    ++answered;
    CHECK(fits(match.route->declaration.path, path));
    CHECK(match.parameters.size() == least);
  }
  CHECK(answered > 100);
}
