#include "modules/planning/network/store_network.hpp"

#include <algorithm>

#include "modules/planning/labels.hpp"
#include "modules/planning/network/store_travel.hpp"
#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

struct HouseList {
  std::vector<House> houses;
};
BOOST_DESCRIBE_STRUCT(HouseList, (), (houses))

struct NetworkRow {
  std::string point;
  std::string open, served;
};
BOOST_DESCRIBE_STRUCT(NetworkRow, (), (point, open, served))

}  // namespace

StudyRequest study_request_of(const std::string& json) { return read_stored<StudyRequest>(json); }
std::vector<House> houses_of(const std::string& json) { return read_stored<HouseList>(json).houses; }
std::string houses_text(const std::vector<House>& houses) { return platform::to_json(HouseList{houses}); }

Result<std::optional<CellDemand>> cells_on(sql::Session& session, territory::Territory& territory, Date at,
                                           std::optional<std::int32_t> size_m, std::optional<std::int64_t> table) {
  if (!size_m) return std::optional<CellDemand>{};
  if (table) return Problem{"planning.cells_need_crow", "/cells", {}};
  const auto grids = territory::grids(session, at);
  const auto grid =
      std::find_if(grids.begin(), grids.end(), [&](const territory::Grid& one) { return one.size_m == *size_m; });
  if (grid == grids.end()) return Problem{"planning.unknown_grid", "/cells", {{"size", std::to_string(*size_m)}}};
  const auto cells = territory::grid_cells(session, at, *size_m);
  return std::optional(
      cell_demand(*territory.snapshot(at), *grid, cells, territory::units_holding(territory, at, cells)));
}

Result<StudyQuestion> question_of(sql::Session& session, territory::Territory& territory, const StudyRow& row) {
  auto snapshot = territory.snapshot(row.at);
  if (joined_codes(snapshot->codes) != row.units) return Problem{"planning.study_outdated", "/id", {}};
  const StudyRequest request = study_request_of(row.request);
  auto ways = ways_of(session, request.table, crow_of(request, row.at));
  if (!ways) return ways.problem();
  auto cells = cells_on(session, territory, row.at, request.cells, request.table);
  if (!cells || (*cells && platform::to_json(kept_cells(**cells)) != row.grid))
    return Problem{"planning.study_cells_changed", "/id", {}};
  return question_of(request, std::move(snapshot), houses_of(row.houses), territory.quantities(row.at),
                     *std::move(ways), *std::move(cells));
}

StudyId insert_study(sql::Session& session, const StudyRow& row) {
  return {*session.first<std::int64_t>("planning.insert_study", row.name, row.created_at, row.created_by, row.at,
                                       row.request, row.houses, row.units, row.grid)};
}

void attach_job(sql::Session& session, StudyId study, std::int64_t job) {
  session.exec("planning.attach_study_job", job, study);
}

std::vector<ListedStudy> studies(sql::Session& session) { return session.rows<ListedStudy>("planning.studies"); }

std::optional<StudyRow> find_study(sql::Session& session, StudyId study) {
  return session.first<StudyRow>("planning.find_study", study);
}

void save_study_impossibility(sql::Session& session, StudyId study, const StudyImpossibility& why) {
  session.exec("planning.save_study_impossibility", platform::to_json(why), study);
}

bool pass_study(sql::Session& session, StudyId study, Stage from, const StudyPassage& passage) {
  if (session.exec("planning.set_study_stage", passage.stage, passage.network, study, from) == 0) return false;
  session.exec("planning.insert_study_stage", study, passage.stage, passage.network, passage.decided_at,
               passage.decided_by, passage.note);
  return true;
}

std::vector<StudyPassage> passages_of_study(sql::Session& session, StudyId study) {
  return session.rows<StudyPassage>("planning.study_stages", study);
}

void save_curve(sql::Session& session, StudyId study, const std::vector<FoundNetwork>& curve) {
  session.exec("planning.delete_networks", study);
  for (const FoundNetwork& found : curve)
    session.exec("planning.insert_network", study, found.point.index, platform::to_json(found.point),
                 labels_text(found.open), labels_text(found.served));
}

std::vector<NetworkPoint> curve_of(sql::Session& session, StudyId study) {
  std::vector<NetworkPoint> out;
  for (const std::string& json : session.rows<std::string>("planning.networks", study))
    out.push_back(read_stored<NetworkPoint>(json));
  return out;
}

std::optional<FoundNetwork> find_network(sql::Session& session, StudyId study, std::int32_t index) {
  const auto row = session.first<NetworkRow>("planning.find_network", study, index);
  if (!row) return std::nullopt;
  return FoundNetwork{read_stored<NetworkPoint>(row->point), labels_of(row->open), labels_of(row->served)};
}

}  // namespace maillage::planning
