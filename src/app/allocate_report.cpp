#include "app/allocate_report.hpp"

#include <fmt/core.h>

#include <cmath>

#include "base/csv.hpp"
#include "engines/allocation/reasons.hpp"

namespace maillage::app {
namespace {

using namespace engines::allocation;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

std::string finite(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : ""; }

std::vector<Steps> present_of(const Instance& instance) {
  std::vector<Steps> out;
  for (const Cell& cell : instance.cells) out.push_back(cell.present);
  return out;
}

LoadsReport loads_report(const Instance& instance, const std::vector<Steps>& given, std::int32_t kind) {
  Steps steps = 0;
  for (std::int32_t unit = 0; unit < instance.units; ++unit) steps += given[instance.at(unit, kind)];
  const Fairness fair = fairness(instance, given, kind);
  return {steps * instance.step, fair.lowest, fair.mean, fair.highest, fair.gini, fair.nobody, fair.need_nobody};
}

KindReport kind_report(const AllocateInput& input, const Instance& instance, const Answer& answer, std::int32_t kind) {
  KindReport out;
  out.kind = input.kinds[at(kind)];
  for (std::int32_t unit = 0; unit < instance.units; ++unit) out.need += instance.cells[instance.at(unit, kind)].need;
  if (input.has_present) out.present = loads_report(instance, present_of(instance), kind);
  out.given = loads_report(instance, answer.given, kind);
  return out;
}

std::vector<PoolReport> pool_reports(const AllocateInput& input, const Instance& instance, const Answer& answer) {
  std::vector<PoolReport> out(instance.pools.size());
  for (std::size_t k = 0; k < input.kinds.size(); ++k)
    out[at(instance.pool_of_kind[k])].kinds.push_back(input.kinds[k]);
  std::vector<Steps> gone(out.size(), 0), come(out.size(), 0);
  for (std::size_t c = 0; c < answer.given.size(); ++c) {
    const std::size_t p = instance.pool_of(c);
    out[p].posts += answer.given[c] * instance.step;
    gone[p] += std::max(0, instance.cells[c].present - answer.given[c]);
    come[p] += std::max(0, answer.given[c] - instance.cells[c].present);
  }
  for (std::size_t p = 0; p < out.size(); ++p) {
    out[p].unplaced = answer.unplaced[p] * instance.step;
    if (!input.has_present) continue;
    out[p].moved = gone[p] * instance.step;
    out[p].created = std::max(0, come[p] - gone[p]) * instance.step;
  }
  return out;
}

// Rows of a year, after `first`.
void add_rows(const AllocateInput& input, const Instance& instance, const Answer& answer, const std::string& first,
              std::string& out) {
  for (std::size_t c = 0; c < answer.given.size(); ++c) {
    const Cell& cell = instance.cells[c];
    out += fmt::format("{}{},{},{},{},{},{},{}\n", first, csv::cell(input.units.codes[c / input.kinds.size()]),
                       csv::cell(input.kinds[c % input.kinds.size()]), finite(cell.need),
                       finite(cell.present * instance.step), finite(answer.given[c] * instance.step),
                       finite(load(instance, c, cell.present)), finite(load(instance, c, answer.given[c])));
  }
}

std::string_view name_of(Because because) {
  return because == Because::relief ? "relief" : because == Because::floor ? "floor" : "kept";
}

}  // namespace

YearReport year_report(const AllocateInput& input, const Instance& instance, const Answer& answer) {
  YearReport out;
  out.status = answer.why ? "infeasible" : "optimal";
  if (answer.why) {
    out.impossible = explain(*answer.why, input);
    return out;
  }
  const Loss loss = loss_of(instance, answer.given);
  out.need_nobody = loss.unserved;
  out.loss = loss.served;
  out.pools = pool_reports(input, instance, answer);
  for (std::int32_t kind = 0; kind < instance.kinds; ++kind)
    out.kinds.push_back(kind_report(input, instance, answer, kind));
  for (const Price& price : floor_prices(instance, answer))
    out.floors.push_back({input.units.codes[at(price.unit)], input.kinds[at(price.kind)], price.floor * instance.step,
                          price.without * instance.step, price.with_floor.served - price.without_floor.served,
                          price.with_floor.unserved - price.without_floor.unserved});
  return out;
}

std::string allocation_csv(const AllocateInput& input, const std::vector<std::pair<Instance, Answer>>& years) {
  const bool several = years.size() > 1;
  std::string out = several ? "year," : "";
  out += "code,kind,need,present,posts,load_present,load\n";
  for (std::size_t y = 0; y < years.size(); ++y)
    add_rows(input, years[y].first, years[y].second, several ? fmt::format("{},", y + 1) : "", out);
  return out;
}

std::string reasons_csv(const AllocateInput& input, const Instance& instance, const Answer& answer) {
  std::string out = "rank,code,kind,posts,because,load_before,load_after\n";
  std::size_t rank = 0;
  for (const Grant& grant : reasons(instance, answer.given))
    out += fmt::format("{},{},{},{},{},{},{}\n", ++rank, csv::cell(input.units.codes[at(grant.unit)]),
                       csv::cell(input.kinds[at(grant.kind)]), finite(grant.number * instance.step),
                       name_of(grant.because), finite(grant.before), finite(grant.after));
  return out;
}

}  // namespace maillage::app
