// Accounts and sessions in the database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/sql.hpp"

namespace maillage::access {

struct AccountRow {
  std::string login;
  std::string name;
  std::string roles;  // "planner,executive"
  std::string password_hash;
  bool active = true;
  bool demonstration = false;
  std::string created_at;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (login, name, roles, password_hash, active, demonstration, created_at))

struct SessionRow {
  std::string login;
  std::string name;
  std::string roles;
  bool active = true;
  std::string seen_at;
  std::string ends_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (login, name, roles, active, seen_at, ends_at))

std::optional<AccountRow> find_account(sql::Session& session, std::string_view login);
std::vector<AccountRow> all_accounts(sql::Session& session);
// Inserts, or replaces all but the day of creation.
void save_account(sql::Session& session, const AccountRow& account);
void set_password_hash(sql::Session& session, std::string_view login, std::string_view hash);
// Ends its sessions too; false when there is no such active account.
bool disable_account(sql::Session& session, std::string_view login);

std::optional<SessionRow> find_session(sql::Session& session, std::string_view token_hash);
// Also forgets the sessions that ended before `now`.
void add_session(sql::Session& session, std::string_view token_hash, std::string_view login, std::string_view now,
                 std::string_view ends_at);
void touch_session(sql::Session& session, std::string_view token_hash, std::string_view now);
void end_session(sql::Session& session, std::string_view token_hash);

}  // namespace maillage::access
