-- A scenario shown to the public as it was after `version` steps. `key` is the secret part of its address; `picture` is
-- all that the public sees of the map, worked out when it was opened and never changed.
CREATE TABLE planning_concertation (
  id {id},
  scenario_id {integer} NOT NULL REFERENCES planning_scenario (id),
  key TEXT NOT NULL UNIQUE,
  version {integer} NOT NULL,
  at TEXT NOT NULL,
  title TEXT NOT NULL,
  presentation TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  closes_on TEXT NOT NULL,
  state TEXT NOT NULL,
  ended_at TEXT NOT NULL DEFAULT '',
  ended_by TEXT NOT NULL DEFAULT '',
  picture TEXT NOT NULL
) {strict};

-- What a visitor wrote, of a place or ('') of the whole map. Nobody knows who. `version` counts the steps of its reading.
CREATE TABLE planning_remark (
  id {id},
  concertation_id {integer} NOT NULL REFERENCES planning_concertation (id),
  place TEXT NOT NULL,
  place_name TEXT NOT NULL,
  content TEXT NOT NULL,
  received_at TEXT NOT NULL,
  state TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  version {integer} NOT NULL DEFAULT 0,
  touched_at TEXT NOT NULL DEFAULT '',
  touched_by TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX planning_remark_of_concertation ON planning_remark (concertation_id, state);

-- Every reading of a remark: published with its answer, set aside with its reason, or back among the new ones.
CREATE TABLE planning_remark_step (
  remark_id {integer} NOT NULL REFERENCES planning_remark (id),
  position {integer} NOT NULL,
  state TEXT NOT NULL,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  PRIMARY KEY (remark_id, position)
) {strict};
