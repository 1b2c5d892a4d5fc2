-- For a while, somebody else answers. Laid beside the permanent maps and sites, which no row of these tables ever
-- changes. `origin` names the decision ("continuity/3"). valid_to is excluded; an empty period was ended before it began.
CREATE TABLE territory_relay (
  id {id},
  origin TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  CHECK (valid_from <= valid_to)
) {strict};

-- A unit handed over. kind: desk (codes of sites) or sector (codes of the mission's sectors). mission '' = every mission.
CREATE TABLE territory_relay_unit (
  relay_id {integer} NOT NULL REFERENCES territory_relay (id),
  kind TEXT NOT NULL,
  mission TEXT NOT NULL,
  unit TEXT NOT NULL,
  from_code TEXT NOT NULL,
  from_name TEXT NOT NULL,
  to_code TEXT NOT NULL,
  to_name TEXT NOT NULL,
  PRIMARY KEY (relay_id, kind, mission, unit, from_code)
) {strict};
CREATE INDEX territory_relay_unit_unit ON territory_relay_unit (unit);
