// A frame with one route of each kind, and requests to it in process.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/frame.hpp"
#include "platform/sql/migrations.hpp"

namespace maillage::testing {

using namespace platform;

enum class Sort { name, population };
BOOST_DESCRIBE_ENUM(Sort, name, population)

struct PlacesQuery {
  std::string level;
  std::optional<Date> at;
  Sort sort = Sort::name;
  bool descending = false;
  std::int32_t limit = 50;
  std::vector<std::string> missions;
};
BOOST_DESCRIBE_STRUCT(PlacesQuery, (), (level, at, sort, descending, limit, missions))

struct Echo {
  std::string text;
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Echo, (), (text, number))

inline constexpr Role kPlanner[] = {Role::planner};
inline constexpr Role kAll[] = {Role::planner, Role::executive, Role::administrator};
inline constexpr ProblemRow kRows[] = {{"test_refused", 409, "Refusé : {why}.", "Refused: {why}."}};

// "planner", "executive"… as tokens.
class TokenIsRole : public Authenticator {
 public:
  std::optional<Identity> identify(std::string_view token) override {
    for (std::size_t role = 0; role < 3; ++role) {
      if (describe::type_of<Role>.names[role] == token)
        return Identity{std::string(token), "", {static_cast<Role>(role)}};
    }
    return std::nullopt;
  }
};

inline Result<Echo> echo_query(Context& context, const PlacesQuery& query) {
  std::string text = query.level + '|' + query.at.value_or(context.today).str() + '|' +
                     std::to_string(static_cast<int>(query.sort)) + '|' + std::to_string(query.descending);
  for (const auto& mission : query.missions) text += '|' + mission;
  return Echo{text, query.limit};
}

inline Result<Echo> save(Context& context, const Nothing&, const Echo& given) {
  return context.write([&](sql::Session&) -> Result<Echo> {
    context.about("echo/" + given.text);
    if (given.number < 0) return Problem{"test_refused", "/number", {{"why", "negative"}}};
    return given;
  });
}

inline Result<RawAnswer> map_file(Context&, const Nothing&) {
  RawAnswer answer;
  answer.body = std::make_shared<const std::string>(5000, 'm');
  answer.etag = "v1";
  answer.download_name = "carte d'été.json";
  return answer;
}

struct Rig {
  Rig() {
    register_problems(kRows);
    redirect_log([this](std::string_view line) { log.emplace_back(line); });
    REQUIRE(sql::migrate(*database, std::array<std::string_view, 1>{"platform"}).ok());
    routes.get<PlacesQuery, Echo>({.path = "/places/{level}", .roles = kAll, .summary = "s", .required = {"limit"}},
                                  echo_query);
    routes.get<Nothing, Echo>({.path = "/places/first", .roles = kAll, .summary = "s"},
                              [](Context&, const Nothing&) -> Result<Echo> {
                                return Echo{"literal", 1};
                              });
    routes.post<Nothing, Echo, Echo>(
        {.path = "/echo", .roles = kPlanner, .summary = "s", .audit = "test.echo", .success = 201}, save);
    routes.post<Nothing, Echo, Echo>({.path = "/forgetful", .roles = kPlanner, .summary = "s", .audit = "test.forget"},
                                     [](Context&, const Nothing&, const Echo& given) -> Result<Echo> { return given; });
    routes.post<Nothing, Upload, Echo>(
        {.path = "/upload", .roles = kPlanner, .summary = "s", .body_limit_bytes = 8 << 20},
        [](Context&, const Nothing&, const Upload& upload) -> Result<Echo> {
          return Echo{upload.content_type, static_cast<std::int64_t>(upload.bytes->size())};
        });
    routes.get<Nothing, Echo>(
        {.path = "/broken", .open = true, .summary = "s"},
        [](Context&, const Nothing&) -> Result<Echo> { throw sql::SqlFault("secret of the disk"); });
    routes.get<Nothing, RawAnswer>({.path = "/map", .open = true, .summary = "s"}, map_file);
    routes.events<Nothing>(
        {.path = "/events", .open = true, .summary = "s"},
        [](Context&, const Nothing&) -> Result<EventStream> { return EventStream{[](auto) { return nullptr; }}; });
    routes.del<Nothing, Nothing>({.path = "/echo", .roles = kPlanner, .summary = "s"},
                                 [](Context&, const Nothing&) -> Result<Nothing> { return Nothing{}; });
  }
  ~Rig() { redirect_log({}); }

  static http::Request request(std::string method, std::string target, std::string_view role = "",
                               std::string body = "") {
    http::Request made;
    made.method = std::move(method);
    const auto question = target.find('?');
    made.path = "/api/v1" + target.substr(0, question);
    if (question != target.npos) made.query = target.substr(question + 1);
    made.headers = {{"host", "localhost:8080"}};
    if (made.method != "GET") made.headers.emplace_back("sec-fetch-site", "same-origin");
    if (made.method == "POST") made.headers.emplace_back("content-type", "application/json; charset=utf-8");
    if (!role.empty()) made.headers.emplace_back("cookie", "__Host-sid=" + std::string(role));
    made.body = std::make_shared<const std::string>(std::move(body));
    made.address = "10.0.0.1";
    return made;
  }
  http::Response ask(std::string method, std::string target, std::string_view role = "", std::string body = "") {
    return frame.answer(request(std::move(method), std::move(target), role, std::move(body)));
  }

  std::vector<std::string> log;
  FixedClock clock{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  std::unique_ptr<sql::Database> database = sql::Database::open("sqlite::memory:");
  TokenIsRole authenticator;
  Routes routes;
  Frame frame{routes, {*database, clock, authenticator, "__Host-sid", {}}};
};

// The value of a header, "" when absent.
inline std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}
// The code of a refusal; the body must be a problem.
inline std::string code_of(const http::Response& response) {
  const auto problem = from_json<wire::Problem>(*response.body);
  REQUIRE(problem.ok());
  return problem.value.code;
}
}  // namespace maillage::testing
