-- Every table whose rows are true for a while has valid_from (included) and valid_to (excluded). A row is never edited
-- but for its end; a row that was corrected on its own first day keeps an empty period and is never seen again.

CREATE TABLE territory_import (
  id {id},
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  mission TEXT NOT NULL,
  source TEXT NOT NULL,
  vintage TEXT NOT NULL,
  licence TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  rows_read {integer} NOT NULL,
  created {integer} NOT NULL,
  changed {integer} NOT NULL,
  closed {integer} NOT NULL
) {strict};

-- "On that day, the list of `what` for `scope` was complete": what is absent from it was not there.
CREATE TABLE territory_listing (
  id {id},
  what TEXT NOT NULL,
  scope TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  UNIQUE (what, scope, valid_from)
) {strict};

-- Counters and facts of the whole: version, departement, demonstration.
CREATE TABLE territory_fact (
  name TEXT PRIMARY KEY,
  content TEXT NOT NULL
) {strict};

-- The existence and name of a commune, IRIS, EPCI or EPT. `kind` is the INSEE type of an IRIS (H, A, D, Z).
CREATE TABLE territory_place (
  id {id},
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
CREATE INDEX territory_place_code ON territory_place (code, level);

-- Residents. `estimated` = apportioned, not counted.
CREATE TABLE territory_population (
  id {id},
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  persons {integer} NOT NULL CHECK (persons >= 0),
  estimated {integer} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
CREATE INDEX territory_population_code ON territory_population (code, level);

-- WKB MultiPolygon in Lambert-93 metres; (x_m, y_m) is a point inside; `fingerprint` is the SHA-256 of the WKB.
CREATE TABLE territory_outline (
  id {id},
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  wkb {blob} NOT NULL,
  fingerprint TEXT NOT NULL,
  area_m2 {real} NOT NULL,
  x_m {real} NOT NULL,
  y_m {real} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
CREATE INDEX territory_outline_code ON territory_outline (code, level);

-- An IRIS in its commune, a commune in its EPCI or EPT.
CREATE TABLE territory_membership (
  id {id},
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  in_level TEXT NOT NULL,
  in_code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
CREATE INDEX territory_membership_code ON territory_membership (code);

-- What happened to communes (INSEE COG). `inferred` = deduced from outlines, no file said it.
CREATE TABLE territory_event (
  id {id},
  happened_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_code TEXT NOT NULL,
  to_code TEXT NOT NULL,
  share {real} NOT NULL,
  inferred {integer} NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  UNIQUE (happened_on, kind, from_code, to_code)
) {strict};

-- The names of a mission, when they are not the usual ones (a stand-in map says so in its name).
CREATE TABLE territory_mission (
  id {id},
  code TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  name_en TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

CREATE TABLE territory_sector (
  id {id},
  mission TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- What a sector is made of: a whole unit (street = ''), or numbers of one street of it. Codes are those of the file: a
-- code that ceases to exist is reported, never silently replaced. parity: any, odd, even. -1 = no limit of number.
CREATE TABLE territory_sector_unit (
  id {id},
  mission TEXT NOT NULL,
  sector TEXT NOT NULL,
  unit TEXT NOT NULL,
  street TEXT NOT NULL,
  street_name TEXT NOT NULL,
  ban_id TEXT NOT NULL,
  from_number {integer} NOT NULL,
  to_number {integer} NOT NULL,
  parity TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
CREATE INDEX territory_sector_unit_mission ON territory_sector_unit (mission, sector);

-- In which IRIS the numbers of a street lie.
CREATE TABLE territory_street (
  id {id},
  commune TEXT NOT NULL,
  street TEXT NOT NULL,
  street_name TEXT NOT NULL,
  from_number {integer} NOT NULL,
  to_number {integer} NOT NULL,
  parity TEXT NOT NULL,
  iris TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- Numbered doors of the Base Adresse Nationale; Lambert-93 decimetres.
CREATE TABLE territory_address (
  id {id},
  ban_id TEXT NOT NULL,
  commune TEXT NOT NULL,
  street TEXT NOT NULL,
  street_name TEXT NOT NULL,
  number {integer} NOT NULL,
  suffix TEXT NOT NULL,
  x_dm {integer} NOT NULL,
  y_dm {integer} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- Places open to the public. Lambert-93 decimetres, NULL when nobody knows where it stands.
CREATE TABLE territory_site (
  id {id},
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  commune TEXT NOT NULL,
  x_dm {integer},
  y_dm {integer},
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- Borders between units (IRIS, and communes without IRIS), a < b, in decimetres; 0 is a bridge. Derived from the outlines at
-- every import.
CREATE TABLE territory_edge (
  id {id},
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  border_dm {integer} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- Files waiting for their job.
CREATE TABLE territory_upload (
  id {id},
  file_name TEXT NOT NULL,
  content {blob} NOT NULL,
  uploaded_at TEXT NOT NULL
) {strict};
