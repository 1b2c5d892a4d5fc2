// One map instead of three: the whole front of the commune graphs of 64 and 31, whose present maps are the
// arrondissements, the EPCI and the cantons. Usage: bench_front [seconds=60]; needs MAILLAGE_OPENDATA. Prints Markdown.
// One thread.
#include <chrono>
#include <map>
#include <string>

#include "engines/districting/districting.hpp"
#include "engines/districting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kTolerance = 0.1;

struct Case {
  std::string departement;
  District min = 1, max = 1;  // as many as the heaviest commune allows within the tolerance
};

// The districts of a column of units.csv, numbered as they come.
Plan present_plan(const std::string& departement, const std::string& column) {
  Plan plan;
  std::map<std::string, District> numbers;
  for (const PublishedRow& row : published_rows(open_data_folder() + "/territory/" + departement + "/units.csv"))
    plan.push_back(numbers.try_emplace(row.at(column), static_cast<District>(numbers.size())).first->second);
  return plan;
}

Instance three_maps(const Case& one) {
  Instance instance = published_territory(one.departement, one.min, kTolerance);
  for (const char* column : {"arrondissement", "epci", "canton2015"})
    instance.present.push_back({present_plan(one.departement, column), 0});
  return instance;
}

// Whether there is a front of several maps, all lawful within the tolerance, each with its gap, in the time given.
bool print_row(const Case& one, double seconds) {
  const Instance instance = three_maps(one);
  const double before = bench::cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  const auto plans = front(instance, {.districts_min = one.min, .districts_max = one.max, .balance = kTolerance},
                           {.seconds = seconds});
  const double wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::int64_t fewest = 0, most = 0;
  double best_gap = 1, worst_gap = 0, deviation = 0;
  bool sound = plans.size() > 1 && wall_s <= 1.05 * seconds;
  for (const Proposal& plan : plans) {
    const std::int64_t moved = load_moved(plan.evaluation);
    fewest = &plan == plans.data() ? moved : std::min(fewest, moved), most = std::max(most, moved);
    const double gap = plan.answer.bound ? 1 - *plan.answer.bound / plan.evaluation.inertia : 1;
    best_gap = std::min(best_gap, gap), worst_gap = std::max(worst_gap, gap);
    deviation = std::max(deviation, plan.evaluation.max_deviation);
    sound = sound && plan.answer.bound && plan.evaluation.contiguous;
  }
  sound = sound && deviation <= kTolerance + 1e-9;
  bench::Table::row(
      {one.departement, std::to_string(instance.graph.units()), fmt::format("{} to {}", one.min, one.max),
       std::to_string(plans.size()), std::to_string(fewest), std::to_string(most), bench::figure(100 * deviation, 2),
       bench::figure(100 * best_gap, 2), bench::figure(100 * worst_gap, 2), bench::figure(wall_s, 1),
       bench::figure(bench::cpu_seconds() - before, 1), bench::figure(bench::memory_mib(), 0), bench::verdict(sound)});
  return sound;
}

int run(double seconds) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  const bench::Table table({"Département", "n", "k", "maps", "fewest moved", "most moved", "largest deviation %",
                            "smallest gap %", "largest gap %", "wall s", "CPU s", "MiB", "<"});
  bench::Figure whole(
      "H1", "one map for arrondissements, EPCI and cantons of 64 and 31 within ± 10 %: the front in 60 s", "no tool");
  for (const Case& one : {Case{"64", 7, 9}, Case{"31", 2, 3}}) whole.row([&] { return print_row(one, seconds); });
  bench::print_figures({&whole});
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) { return maillage::engines::districting::run(argc > 1 ? std::stod(argv[1]) : 60); }
