-- Minutes that somebody measured, or that a server of routes computed. `asked` = 1: the tables of the server that is
-- asked today; `profile` is what the server calls the mode. What comes from a file is never written again.
CREATE TABLE planning_travel_table (
  id {id},
  source TEXT NOT NULL,
  mode TEXT NOT NULL,
  origin TEXT NOT NULL,
  vintage TEXT NOT NULL,
  profile TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  asked {integer} NOT NULL DEFAULT 0,
  pairs {integer} NOT NULL DEFAULT 0,
  UNIQUE (source, mode, origin, vintage, profile, sha256)
) {strict};

-- The minutes to one destination: as many tenths of a minute as places they are counted from, -1 = no way.
CREATE TABLE planning_travel_minutes (
  table_id {integer} NOT NULL REFERENCES planning_travel_table (id),
  destination TEXT NOT NULL,
  departures TEXT NOT NULL,
  tenths TEXT NOT NULL,
  PRIMARY KEY (table_id, destination)
) {strict};
