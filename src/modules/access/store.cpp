#include "modules/access/store.hpp"

namespace maillage::access {

std::optional<AccountRow> find_account(sql::Session& session, std::string_view login) {
  return session.first<AccountRow>("access.account", login);
}

std::vector<AccountRow> all_accounts(sql::Session& session) { return session.rows<AccountRow>("access.accounts"); }

void save_account(sql::Session& session, const AccountRow& account) { session.exec("access.save_account", account); }

void set_password_hash(sql::Session& session, std::string_view login, std::string_view hash) {
  session.exec("access.set_password_hash", hash, login);
}

bool disable_account(sql::Session& session, std::string_view login) {
  session.exec("access.end_sessions_of", login);
  return session.exec("access.disable_account", login) > 0;
}

std::optional<SessionRow> find_session(sql::Session& session, std::string_view token_hash) {
  return session.first<SessionRow>("access.session", token_hash);
}

void add_session(sql::Session& session, std::string_view token_hash, std::string_view login, std::string_view now,
                 std::string_view ends_at) {
  session.exec("access.forget_sessions_ended_before", now);
  session.exec("access.add_session", token_hash, login, now, ends_at);
}

void touch_session(sql::Session& session, std::string_view token_hash, std::string_view now) {
  session.exec("access.touch_session", now, token_hash);
}

void end_session(sql::Session& session, std::string_view token_hash) { session.exec("access.end_session", token_hash); }

}  // namespace maillage::access
