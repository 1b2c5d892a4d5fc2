// What a declaration must say: a route that is not whole stops the program at its start, before anybody can call it.
#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <set>

#include "base/testing/last_words.hpp"
#include "platform/routes/openapi.hpp"
#include "platform/routes/testing/rig.hpp"

using namespace maillage;
using namespace maillage::testing;
namespace json = boost::json;

namespace {

struct Inner {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (number))

struct Nested {
  std::optional<Inner> inner;
};
BOOST_DESCRIBE_STRUCT(Nested, (), (inner))

template <class Query>
bool refused(const Declaration& declaration, bool twice = false) {
  const auto declare = [&] {
    Routes routes;
    for (int i = 0; i < (twice ? 2 : 1); ++i)
      routes.get<Query, Nothing>(declaration, [](Context&, const Query&) -> Result<Nothing> { return Nothing{}; });
  };
  return !last_words(declare).empty();
}

// Every "$ref" below a value.
void collect_references(const json::value& value, std::set<std::string>& found) {
  if (value.is_array()) {
    for (const auto& item : value.as_array()) collect_references(item, found);
  } else if (value.is_object()) {
    for (const auto& member : value.as_object()) {
      if (member.key() == "$ref") found.insert(std::string(member.value().as_string()));
      collect_references(member.value(), found);
    }
  }
}

}  // namespace

TEST_CASE("a route nobody may call, without a sentence, or declared twice is a bug found at start") {
  CHECK_FALSE(refused<Nothing>({.path = "/a", .roles = kAll, .summary = "s"}));
  CHECK_FALSE(refused<Nothing>({.path = "/a", .open = true, .summary = "s"}));
  CHECK(refused<Nothing>({.path = "/a", .summary = "s"}));
  CHECK(refused<Nothing>({.path = "/a", .roles = kAll, .summary = ""}));
  CHECK(refused<Nothing>({.path = "/a", .roles = kAll, .summary = "s"}, true));
}

TEST_CASE("a placeholder or a required field that the query has not, and a query that is not flat, are bugs too") {
  CHECK_FALSE(refused<PlacesQuery>({.path = "/p/{level}", .roles = kAll, .summary = "s", .required = {"limit", "at"}}));
  CHECK(refused<PlacesQuery>({.path = "/p/{code}", .roles = kAll, .summary = "s"}));
  CHECK(refused<PlacesQuery>({.path = "/p", .roles = kAll, .summary = "s", .required = {"code"}}));
  CHECK(refused<Nested>({.path = "/p", .roles = kAll, .summary = "s"}));
}

TEST_CASE("OpenAPI says of each route what its declaration says") {
  Rig rig;
  const json::value document = json::parse(openapi(rig.routes, "1.2.3"));
  std::set<std::string> operations;
  std::size_t described = 0;
  for (const auto& path : document.at("paths").as_object()) described += path.value().as_object().size();
  CHECK(described == rig.routes.all().size());
  constexpr std::string_view kVerbs[] = {"get", "post", "put", "delete"};
  for (const Route& route : rig.routes.all()) {
    CAPTURE(route.declaration.path);
    const auto& operation =
        document.at("paths").at(route.declaration.path).at(kVerbs[static_cast<std::size_t>(route.method)]);
    CHECK(operations.insert(std::string(operation.at("operationId").as_string())).second);
    CHECK(operation.at("x-roles").as_array().size() == route.declaration.roles.size());
    CHECK(operation.at("security").as_array().empty() == route.declaration.open);
    CHECK(operation.as_object().contains("requestBody") == (route.body_kind != BodyKind::none));
    const int success = route.answer_kind == AnswerKind::nothing ? 204 : route.declaration.success;
    CHECK(operation.at("responses").as_object().contains(std::to_string(success)));
    CHECK(operation.at("responses").as_object().contains("default"));
    CHECK(operation.as_object().contains("parameters") == !route.query->fields.empty());
  }
}

TEST_CASE("OpenAPI: parameters with their place, what is required, and every reference resolved") {
  Rig rig;
  const json::value document = json::parse(openapi(rig.routes, "1.2.3"));
  CHECK(document.at("info").at("version").as_string() == "1.2.3");
  std::string told;
  for (const auto& one : document.at("paths").at("/places/{level}").at("get").at("parameters").as_array()) {
    told += std::string(one.at("name").as_string()) + ":" + std::string(one.at("in").as_string()) +
            (one.at("required").as_bool() ? "!" : "") + " ";
  }
  CHECK(told == "level:path! at:query sort:query descending:query limit:query! missions:query ");
  std::set<std::string> references;
  collect_references(document, references);
  CHECK(references.contains("#/components/schemas/Problem"));
  for (const std::string& reference : references) {
    REQUIRE(reference.starts_with("#/components/schemas/"));
    CHECK_MESSAGE(document.at("components").at("schemas").as_object().contains(reference.substr(21)), reference);
  }
}

TEST_CASE("each role is let in or kept out of each route as rights.csv says") {
  Rig rig;
  const std::string csv = rights_csv(rig.routes);
  constexpr std::string_view kRoles[] = {"planner", "executive", "administrator", ""};
  for (const Route& route : rig.routes.all()) {
    const std::string begun = "\n" + std::string(route.declaration.path) + "," +
                              (route.method == Method::get    ? "GET"
                               : route.method == Method::post ? "POST"
                                                              : "DELETE") +
                              ",";
    auto at = csv.find(begun);
    REQUIRE(at != csv.npos);
    at += begun.size();
    std::string path(route.declaration.path);
    if (path.ends_with("{level}")) path = "/places/iris?limit=1";
    for (const std::string_view role : kRoles) {
      CAPTURE(path);
      CAPTURE(role);
      const bool allowed = csv.compare(at, 3, "yes") == 0;
      at = csv.find(',', at) + 1;
      const auto verb = begun.substr(begun.find(',') + 1);
      const int status = rig.ask(verb.substr(0, verb.size() - 1), path, role, R"({"text":"a","number":1})").status;
      CHECK((status != 401 && status != 403) == allowed);
      if (!allowed) CHECK(status == (role.empty() ? 401 : 403));
    }
  }
}

TEST_CASE("a write from another site is refused before the session is looked at, whoever asks") {
  Rig rig;
  for (const char* role : {"planner", "executive", ""}) {
    auto request = Rig::request("POST", "/echo", role, R"({"text":"a","number":1})");
    for (auto& [name, value] : request.headers)
      if (name == "sec-fetch-site") value = "cross-site";
    CHECK(code_of(rig.frame.answer(request)) == "cross_site");
  }
  CHECK(rig.ask("POST", "/echo", "planner", R"({"text":"a","number":1})").status == 201);
}

TEST_CASE("rates: per person when signed in, per address otherwise, and apart for each class") {
  Rig rig;
  const auto until_refused = [&](const http::Request& request) {
    int count = 0;
    while (count < 1000 && rig.frame.answer(request).status != 429) ++count;
    return count;
  };
  auto nobody = Rig::request("GET", "/map");
  CHECK(until_refused(nobody) == 200);
  nobody.address = "10.0.0.2";
  CHECK(until_refused(nobody) == 200);
  CHECK(until_refused(Rig::request("GET", "/places/first", "planner")) == 200);
  CHECK(rig.ask("GET", "/places/first", "executive").status == 200);
  const auto refused = rig.ask("GET", "/map");
  CHECK(refused.status == 429);
  CHECK(header(refused, "Retry-After") == "1");
  rig.clock.advance(std::chrono::seconds(10));
  CHECK(until_refused(Rig::request("GET", "/map")) == 200);  // full again, and no fuller
}
