// The siting engine on instances with published optima (figures L1 to L4 of docs/benchmarks.md). Usage:
// bench_siting [part=all] [name]: pmed, tsplib, cpmp or communes; needs MAILLAGE_OPENDATA. Prints Markdown. One thread.
#include "engines/siting/siting.hpp"

#include <cmath>
#include <string>

#include "engines/siting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::siting {
namespace {

const char* worded(Status status) {
  switch (status) {
    case Status::optimal:
      return "optimal";
    case Status::feasible:
      return "feasible";
    case Status::infeasible:
      return "infeasible";
    case Status::unknown:
      return "none";
  }
  return "none";
}

// What is wanted of one row: how far above the best known, how wide the gap, in how many CPU seconds.
struct Wanted {
  double above = 0;
  double gap = HUGE_VAL;
  double seconds = HUGE_VAL;
};

// Whether what is wanted is reached.
bool print_row(const std::string& name, const Instance& instance, double known, double limit_s, const Wanted& wanted) {
  const double before = bench::cpu_seconds();
  const Answer answer = solve(instance, {.seconds = limit_s});
  const double cpu_s = bench::cpu_seconds() - before;
  const double sense = instance.model == Model::cover ? -1 : 1;
  const double above =
      known == 0 ? 0 : sense * (answer.value - known) / known + 0.0;  // < 0: better than the best known
  const double apart = gap(answer).value_or(HUGE_VAL);
  const bool reached = above <= wanted.above + 1e-9 && apart <= wanted.gap && cpu_s <= wanted.seconds;
  bench::Table::row({name, std::to_string(instance.weights.size()), std::to_string(instance.open),
                     bench::figure(answer.value, 2), bench::figure(known, 2), bench::figure(100 * above, 3),
                     bench::figure(answer.bound, 2), bench::figure(100 * apart, 3), worded(answer.status),
                     std::to_string(answer.nodes), bench::figure(cpu_s, 2), bench::figure(bench::memory_mib(), 0),
                     bench::verdict(reached)});
  return reached;
}

void print_head(const std::string& title) {
  fmt::print("\n{}\n\n", title);
  const bench::Table table({"instance", "n", "p", "value", "best known", "above %", "bound", "gap %", "<status",
                            "nodes", "CPU s", "MiB", "<"});
}

std::vector<PublishedRow> rows_of(const std::string& file, const std::string& name) {
  std::vector<PublishedRow> rows;
  for (const PublishedRow& row : published_rows(open_data_folder() + "/location/" + file + "/known.csv"))
    if ((row.at("instance") + "/" + row.at("p")).find(name) != std::string::npos) rows.push_back(row);
  return rows;
}

void print_pmed(const std::string& name, bench::Figure& figure) {
  print_head("L1: OR-Library, p-median");
  for (const PublishedRow& row : rows_of("pmed", name))
    figure.row([&] {
      return print_row(row.at("instance"), pmed_instance(row.at("instance")), std::stod(row.at("pmedian_optimum")), 30,
                       {.above = 0, .gap = 0.001});
    });
}

void print_tsplib(const std::string& name, bench::Figure& figure) {
  print_head("L2: TSPLIB, p-median");
  for (const PublishedRow& row : rows_of("tsplib", name))
    figure.row([&] {
      return print_row(row.at("instance"), tsplib_instance(row.at("instance"), std::stoi(row.at("p"))),
                       std::stod(row.at("best_or_optimal")), 60, {.above = 0.003, .gap = 0.005, .seconds = 65});
    });
}

void print_cpmp(const std::string& name, bench::Figure& figure) {
  print_head("L3: capacitated p-median");
  for (const PublishedRow& row : rows_of("cpmp", name)) {
    if (row.at("instance").starts_with("spain")) continue;  // its costs are not stored
    const bool small = row.at("instance").starts_with("cpmp") || row.at("instance").starts_with("SJC");
    const bool large = row.at("instance").starts_with("fnl4461");
    const Wanted wanted{.above = row.at("instance").starts_with("SJC") ? 0.001 : small ? 0 : large ? 0.02 : HUGE_VAL};
    const double limit_s = small ? 10 : large ? 120 : 60;
    const bench::Apart ran = bench::apart([&] {
      return print_row(row.at("instance"), cpmp_instance(row.at("instance")), std::stod(row.at("best_or_optimal")),
                       limit_s, wanted);
    });
    if (small || large) figure.count(ran);
  }
}

Instance with_radius(Instance instance, double radius) {
  instance.radius = radius;
  return instance;
}

void print_communes(const std::string& name, bench::Figure& figure) {
  print_head("L4: communes, population × distance");
  const Wanted wanted{.above = 0, .gap = 1e-6, .seconds = 1};
  struct Known {
    std::string departement;
    Site open;
    double radius_m, median, set_cover, cover;
  };
  for (const Known& known : {Known{"64", 12, 15000, 3897983.063313071, 15, 701346},
                             Known{"31", 14, 15000, 5714078.396460398, 14, 1471468}}) {
    if (known.departement.find(name) == std::string::npos) continue;
    figure.row([&] {
      return print_row(known.departement + " median",
                       commune_instance(known.departement, Model::median, known.open, 1000), known.median, 30, wanted);
    });
    figure.row([&] {
      const auto instance = commune_instance(known.departement, Model::set_cover, 0, 1);
      return print_row(known.departement + " set cover", with_radius(instance, known.radius_m), known.set_cover, 30,
                       wanted);
    });
    figure.row([&] {
      const auto instance = commune_instance(known.departement, Model::cover, known.open, 1);
      return print_row(known.departement + " cover", with_radius(instance, known.radius_m), known.cover, 30, wanted);
    });
  }
}

int run(const std::string& part, const std::string& name) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  bench::Figure pmed("L1", "OR-Library p-median: the optimum, bound within 0.1 %", "spopt with CBC 1 to 137 s each");
  bench::Figure tsplib("L2", "rl1304, fl1400, pcb3038: within 0.3 % of the best, gap within 0.5 %, in 60 s",
                       "CPLEX Benders 0.2 to 269 s, to the optimum");
  bench::Figure cpmp("L3", "capacitated: cpmp and SJC to 0.1 % in 10 s, fnl4461 to 2 % in 120 s",
                     "matheuristics with a MIP solver");
  bench::Figure communes("L4", "communes: median, set cover and cover proved in 1 s each",
                         "spopt with CBC 58.6, 4.0 and 8.6 s");
  if (part == "all" || part == "pmed") print_pmed(name, pmed);
  if (part == "all" || part == "tsplib") print_tsplib(name, tsplib);
  if (part == "all" || part == "cpmp") print_cpmp(name, cpmp);
  if (part == "all" || part == "communes") print_communes(name, communes);
  bench::print_figures({&pmed, &tsplib, &cpmp, &communes});
  return 0;
}

}  // namespace
}  // namespace maillage::engines::siting

int main(int argc, char** argv) {
  return maillage::engines::siting::run(argc > 1 ? argv[1] : "all", argc > 2 ? argv[2] : "");
}
