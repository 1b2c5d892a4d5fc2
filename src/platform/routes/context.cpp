#include "platform/routes/context.hpp"

#include "platform/audit/audit.hpp"

namespace maillage::platform {
namespace {

// Leaves the transaction of a refused act; never seen outside commit().
struct RolledBack {};

}  // namespace

void Context::commit(const std::function<bool(sql::Session&)>& work) {
  try {
    database.write([&](sql::Session& session) {
      if (!work(session)) throw RolledBack{};
      if (!act.empty()) audit::record(session, {clock.now(), identity.login, act, object_, "done"});
    });
    recorded_ = !act.empty();
  } catch (const RolledBack&) {
  }
}

}  // namespace maillage::platform
