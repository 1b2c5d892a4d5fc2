// Studies of the network and what they found, kept with the houses and the places they were asked on.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "modules/planning/network/study.hpp"
#include "modules/planning/scenario/scenario.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

struct StudyRow {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;  // UTC, ISO 8601
  std::string created_by;
  Date at;
  std::string request;  // JSON of StudyRequest
  std::string houses;   // JSON of HouseList
  std::string units;    // codes of the units, separated by commas
  std::int64_t job_id = 0;
  std::string impossibility;  // JSON of StudyImpossibility, "" when none
  Stage stage = Stage::draft;
  std::int32_t chosen = -1;  // the network that was submitted; -1 = none was
  std::string grid;          // JSON of Grid, "" when residents are counted at the centre of their unit
};
BOOST_DESCRIBE_STRUCT(StudyRow, (),
                      (id, name, created_at, created_by, at, request, houses, units, job_id, impossibility, stage,
                       chosen, grid))

// A study in a list: without its houses and units, which are long.
struct ListedStudy {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;
  std::string created_by;
  std::string request;
  std::int64_t job_id = 0;
  std::int64_t networks = 0;
  Stage stage = Stage::draft;
};
BOOST_DESCRIBE_STRUCT(ListedStudy, (), (id, name, created_at, created_by, request, job_id, networks, stage))

// What was asked, and on which houses, from and to their columns.
StudyRequest study_request_of(const std::string& json);
std::vector<House> houses_of(const std::string& json);
std::string houses_text(const std::vector<House>& houses);

// The cells of that size on that day, and the unit that each counts in; nothing when none is asked. Refused when none
// is known, or when minutes are those of a table, which leaves from the centres of units. Field "/cells".
Result<std::optional<CellDemand>> cells_on(sql::Session& session, territory::Territory& territory, Date at,
                                           std::optional<std::int32_t> size_m, std::optional<std::int64_t> table);

// The question that a study asked, on the territory as it is known now. Refused when its units or its cells are no
// longer the same.
Result<StudyQuestion> question_of(sql::Session& session, territory::Territory& territory, const StudyRow& row);

struct StudyTag;
using StudyId = Id<StudyTag>;

// Inserts a study; `row.id` is ignored.
StudyId insert_study(sql::Session& session, const StudyRow& row);
void attach_job(sql::Session& session, StudyId study, std::int64_t job);
std::vector<ListedStudy> studies(sql::Session& session);  // newest first
std::optional<StudyRow> find_study(sql::Session& session, StudyId study);

void save_study_impossibility(sql::Session& session, StudyId study, const StudyImpossibility& why);

// A step in the life of a study: what was decided of one of its networks.
struct StudyPassage {
  Stage stage = Stage::draft;
  std::int32_t network = -1;
  std::string decided_at, decided_by;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(StudyPassage, (), (stage, network, decided_at, decided_by, note))

// False, and nothing is written, when the study is no longer at stage `from`.
bool pass_study(sql::Session& session, StudyId study, Stage from, const StudyPassage& passage);
std::vector<StudyPassage> passages_of_study(sql::Session& session, StudyId study);  // oldest first

// Replaces all networks of the study.
void save_curve(sql::Session& session, StudyId study, const std::vector<FoundNetwork>& curve);
std::vector<NetworkPoint> curve_of(sql::Session& session, StudyId study);
std::optional<FoundNetwork> find_network(sql::Session& session, StudyId study, std::int32_t index);

}  // namespace maillage::planning
