// For tests: the territory's routes over one database, without network.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "modules/territory/testing/imports.hpp"
#include "modules/territory/wire.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/routes/frame.hpp"
#include "platform/services.hpp"

namespace maillage::territory::testing {

// The name of a role is its token; "visitor" is signed in without any role, anything else is nobody.
struct Porter : platform::Authenticator {
  std::optional<platform::Identity> identify(std::string_view token) override {
    if (token == "planner") return platform::Identity{"claire", "Claire", {Role::planner}};
    if (token == "executive") return platform::Identity{"marc", "Marc", {Role::executive}};
    if (token == "administrator") return platform::Identity{"ana", "Ana", {Role::administrator}};
    if (token == "visitor") return platform::Identity{"zoe", "Zoé", {}};
    return std::nullopt;
  }
};

// The territory's routes over one database, without network.
struct Desk {
  explicit Desk(sql::Database& its_database) : database(its_database) {
    platform::redirect_log([this](std::string_view line) { log.append(line).append(1, '\n'); });
    add_routes(routes, services, territory);
    frame.emplace(routes,
                  platform::FrameParts{database, clock, porter, "__Host-sid", platform::RateTable{}.scaled(100)});
  }
  ~Desk() { platform::redirect_log({}); }
  platform::http::Response ask(const std::string& path_and_query, const std::string& method = "GET",
                               const std::string& body = "", const std::string& token = "planner") {
    platform::http::Request request;
    const std::size_t mark = std::min(path_and_query.find('?'), path_and_query.size());
    request.method = method;
    request.path = "/api/v1" + path_and_query.substr(0, mark);
    if (mark < path_and_query.size()) request.query = path_and_query.substr(mark + 1);
    request.headers = {{"host", "localhost"},
                       {"content-type", "application/octet-stream"},
                       {"sec-fetch-site", "same-origin"},
                       {"cookie", token.empty() ? "" : "__Host-sid=" + token}};
    if (!sent_etag.empty()) request.headers.emplace_back("if-none-match", sent_etag);
    request.body = std::make_shared<const std::string>(body);
    request.address = "127.0.0.1";
    return frame->answer(request);
  }
  // The code of a refusal; "" for an answer.
  std::string refusal(const std::string& path_and_query, const std::string& token = "planner") {
    const auto answer = ask(path_and_query, "GET", "", token);
    if (answer.status < 400) return "";
    const std::string& body = *answer.body;
    const std::size_t begin = body.find("\"code\":\"") + 8;
    return std::to_string(answer.status) + " " + body.substr(begin, body.find('"', begin) - begin);
  }
  template <class T>
  T read(const std::string& path_and_query) {
    const auto answer = ask(path_and_query);
    REQUIRE(answer.status == 200);
    auto parsed = platform::from_json<T>(*answer.body, {.size_bytes = 1 << 26});
    REQUIRE(parsed.ok());
    return parsed.value;
  }

  std::string log;  // all that was written to it
  std::string sent_etag;
  sql::Database& database;
  platform::FixedClock clock{platform::Instant(kToday.days() + std::chrono::hours(9))};
  std::unique_ptr<platform::Jobs> jobs = platform::Jobs::create(database, clock);
  platform::Events events;
  platform::Services services{database, *jobs, events, clock};
  Territory territory{database};
  Porter porter;
  platform::Routes routes;
  std::optional<platform::Frame> frame;
};

// Two communes from 2020 on, the first one the only unit of a sector from 2024 on.
inline void fill(sql::Database& database) {
  import(database, request(ImportKind::communes,
                           collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Béta", 200, 1, 0)),
                           Date(2020, 1, 1)));
  ImportRequest sectors = request(ImportKind::sectors, "code,sector,sector_name\n93001,S1,Nord\n", Date(2024, 1, 1));
  sectors.mission = "ssd";
  import(database, sectors);
}

}  // namespace maillage::territory::testing
