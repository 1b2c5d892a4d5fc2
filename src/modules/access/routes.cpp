#include "platform/routes/routes.hpp"

#include "modules/access/access.hpp"
#include "modules/access/accounts.hpp"
#include "modules/access/password.hpp"
#include "modules/access/session.hpp"
#include "modules/access/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/rates.hpp"

namespace maillage::access {
namespace {

using platform::Context;
using platform::Nothing;

struct Credentials {
  std::string login;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (login, password))

struct Session {
  std::string login;
  std::string name;
  std::vector<Role> roles;
  std::string expires_at;
  std::optional<Departement> departement;
  bool demonstration = false;
};
BOOST_DESCRIBE_STRUCT(Session, (), (login, name, roles, expires_at, departement, demonstration))

struct Health {
  std::string status = "ok";
  std::string version = MAILLAGE_VERSION;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, version))

constexpr Role kEverybody[] = {Role::planner, Role::executive, Role::administrator};
// Six attempts a minute for one account, from wherever they come.
constexpr platform::Rate kAttempts{0.1, 6};

platform::RateTable attempts_table() {
  platform::RateTable table;
  table.rates.fill(kAttempts);
  return table;
}

// What the routes of this module share.
class Desk {
 public:
  Desk(platform::Services& services, DescribePlace place) : services_(services), place_(std::move(place)) {}

  Result<Session> sign_in(Context& context, const Credentials& given) {
    const auto wait = attempts_.take(platform::RateClass::sign_in, given.login, context.clock.steady());
    if (wait) return Problem{"sign_in_too_often", "", {{"seconds", std::to_string(*wait)}}};
    const auto account =
        services_.database.reading([&](sql::Session& session) { return find_account(session, given.login); });
    const bool usable = account && account->active && (!account->demonstration || services_.loopback);
    // The same work is done for an account that does not exist: time says nothing.
    const bool matches = password_matches(given.password, usable ? account->password_hash : nobodys_hash());
    if (!usable || !matches) return refused(context, account);
    return opened(context, *account, given.password);
  }

  Result<Session> current(Context& context) {
    const std::string hash = token_hash(context.session_token);
    const auto row = context.database.reading([&](sql::Session& session) { return find_session(session, hash); });
    if (!row) return Problem{"signed_out", "", {}};
    return answer(context, row->name, row->roles, row->ends_at);
  }

  Result<Nothing> sign_out(Context& context) {
    const std::string hash = token_hash(context.session_token);
    context.set_cookie = ending_cookie(services_.secure_cookies);
    return context.write([&](sql::Session& session) -> Result<Nothing> {
      end_session(session, hash);
      return Nothing{};
    });
  }

 private:
  // The attempt on a real account is kept; what was typed for another may be a password, and is not.
  Result<Session> refused(Context& context, const std::optional<AccountRow>& account) {
    if (account) {
      context.database.write([&](sql::Session& session) {
        platform::audit::record(session, {context.clock.now(), account->login, context.act, "", "sign_in_refused"});
      });
    }
    return Problem{"sign_in_refused", "", {}};
  }

  Result<Session> opened(Context& context, const AccountRow& account, const std::string& password) {
    const std::string token = new_token();
    const auto now = context.clock.now();
    const std::string ends_at = platform::utc_text(now + kWholeTime);
    const std::string better = password_outdated(account.password_hash) ? password_hash(password) : "";
    context.acting(account.login);
    auto written = context.write([&](sql::Session& session) -> Result<Done> {
      add_session(session, token_hash(token), account.login, platform::utc_text(now), ends_at);
      if (!context.session_token.empty()) end_session(session, token_hash(context.session_token));
      if (!better.empty()) set_password_hash(session, account.login, better);
      return Done{};
    });
    if (!written) return written.problem();
    context.set_cookie = opening_cookie(token, services_.secure_cookies);
    return answer(context, account.name, account.roles, ends_at);
  }

  Result<Session> answer(const Context& context, const std::string& name, std::string_view roles,
                         const std::string& ends_at) {
    auto place = place_(context.today);
    return Session{context.identity.login, name, roles_of(roles), ends_at, std::move(place.departement),
                   place.demonstration};
  }

  platform::Services& services_;
  DescribePlace place_;
  platform::RateLimiter attempts_{attempts_table()};
};

}  // namespace

void add_routes(platform::Routes& routes, platform::Services& services, DescribePlace place) {
  platform::register_problems(problems());
  nobodys_hash();  // made now: the first unknown account must not take longer than the next
  const auto desk = std::make_shared<Desk>(services, std::move(place));
  routes.get<Nothing, Health>({.path = "/health", .open = true, .summary = "The server answers."},
                              [](Context&, const Nothing&) -> Result<Health> { return Health{}; });
  routes.post<Nothing, Credentials, Session>(
      {.path = "/access/session",
       .open = true,
       .summary = "Signs in: opens a session, held by a cookie.",
       .rate = platform::RateClass::sign_in,
       .audit = "access.sign_in",
       .body_limit_bytes = 4096},
      [desk](Context& context, const Nothing&, const Credentials& given) { return desk->sign_in(context, given); });
  routes.get<Nothing, Session>(
      {.path = "/access/session", .roles = kEverybody, .summary = "Who is signed in, and where."},
      [desk](Context& context, const Nothing&) { return desk->current(context); });
  routes.del<Nothing, Nothing>({.path = "/access/session",
                                .roles = kEverybody,
                                .summary = "Signs out: the session ends on the server.",
                                .rate = platform::RateClass::write,
                                .audit = "access.sign_out",
                                .success = 204},
                               [desk](Context& context, const Nothing&) { return desk->sign_out(context); });
}

}  // namespace maillage::access
