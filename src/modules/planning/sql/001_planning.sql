CREATE TABLE planning_proposal (
  id {id},
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  at TEXT NOT NULL,
  request TEXT NOT NULL,
  units TEXT NOT NULL,
  job_id {integer} NOT NULL DEFAULT 0,
  impossibility TEXT NOT NULL DEFAULT ''
) {strict};

CREATE TABLE planning_plan (
  proposal_id {integer} NOT NULL REFERENCES planning_proposal (id),
  position {integer} NOT NULL,
  summary TEXT NOT NULL,
  labels TEXT NOT NULL,
  PRIMARY KEY (proposal_id, position)
) {strict};
