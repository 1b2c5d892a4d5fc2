// The routes of access over one database, without network.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modules/access/access.hpp"
#include "platform/log/log.hpp"
#include "platform/routes/frame.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

namespace maillage::access::testing {

using namespace std::chrono_literals;

inline constexpr std::string_view kPassword = "un long mot de passe";

inline platform::Instant morning() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 8h; }

// A server without network: requests go to the frame.
struct Desk {
  explicit Desk(sql::Database& its_database, bool loopback = true, bool secure = true)
      : database(its_database),
        jobs(platform::Jobs::create(database, clock)),
        authenticator_(authenticator(database, clock)) {
    platform::redirect_log([](std::string_view) {});
    services.loopback = loopback;
    services.secure_cookies = secure;
    add_routes(routes, services, [](Date) { return Place{Departement{"93", "Seine-Saint-Denis"}, false}; });
    cookie = cookie_name(secure);
  }
  ~Desk() { platform::redirect_log({}); }

  platform::http::Response ask(std::string method, std::string path, std::string body, std::string_view token) {
    platform::http::Request request;
    request.method = std::move(method);
    request.path = "/api/v1" + path;
    request.headers = {{"host", "localhost"}, {"content-type", "application/json"}, {"sec-fetch-site", "same-origin"}};
    if (!token.empty()) request.headers.emplace_back("cookie", "theme=dark; " + cookie + "=" + std::string(token));
    request.body = std::make_shared<const std::string>(std::move(body));
    request.address = "127.0.0.1";
    return frame.answer(request);
  }
  platform::http::Response sign_in(std::string_view login, std::string_view password, std::string_view token = "") {
    return ask("POST", "/access/session",
               R"({"login":")" + std::string(login) + R"(","password":")" + std::string(password) + "\"}", token);
  }
  std::vector<std::string> audited() {
    std::vector<std::string> lines;
    database.read([&](sql::Session& session) {
      session.each("test_access.audit", {}, [&](const sql::Row& row) {
        lines.push_back(std::string(row.text(0)) + " " + std::string(row.text(1)) + " " + std::string(row.text(2)));
      });
    });
    return lines;
  }

  sql::Database& database;
  platform::FixedClock clock{morning()};
  std::unique_ptr<platform::Jobs> jobs;
  platform::Events events;
  platform::Services services{database, *jobs, events, clock};
  std::unique_ptr<platform::Authenticator> authenticator_;
  platform::Routes routes;
  std::string cookie;
  platform::Frame frame{routes, {database, clock, *authenticator_, "__Host-sid", platform::RateTable{}.scaled(100)}};
};

inline const bool kQueries = sql::register_sql(
    "test_access", "queries", "-- name: audit\nSELECT who, act, outcome FROM platform_audit ORDER BY sequence;\n");

inline std::string set_cookie(const platform::http::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Set-Cookie") return value;
  }
  return "";
}
// "__Host-sid=TOKEN; …" → TOKEN.
inline std::string token_of(const platform::http::Response& response) {
  const std::string cookie = set_cookie(response);
  const auto begin = cookie.find('=') + 1;
  return cookie.substr(begin, cookie.find(';') - begin);
}

// The test on each database, where claire is a planner.
inline void with_claire(const std::function<void(Desk&)>& test) {
  maillage::testing::for_each_database({"platform", "access"}, [&](sql::Database& database) {
    Desk desk(database);
    const NewAccount claire{"claire", "Claire Fontaine", {Role::planner}, std::string(kPassword)};
    REQUIRE(add_account(database, desk.clock, claire).ok());
    test(desk);
  });
}

}  // namespace maillage::access::testing
