#include "modules/territory/demonstration/openings.hpp"

#include <set>

#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {

TEST_CASE("openings: partners receive people where the Département has no site, each point once") {
  for_each_departement([](const Departement& d) {
    const auto points = access_points(d);
    CHECK(points.size() == 36);
    std::set<std::string> served, codes;
    for (const Site& site : d.sites) served.insert(site.commune.str());
    for (const AccessPoint& one : points) {
      CHECK_FALSE(served.contains(one.commune));
      CHECK(codes.insert(one.kind + one.code).second);
      CHECK((one.kind == "ccas" || one.kind == "franceservices"));
    }
  });
}

TEST_CASE("openings: most sites say when they are open, and some do not") {
  for_each_departement([](const Departement& d) {
    std::size_t said = 0;
    for (const Site& site : d.sites) said += hours_of(site).empty() ? 0 : 1;
    CHECK(said < d.sites.size());
    CHECK(said > d.sites.size() * 3 / 4);
  });
}

}  // namespace maillage::territory::demonstration
