-- A plan of continuity: what was asked and the plan that was computed (JSON), which never change; what was decided of it.
-- verdict: '' (a draft), adopted, dropped. `last_day` is the last day it holds, earlier than planned when it was ended.
-- Who answers in the meantime is kept by the territory, under the origin "continuity/<id>".
CREATE TABLE planning_continuity (
  id {id},
  reason TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  verdict TEXT NOT NULL DEFAULT '',
  decided_at TEXT NOT NULL DEFAULT '',
  decided_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  ended_at TEXT NOT NULL DEFAULT '',
  ended_by TEXT NOT NULL DEFAULT '',
  end_note TEXT NOT NULL DEFAULT '',
  CHECK (verdict IN ('', 'adopted', 'dropped'))
) {strict};
