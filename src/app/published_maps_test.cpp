// `maillage district` on the published instances of districting: their optima were proved by others.
#include "app/engine_files.hpp"
#include "app/engine_table.hpp"
#include "app/testing/small_map.hpp"

using namespace maillage;
using namespace maillage::app;
using namespace maillage::app::testing;

namespace {

double number(const std::string& report, const std::string& name) {
  const auto begin = report.find("\"" + name + "\":");
  REQUIRE(begin != report.npos);
  return std::stod(report.substr(begin + name.size() + 3));
}

std::string cell(const Table& table, std::size_t row, const char* column) {
  return table.rows[row][static_cast<std::size_t>(table.column({column}))];
}

}  // namespace

TEST_CASE("published counties: the plan keeps the bounds given, is never under the optimum, and the bound never over") {
  const std::string folder = open_data("districting");
  if (folder.empty()) return;
  const auto known = read_table(folder + "/known.csv");
  REQUIRE(known);
  const Folder here;
  int tried = 0;
  for (std::size_t row = 0; row < known->rows.size(); ++row) {
    if (cell(*known, row, "level") != "county" || cell(*known, row, "moi_gap_pct") != "0.00" ||
        std::stoi(cell(*known, row, "n")) > 77)
      continue;
    const std::string state = cell(*known, row, "state"), files = folder + "/county/" + state;
    INFO(state);
    const Ran ran = run({"district",
                         "--units",
                         files + "/units.csv",
                         "--edges",
                         files + "/edges.csv",
                         "--districts",
                         cell(*known, row, "k"),
                         "--bounds",
                         cell(*known, row, "L") + ":" + cell(*known, row, "U"),
                         "--weight",
                         "pop",
                         "--distance-rounding",
                         "km",
                         "--time",
                         "1s",
                         "--quiet",
                         "--out",
                         here.at("plan.csv"),
                         "--report",
                         here.at("r.json")});
    if (ran.code == 5) continue;  // nothing found in a second says nothing
    REQUIRE(ran.code == 0);
    ++tried;
    const std::string report = here.read("r.json");
    const double optimum = 1e6 * std::stod(cell(*known, row, "moi_cut_obj"));
    CHECK(number(report, "objective") >= optimum * (1 - 1e-4));
    CHECK(number(report, "objective") <= optimum * 2);  // one second, on a machine that may be busy
    CHECK(number(report, "bound") <= optimum * (1 + 1e-4));
    const auto units = read_units(files + "/units.csv");
    const auto loads = load_column(*units, "pop");
    const auto plan = read_plan(here.at("plan.csv"), *units);
    REQUIRE(plan);
    std::vector<std::int64_t> of_district(plan->labels.size());
    for (std::size_t u = 0; u < units->size(); ++u) of_district[static_cast<std::size_t>(plan->plan[u])] += (*loads)[u];
    for (const std::int64_t load : of_district) {
      CHECK(load >= std::stoll(cell(*known, row, "L")));
      CHECK(load <= std::stoll(cell(*known, row, "U")));
    }
  }
  CHECK(tried >= 2);
}
