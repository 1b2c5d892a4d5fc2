-- A drawing: the map it started from never changes, its steps are only ever added. `steps` counts them: the version
-- that a writer must have seen.
CREATE TABLE planning_scenario (
  id {id},
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL,
  rules TEXT NOT NULL,
  units TEXT NOT NULL,
  labels TEXT NOT NULL,
  names TEXT NOT NULL,
  stage TEXT NOT NULL,
  effective_on TEXT NOT NULL DEFAULT '',
  steps {integer} NOT NULL DEFAULT 0,
  touched_at TEXT NOT NULL,
  touched_by TEXT NOT NULL
) {strict};

CREATE TABLE planning_step (
  scenario_id {integer} NOT NULL REFERENCES planning_scenario (id),
  position {integer} NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  step TEXT NOT NULL,
  PRIMARY KEY (scenario_id, position)
) {strict};

-- Every passage from one stage to another, with who decided and what was said.
CREATE TABLE planning_stage (
  id {id},
  scenario_id {integer} NOT NULL REFERENCES planning_scenario (id),
  stage TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  note TEXT NOT NULL,
  effective_on TEXT NOT NULL
) {strict};

-- unit '' = of the whole map.
CREATE TABLE planning_comment (
  id {id},
  scenario_id {integer} NOT NULL REFERENCES planning_scenario (id),
  unit TEXT NOT NULL,
  content TEXT NOT NULL,
  written_at TEXT NOT NULL,
  written_by TEXT NOT NULL
) {strict};
