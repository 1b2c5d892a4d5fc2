// Figure A1 of the engines: 100 units × 15 kinds × 3 000 posts, exact and explained, within 50 ms.
// Usage: bench_allocation [runs=21]. Prints Markdown: CPU milliseconds of one thread, the median of the runs.
#include "engines/allocation/allocation.hpp"

#include <string>
#include <vector>

#include "base/random.hpp"
#include "engines/allocation/reasons.hpp"
#include "measure.hpp"

namespace maillage::engines::allocation {
namespace {

constexpr std::int32_t kUnits = 100, kKinds = 15;
constexpr Steps kSteps = 6000;  // 3 000 posts by halves
constexpr double kWantedMs = 50;

// Needs in posts, as uneven as the populations of sectors are; what is there today follows them from afar.
Instance town(std::uint64_t seed) {
  Random random(seed);
  Instance out{.units = kUnits, .kinds = kKinds, .step = 0.5};
  std::vector<double> size;
  for (std::int32_t u = 0; u < kUnits; ++u) size.push_back(0.3 + 1.7 * random.unit() * random.unit() + random.unit());
  for (std::int32_t u = 0; u < kUnits; ++u)
    for (std::int32_t k = 0; k < kKinds; ++k)
      out.cells.push_back({size[static_cast<std::size_t>(u)] * (0.2 + 3 * random.unit())});
  out.pools = {{kSteps}};
  out.pool_of_kind.assign(kKinds, 0);
  return out;
}

void add_limits(Instance& instance, Random& random) {
  const auto even = solve(instance).given;
  for (std::size_t c = 0; c < even.size(); ++c) {
    Cell& cell = instance.cells[c];
    cell.present = std::max(0, even[c] + static_cast<Steps>(random.below(5)) - 2);
    if (random.below(3) == 0) cell.floor = static_cast<Steps>(random.below(4));
    if (random.below(3) == 0) cell.cap = std::max(cell.floor, cell.present - 1 + static_cast<Steps>(random.below(4)));
  }
  instance.pools[0].moves_max = 400;
}

// A number of posts for each kind, and desks of which some houses lack.
void tie(Instance& instance, Random& random) {
  instance.pools.assign(kKinds, {kSteps / kKinds});
  std::vector<Steps> present(kKinds, 0);
  for (std::int32_t k = 0; k < kKinds; ++k) instance.pool_of_kind[static_cast<std::size_t>(k)] = k;
  for (Cell& cell : instance.cells) cell.cap = kNoCap;
  for (std::size_t c = 0; c < instance.cells.size(); ++c) present[instance.pool_of(c)] += instance.cells[c].present;
  for (std::size_t p = 0; p < instance.pools.size(); ++p)
    instance.pools[p].moves_max = std::max(60, present[p] - instance.pools[p].budget + 60);
  for (std::int32_t u = 0; u < kUnits; ++u) {
    Steps floors = 0;
    for (std::int32_t k = 0; k < kKinds; ++k) floors += instance.cells[instance.at(u, k)].floor;
    instance.unit_caps.push_back(std::max(floors, 50 + static_cast<Steps>(random.below(40))));
  }
}

struct Run {
  double ms = 0;
  std::size_t explained = 0;
  Steps unplaced = 0;
};

Run timed(const Instance& instance) {
  const double begin = bench::cpu_seconds();
  const Answer answer = solve(instance);
  Run run;
  if (!answer.why) run.explained = reasons(instance, answer.given).size();
  run.ms = 1000 * (bench::cpu_seconds() - begin);
  for (const Steps left : answer.unplaced) run.unplaced += left;
  return run;
}

bool print_row(const std::string& name, const Instance& instance, int runs) {
  std::vector<Run> all;
  for (int i = 0; i < runs; ++i) all.push_back(timed(instance));
  const auto slower = [](const Run& a, const Run& b) { return a.ms < b.ms; };
  const double worst = std::max_element(all.begin(), all.end(), slower)->ms;
  const Run run = bench::median(std::move(all), slower);
  bench::Table::row({name, std::to_string(kUnits), std::to_string(kKinds), std::to_string(kSteps / 2),
                     std::to_string(run.explained / 2), bench::figure(run.unplaced / 2.0, 1), bench::figure(run.ms, 1),
                     bench::figure(worst, 1), bench::figure(kWantedMs, 0), bench::figure(bench::memory_mib(), 0),
                     bench::verdict(run.explained > 0 && run.ms <= kWantedMs)});
  return run.explained > 0 && run.ms <= kWantedMs;
}

int run(int runs) {
  const bench::Table table(
      {"allocation", "units", "kinds", "posts", "explained", "unplaced", "CPU ms", "worst", "wanted", "MiB", "<"});
  bench::Figure exact("A1", "100 units × 15 kinds × 3 000 posts, exact, each post explained, in 50 ms", "no open tool");
  Random random(1);
  Instance instance = town(1);
  exact.row([&] { return print_row("posts shared by all kinds", instance, runs); });
  add_limits(instance, random);
  exact.row([&] { return print_row("… with floors, caps and 200 moves", instance, runs); });
  tie(instance, random);
  exact.row([&] { return print_row("posts of each kind, units full, moves", instance, runs); });
  bench::print_figures({&exact});
  return 0;
}

}  // namespace
}  // namespace maillage::engines::allocation

int main(int argc, char** argv) { return maillage::engines::allocation::run(argc > 1 ? std::stoi(argv[1]) : 21); }
