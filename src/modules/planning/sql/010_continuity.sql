-- Every time a plan of continuity was given an earlier last day, by whom and with what word: none replaces another. Its
-- reason, its notes and its absences are erased once they have been kept long enough (discretion.hpp).
CREATE TABLE planning_continuity_end (
  id {id},
  continuity_id {integer} NOT NULL REFERENCES planning_continuity (id),
  last_day TEXT NOT NULL,
  note TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  ended_by TEXT NOT NULL
) {strict};
CREATE INDEX planning_continuity_end_of_plan ON planning_continuity_end (continuity_id);

INSERT INTO planning_continuity_end (continuity_id, last_day, note, ended_at, ended_by)
SELECT id, last_day, end_note, ended_at, ended_by FROM planning_continuity WHERE ended_at <> '' ORDER BY id;

ALTER TABLE planning_continuity DROP COLUMN ended_at;
ALTER TABLE planning_continuity DROP COLUMN ended_by;
ALTER TABLE planning_continuity DROP COLUMN end_note;
ALTER TABLE planning_continuity ADD COLUMN erased_on TEXT NOT NULL DEFAULT '';
