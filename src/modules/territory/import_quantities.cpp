// Numeric columns of the units: all of the territory or nothing, so that a place nobody counted never reads zero.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "modules/territory/day.hpp"
#include "modules/territory/import_work.hpp"
#include "modules/territory/missions.hpp"
#include "modules/territory/quantities.hpp"
#include "modules/territory/reading/provenance.hpp"
#include "modules/territory/store.hpp"

namespace maillage::territory {
namespace {

constexpr std::size_t kPlacesNamed = 10;

// Rows of places that exist that day; the others are counted.
std::vector<const reading::QuantityRow*> rows_here(const Day& day, const std::vector<reading::QuantityRow>& rows) {
  std::vector<const reading::QuantityRow*> here;
  for (const reading::QuantityRow& row : rows) {
    const std::string& code = reading::text(row.code);
    if (day.place(code.size() == 5 ? "commune" : "iris", code) != nullptr) here.push_back(&row);
  }
  return here;
}

std::string named(const std::vector<std::int32_t>& units, const Snapshot& snapshot) {
  std::string out;
  for (std::size_t i = 0; i < std::min(units.size(), kPlacesNamed); ++i) {
    const auto unit = static_cast<std::size_t>(units[i]);
    out += (i == 0 ? "" : ", ") + snapshot.names[unit] + " " + snapshot.codes[unit];
  }
  return units.size() > kPlacesNamed ? out + "…" : out;
}

// 12.5 and 812: thousandths as one writes them.
std::string in_figures(std::int64_t thousandths) {
  return thousandths % 1000 == 0 ? std::to_string(thousandths / 1000)
                                 : fmt::format("{:.1f}", static_cast<double>(thousandths) / 1000);
}

// Notes what a column holds, what it lacks, and what was shared out of it.
void examine(ImportWork& work, const QuantityRecord& quantity, const GivenAmounts& given, const Snapshot& snapshot) {
  const Spread found = spread(given, snapshot);
  const std::string& name = quantity.name;
  const auto total = std::accumulate(found.of_unit.begin(), found.of_unit.end(), std::int64_t{0});
  work.repair(std::nullopt, name, "territory.quantity_read",
              {{"name", name},
               {"period", quantity.period},
               {"total", in_figures(total)},
               {"unit", quantity.unit},
               {"count", std::to_string(snapshot.codes.size() - found.missing.size())}});
  for (const std::string& commune : found.too_small)
    work.problem(std::nullopt, name, "territory.quantity_below_its_iris", {{"name", name}, {"code", commune}});
  if (!found.missing.empty())
    work.problem(std::nullopt, name, "territory.quantity_missing",
                 {{"name", name},
                  {"date", work.day.str()},
                  {"count", std::to_string(found.missing.size())},
                  {"places", named(found.missing, snapshot)}});
  const auto shared = std::count(found.estimated.begin(), found.estimated.end(), true);
  if (shared > 0)
    work.repair(std::nullopt, name, "territory.quantity_shared_out",
                {{"name", name}, {"count", std::to_string(shared)}});
}

// The period the figures are about and the mission they are of, or problems.
bool check_wording(ImportWork& work, const std::string& period) {
  const std::string& mission = work.request.mission;
  if (period.empty()) work.problem(std::nullopt, "", "territory.quantity_without_period");
  const bool known = mission.empty() || mission_rank(mission).has_value();
  if (!known) work.problem(std::nullopt, "", "territory.mission_needed", {{"mission", mission}});
  return known && !period.empty();
}

}  // namespace

void record(ImportWork& work, const std::vector<reading::QuantityRow>& rows) {
  const std::string period =
      work.request.vintage.empty() ? reading::last_year(work.request.file_name) : work.request.vintage;
  if (!check_wording(work, period)) return;
  const Day day(store::day(work.recorder.session(), work.day));
  const auto here = rows_here(day, rows);
  if (here.empty()) {
    work.problem(std::nullopt, "", "territory.nothing_known", {{"date", work.day.str()}});
    return;
  }
  if (here.size() < rows.size())
    work.repair(std::nullopt, "", "territory.outside_left_out", {{"count", std::to_string(rows.size() - here.size())}});
  std::vector<QuantityRecord> quantities;
  std::vector<AmountRecord> amounts;
  store::Recorder::Scopes complete;
  const auto& columns = *here.front()->columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    GivenAmounts given;
    for (const reading::QuantityRow* row : here) given[reading::text(row->code)] = row->thousandths[c];
    quantities.push_back({columns[c].code, columns[c].name, columns[c].unit, period, work.request.mission});
    examine(work, quantities.back(), given, day.snapshot);
    complete.insert("amount/" + columns[c].code);
    for (const auto& [code, thousandths] : given)
      amounts.push_back({columns[c].code, code.size() == 5 ? "commune" : "iris", code, thousandths});
  }
  work.recorder.quantities(quantities, work.day);
  work.recorder.amounts(amounts, work.day, complete);
}

}  // namespace maillage::territory
