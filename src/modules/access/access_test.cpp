// Accounts, sign-in and sessions, on both databases, through the frame as the server runs it.
#include "modules/access/access.hpp"

#include <doctest/doctest.h>

#include "modules/access/accounts.hpp"
#include "modules/access/password.hpp"
#include "modules/access/session.hpp"
#include "modules/access/store.hpp"
#include "modules/access/testing/desk.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::access;
using namespace maillage::access::testing;
using namespace std::chrono_literals;

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
    desk.clock.advance(9999ms);
    CHECK(desk.sign_in("claire", kPassword).status == 429);
    desk.clock.advance(2ms);
    CHECK(desk.sign_in("claire", kPassword).status == 200);
  });
}

TEST_CASE("a demonstration account only opens on a server of this machine") {
  maillage::testing::for_each_database({"platform", "access"}, [](sql::Database& database) {
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
  maillage::testing::for_each_database({"platform", "access"}, [](sql::Database& database) {
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
