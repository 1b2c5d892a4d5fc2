// Draws of many maps, kept with the places they were asked on. Every function runs inside the caller's transaction.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "modules/planning/computation.hpp"
#include "modules/planning/ensemble/ensemble.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

struct EnsembleRow {
  std::int64_t id = 0;
  std::string created_at;  // UTC, ISO 8601
  std::string created_by;
  Date at;
  std::string request;  // JSON of EnsembleRequest
  std::string units;    // codes of the units, separated by commas
  std::int64_t job_id = 0;
  std::string drawn;          // JSON of Drawn, "" while there is nothing
  std::string impossibility;  // JSON of ImpossibilityView, "" when none
};
BOOST_DESCRIBE_STRUCT(EnsembleRow, (), (id, created_at, created_by, at, request, units, job_id, drawn, impossibility))

// A draw in a list: without its units, which are long.
struct ListedEnsemble {
  std::int64_t id = 0;
  std::string created_at;
  std::string created_by;
  Date at;
  std::string request;
  std::int64_t job_id = 0;
  std::string drawn;
};
BOOST_DESCRIBE_STRUCT(ListedEnsemble, (), (id, created_at, created_by, at, request, job_id, drawn))

// What was drawn, in short.
struct Drawn {
  std::int64_t maps = 0;
  std::int64_t proposals = 0;
  std::int32_t chains = 0;
  double seconds = 0;
  bool complete = false;
  bool agreed = false;  // the chains, for every measure
};
BOOST_DESCRIBE_STRUCT(Drawn, (), (maps, proposals, chains, seconds, complete, agreed))

struct EnsembleTag;
using EnsembleId = Id<EnsembleTag>;

// Inserts a draw; `row.id` and what it found are ignored.
EnsembleId insert_ensemble(sql::Session& session, const EnsembleRow& row);
void attach_job(sql::Session& session, EnsembleId id, std::int64_t job);
std::vector<ListedEnsemble> ensembles(sql::Session& session);  // newest first
std::optional<EnsembleRow> find_ensemble(sql::Session& session, EnsembleId id);

// Replaces what was drawn; an ensemble without maps leaves nothing.
void save_ensemble(sql::Session& session, EnsembleId id, const engines::districting::Ensemble& ensemble);
void save_impossibility(sql::Session& session, EnsembleId id, const ImpossibilityView& why);
// What was drawn, to the last map; nothing when no map was.
std::optional<engines::districting::Ensemble> ensemble_of(sql::Session& session, const EnsembleRow& row);

// The sketches of chains as text and back: "class count class count;…", each class as its distance from the last.
std::string sketches_text(const std::vector<engines::districting::Sketch>& sketches);
std::vector<engines::districting::Sketch> sketches_of(std::string_view text);

}  // namespace maillage::planning
