// Accounts, sign-in and sessions, on both databases, through the frame as the server runs it.
#include "modules/access/access.hpp"

#include <doctest/doctest.h>

#include "modules/access/accounts.hpp"
#include "modules/access/password.hpp"
#include "modules/access/session.hpp"
#include "modules/access/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/log/log.hpp"
#include "platform/routes/frame.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::access;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kPassword = "un long mot de passe";

platform::Instant morning() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 8h; }

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

const bool kQueries = sql::register_sql(
    "test_access", "queries", "-- name: audit\nSELECT who, act, outcome FROM platform_audit ORDER BY sequence;\n");

std::string set_cookie(const platform::http::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Set-Cookie") return value;
  }
  return "";
}
// "__Host-sid=TOKEN; …" → TOKEN.
std::string token_of(const platform::http::Response& response) {
  const std::string cookie = set_cookie(response);
  const auto begin = cookie.find('=') + 1;
  return cookie.substr(begin, cookie.find(';') - begin);
}

void with_claire(const std::function<void(Desk&)>& test) {
  testing::for_each_database({"platform", "access"}, [&](sql::Database& database) {
    Desk desk(database);
    const NewAccount claire{"claire", "Claire Fontaine", {Role::planner}, std::string(kPassword)};
    REQUIRE(add_account(database, desk.clock, claire).ok());
    test(desk);
  });
}

}  // namespace

TEST_CASE("signing in opens a session, signing out ends it on the server") {
  with_claire([](Desk& desk) {
    const auto opened = desk.sign_in("claire", kPassword);
    REQUIRE(opened.status == 200);
    CHECK(
        *opened.body ==
        R"({"login":"claire","name":"Claire Fontaine","roles":["planner"],"expires_at":)"
        R"("2026-11-22T16:00:00.000Z","departement":{"code":"93","name":"Seine-Saint-Denis"},"demonstration":false})");
    const std::string token = token_of(opened);
    CHECK(set_cookie(opened) == "__Host-sid=" + token + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    CHECK(token.size() == 43);
    CHECK(*desk.ask("GET", "/access/session", "", token).body == *opened.body);
    const auto ended = desk.ask("DELETE", "/access/session", "", token);
    CHECK(ended.status == 204);
    CHECK(set_cookie(ended) == "__Host-sid=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    CHECK(desk.ask("GET", "/access/session", "", token).status == 401);
    CHECK(desk.audited() == std::vector<std::string>{"cli access.account_add done", "claire access.sign_in done",
                                                     "claire access.sign_out done"});
    CHECK(platform::audit::verify(desk.database).empty());
  });
}

TEST_CASE("the token is nowhere in the database") {
  with_claire([](Desk& desk) {
    const std::string token = token_of(desk.sign_in("claire", kPassword));
    desk.database.read([&](sql::Session& session) {
      CHECK_FALSE(find_session(session, token).has_value());
      CHECK(find_session(session, token_hash(token)).has_value());
    });
  });
}

TEST_CASE("a wrong password, an unknown account and a disabled one get the same answer") {
  with_claire([](Desk& desk) {
    const auto wrong = desk.sign_in("claire", "not the password at all");
    const auto unknown = desk.sign_in("nobody", kPassword);
    CHECK(wrong.status == 401);
    CHECK(*wrong.body == *unknown.body);
    CHECK(wrong.headers == unknown.headers);
    REQUIRE(disable_account(desk.database, desk.clock, "claire").ok());
    CHECK(*desk.sign_in("claire", kPassword).body == *wrong.body);
    CHECK(desk.audited().at(1) == "claire access.sign_in sign_in_refused");
    CHECK(desk.audited().size() == 4);
  });
}

TEST_CASE("disabling an account ends its sessions at once") {
  with_claire([](Desk& desk) {
    const std::string token = token_of(desk.sign_in("claire", kPassword));
    REQUIRE(disable_account(desk.database, desk.clock, "claire").ok());
    CHECK(desk.ask("GET", "/access/session", "", token).status == 401);
    CHECK(disable_account(desk.database, desk.clock, "claire").problem().code == "account_unknown");
    CHECK_FALSE(list_accounts(desk.database).at(0).active);
  });
}

TEST_CASE("a session ends after half an hour unused, and after eight hours whatever is done") {
  with_claire([](Desk& desk) {
    const std::string token = token_of(desk.sign_in("claire", kPassword));
    desk.clock.advance(30min);
    CHECK(desk.ask("GET", "/access/session", "", token).status == 200);
    desk.clock.advance(30min + 1s);
    CHECK(desk.ask("GET", "/access/session", "", token).status == 401);
    const std::string second = token_of(desk.sign_in("claire", kPassword));
    for (int minutes = 0; minutes < 8 * 60; minutes += 20) {
      CHECK(desk.ask("GET", "/access/session", "", second).status == 200);
      desk.clock.advance(20min);
    }
    CHECK(desk.ask("GET", "/access/session", "", second).status == 401);
  });
}

TEST_CASE("signing in again gives another token and ends the first: a planted one is worth nothing") {
  with_claire([](Desk& desk) {
    const std::string first = token_of(desk.sign_in("claire", kPassword));
    const std::string second = token_of(desk.sign_in("claire", kPassword, first));
    CHECK(first != second);
    CHECK(desk.ask("GET", "/access/session", "", first).status == 401);
    CHECK(desk.ask("GET", "/access/session", "", second).status == 200);
    CHECK(token_of(desk.sign_in("claire", kPassword, "planted")) != "planted");
    CHECK(desk.ask("GET", "/access/session", "", "planted").status == 401);
  });
}

TEST_CASE("the seventh attempt in a minute on one account waits, others do not") {
  with_claire([](Desk& desk) {
    for (int i = 0; i < 6; ++i) CHECK(desk.sign_in("claire", "wrong").status == 401);
    const auto seventh = desk.sign_in("claire", kPassword);
    CHECK(seventh.status == 429);
    CHECK(seventh.body->find("sign_in_too_often") != std::string::npos);
    CHECK(desk.sign_in("nobody", "wrong").status == 401);
  });
}

TEST_CASE("a demonstration account only opens on a server of this machine") {
  testing::for_each_database({"platform", "access"}, [](sql::Database& database) {
    const platform::FixedClock clock(morning());
    const auto accounts = create_demonstration_accounts(database, clock);
    CHECK(create_demonstration_accounts(database, clock).size() == 3);
    CHECK(list_accounts(database).size() == 3);
    Desk here(database);
    CHECK(here.sign_in("nadia", accounts[2].password).status == 200);
    Desk reachable(database, false, false);
    CHECK(reachable.sign_in("nadia", accounts[2].password).status == 401);
  });
}

TEST_CASE("on plain http from another machine the cookie is not Secure, and has another name") {
  CHECK(opening_cookie("T", false) == "sid=T; Path=/; HttpOnly; SameSite=Strict");
  CHECK(ending_cookie(false) == "sid=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_CASE("accounts that cannot be are refused, each for its reason") {
  testing::for_each_database({"platform", "access"}, [](sql::Database& database) {
    const platform::FixedClock clock(morning());
    const auto refusal = [&](const NewAccount& account) {
      const auto result = add_account(database, clock, account);
      return result ? "" : result.problem().code;
    };
    const std::string password(kPassword);
    CHECK(refusal({"Claire", "C", {Role::planner}, password}) == "login_malformed");
    CHECK(refusal({"c", "C", {Role::planner}, password}) == "login_malformed");
    CHECK(refusal({std::string(65, 'c'), "C", {Role::planner}, password}) == "login_malformed");
    CHECK(refusal({"cl'--", "C", {Role::planner}, password}) == "login_malformed");
    CHECK(refusal({"claire", "C", {}, password}) == "roles_missing");
    CHECK(refusal({"claire", "C", {Role::planner}, "too short"}) == "password_weak");
    CHECK(refusal({"claire", "C", {Role::planner, Role::executive}, password}).empty());
    CHECK(refusal({"claire", "C", {Role::planner}, password}) == "login_taken");
    CHECK(list_accounts(database).at(0).roles == std::vector{Role::planner, Role::executive});
  });
}

TEST_CASE("passwords: length and variety decide") {
  CHECK(password_strong("correct horse battery", "claire"));
  CHECK(password_strong("éèàùçôîâêûëïü ", "claire"));
  CHECK_FALSE(password_strong("thirteen char", "claire"));
  CHECK_FALSE(password_strong("aaaaaaaaaaaaaaaaaaaa", "claire"));
  CHECK_FALSE(password_strong("bonjour claire bonjour", "claire"));
}

TEST_CASE("hashes are salted, carry their cost, and are made again when the cost rises") {
  const PasswordCost cheap{"2000-01-01", 1, 8192};
  const std::string hash = password_hash("secret", cheap);
  CHECK(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  CHECK(hash != password_hash("secret", cheap));
  CHECK(password_matches("secret", hash));
  CHECK_FALSE(password_matches("secret ", hash));
  CHECK_FALSE(password_matches("secret", "not a hash"));
  CHECK(password_outdated(hash));
  CHECK_FALSE(password_outdated(password_hash("secret")));
  with_claire([&](Desk& desk) {
    desk.database.write([&](sql::Session& session) {
      set_password_hash(session, "claire", password_hash(kPassword, {"2000-01-01", 1, 8192}));
    });
    CHECK(desk.sign_in("claire", kPassword).status == 200);
    const auto row = desk.database.reading([](sql::Session& session) { return find_account(session, "claire"); });
    CHECK_FALSE(password_outdated(row->password_hash));
    CHECK(desk.sign_in("claire", kPassword).status == 200);
  });
}

TEST_CASE("roles as text, and back") {
  CHECK(roles_of("planner,executive") == std::vector{Role::planner, Role::executive});
  CHECK(roles_of("").empty());
  CHECK(roles_of("king,administrator") == std::vector{Role::administrator});
  CHECK(roles_text({Role::administrator, Role::planner}) == "administrator,planner");
}

TEST_CASE("a session token is 256 random bits") {
  CHECK(new_token() != new_token());
  CHECK(token_hash("a").size() == 64);
}
