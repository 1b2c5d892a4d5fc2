// What the server lends to the modules: every module's `add_routes(Routes&, Services&)` receives it.
#pragma once

#include "platform/clock/clock.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {

struct Services {
  sql::Database& database;
  Jobs& jobs;
  Events& events;
  const Clock& clock;
  bool loopback = true;        // only this machine can reach the server
  bool secure_cookies = true;  // false only on a plain http address that is not this machine
};

}  // namespace maillage::platform
