#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/allocate_options.hpp"
#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "app/language.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

using namespace engines::allocation;

constexpr std::size_t kMostCells = 1000000;
constexpr double kMostNeed = 1e12;
constexpr double kMostPosts = 100000;    // of a table; a step is at least a tenth of a post
constexpr const char* kUnitCap = "all";  // the column of a file of caps that is of the unit

constexpr ProblemRow kProblems[] = {
    {"allocate_no_kind", 422, "Il manque une colonne par métier, avec le besoin de chaque unité.",
     "a column is missing for each kind of posts, with the need of each unit"},
    {"allocate_unknown_kind", 422, "« {text} » n’est pas un métier de la table des besoins ({kinds}).",
     "\"{text}\" is not a kind of the table of needs ({kinds})"},
    {"allocate_kind_without_posts", 422, "Le métier « {text} » n’a pas de postes : donnez-en un nombre à chacun.",
     "the kind \"{text}\" has no posts: give each a number"},
    {"allocate_negative", 422, "« {text} » est négatif.", "\"{text}\" is negative"},
    {"allocate_too_large", 422, "{text} dépasse {most}.", "{text} is above {most}"},
    {"allocate_not_whole", 422,
     "{text} n’est pas un nombre entier de parts de {step} poste : choisissez un autre --step.",
     "{text} is not a whole number of steps of {step} post: choose another --step"},
    {"allocate_too_many", 422, "La table des besoins est limitée à {most} cases.",
     "the table of needs is limited to {most} cells"},
};

struct Reason {
  std::string_view code;
  std::string_view french;
  std::string_view english;
};

constexpr Reason kReasons[] = {
    {"floor_above_cap", "{unit}, {kind} : le plancher de {have} postes dépasse le plafond de {limit}",
     "{unit}, {kind}: the floor of {have} posts is above the cap of {limit}"},
    {"floors_beyond_budget", "{kinds} : les planchers demandent {have} postes, il y en a {limit}",
     "{kinds}: the floors ask for {have} posts, there are {limit}"},
    {"floors_beyond_unit_cap", "{unit} : les planchers demandent {have} postes, {limit} y tiennent",
     "{unit}: the floors ask for {have} posts, it holds {limit}"},
    {"moves_too_few",
     "{kinds} : le nombre de postes, les planchers et les plafonds obligent à en déplacer {have}, {limit} sont permis",
     "{kinds}: the number of posts, the floors and the caps force {have} to move, {limit} may"},
    {"unit_caps_too_tight",
     "{kinds} : {have} postes doivent rester où ils sont, les plafonds des unités n’en laissent que {limit}",
     "{kinds}: {have} posts must stay where they are, the caps of units leave {limit}"},
};

std::string decimal(double value) {
  std::string text = fmt::format("{:g}", value);
  if (french()) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

// A number as French or English spreadsheets write it.
bool parse_decimal(std::string text, double& out) {
  if (text.find('.') == std::string::npos) std::replace(text.begin(), text.end(), ',', '.');
  return parse_number(text, out) && std::isfinite(out);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text)
    if (c == ',')
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

// The kinds asked, or every column that is not of the unit.
Result<std::vector<std::string>> kinds_of(const UnitTable& units, const std::string& asked) {
  std::vector<std::string> kinds;
  if (!asked.empty()) {
    for (const std::string& kind : split(asked)) {
      if (!units.columns.contains(kind))
        return Problem{"engine_column_missing", units.path + ":1:1", {{"columns", kind}}};
      kinds.push_back(kind);
    }
    return kinds;
  }
  for (const std::string& column : units.header)
    if (column != "code" && column != "geoid" && column != "idx" && column != "nom" && column != "name")
      kinds.push_back(column);
  if (kinds.empty()) return Problem{"allocate_no_kind", units.path + ":1:1", {}};
  if (kinds.size() * units.size() > kMostCells)
    return Problem{"allocate_too_many", units.path, {{"most", std::to_string(kMostCells)}}};
  return kinds;
}

Problem too_large(const std::string& place, double value, double most) {
  return {"allocate_too_large", place, {{"text", decimal(value)}, {"most", fmt::format("{:.0f}", most)}}};
}

// A cell as a number that is not negative; nothing written is 0.
Result<double> amount(const UnitTable& table, std::size_t row, const std::string& column, double most) {
  const std::string& text = table.columns.find(column)->second[row];
  if (text.empty()) return 0.0;
  double value = 0;
  if (!parse_decimal(text, value)) return Problem{"engine_not_a_number", table.place(row, column), {{"text", text}}};
  if (value < 0) return Problem{"allocate_negative", table.place(row, column), {{"text", text}}};
  if (value > most) return too_large(table.place(row, column), value, most);
  return value;
}

Result<Steps> steps_of(double posts, double step, const std::string& place) {
  const double steps = posts / step;
  if (std::abs(steps - std::round(steps)) > 1e-6)
    return Problem{"allocate_not_whole", place, {{"text", decimal(posts)}, {"step", decimal(step)}}};
  return static_cast<Steps>(std::round(steps));
}

Result<Done> read_needs(AllocateInput& input) {
  input.instance.units = static_cast<std::int32_t>(input.units.size());
  input.instance.kinds = static_cast<std::int32_t>(input.kinds.size());
  for (std::size_t row = 0; row < input.units.size(); ++row)
    for (const std::string& kind : input.kinds) {
      const auto need = amount(input.units, row, kind, kMostNeed);
      if (!need) return need.problem();
      input.instance.cells.push_back({*need});
    }
  return Done{};
}

// Where the value of a column of one of the other tables goes, for a unit; null = the column says nothing.
using Place = std::function<Steps*(std::size_t unit, std::int32_t kind)>;

// A table of posts: a row per unit, a column per kind. What it does not say stays as it is. Caps are not summed.
Result<Done> read_posts(const std::string& path, AllocateInput& input, bool caps, const Place& place) {
  if (path.empty()) return Done{};
  const auto table = read_units(path);
  if (!table) return table.problem();
  double total = 0;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto unit = input.units.find(table->codes[row]);
    if (unit < 0) return Problem{"engine_unknown_unit", table->place(row, "code"), {{"text", table->codes[row]}}};
    for (const std::string& column : table->header) {
      const auto found = std::find(input.kinds.begin(), input.kinds.end(), column);
      const auto kind = found == input.kinds.end() ? -1 : static_cast<std::int32_t>(found - input.kinds.begin());
      if (kind < 0 && column != kUnitCap) continue;
      Steps* const where = place(static_cast<std::size_t>(unit), kind);
      if (where == nullptr || table->columns.find(column)->second[row].empty()) continue;
      const auto posts = amount(*table, row, column, kMostPosts);
      if (!posts) return posts.problem();
      const auto steps = steps_of(*posts, input.instance.step, table->place(row, column));
      if (!steps) return steps.problem();
      if (!caps && (total += *posts) > kMostPosts) return too_large(table->place(row, column), total, kMostPosts);
      *where = *steps;
    }
  }
  return Done{};
}

Result<Done> read_tables(const AllocateOptions& options, AllocateInput& input) {
  Instance& instance = input.instance;
  const auto cell = [&](std::size_t unit, std::int32_t kind) -> Cell& {
    return instance.cells[instance.at(static_cast<std::int32_t>(unit), kind)];
  };
  auto done = read_posts(options.floors, input, false, [&](std::size_t unit, std::int32_t kind) {
    return kind < 0 ? nullptr : &cell(unit, kind).floor;
  });
  if (!done) return done;
  done = read_posts(options.present, input, false, [&](std::size_t unit, std::int32_t kind) {
    return kind < 0 ? nullptr : &cell(unit, kind).present;
  });
  if (!done) return done;
  input.has_present = !options.present.empty();
  std::vector<Steps> of_units(input.units.size(), kNoCap);
  done = read_posts(options.caps, input, true, [&](std::size_t unit, std::int32_t kind) {
    return kind < 0 ? &of_units[unit] : &cell(unit, kind).cap;
  });
  if (std::any_of(of_units.begin(), of_units.end(), [](Steps cap) { return cap != kNoCap; }))
    instance.unit_caps = std::move(of_units);
  return done;
}

// The number of a pool of one kind, or of the only pool, from "nurse=120" or "3000".
Result<std::vector<std::optional<Steps>>> of_pools(const std::string& option, const std::vector<std::string>& texts,
                                                   const AllocateInput& input) {
  std::vector<std::optional<Steps>> out(input.instance.pools.size());
  for (const std::string& text : texts) {
    const auto [name, posts] = *parse_posts(text);
    const auto steps = steps_of(posts, input.instance.step, option);
    if (!steps) return steps.problem();
    const auto kind = std::find(input.kinds.begin(), input.kinds.end(), name);
    if (!name.empty() && kind == input.kinds.end())
      return Problem{"allocate_unknown_kind", option, {{"text", name}, {"kinds", joined(input.kinds)}}};
    out[name.empty() ? 0 : static_cast<std::size_t>(kind - input.kinds.begin())] = *steps;
  }
  return out;
}

Result<Done> read_pools(const AllocateOptions& options, AllocateInput& input) {
  Instance& instance = input.instance;
  const bool by_kind = !options.posts.empty() && options.posts.front().find('=') != std::string::npos;
  instance.pools.resize(by_kind ? input.kinds.size() : 1);
  for (std::int32_t kind = 0; kind < instance.kinds; ++kind) instance.pool_of_kind.push_back(by_kind ? kind : 0);
  const auto posts = of_pools("--posts", options.posts, input);
  if (!posts) return posts.problem();
  const auto moves = of_pools("--max-moves", options.moves, input);
  if (!moves) return moves.problem();
  for (std::size_t p = 0; p < instance.pools.size(); ++p) {
    if (!options.posts.empty() && !(*posts)[p])
      return Problem{"allocate_kind_without_posts", "--posts", {{"text", input.kinds[p]}}};
    instance.pools[p] = {(*posts)[p].value_or(0), (*moves)[p]};
  }
  if (options.years.empty()) {
    input.budgets.emplace_back();
    for (const Pool& pool : instance.pools) input.budgets.front().push_back(pool.budget);
    return Done{};
  }
  const auto years = parse_years(options.years);
  for (const double year : *years) {
    const auto steps = steps_of(year, instance.step, "--years");
    if (!steps) return steps.problem();
    input.budgets.push_back({*steps});
  }
  return Done{};
}

}  // namespace

Result<AllocateInput> read_allocation(const AllocateOptions& options) {
  AllocateInput input;
  auto units = read_units(options.needs);
  if (!units) return units.problem();
  input.units = *std::move(units);
  auto kinds = kinds_of(input.units, options.kinds);
  if (!kinds) return kinds.problem();
  input.kinds = *std::move(kinds);
  input.instance.step = options.step;
  if (const auto needs = read_needs(input); !needs) return needs.problem();
  if (const auto tables = read_tables(options, input); !tables) return tables.problem();
  if (const auto pools = read_pools(options, input); !pools) return pools.problem();
  return input;
}

int refuse_allocation(const Problem& problem) {
  const auto row = std::find_if(std::begin(kProblems), std::end(kProblems),
                                [&](const ProblemRow& r) { return r.code == problem.code; });
  if (row == std::end(kProblems)) return refuse_input(problem);
  fmt::print(stderr, "{}: {}\n", problem.field, said(row->french, row->english, problem.args));
  return kBadInput;
}

std::string explain(const Impossibility& why, const AllocateInput& input) {
  const auto reason =
      std::find_if(std::begin(kReasons), std::end(kReasons), [&](const Reason& r) { return r.code == why.code; });
  std::vector<std::string> kinds;
  for (std::size_t k = 0; k < input.kinds.size(); ++k)
    if (input.instance.pool_of_kind[k] == why.pool) kinds.push_back(input.kinds[k]);
  const auto named = [](const std::vector<std::string>& names, std::int32_t at) {
    return at < 0 ? std::string() : names[static_cast<std::size_t>(at)];
  };
  return said(reason->french, reason->english,
              {{"unit", named(input.units.names, why.unit)},
               {"kind", named(input.kinds, why.kind)},
               {"kinds", joined(kinds)},
               {"have", decimal(why.have * input.instance.step)},
               {"limit", decimal(why.limit * input.instance.step)}});
}

}  // namespace maillage::app
