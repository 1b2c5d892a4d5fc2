-- A draw of many lawful maps: what was asked, on which places (`units`, their codes), and what was drawn (JSON, '' while
-- there is nothing). `impossibility`: why no map can be drawn, '' when none is known.
CREATE TABLE planning_ensemble (
  id {id},
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  at TEXT NOT NULL,
  request TEXT NOT NULL,
  units TEXT NOT NULL,
  job_id {integer} NOT NULL DEFAULT 0,
  drawn TEXT NOT NULL DEFAULT '',
  impossibility TEXT NOT NULL DEFAULT ''
) {strict};

-- The distribution of one measure: its figures (JSON), and for each chain how many maps each class of values was met by.
CREATE TABLE planning_distribution (
  ensemble_id {integer} NOT NULL REFERENCES planning_ensemble (id),
  position {integer} NOT NULL,
  figures TEXT NOT NULL,
  chains TEXT NOT NULL,
  PRIMARY KEY (ensemble_id, position)
) {strict};
