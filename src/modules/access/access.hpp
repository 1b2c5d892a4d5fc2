// Who may sign in, and who is signed in. The only header of this module others may include.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/role.hpp"
#include "platform/services.hpp"
#include "platform/sessions/authenticator.hpp"

namespace maillage::platform {
class Routes;
}  // namespace maillage::platform

namespace maillage::access {

struct Departement {
  std::string code;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Departement, (), (code, name))

// What the first answer says of the territory, so that every page can show it.
struct Place {
  std::optional<Departement> departement;
  bool demonstration = false;
};
using DescribePlace = std::function<Place(Date)>;

struct NewAccount {
  std::string login;  // 2 to 64 of a-z 0-9 . _ -
  std::string name;
  std::vector<Role> roles;
  std::string password;
};

struct AccountLine {
  std::string login;
  std::string name;
  std::vector<Role> roles;
  bool active = true;
  std::string created_at;
};

// Routes of /access and /health. `place` may wait for the database.
void add_routes(platform::Routes& routes, platform::Services& services, DescribePlace place);
// Recognises the holders of the sessions that the routes open. Database and clock outlive it.
std::unique_ptr<platform::Authenticator> authenticator(sql::Database& database, const platform::Clock& clock);
// "__Host-sid" where browsers keep secure cookies, "sid" on plain http from another machine.
std::string_view cookie_name(bool secure);

// Creates the account, audited as done by "cli". Refused: login_malformed, login_taken, roles_missing, password_weak.
Result<Done> add_account(sql::Database& database, const platform::Clock& clock, const NewAccount& account);
// Ends its sessions and refuses its next sign-in. Refused: account_unknown.
Result<Done> disable_account(sql::Database& database, const platform::Clock& clock, std::string_view login);
// Ordered by login.
std::vector<AccountLine> list_accounts(sql::Database& database);

// The accounts of the demonstration (claire, marc, nadia) with their one known password, which only opens a session on
// a server that listens to this machine alone. Done again, it changes nothing.
std::vector<NewAccount> create_demonstration_accounts(sql::Database& database, const platform::Clock& clock);

// The refusals of this module.
std::span<const ProblemRow> problems();

}  // namespace maillage::access
