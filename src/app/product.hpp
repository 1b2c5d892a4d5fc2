// The whole product put together: every module's routes, jobs and refusals over one database.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "modules/access/access.hpp"
#include "modules/territory/territory.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/routes/routes.hpp"
#include "platform/services.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::app {

inline constexpr std::string_view kVersion = MAILLAGE_VERSION;

// From where the server can be reached.
struct Exposure {
  bool loopback = true;        // only this machine
  bool secure_cookies = true;  // https, or this machine
};

// Brings the database to the schema of this program: all modules, in the order of their dependencies.
Result<int> migrate(sql::Database& database);

class Product {
 public:
  // The database (migrated) and the clock outlive the product. Jobs are declared, not started.
  Product(sql::Database& database, const platform::Clock& clock, Exposure exposure);

  const platform::Routes& routes() const { return routes_; }
  platform::Jobs& jobs() { return *jobs_; }
  platform::Authenticator& authenticator() { return *authenticator_; }

 private:
  access::Place place(Date at);

  platform::Events events_;
  std::unique_ptr<platform::Jobs> jobs_;
  platform::Services services_;
  territory::Territory territory_;
  std::unique_ptr<platform::Authenticator> authenticator_;
  platform::Routes routes_;
};

}  // namespace maillage::app
