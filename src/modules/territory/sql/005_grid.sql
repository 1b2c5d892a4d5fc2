-- Who lives in each cell of the grid of INSEE (Filosofi): a finer place to count residents at than a unit. A cell is named
-- by its size and its lower left corner in metres of EPSG:3035; its centre is kept in Lambert-93 decimetres. Figures are in
-- thousandths; `imputed` = INSEE shared them out, fewer households living there than may be told.
CREATE TABLE territory_grid_cell (
  id {id},
  size_m {integer} NOT NULL,
  north_m {integer} NOT NULL,
  east_m {integer} NOT NULL,
  x_dm {integer} NOT NULL,
  y_dm {integer} NOT NULL,
  residents {integer} NOT NULL,
  aged_0_5 {integer} NOT NULL,
  aged_65 {integer} NOT NULL,
  aged_80 {integer} NOT NULL,
  households {integer} NOT NULL,
  poor {integer} NOT NULL,
  imputed {integer} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
