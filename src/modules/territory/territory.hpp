// The territory as other modules see it: a picture of any day, kept in memory.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/point.hpp"
#include "engines/graph/graph.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {
class Routes;
struct Services;
}  // namespace maillage::platform

namespace maillage::territory {

struct SectorName {
  std::string code;
  std::string name;
};

// The map of one mission on one day.
struct MissionMap {
  std::string code;  // "ssd", "ase", "pmi", "mds", "territoire"
  std::string name_fr;
  std::string name_en;
  std::vector<SectorName> sectors;    // ordered by code
  std::vector<std::int32_t> of_unit;  // position in `sectors` of every unit's sector; -1 = nobody's
};

// The territory on day `at`. A unit is the grain sectors are made of: an IRIS, or a whole commune that has none.
// All vectors without another rule have one cell per unit, ordered by code.
struct Snapshot {
  Date at;
  std::string unit_level;  // "iris" as soon as one IRIS is known on that day, else "commune"
  std::vector<std::string> codes;
  std::vector<std::string> names;
  std::vector<std::string> commune_codes;  // of the commune that holds the unit on that day
  std::vector<std::string> commune_names;
  std::vector<std::string> epci_codes;  // EPT where there is one, else EPCI; "" when unknown
  std::vector<std::int64_t> populations;
  std::vector<bool> estimated;       // the population was apportioned, not counted
  std::vector<Lambert93> centres;    // inside the outline; {0, 0} when no outline is known
  std::vector<engines::Edge> edges;  // adjacency; border 0 = bridge towards a unit cut off from the others
  std::vector<MissionMap> missions;  // that have at least one sector on that day
  std::string departement_code;      // "" when the territory spreads over several
  std::string departement_name;
  bool demonstration = false;

  std::int64_t population() const;
  // Position of the mission in `missions`, or -1.
  std::int32_t mission(std::string_view code) const;
};

// A numeric column of the units other than their residents: births, households, files open… In thousandths of `unit`.
struct Quantity {
  std::string code, name, unit;
  std::string period;   // what the figures are about: "2023"
  std::string mission;  // "" = of none
  std::string file_name, imported_at;
  std::vector<std::int64_t> of_unit;  // thousandths; 0 where nothing is known
  std::vector<bool> estimated;        // shared out from the commune's by residents, not given
  std::vector<std::int32_t> missing;  // units of which nothing is known
};

// Shapes of the HTTP contract that other modules answer with too.
namespace wire {

struct CodeName {
  std::string code;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(CodeName, (), (code, name))

// A sentence of the front end's dictionary; args are pairs (name, value).
struct Message {
  std::string code;
  std::vector<std::vector<std::string>> args;
};
BOOST_DESCRIBE_STRUCT(Message, (), (code, args))

struct Sector {
  std::string code;
  std::string name;
  std::int64_t population = 0;
};
BOOST_DESCRIBE_STRUCT(Sector, (), (code, name, population))

}  // namespace wire

// Residents of every sector of a mission, in the order of its sectors.
std::vector<wire::Sector> sectors_with_residents(const Snapshot& snapshot, const MissionMap& mission);

// A place open to the public, and the unit it stands in (-1 = nobody knows).
struct SiteInUnit {
  std::string code, name, kind;  // kind: mds, antenne, permanence, pmi, other
  std::int32_t unit = -1;
  std::optional<Lambert93> place = {};  // absent when nobody knows it
};

// The map that a decision gives a mission: the sector of every unit named; a sector without a unit is not kept.
struct DecidedMap {
  std::string mission;
  std::vector<SectorName> sectors;
  std::vector<std::string> units;     // codes
  std::vector<std::int32_t> of_unit;  // position in `sectors`, none -1
};

// Who decides, since when it holds, and what the register of imports will say of it.
struct Decision {
  Date from;
  std::string title;
  std::string by;  // login
  platform::Instant now;
};

// Makes these the maps of their missions from that day on, in the caller's transaction; what was true before that day
// stays as it was, and so does a later map already known.
void put_in_force(sql::Session& session, const std::vector<DecidedMap>& maps, const Decision& decision);

// Where what is known comes from.
struct SourceName {
  std::string name, vintage, licence;
};

// A text that is sent as it is, with its compressed form and its tag.
struct SentText {
  std::shared_ptr<const std::string> plain;
  std::shared_ptr<const std::string> gzipped;
  std::string etag;
};
using Compress = std::function<std::string(std::string_view)>;

class Days;

// Reads the territory of one database; pictures are kept until an import changes the territory. Thread-safe.
class Territory {
 public:
  explicit Territory(sql::Database& database);
  ~Territory();
  Territory(const Territory&) = delete;
  Territory& operator=(const Territory&) = delete;

  // The picture of that day, never null (empty vectors when nothing is known).
  std::shared_ptr<const Snapshot> snapshot(Date at);
  // Outline of every unit of the picture as a GeoJSON geometry, WGS 84, 6 decimals; "null" when unknown.
  std::vector<std::string> geojson(const Snapshot& snapshot);
  // The quantities known on that day, by code; their units are those of snapshot(at).
  std::vector<Quantity> quantities(Date at);
  // Every site of the day, by code, with the unit that holds it.
  std::vector<SiteInUnit> sites(Date at);
  // The named sources of what is known on that day, each with its vintage once.
  std::vector<SourceName> sources(Date at);
  // The outlines of the units of the day as TopoJSON, as GET /territory/map sends them; `compress` is called once.
  SentText unit_map(Date at, const Compress& compress);
  // For the other files of this module.
  Days& days() { return *days_; }

 private:
  std::unique_ptr<Days> days_;
};

// Declares the routes below /territory and how imports are done. `territory` outlives them.
void add_routes(platform::Routes& routes, platform::Services& services, Territory& territory);

// The sentences of this module's refusals, those of its readers included, for platform::register_problems.
void register_problem_rows();

}  // namespace maillage::territory
