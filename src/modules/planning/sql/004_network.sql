-- What was asked of another network of houses, on the houses and the places known that day: `houses` are those of today
-- and the candidates, `units` the codes of the territory.
CREATE TABLE planning_study (
  id {id},
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  at TEXT NOT NULL,
  request TEXT NOT NULL,
  houses TEXT NOT NULL,
  units TEXT NOT NULL,
  job_id {integer} NOT NULL DEFAULT 0
) {strict};

-- A point of its curve: figures, and the positions of the open houses.
CREATE TABLE planning_network (
  study_id {integer} NOT NULL REFERENCES planning_study (id),
  position {integer} NOT NULL,
  point TEXT NOT NULL,
  open TEXT NOT NULL,
  PRIMARY KEY (study_id, position)
) {strict};
