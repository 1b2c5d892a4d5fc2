#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/assert.hpp"
#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

enum : std::size_t { kCode, kPopulation, kType };
constexpr Column kColumns[] = {
    {"code", "iris|codeiris|dcomiris|dciris|codgeo|inseecom|codeinsee|codecommune|citycode|com|code", true},
    {"population", "p##pop|population|pop####|populationmunicipale|pmun|pop|ptot", true},
    {"type", "type"},
};

PopulationRow row_of(Cursor& cursor) {
  PopulationRow row;
  row.line = cursor.line();
  if (withheld(cursor.text(kPopulation))) {
    row.withheld = std::string(cursor.text(kPopulation));
  } else {
    row.population = cursor.count(kPopulation);
  }
  return row;
}

std::vector<PopulationRow> rows_of(const Table& table, Notes& notes) {
  std::vector<PopulationRow> rows;
  std::size_t others = 0;
  Cursor cursor(table, notes);
  while (cursor.next()) {
    if (not_a_commune(cursor.text(kType))) {
      ++others;
      continue;
    }
    const auto code = cursor.unit(kCode);
    PopulationRow row = row_of(cursor);
    if (!code || !cursor.first_time(text(*code), kCode) || !cursor.sound()) continue;
    row.code = *code;
    rows.push_back(std::move(row));
  }
  if (others > 0) notes.repair({}, "territory.not_current_communes", {{"count", std::to_string(others)}});
  return rows;
}

// "P22_POP" and "POP_2020" say the year of the census; the file's name says it otherwise.
std::string vintage_of(const Table& table, std::string_view file_name) {
  const std::string header = folded(table.header(kPopulation));
  if (header.size() == 6 && header.front() == 'p' && header.ends_with("pop")) return "20" + header.substr(1, 2);
  const std::string year = last_year(table.header(kPopulation));
  return year.empty() ? last_year(file_name) : year;
}

}  // namespace

Read<PopulationRow> read_populations(const File& file) {
  Read<PopulationRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) {
    read.rows = rows_of(*table, notes);
    check_commas(*table, kPopulation, notes);
    read.vintage = vintage_of(*table, file.name);
    if (folded(table->header(kPopulation)).ends_with("pop")) {
      read.source = "Insee, recensement de la population";
      read.licence = "Licence Ouverte 2.0";
    }
  }
  notes.deliver(read);
  return read;
}

std::vector<PopulationRow> apportioned(std::int64_t commune_population, std::span<const IrisCode> iris,
                                       std::span<const double> weights) {
  MAILLAGE_ASSERT(iris.size() == weights.size(), "one weight for each IRIS");
  MAILLAGE_ASSERT(commune_population >= 0, "a population is not negative");
  double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  const bool equal = !(total > 0);
  if (equal) total = static_cast<double>(iris.size());

  std::vector<PopulationRow> rows;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::int64_t left = commune_population;
  for (std::size_t i = 0; i < iris.size(); ++i) {
    const double exact = static_cast<double>(commune_population) * (equal ? 1 : weights[i]) / total;
    const auto whole_persons = static_cast<std::int64_t>(std::floor(exact));
    rows.push_back({0, UnitCode(iris[i]), whole_persons, "", true});
    remainders.push_back({exact - std::floor(exact), i});
    left -= whole_persons;
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0 && !remainders.empty(); i = (i + 1) % remainders.size(), --left) {
    ++*rows[remainders[i].second].population;
  }
  return rows;
}

}  // namespace maillage::territory::reading
