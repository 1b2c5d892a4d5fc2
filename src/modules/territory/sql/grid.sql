-- name: grids_at
SELECT c.size_m, COUNT(*) AS cells, CAST(SUM(c.imputed) AS {integer}) AS imputed, CAST(SUM(c.residents) AS {integer}) AS residents, CAST(SUM(CASE WHEN c.imputed = 1 THEN c.residents ELSE 0 END) AS {integer}) AS residents_imputed, MAX(CASE WHEN i.source = '' THEN i.file_name ELSE i.source END) AS source, MAX(i.vintage) AS vintage FROM territory_grid_cell c JOIN territory_import i ON i.id = c.import_id WHERE c.valid_from <= ?1 AND ?1 < c.valid_to GROUP BY c.size_m ORDER BY c.size_m
-- name: grid_cells_at
SELECT size_m, north_m, east_m, x_dm, y_dm, residents, aged_0_5, aged_65, aged_80, households, poor, imputed FROM territory_grid_cell WHERE size_m = ?2 AND valid_from <= ?1 AND ?1 < valid_to ORDER BY north_m, east_m
