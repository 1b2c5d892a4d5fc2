#include "modules/access/access.hpp"
#include "modules/access/accounts.hpp"
#include "modules/access/session.hpp"
#include "modules/access/store.hpp"
#include "platform/log/log.hpp"

namespace maillage::access {
namespace {

class SessionAuthenticator : public platform::Authenticator {
 public:
  SessionAuthenticator(sql::Database& database, const platform::Clock& clock) : database_(database), clock_(clock) {}

  std::optional<platform::Identity> identify(std::string_view token) override {
    const std::string hash = token_hash(token);
    const auto row = database_.reading([&](sql::Session& session) { return find_session(session, hash); });
    const auto now = clock_.now();
    if (!row || !row->active || !session_alive(row->seen_at, row->ends_at, now)) return std::nullopt;
    if (row->seen_at < platform::utc_text(now - kTouchTime)) touch(hash, platform::utc_text(now));
    return platform::Identity{row->login, row->name, roles_of(row->roles)};
  }

 private:
  // A full disk must not stop people from reading: their session only ends earlier.
  void touch(const std::string& hash, const std::string& now) {
    try {
      database_.write([&](sql::Session& session) { touch_session(session, hash, now); });
    } catch (const sql::StorageFull& fault) {
      platform::log(platform::LogLevel::warning, "session_not_touched", {{"why", fault.what()}});
    }
  }

  sql::Database& database_;
  const platform::Clock& clock_;
};

}  // namespace

std::unique_ptr<platform::Authenticator> authenticator(sql::Database& database, const platform::Clock& clock) {
  return std::make_unique<SessionAuthenticator>(database, clock);
}

}  // namespace maillage::access
