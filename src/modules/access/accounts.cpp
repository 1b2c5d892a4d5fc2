#include "modules/access/accounts.hpp"

#include <algorithm>

#include "base/describe.hpp"
#include "modules/access/access.hpp"
#include "modules/access/password.hpp"
#include "modules/access/store.hpp"
#include "platform/audit/audit.hpp"

namespace maillage::access {
namespace {

constexpr std::string_view kDemonstrationPassword = "maillage-demonstration";

std::span<const std::string_view> role_names() { return describe::type_of<Role>.names; }

Result<Done> check(const NewAccount& account) {
  if (!login_well_formed(account.login)) return Problem{"login_malformed", "/login", {{"login", account.login}}};
  if (account.roles.empty()) return Problem{"roles_missing", "/roles", {}};
  if (!password_strong(account.password, account.login)) {
    return Problem{"password_weak", "/password", {{"characters", std::to_string(kPasswordCharacters)}}};
  }
  return Done{};
}

AccountRow row_of(const NewAccount& account, const platform::Clock& clock, bool demonstration) {
  return {account.login, account.name,  roles_text(account.roles),      password_hash(account.password),
          true,          demonstration, platform::utc_text(clock.now())};
}

}  // namespace

bool login_well_formed(std::string_view login) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return login.size() >= 2 && login.size() <= 64 && std::all_of(login.begin(), login.end(), allowed);
}

std::vector<Role> roles_of(std::string_view text) {
  std::vector<Role> roles;
  while (!text.empty()) {
    const auto name = text.substr(0, text.find(','));
    const auto known = std::find(role_names().begin(), role_names().end(), name);
    if (known != role_names().end()) roles.push_back(static_cast<Role>(known - role_names().begin()));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
  }
  return roles;
}

std::string roles_text(const std::vector<Role>& roles) {
  std::string text;
  for (const Role role : roles) (text += text.empty() ? "" : ",") += role_names()[static_cast<std::size_t>(role)];
  return text;
}

Result<Done> add_account(sql::Database& database, const platform::Clock& clock, const NewAccount& account) {
  if (auto checked = check(account); !checked) return checked;
  const AccountRow row = row_of(account, clock, false);
  const bool added = database.writing([&](sql::Session& session) {
    if (find_account(session, account.login)) return false;
    save_account(session, row);
    platform::audit::record(session, {clock.now(), "cli", "access.account_add", account.login, "done"});
    return true;
  });
  if (!added) return Problem{"login_taken", "/login", {{"login", account.login}}};
  return Done{};
}

Result<Done> disable_account(sql::Database& database, const platform::Clock& clock, std::string_view login) {
  const bool disabled = database.writing([&](sql::Session& session) {
    const bool found = disable_account(session, login);
    if (found) platform::audit::record(session, {clock.now(), "cli", "access.account_disable", login, "done"});
    return found;
  });
  if (!disabled) return Problem{"account_unknown", "/login", {{"login", std::string(login)}}};
  return Done{};
}

std::vector<AccountLine> list_accounts(sql::Database& database) {
  std::vector<AccountLine> lines;
  for (const auto& row : database.reading([](sql::Session& session) { return all_accounts(session); })) {
    lines.push_back({row.login, row.name, roles_of(row.roles), row.active, row.created_at});
  }
  return lines;
}

std::vector<NewAccount> create_demonstration_accounts(sql::Database& database, const platform::Clock& clock) {
  const std::string password(kDemonstrationPassword);
  std::vector<NewAccount> accounts = {{"claire", "Claire Fontaine", {Role::planner}, password},
                                      {"marc", "Marc Rivière", {Role::executive}, password},
                                      {"nadia", "Nadia Belkacem", {Role::administrator}, password}};
  for (const NewAccount& account : accounts) {
    const auto known = [&](sql::Session& session) { return find_account(session, account.login).has_value(); };
    if (database.reading(known)) continue;
    const AccountRow row = row_of(account, clock, true);
    database.write([&](sql::Session& session) {
      save_account(session, row);
      platform::audit::record(session, {clock.now(), "cli", "access.account_add", account.login, "done"});
    });
  }
  return accounts;
}

}  // namespace maillage::access
