// What holds for every route of the product, read from the table of routes: a new route is tested the day it is
// declared.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "app/product.hpp"
#include "platform/http/message.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/dispatch.hpp"
#include "platform/routes/frame.hpp"
#include "platform/routes/openapi.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

constexpr std::string_view kRoleNames[] = {"planner", "executive", "administrator"};

// A session for each role, named after it.
class TokenIsRole : public Authenticator {
 public:
  std::optional<Identity> identify(std::string_view token) override {
    for (std::size_t role = 0; role < std::size(kRoleNames); ++role) {
      if (kRoleNames[role] == token) return Identity{std::string(token), "", {static_cast<Role>(role)}};
    }
    return std::nullopt;
  }
};

struct House {
  House() {
    redirect_log([](std::string_view) {});
    REQUIRE(app::migrate(*database).ok());
    product = std::make_unique<app::Product>(*database, clock, app::Exposure{});
    frame = std::make_unique<Frame>(
        product->routes(), FrameParts{*database, clock, authenticator, "__Host-sid", RateTable{}.scaled(1000)});
  }
  ~House() { redirect_log({}); }
  const std::vector<Route>& routes() const { return product->routes().all(); }

  SystemClock clock;
  std::unique_ptr<sql::Database> database = sql::Database::open("sqlite::memory:");
  TokenIsRole authenticator;
  std::unique_ptr<app::Product> product;
  std::unique_ptr<Frame> frame;
};

// The address of a route, "1" in place of each placeholder.
std::string address_of(const Route& route) {
  std::string path(route.declaration.path);
  for (const auto& name : placeholders(path)) path.replace(path.find('{' + name + '}'), name.size() + 2, "1");
  return std::string(kApiPrefix) + path;
}

http::Request request_to(const Route& route, std::string_view role, http::Headers headers) {
  http::Request request;
  request.method = method_name(route.method);
  request.path = address_of(route);
  request.headers = std::move(headers);
  request.headers.emplace_back("host", "localhost:8080");
  if (!role.empty()) request.headers.emplace_back("cookie", "__Host-sid=" + std::string(role));
  request.address = "127.0.0.1";
  return request;
}

http::Headers from_our_page(const Route& route) {
  http::Headers headers = {{"sec-fetch-site", "same-origin"}};
  if (route.body_kind == BodyKind::json) headers.emplace_back("content-type", "application/json");
  if (route.body_kind == BodyKind::upload) headers.emplace_back("content-type", "application/octet-stream");
  return headers;
}

std::string code_of(const http::Response& response) {
  if (!response.body || response.status < 400) return "";
  const auto problem = from_json<wire::Problem>(*response.body);
  return problem.ok() ? problem.value.code : "not a problem";
}

bool writes(const Route& route) { return route.method != Method::get; }

bool declared_for(const Route& route, std::string_view role) {
  const auto& roles = route.declaration.roles;
  return std::any_of(roles.begin(), roles.end(),
                     [&](Role held) { return kRoleNames[static_cast<std::size_t>(held)] == role; });
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("no write is accepted from elsewhere: cross-site, without a word, or as a form") {
  House house;
  const std::vector<http::Headers> foreign = {
      {{"content-type", "application/json"}, {"sec-fetch-site", "cross-site"}, {"origin", "https://evil.example"}},
      {{"content-type", "application/json"}, {"sec-fetch-site", "same-site"}},
      {{"content-type", "application/json"}, {"origin", "https://evil.example"}},
      {{"content-type", "application/json"}, {"origin", "null"}},
      {{"content-type", "application/json"}},
      {},
      {{"content-type", "text/plain"}, {"sec-fetch-site", "same-origin"}},
      {{"content-type", "application/x-www-form-urlencoded"}, {"sec-fetch-site", "same-origin"}},
      {{"content-type", "multipart/form-data; boundary=x"}, {"sec-fetch-site", "same-origin"}},
  };
  int asked = 0;
  for (const Route& route : house.routes()) {
    if (!writes(route)) continue;
    for (const auto& headers : foreign) {
      CAPTURE(route.declaration.path);
      const auto answer = house.frame->answer(request_to(route, "planner", headers));
      CHECK(answer.status == 403);
      CHECK(code_of(answer) == "cross_site");
      ++asked;
    }
  }
  CHECK(asked >= 40);
}

TEST_CASE("every route × every role answers as it is declared, and nobody enters without a session") {
  House house;
  for (const Route& route : house.routes()) {
    CAPTURE(route.declaration.path);
    CAPTURE(method_name(route.method));
    if (route.declaration.open) continue;
    const auto nobody = house.frame->answer(request_to(route, "", from_our_page(route)));
    CHECK(code_of(nobody) == "signed_out");
    const auto forged = house.frame->answer(request_to(route, "forged", from_our_page(route)));
    CHECK(code_of(forged) == "signed_out");
    for (const std::string_view role : kRoleNames) {
      CAPTURE(role);
      const auto refusal = house.frame->refuse_early(request_to(route, role, from_our_page(route)));
      CHECK(refusal.has_value() == !declared_for(route, role));
      if (refusal) CHECK(code_of(*refusal) == "forbidden");
    }
  }
}

TEST_CASE("only signing in, the health of the server and what a concertation shows are open to anyone") {
  House house;
  std::vector<std::string> open;
  for (const Route& route : house.routes()) {
    if (route.declaration.open)
      open.push_back(std::string(method_name(route.method)) + " " + std::string(route.declaration.path));
  }
  std::sort(open.begin(), open.end());
  CHECK(open == std::vector<std::string>{"GET /concertation/{key}", "GET /concertation/{key}/map",
                                         "GET /concertation/{key}/remarks", "GET /health", "POST /access/session",
                                         "POST /concertation/{key}/remarks"});
}

// Asked with a body, and changes nothing: what a plan of continuity would do.
constexpr std::string_view kPreview = "/planning/continuity/preview";

TEST_CASE("every write is audited, and has a rate of its own") {
  House house;
  for (const Route& route : house.routes()) {
    if (!writes(route) || route.declaration.path == kPreview) continue;
    CAPTURE(route.declaration.path);
    CHECK_FALSE(route.declaration.audit.empty());
    CHECK(route.declaration.rate != RateClass::read);
  }
}

TEST_CASE("an executive decides, comments on scenarios, asks what continuity would do, and changes nothing else") {
  const std::set<std::string_view> decided{"/planning/network/studies/{id}/stage", "/planning/scenarios/{id}/stage",
                                           "/planning/scenarios/{id}/comments",    "/planning/continuity/{id}/decision",
                                           "/planning/continuity/{id}/end",        kPreview};
  House house;
  for (const Route& route : house.routes()) {
    if (!writes(route) || route.declaration.path == "/access/session") continue;
    CAPTURE(route.declaration.path);
    CHECK(declared_for(route, "executive") == decided.contains(route.declaration.path));
  }
}

TEST_CASE("what each route refuses is a problem with both sentences, and is never stored") {
  House house;
  for (const Route& route : house.routes()) {
    CAPTURE(route.declaration.path);
    auto request = request_to(route, "planner", from_our_page(route));
    request.query = "no_such_field=1";
    const auto answer = house.frame->answer(request);
    CHECK(answer.status >= 400);
    CHECK(answer.status < 500);
    CHECK(code_of(answer) != "not a problem");
    CHECK(std::count(answer.headers.begin(), answer.headers.end(),
                     std::pair<std::string, std::string>{"Cache-Control", "no-store"}) == 1);
  }
}

TEST_CASE("openapi.json and rights.csv are those of the routes: run `maillage openapi --out docs/reference`") {
  House house;
  const std::string reference = std::string(MAILLAGE_SOURCE_DIR) + "/docs/reference/";
  const bool openapi_fresh = read_file(reference + "openapi.json") == openapi(house.product->routes(), app::kVersion);
  const bool rights_fresh = read_file(reference + "rights.csv") == rights_csv(house.product->routes());
  CHECK(openapi_fresh);
  CHECK(rights_fresh);
}

TEST_CASE("types with one name have one shape across all modules") {
  House house;
  CHECK_NOTHROW(openapi(house.product->routes(), "0"));
}
