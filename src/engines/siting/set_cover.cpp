#include "engines/siting/set_cover.hpp"

#include <algorithm>
#include <cmath>

#include "engines/milp/milp.hpp"
#include "engines/siting/cover_core.hpp"
#include "engines/siting/cover_search.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kPatience = 3000;  // steps without a smaller cover

std::size_t count_of(const std::vector<char>& flags) {
  return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), 1));
}

// The core as a table where leaving a demand unreached costs 1.
Table table_of(const CoverCore& core) {
  Table table;
  for (const auto& sites : core.sites_of) {
    if (sites.empty()) continue;
    for (const std::int32_t s : sites) table.rows.add({s, 0});
    table.rows.end_row();
    table.outside.push_back(1);
  }
  table.site_of.resize(core.demands_of.size());
  table.columns = table.rows.turned(table.site_of.size());
  table.whole = true;
  return table;
}

milp::Programme programme_of(const Table& table, std::vector<std::int32_t>& site_of_column) {
  std::vector<std::int32_t> column(table.sites(), -1);
  milp::Programme programme;
  for (std::size_t s = 0; s < table.sites(); ++s) {
    if (table.columns[s].empty()) continue;
    column[s] = static_cast<std::int32_t>(site_of_column.size());
    site_of_column.push_back(static_cast<std::int32_t>(s));
    programme.costs.push_back(1);
  }
  for (std::size_t d = 0; d < table.demands(); ++d) {
    milp::Row row;
    for (const Entry& e : table.rows[d]) row.columns.push_back(column[static_cast<std::size_t>(e.other)]);
    row.coefficients.assign(row.columns.size(), 1.0);
    row.lower = 1;
    programme.rows.push_back(std::move(row));
  }
  return programme;
}

// Looks for a cover of fewer sites than `open`; gives the number that no cover goes below.
std::size_t prove(const Table& table, std::vector<char>& open, const Watch& watch) {
  const std::size_t count = count_of(open);
  std::vector<std::int32_t> site_of_column;
  const auto none = [](std::span<const double>) { return std::vector<milp::Row>(); };
  const milp::Answer answer = milp::solve(
      programme_of(table, site_of_column), none,
      {.cutoff = static_cast<double>(count) - 0.99, .seconds = watch.left(), .stop = watch.stop(), .covering = true});
  if (!answer.point.empty()) {
    std::fill(open.begin(), open.end(), 0);
    for (std::size_t c = 0; c < site_of_column.size(); ++c)
      open[static_cast<std::size_t>(site_of_column[c])] = answer.point[c] ? 1 : 0;
  }
  if (answer.closed) return count_of(open);
  return std::isfinite(answer.bound) ? static_cast<std::size_t>(std::max(0.0, std::ceil(answer.bound - 1e-6))) : 0;
}

}  // namespace

Cover cover_all(const Rows& rows, const std::vector<char>& must, std::size_t enough, const Watch& watch) {
  const CoverCore core = reduced(rows, must, watch);
  const std::size_t chosen = count_of(core.chosen);
  Cover cover{.open = core.chosen, .count = chosen, .fewest = chosen};
  if (core.demands_left == 0) return cover;
  const Table table = table_of(core);
  std::vector<char> open = few_sites(table, enough - std::min(enough, chosen), kPatience, Random(watch.seed()), watch);
  cover.fewest = chosen + 1;
  if (chosen + count_of(open) > std::max(enough, cover.fewest) && !watch.over())
    cover.fewest = std::max(cover.fewest, chosen + prove(table, open, watch));
  cover.count = chosen + count_of(open);
  for (std::size_t s = 0; s < open.size(); ++s) cover.open[s] |= open[s];
  return cover;
}

}  // namespace maillage::engines::siting
