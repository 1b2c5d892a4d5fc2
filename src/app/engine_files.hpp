// The files that engine commands read: units, edges, plans, dual graphs. Any fault names its file, line and column.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/point.hpp"
#include "base/result.hpp"
#include "engines/graph/graph.hpp"

namespace maillage::app {

// Units in the order of the file. Every column is kept as text; codes are unique.
struct UnitTable {
  std::vector<std::string> codes;  // column code, geoid or idx
  std::vector<std::string> names;  // column nom or name; the code when there is none
  std::vector<Lambert93> centres;  // columns x_l93_m,y_l93_m or x_m,y_m; empty when there are none
  std::map<std::string, std::vector<std::string>, std::less<>> columns;
  std::vector<std::string> outlines;  // GeoJSON geometries; empty when there are none
  std::string path;
  std::vector<std::string> header;  // of the file; empty when the units do not come from a table
  std::vector<int> lines;           // of each unit in the file; empty likewise

  // "file:line:column" of a field, or the file and unit when there are no lines.
  std::string place(std::size_t unit, std::string_view column) const;
  std::size_t size() const { return codes.size(); }
  // Position of a code, or -1.
  engines::Unit find(std::string_view code) const;
  void index();

 private:
  std::map<std::string, engines::Unit, std::less<>> position_;
};

// A comma- or semicolon-separated file with a header, in UTF-8 or Windows-1252.
Result<UnitTable> read_units(const std::string& path);

// Columns i,j (positions from 0), or code_i,code_j; border from shared_border_m or shared_perim_deg (0 = bridge).
Result<engines::Graph> read_edges(const std::string& path, const UnitTable& units);

// Units and graph of a NetworkX dual graph (adjacency or node-link JSON, as GerryChain writes); node attributes become
// columns, edge attributes shared_border_m or shared_perim the border.
struct DualGraph {
  UnitTable units;
  engines::Graph graph;
};
Result<DualGraph> read_dual_graph(const std::string& path);

// Districts of a plan as the file names them. A unit without a row is in district -1.
struct PlanFile {
  engines::Plan plan;
  std::vector<std::string> labels;  // of each district, in order of appearance
};
// Key column code, geoid or idx; column district (or sector).
Result<PlanFile> read_plan(const std::string& path, const UnitTable& units);

// A numeric column as whole loads (rounded half away from zero); refused when absent, not a number or negative.
Result<std::vector<std::int64_t>> load_column(const UnitTable& units, const std::string& name);

// Groups of units that have the same text in a column; -1 where it is empty.
Result<std::vector<std::int32_t>> group_column(const UnitTable& units, const std::string& name);

}  // namespace maillage::app
