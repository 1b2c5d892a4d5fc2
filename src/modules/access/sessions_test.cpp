// Sessions in time and between people, and what a cookie may look like.
#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "modules/access/accounts.hpp"
#include "modules/access/password.hpp"
#include "modules/access/session.hpp"
#include "modules/access/store.hpp"
#include "modules/access/testing/desk.hpp"
#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"

using namespace maillage;
using namespace maillage::access;
using namespace maillage::access::testing;

namespace {

int status(Desk& desk, std::string_view token) { return desk.ask("GET", "/access/session", "", token).status; }

std::string signed_in(Desk& desk, std::string_view token = "") {
  const auto opened = desk.sign_in("claire", kPassword, token);
  REQUIRE(opened.status == 200);
  return token_of(opened);
}

std::string seen_at(Desk& desk, const std::string& token) {
  return desk.database.reading([&](sql::Session& s) { return find_session(s, token_hash(token)); })->seen_at;
}

// A request with exactly this Cookie header.
int with_cookie(Desk& desk, std::string header) {
  platform::http::Request request;
  request.method = "GET";
  request.path = "/api/v1/access/session";
  request.headers = {{"host", "localhost"}, {"cookie", std::move(header)}};
  request.address = "127.0.0.1";
  return desk.frame.answer(request).status;
}

std::string code_of(const platform::http::Response& response) {
  return platform::from_json<platform::wire::Problem>(*response.body).value.code;
}

}  // namespace

TEST_CASE("the last millisecond of a session, of its idle time and of its whole time") {
  using platform::utc_text;
  const auto now = morning();
  const auto alive = [&](std::chrono::milliseconds idle, std::chrono::milliseconds left) {
    return session_alive(utc_text(now - idle), utc_text(now + left), now);
  };
  CHECK(alive(0ms, 1ms));
  CHECK(alive(kIdleTime, 1ms));
  CHECK_FALSE(alive(kIdleTime + 1ms, 1ms));
  CHECK_FALSE(alive(0ms, 0ms));
  CHECK_FALSE(alive(0ms, -1ms));
  CHECK(alive(-1h, 1h));  // a clock set back loses nobody's session
}

TEST_CASE("used every twenty-nine minutes a session lives its eight hours, and not one more request") {
  with_claire([](Desk& desk) {
    const std::string token = signed_in(desk);
    auto elapsed = 0min;
    for (; elapsed + 29min < kWholeTime; elapsed += 29min) {
      desk.clock.advance(29min);
      CHECK(status(desk, token) == 200);
    }
    desk.clock.advance(kWholeTime - elapsed - 1ms);
    CHECK(status(desk, token) == 200);
    desk.clock.advance(1ms);
    CHECK(status(desk, token) == 401);
  });
}

TEST_CASE("a session is written as used once a minute, however often it is used") {
  with_claire([](Desk& desk) {
    const std::string token = signed_in(desk), opened = seen_at(desk, token);
    for (int i = 0; i < 6; ++i) {
      desk.clock.advance(10s);
      CHECK(status(desk, token) == 200);
    }
    CHECK(seen_at(desk, token) == opened);
    desk.clock.advance(1s);
    CHECK(status(desk, token) == 200);
    CHECK(seen_at(desk, token) == platform::utc_text(desk.clock.now()));
  });
}

TEST_CASE("two sessions of one person live apart; a sign-out ends one, and the token is dead for good") {
  with_claire([](Desk& desk) {
    const std::string office = signed_in(desk), home = signed_in(desk);
    CHECK(desk.ask("DELETE", "/access/session", "", office).status == 204);
    CHECK(status(desk, office) == 401);
    CHECK(status(desk, home) == 200);
    CHECK(desk.ask("DELETE", "/access/session", "", office).status == 401);
    CHECK(status(desk, home) == 200);
  });
}

TEST_CASE("a right given or taken away counts at the next request, in sessions already open") {
  with_claire([](Desk& desk) {
    const std::string token = signed_in(desk);
    auto row = desk.database.reading([](sql::Session& s) { return find_account(s, "claire"); }).value();
    row.roles = "executive,administrator";
    desk.database.write([&](sql::Session& s) { save_account(s, row); });
    const auto answer = desk.ask("GET", "/access/session", "", token);
    CHECK(answer.body->find(R"("roles":["executive","administrator"])") != std::string::npos);
    row.roles = "";
    desk.database.write([&](sql::Session& s) { save_account(s, row); });
    CHECK(code_of(desk.ask("GET", "/access/session", "", token)) == "forbidden");
  });
}

TEST_CASE("sessions that ended are forgotten when somebody signs in") {
  with_claire([](Desk& desk) {
    const std::string old = signed_in(desk);
    desk.clock.advance(kWholeTime + 1s);
    const std::string fresh = signed_in(desk);
    desk.database.read([&](sql::Session& s) {
      CHECK_FALSE(find_session(s, token_hash(old)).has_value());
      CHECK(find_session(s, token_hash(fresh)).has_value());
    });
  });
}

TEST_CASE("the cookie is found among others, under its own name only") {
  with_claire([](Desk& desk) {
    const std::string token = signed_in(desk), cookie = "__Host-sid=" + token;
    for (const std::string& header :
         {cookie, "a=b; " + cookie, cookie + "; a=b", "a=b;" + cookie + ";c=d", "x; " + cookie})
      CHECK_MESSAGE(with_cookie(desk, header) == 200, header);
    for (const std::string& header :
         std::vector<std::string>{"sid=" + token, "__host-sid=" + token, "x__Host-sid=" + token, "__Host-sid",
                                  "__Host-sid=", "__Host-sid=\"" + token + "\"", "__Host-sid=" + token + "x",
                                  "__Host-sid = " + token, token, ";;; = ;", "a=__Host-sid=" + token})
      CHECK_MESSAGE(with_cookie(desk, header) == 401, header);
    CHECK(with_cookie(desk, "__Host-sid=wrong; " + cookie) == 401);  // the first one counts
  });
}

TEST_CASE("what is not a sign-in is refused before any account is looked at") {
  with_claire([](Desk& desk) {
    const auto ask = [&](const std::string& body) { return desk.ask("POST", "/access/session", body, ""); };
    CHECK(code_of(ask("")) == "input_syntax");
    CHECK(code_of(ask("[]")) == "input_type");
    CHECK(code_of(ask(R"({"login":"claire"})")) == "input_missing");
    CHECK(code_of(ask(R"({"login":"claire","password":null})")) == "input_type");
    CHECK(code_of(ask(R"({"login":"claire","password":"x","remember":true})")) == "input_unknown");
    CHECK(code_of(ask(R"({"login":"claire","login":"marc","password":"x"})")) == "input_duplicate");
    CHECK(code_of(ask(R"({"login":")" + std::string(5000, 'x') + R"(","password":"x"})")) == "input_size");
    CHECK(desk.audited().size() == 1);  // the creation of the account
  });
}

TEST_CASE("a login with a NUL, a wildcard or SQL in it is nobody's") {
  with_claire([](Desk& desk) {
    CHECK(code_of(desk.sign_in("claire\\u0000", kPassword)) == "input_format");
    for (const char* login : {"clair%", "claire' OR '1'='1", "CLAIRE", " claire", "claire ", ""}) {
      CAPTURE(login);
      const auto answer = desk.sign_in(login, kPassword);
      CHECK(answer.status == 401);
      CHECK(set_cookie(answer).empty());
    }
  });
}

TEST_CASE("tokens never repeat, and only hold what a cookie may") {
  std::set<std::string> tokens;
  for (int i = 0; i < 2000; ++i) {
    const std::string token = new_token();
    CHECK(token.size() == 43);
    CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == token.npos);
    tokens.insert(token);
  }
  CHECK(tokens.size() == 2000);
}

TEST_CASE("each act of a day is one line of an unbroken chain") {
  with_claire([](Desk& desk) {
    const std::string token = signed_in(desk);
    desk.sign_in("claire", "wrong");
    desk.sign_in("nobody", "typed by mistake: my password");
    status(desk, token);
    desk.ask("DELETE", "/access/session", "", token);
    desk.ask("DELETE", "/access/session", "", token);
    CHECK(desk.audited() == std::vector<std::string>{"cli access.account_add done", "claire access.sign_in done",
                                                     "claire access.sign_in sign_in_refused",
                                                     "claire access.sign_out done"});
    CHECK(platform::audit::verify(desk.database).empty());
  });
}

TEST_CASE("on a full disk people go on reading: a session that cannot be marked as used still counts") {
  with_claire([](Desk& desk) {
    if (desk.database.dialect() != sql::Dialect::sqlite) return;
    const std::string token = signed_in(desk), opened = seen_at(desk, token);
    desk.database.write([](sql::Session& session) {
      session.script(
          "CREATE TABLE access_ballast (bytes BLOB);"
          "CREATE TRIGGER access_heavy AFTER UPDATE ON access_session BEGIN"
          " INSERT INTO access_ballast VALUES (zeroblob(1000000)); END;"
          "PRAGMA max_page_count = 60;");
    });
    desk.clock.advance(5min);
    CHECK(status(desk, token) == 200);
    CHECK(seen_at(desk, token) == opened);
    desk.clock.advance(26min);
    CHECK(status(desk, token) == 401);
  });
}

TEST_CASE("argon2id: the published hash of its authors' tests, and nothing near it") {
  const std::string hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  CHECK(password_matches("password", hash));
  CHECK_FALSE(password_matches("passwore", hash));
  CHECK_FALSE(password_matches("password", hash.substr(0, hash.size() - 1) + "d"));
  CHECK_FALSE(password_matches("", ""));
  CHECK(password_outdated(hash));
  CHECK_FALSE(password_matches("", nobodys_hash()));
}

TEST_CASE("many people sign in at once: each gets a session of their own") {
  maillage::testing::for_each_database({"platform", "access"}, [](sql::Database& database) {
    Desk desk(database);
    for (const char* login : {"ana", "ben", "chloe", "david"})
      REQUIRE(add_account(database, desk.clock, {login, login, {Role::planner}, std::string(kPassword)}).ok());
    std::vector<std::thread> people;
    std::vector<std::string> names(4);
    for (std::size_t i = 0; i < 4; ++i) {
      people.emplace_back([&, i] {
        const std::string login = std::vector<std::string>{"ana", "ben", "chloe", "david"}[i];
        const auto opened = desk.sign_in(login, kPassword);
        const auto seen = desk.ask("GET", "/access/session", "", token_of(opened));
        names[i] = seen.body ? *seen.body : "";
      });
    }
    for (auto& person : people) person.join();
    for (std::size_t i = 0; i < 4; ++i) {
      const std::string login = std::vector<std::string>{"ana", "ben", "chloe", "david"}[i];
      CHECK_MESSAGE(names[i].find("\"login\":\"" + login + "\"") != std::string::npos, names[i]);
    }
    CHECK(platform::audit::verify(database).empty());
  });
}
