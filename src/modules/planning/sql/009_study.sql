-- Why no network does what a study asks (JSON, '' = nothing of the kind), its stage, and, where houses have capacities,
-- the house that serves each unit.
ALTER TABLE planning_study ADD COLUMN impossibility TEXT NOT NULL DEFAULT '';
ALTER TABLE planning_study ADD COLUMN stage TEXT NOT NULL DEFAULT 'draft';
ALTER TABLE planning_study ADD COLUMN chosen {integer} NOT NULL DEFAULT -1;
ALTER TABLE planning_network ADD COLUMN served TEXT NOT NULL DEFAULT '';

-- Every passage of a study from one stage to another, with the network it was about, who decided and what was said.
CREATE TABLE planning_study_stage (
  id {id},
  study_id {integer} NOT NULL REFERENCES planning_study (id),
  stage TEXT NOT NULL,
  network {integer} NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  note TEXT NOT NULL
) {strict};
