#include "app/ensemble_input.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "base/csv.hpp"

namespace maillage::app {
namespace {

using engines::Edge;
using engines::Graph;
using engines::Plan;
using engines::Unit;

// A delimited file with a header, its columns found by name.
class Table {
 public:
  static Result<std::string> text_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream) return Problem{"ensemble_file_unreadable", file, {{"file", file}}};
    return text.str();
  }

  Table(std::string file, std::string_view text)
      : file_(std::move(file)), reader_(csv::without_mark(text), csv::detect_delimiter(text)) {
    if (reader_.next()) names_.assign(reader_.fields().begin(), reader_.fields().end());
  }

  // Position of the first of these columns that the file has.
  std::optional<std::size_t> find(std::initializer_list<std::string_view> names) const {
    for (std::string_view name : names)
      if (const auto at = std::find(names_.begin(), names_.end(), name); at != names_.end())
        return static_cast<std::size_t>(at - names_.begin());
    return std::nullopt;
  }
  Problem missing(std::string_view column) const {
    return {"ensemble_column_missing", file_, {{"file", file_}, {"column", std::string(column)}}};
  }

  bool next() { return reader_.next(); }
  std::string text(std::size_t column) const {
    return column < reader_.fields().size() ? std::string(reader_.fields()[column]) : std::string();
  }
  // The number in a column of the current line, a fault (the first is kept) when it is not one of at least `least`.
  template <class Number>
  Number number(std::size_t column, Number least) {
    const std::string value = text(column);
    Number number{};
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < least)
      fail("ensemble_number_malformed", column, value);
    return number;
  }
  void fail(std::string code, std::size_t column, const std::string& value) {
    if (problem_) return;
    const std::string name = column < names_.size() ? names_[column] : std::string();
    problem_ = Problem{std::move(code),
                       file_,
                       {{"file", file_}, {"line", std::to_string(reader_.line())}, {"column", name}, {"value", value}}};
  }
  // The first fault met, that of the form of the file included.
  std::optional<Problem> problem() const {
    if (problem_ || !reader_.fault()) return problem_;
    return Problem{"ensemble_file_malformed",
                   file_,
                   {{"file", file_},
                    {"line", std::to_string(reader_.fault()->line)},
                    {"column", std::to_string(reader_.fault()->column)}}};
  }

 private:
  std::string file_;
  csv::Reader reader_;
  std::vector<std::string> names_;
  std::optional<Problem> problem_;
};

Result<EnsembleUnits> read_units(const std::string& file, const std::string& weight) {
  const auto text = Table::text_of(file);
  if (!text) return text.problem();
  Table table(file, *text);
  const auto code = table.find({"code", "geoid", "idx"});
  const auto load = table.find({weight, weight == "population" ? std::string_view("pop") : std::string_view(weight)});
  const auto x = table.find({"x_l93_m", "x_m"}), y = table.find({"y_l93_m", "y_m"});
  if (!code) return table.missing("code");
  if (!load) return table.missing(weight);
  if (!x || !y) return table.missing(x ? "y_l93_m" : "x_l93_m");
  EnsembleUnits out;
  engines::districting::Weight loads{.name = weight, .of_unit = {}};
  while (table.next()) {
    out.codes.push_back(table.text(*code));
    loads.of_unit.push_back(table.number<std::int64_t>(*load, 0));
    out.instance.centres.push_back({table.number(*x, -1e9), table.number(*y, -1e9)});
  }
  if (const auto problem = table.problem()) return *problem;
  out.instance.weights.push_back(std::move(loads));
  return out;
}

Result<Graph> read_graph(const std::string& file, std::size_t units) {
  const auto text = Table::text_of(file);
  if (!text) return text.problem();
  Table table(file, *text);
  const auto i = table.find({"i"}), j = table.find({"j"}), border = table.find({"shared_border_m"});
  if (!i || !j) return table.missing(i ? "j" : "i");
  std::vector<Edge> edges;
  while (table.next()) {
    const Edge edge{table.number<Unit>(*i, 0), table.number<Unit>(*j, 0), border ? table.number(*border, 0.0) : 0.0};
    if (static_cast<std::size_t>(std::max(edge.a, edge.b)) >= units)
      table.fail("ensemble_unit_unknown", edge.a > edge.b ? *i : *j, std::to_string(std::max(edge.a, edge.b)));
    if (edge.a == edge.b) table.fail("ensemble_edge_loop", *j, std::to_string(edge.b));
    edges.push_back(edge);
  }
  if (const auto problem = table.problem()) return *problem;
  return Graph(static_cast<Unit>(units), std::move(edges));
}

}  // namespace

Result<EnsembleUnits> read_ensemble_units(const std::string& units_file, const std::string& edges_file,
                                          const std::string& weight) {
  auto units = read_units(units_file, weight);
  if (!units) return units;
  auto graph = read_graph(edges_file, units->codes.size());
  if (!graph) return graph.problem();
  units->instance.graph = std::move(*graph);
  return units;
}

Result<Plan> read_ensemble_plan(const std::string& file, const std::vector<std::string>& codes) {
  const auto text = Table::text_of(file);
  if (!text) return text.problem();
  Table table(file, *text);
  const auto code = table.find({"code", "geoid", "idx"}), district = table.find({"district"});
  if (!code || !district) return table.missing(code ? "district" : "code");
  std::map<std::string, std::size_t, std::less<>> unit_of;
  for (std::size_t u = 0; u < codes.size(); ++u) unit_of.emplace(codes[u], u);
  std::map<std::string, engines::District> number_of;
  Plan plan(codes.size(), -1);
  while (table.next()) {
    const auto unit = unit_of.find(table.text(*code));
    if (unit == unit_of.end()) table.fail("ensemble_unit_unknown", *code, table.text(*code));
    if (unit != unit_of.end() && plan[unit->second] >= 0) table.fail("ensemble_unit_doubled", *code, table.text(*code));
    if (const auto problem = table.problem()) return *problem;
    const auto next = static_cast<engines::District>(number_of.size());
    plan[unit->second] = number_of.emplace(table.text(*district), next).first->second;
  }
  if (const auto problem = table.problem()) return *problem;
  if (const auto gap = std::find(plan.begin(), plan.end(), -1); gap != plan.end())
    return Problem{"ensemble_unit_missing",
                   file,
                   {{"file", file}, {"value", codes[static_cast<std::size_t>(gap - plan.begin())]}}};
  return plan;
}

std::span<const ProblemRow> ensemble_problems() {
  static constexpr ProblemRow kProblems[] = {
      {"ensemble_file_unreadable", 422, "Le fichier {file} ne peut pas être lu : vérifiez son nom et ses droits.",
       "The file {file} cannot be read: check its name and its permissions."},
      {"ensemble_file_malformed", 422,
       "{file}, ligne {line}, caractère {column} : guillemet mal fermé ou octet nul ; corrigez cette ligne.",
       "{file}, line {line}, character {column}: quote not closed or null byte; correct this line."},
      {"ensemble_column_missing", 422, "{file} : il manque la colonne « {column} » dans la première ligne.",
       "{file}: the column \"{column}\" is missing from the first line."},
      {"ensemble_number_malformed", 422,
       "{file}, ligne {line}, colonne {column} : « {value} » n'est pas un nombre permis.",
       "{file}, line {line}, column {column}: \"{value}\" is not a number allowed here."},
      {"ensemble_unit_unknown", 422, "{file}, ligne {line}, colonne {column} : l'unité « {value} » n'existe pas.",
       "{file}, line {line}, column {column}: the unit \"{value}\" does not exist."},
      {"ensemble_unit_doubled", 422, "{file}, ligne {line} : l'unité « {value} » est donnée deux fois.",
       "{file}, line {line}: the unit \"{value}\" is given twice."},
      {"ensemble_unit_missing", 422, "{file} : l'unité « {value} » n'est dans aucun secteur ; ajoutez-la.",
       "{file}: the unit \"{value}\" is in no district; add it."},
      {"ensemble_edge_loop", 422, "{file}, ligne {line} : l'unité « {value} » est donnée comme voisine d'elle-même.",
       "{file}, line {line}: the unit \"{value}\" is given as its own neighbour."},
      {"ensemble_districts_many", 422, "Demandez entre 2 et {units} secteurs : il y a {units} unités.",
       "Ask for 2 to {units} districts: there are {units} units."},
      {"ensemble_impossible", 422, "Aucune carte permise n'existe avec ces bornes ({reason}) : élargissez l'équilibre.",
       "No lawful plan exists within these bounds ({reason}): widen the balance."},
      {"ensemble_no_start", 422,
       "Aucune carte permise n'a été trouvée pour commencer, dans le temps donné : élargissez l'équilibre ou le temps.",
       "No lawful plan was found to begin from in the time given: widen the balance or the time."},
      {"ensemble_file_unwritable", 422, "Le fichier {file} ne peut pas être écrit : vérifiez la place et les droits.",
       "The file {file} cannot be written: check the space and the permissions."},
  };
  return kProblems;
}

}  // namespace maillage::app
