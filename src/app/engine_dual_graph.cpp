// NetworkX dual graphs, as GerryChain reads and writes them.
#include <boost/json.hpp>
#include <stdexcept>

#include "app/engine_files.hpp"
#include "app/engine_table.hpp"

namespace maillage::app {
namespace {

namespace json = boost::json;
using engines::Edge;
using engines::Graph;
using engines::Unit;

std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  return value.is_null() ? "" : json::serialize(value);
}

double border_of(const json::object& edge) {
  for (const char* name : {"shared_border_m", "shared_perim"})
    if (const auto* value = edge.if_contains(name); value != nullptr && value->is_number())
      return value->to_number<double>();
  return 1;
}

// First of these attributes that every node has, or none.
std::string column_of(const UnitTable& units, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto found = units.columns.find(name); found != units.columns.end()) return name;
  return "";
}

Problem malformed(const std::string& path, std::string what) {
  return {"engine_not_a_dual_graph", path, {{"what", std::move(what)}}};
}

void read_nodes(const json::array& nodes, UnitTable& units, std::map<std::string, Unit>& of_id) {
  for (std::size_t u = 0; u < nodes.size(); ++u) {
    for (const auto& [name, value] : nodes[u].as_object()) {
      auto& column = units.columns[std::string(name)];
      column.resize(nodes.size());
      column[u] = text_of(value);
    }
    of_id.emplace(text_of(nodes[u].as_object().at("id")), static_cast<Unit>(u));
  }
  units.codes = units.columns[column_of(units, {"code", "GEOID10", "GEOID20", "GEOID", "geoid", "id"})];
  const std::string name = column_of(units, {"nom", "name", "NAME10", "NAME20"});
  units.names = name.empty() ? units.codes : units.columns[name];
  units.index();
}

void read_node_centres(UnitTable& units) {
  const std::string x = column_of(units, {"x_l93_m", "x_m", "C_X"}), y = column_of(units, {"y_l93_m", "y_m", "C_Y"});
  if (x.empty() || y.empty()) return;
  for (std::size_t u = 0; u < units.size(); ++u) {
    Lambert93 centre;
    if (!parse_number(units.columns[x][u], centre.x) || !parse_number(units.columns[y][u], centre.y)) {
      units.centres.clear();
      return;
    }
    units.centres.push_back(centre);
  }
}

std::vector<Edge> read_links(const json::object& root, const std::map<std::string, Unit>& of_id) {
  std::vector<Edge> edges;
  const auto add = [&](Unit a, const json::value& other, const json::object& edge) {
    const Unit b = of_id.at(text_of(other));
    if (a < b) edges.push_back({a, b, border_of(edge)});
  };
  if (const auto* adjacency = root.if_contains("adjacency")) {
    if (adjacency->as_array().size() != of_id.size())
      throw std::invalid_argument("adjacency and nodes differ in number");
    for (std::size_t a = 0; a < adjacency->as_array().size(); ++a)
      for (const auto& edge : adjacency->as_array()[a].as_array())
        add(static_cast<Unit>(a), edge.as_object().at("id"), edge.as_object());
    return edges;
  }
  const auto& links = root.contains("links") ? root.at("links").as_array() : root.at("edges").as_array();
  for (const auto& link : links) {
    const Unit a = of_id.at(text_of(link.as_object().at("source"))),
               b = of_id.at(text_of(link.as_object().at("target")));
    if (a != b) edges.push_back({std::min(a, b), std::max(a, b), border_of(link.as_object())});
  }
  return edges;
}

}  // namespace

Result<DualGraph> read_dual_graph(const std::string& path) {
  const auto text = read_whole(path);
  if (!text) return text.problem();
  // Boost.JSON reports what is missing or of another kind by exceptions; they end here, as a refusal.
  try {
    const json::value root = json::parse(*text);
    DualGraph dual;
    dual.units.path = path;
    std::map<std::string, Unit> of_id;
    read_nodes(root.as_object().at("nodes").as_array(), dual.units, of_id);
    if (dual.units.size() == 0) return malformed(path, "no node");
    if (of_id.size() != dual.units.size()) return malformed(path, "two nodes have the same id");
    read_node_centres(dual.units);
    dual.graph = Graph(static_cast<Unit>(dual.units.size()), read_links(root.as_object(), of_id));
    return dual;
  } catch (const std::exception& error) {
    return malformed(path, error.what());
  }
}

}  // namespace maillage::app
