// Recording an import: statements become revisions of the tables, in the caller's transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/access_points.hpp"
#include "modules/territory/geometry/outline.hpp"
#include "modules/territory/grid.hpp"
#include "modules/territory/history.hpp"
#include "modules/territory/records.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory::store {

// The line of the import in the register.
struct ImportHeader {
  std::string kind, file_name, sha256;
  Date valid_from;
  std::string mission, source, vintage, licence, imported_at, by;
  std::int64_t rows = 0;
};

struct OutlineRecord {
  std::string level, code;
  geometry::Outline outline;
};

// What an import did, counted by place (or by row of a sector map, site, address).
struct Tally {
  std::int64_t created = 0, changed = 0, unchanged = 0, closed = 0;
};

// Names the lists that can be complete: "commune/93" holds every commune of the Département, "iris/93066" every IRIS
// whose code begins so, "epci", "sector/ssd", "address/93066", "site", "amount/naissances", "access_point/ccas",
// "grid_cell/200".
std::string scope_of(std::string_view level, std::string_view code);

// One import being recorded. Nothing is written until something differs; finish() then says so to everybody.
class Recorder {
 public:
  using Scopes = std::set<std::string>;

  Recorder(sql::Session& session, ImportHeader header) : session_(session), header_(std::move(header)) {}

  // Each states what is true from `day` on. Scopes name what the statements are the complete list of. Periods in the
  // records are ignored.
  void places(const std::vector<PlaceRecord>& rows, Date day, const Scopes& complete);
  void populations(const std::vector<PopulationRecord>& rows, Date day, const Scopes& complete);
  void outlines(const std::vector<OutlineRecord>& rows, Date day, const Scopes& complete);
  void memberships(const std::vector<MembershipRecord>& rows, Date day, const Scopes& complete);
  void missions(const std::vector<MissionRecord>& rows, Date day);
  void sectors(const std::vector<SectorRecord>& rows, Date day, const Scopes& complete);
  void sector_units(const std::vector<SectorUnitRecord>& rows, Date day, const Scopes& complete);
  void streets(const std::vector<StreetRecord>& rows, Date day, const Scopes& complete);
  void addresses(const std::vector<AddressRecord>& rows, const std::vector<std::string>& ban_ids, Date day,
                 const Scopes& complete);
  void sites(const std::vector<SiteRecord>& rows, Date day, const Scopes& complete);
  void access_points(const std::vector<AccessPoint>& rows, Date day, const Scopes& complete);
  void grid_cells(const std::vector<GridCell>& rows, Date day, const Scopes& complete);
  void quantities(const std::vector<QuantityRecord>& rows, Date day);
  void amounts(const std::vector<AmountRecord>& rows, Date day, const Scopes& complete);
  void edges(const std::vector<EdgeRecord>& rows, Date day, Date next);
  void events(const std::vector<EventRecord>& rows);
  void fact(std::string_view name, std::string_view content);

  // Ends, on that day, all that is said of one place and of its memberships.
  void end_place(std::string_view level, std::string_view code, Date day);

  // Days after `day` on which an outline begins or ends.
  std::vector<Date> outline_days_after(Date day);
  // Places of the complete lists that a file has just closed.
  const std::vector<std::string>& closed_places() const { return closed_places_; }
  // Complete lists that would close more than half of what they should name: a part of a file taken for the whole.
  const std::vector<std::string>& hollowed() const { return hollowed_; }
  // Outlines, places or memberships were revised: borders may have changed.
  bool borders_touched() const { return borders_touched_; }
  bool changed_something() const { return import_id_ != 0; }
  Tally tally() const;
  // Closes the line of the register, moves the version on. Gives the id of the import, 0 when nothing differed.
  std::int64_t finish();
  sql::Session& session() { return session_; }

 private:
  enum class Mark { unchanged, changed, created, closed };
  struct Plan;  // how a table is revised
  void revise_table(const Plan& plan, Date day, const Completeness& completeness);
  Completeness completeness(const Plan& plan, Date day, const Scopes& complete);
  void add_listings(const Plan& plan, Date day, const Scopes& complete);
  void add_confirmations(const Plan& plan, const Revision& revision, Date day, const Completeness& completeness);
  void mark(const Plan& plan, const Revision& revision, const std::vector<Version>& existing);
  void find_hollowed(const Plan& plan, const std::vector<Version>& existing, Date day,
                     const Completeness& completeness);
  void apply(const Plan& plan, const Revision& revision);
  std::int64_t import_id();

  sql::Session& session_;
  ImportHeader header_;
  std::int64_t import_id_ = 0;
  std::map<std::string, Mark> marks_;
  std::vector<std::string> closed_places_;
  std::vector<std::string> hollowed_;
  bool borders_touched_ = false;
};

}  // namespace maillage::territory::store
