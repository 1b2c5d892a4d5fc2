// What a handler sees of its request, and the one way it writes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/role.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sessions/authenticator.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {

class Context {
 public:
  Context(sql::Database& its_database, const Clock& its_clock)
      : database(its_database), clock(its_clock), today(its_clock.today()) {}

  sql::Database& database;
  const Clock& clock;
  Date today;  // Europe/Paris
  Identity identity;
  std::string_view session_token;  // of the cookie, "" when none
  std::string_view act;            // the audit label of the route, "" when not audited
  std::string set_cookie;          // to be sent with the answer, "" = none

  // Says on what the audited act bears (a code, a number; never a content); called before the end of write().
  void about(std::string_view object) { object_ = object; }
  // Says who acts, when the act itself establishes it (a sign-in).
  void acting(std::string_view login) { identity.login = login; }

  // One transaction: `work(session)`, then the audit line of the route, then the commit. `work` gives a Result; a
  // refusal rolls everything back. It may be run again after a conflict between writers, so it must not act outside.
  template <class Work>
  auto write(Work work) -> decltype(work(std::declval<sql::Session&>())) {
    std::optional<decltype(work(std::declval<sql::Session&>()))> answer;
    commit([&](sql::Session& session) {
      answer.emplace(work(session));
      return answer->ok();
    });
    return *std::move(answer);
  }

  // An audit line was committed.
  bool recorded() const { return recorded_; }

 private:
  // Runs `work` in a write transaction; false from it rolls back, true audits and commits.
  void commit(const std::function<bool(sql::Session&)>& work);
  std::string object_;
  bool recorded_ = false;
};

}  // namespace maillage::platform
