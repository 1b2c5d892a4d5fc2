#include "app/product.hpp"

#include "modules/planning/planning.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/jobs_routes.hpp"
#include "platform/sql/migrations.hpp"

namespace maillage::app {

Result<int> migrate(sql::Database& database) {
  constexpr std::string_view kModules[] = {"platform", "access", "territory", "planning"};
  return sql::migrate(database, kModules);
}

Product::Product(sql::Database& database, const platform::Clock& clock, Exposure exposure)
    : jobs_(platform::Jobs::create(database, clock)),
      services_{database, *jobs_, events_, clock, exposure.loopback, exposure.secure_cookies},
      territory_(database),
      authenticator_(access::authenticator(database, clock)) {
  platform::register_problems(planning::problems());
  territory::register_problem_rows();
  access::add_routes(routes_, services_, [this](Date at) { return place(at); });
  platform::add_jobs_routes(routes_, services_);
  territory::add_routes(routes_, services_, territory_);
  planning::add_routes(routes_, services_, territory_);
  planning::handle_jobs(*jobs_, database, territory_);
}

access::Place Product::place(Date at) {
  const auto snapshot = territory_.snapshot(at);
  access::Place place{std::nullopt, snapshot->demonstration};
  if (!snapshot->departement_code.empty()) {
    place.departement = access::Departement{snapshot->departement_code, snapshot->departement_name};
  }
  return place;
}

}  // namespace maillage::app
