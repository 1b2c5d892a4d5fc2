-- The cells that a study counts residents at (JSON, '' = none: at the centre of their unit).
ALTER TABLE planning_study ADD COLUMN grid TEXT NOT NULL DEFAULT '';
