// The imports that put a Département together, gathered and then done together.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "modules/territory/import.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::app {

class Loading {
 public:
  Loading(sql::Database& database, const platform::Clock& clock) : database_(database), clock_(clock) {}

  // A file to import after those already added; `more` completes what is not said by the other arguments.
  void add(territory::ImportKind kind, const std::string& name, std::string bytes, Date from,
           const territory::ImportRequest& more = {});
  // Imports them all in one transaction and prints a report of each; refused: one of them was, and nothing is kept.
  Result<Done> finish();

  Date today() const { return clock_.today(); }

 private:
  sql::Database& database_;
  const platform::Clock& clock_;
  std::deque<std::string> texts_;
  std::vector<territory::ImportRequest> requests_;
};

// What a commune is grouped in. "" where it is in none, or where it is not known.
struct Groupings {
  std::string code, arrondissement, epci, epci_name, ept, ept_name, canton, canton_name;
};

// The SIREN of an établissement public territorial by its name, and its name by its SIREN; "" when it is none.
std::string_view siren_of_ept(std::string_view name);
std::string_view name_of_ept(std::string_view siren);

// What the cantons of a source are called.
struct CantonNames {
  std::string_view french, english;
};

// Adds the memberships of EPCI and EPT and, because the social sectors are not published, three maps in their place
// that say so: cantons, arrondissements, EPCI or EPT. A map of which nothing is known is left out.
void add_groupings(Loading& loading, const std::vector<Groupings>& communes, const std::string& source, Date from,
                   CantonNames cantons);

}  // namespace maillage::app
