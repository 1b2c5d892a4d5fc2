#include "app/ensemble.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/commands.hpp"
#include "app/ensemble_plans.hpp"
#include "platform/json/json.hpp"

namespace maillage::app {
namespace {

namespace fs = std::filesystem;

// A folder with the files of a 6 × 6 grid of equal communes, removed at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fs::path("maillage-ensemble-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
    std::string units = "idx,code,nom,population,x_l93_m,y_l93_m,epci\n", edges = "i,j,shared_border_m\n";
    std::string plan = "code,district\n";
    for (int u = 0; u < 36; ++u) {
      const std::string n = std::to_string(u), code = std::to_string(64001 + u);
      units += n + "," + code + ",C" + n + ",100," + std::to_string(1000 * (u % 6)) + "," +
               std::to_string(1000 * (u / 6)) + ",E" + std::to_string(u / 6 * 3 + u % 6 / 2) + "\n";
      if (u % 6 < 5) edges += n + "," + std::to_string(u + 1) + ",1000\n";
      if (u < 30) edges += n + "," + std::to_string(u + 6) + ",1000\n";
      plan += code + ",S" + std::to_string(u / 12) + "\n";
    }
    write("units.csv", units), write("edges.csv", edges), write("plan.csv", plan);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(file(name)) << text; }
  EnsembleRequest request() const {
    EnsembleRequest r;
    r.map.units = file("units.csv"), r.map.edges = file("edges.csv");
    r.districts = 3, r.balance = 0.1, r.plans = 500, r.quiet = true;
    return r;
  }

 private:
  fs::path path_;
};

std::string text_of(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("an ensemble is drawn from files, and the present plan is placed in it") {
  const Folder folder;
  EnsembleRequest request = folder.request();
  request.present = {folder.file("plan.csv")};
  const auto report = draw(request);
  REQUIRE(report.ok());
  CHECK(report->plans == 500);
  CHECK(report->complete);
  CHECK(report->lower == 1080);
  CHECK(report->upper == 1320);
  REQUIRE(report->measures.size() == 5);
  CHECK(report->measures[1].name == "cut_edges");
  CHECK(report->measures[1].p05 <= report->measures[1].p95);
  REQUIRE(report->present.size() == 1);
  const PresentReport& present = report->present[0];
  CHECK(present.lawful);
  REQUIRE(present.positions.size() == 4);
  CHECK(present.positions[1].value == 12);
  CHECK(present.positions[3].value == 0);
  CHECK(present.positions[3].worse_than == 0);
}

TEST_CASE("groups named by a column are never divided, in the plans kept") {
  const Folder folder;
  EnsembleRequest request = folder.request();
  request.keep = "epci", request.keep_plans = folder.file("plans.bin"), request.plans = 50;
  REQUIRE(draw(request).ok());
  int seen = 0;
  CHECK(read_plans(request.keep_plans, [&](int chain, const engines::Plan& plan) {
    ++seen;
    CHECK(chain < 4);
    for (std::size_t u = 0; u < 36; u += 2) CHECK(plan[u] == plan[u + 1]);
  }));
  CHECK(seen == 54);  // with the start of each chain
}

TEST_CASE("a file of plans that is cut short or is something else is refused") {
  const Folder folder;
  EnsembleRequest request = folder.request();
  request.keep_plans = folder.file("plans.bin"), request.plans = 8;
  REQUIRE(draw(request).ok());
  const std::string whole = text_of(request.keep_plans);
  const auto ignore = [](int, const engines::Plan&) {};
  CHECK(read_plans(request.keep_plans, ignore));
  folder.write("short.bin", whole.substr(0, whole.size() - 3));
  CHECK_FALSE(read_plans(folder.file("short.bin"), ignore));
  CHECK_FALSE(read_plans(folder.file("units.csv"), ignore));
  CHECK_FALSE(read_plans(folder.file("absent"), ignore));
}

TEST_CASE("what cannot be done is refused with its reason") {
  const Folder folder;
  const auto code = [](const EnsembleRequest& request) {
    const auto report = draw(request);
    return report ? std::string("done") : report.problem().code;
  };
  EnsembleRequest request = folder.request();
  request.districts = 37;
  CHECK(code(request) == "ensemble_districts");
  request = folder.request();
  folder.write("half.csv", "code,district\n64001,A\n");
  request.present = {folder.file("half.csv")};
  CHECK(code(request) == "ensemble_unit_missing");
  request = folder.request();
  folder.write("bare.csv", "code,population\n64001,5\n64002,5\n64003,5\n");
  folder.write("pair.csv", "i,j\n0,1\n1,2\n");
  request.map.units = folder.file("bare.csv"), request.map.edges = folder.file("pair.csv"), request.districts = 2;
  CHECK(code(request) == "engine_no_centres");
  request = folder.request();
  request.districts = 5, request.balance = 0, request.seconds = 1;  // 36 units of 100 in 5 equal parts
  CHECK(code(request) == "ensemble_impossible");
  folder.write("heavy.csv", "code,population,x_m,y_m\n64001,900,0,0\n64002,5,1,0\n64003,5,2,0\n");
  request.map.units = folder.file("heavy.csv"), request.map.edges = folder.file("pair.csv"), request.districts = 2;
  CHECK(code(request) == "ensemble_impossible");
  request = folder.request();
  request.keep_plans = folder.file("absent/plans.bin");
  CHECK(code(request) == "engine_not_written");
  request = folder.request();
  request.weight = "agents";
  CHECK(code(request) != "done");
}

TEST_CASE("the command line is read, the report written, and the exit code says how it went") {
  const Folder folder;
  const auto run = [&](std::vector<std::string> arguments) {
    CLI::App program;
    int exit_code = -1;
    add_ensemble(program, exit_code);
    arguments.insert(arguments.begin(), "ensemble");
    std::reverse(arguments.begin(), arguments.end());
    program.parse(arguments);
    return exit_code;
  };
  const std::vector<std::string> files{"--units", folder.file("units.csv"), "--edges", folder.file("edges.csv")};
  auto arguments = files;
  for (const char* more : {"--districts", "3", "--balance", "10%", "--plans", "200", "--chain", "reversible", "--time",
                           "30s", "--seed", "4", "--report"})
    arguments.push_back(more);
  arguments.push_back(folder.file("report.json"));
  CHECK(run(arguments) == 0);
  const auto report = platform::from_json<EnsembleReport>(text_of(folder.file("report.json")));
  REQUIRE(report.ok());
  CHECK(report.value.chain == "reversible");
  CHECK(report.value.seed == 4);
  CHECK(report.value.lower == 1080);
  arguments = files;
  for (const char* more : {"--districts", "99", "--balance", "10%"}) arguments.push_back(more);
  CHECK(run(arguments) == 3);
  for (const char* more : {"--chain", "smc"}) arguments.push_back(more);
  CHECK_THROWS_AS(run(arguments), CLI::ParseError);
}

TEST_CASE("the same seed draws the same ensemble, another one another") {
  const Folder folder;
  const auto measures = [&](std::uint64_t seed, const char* chain) {
    EnsembleRequest request = folder.request();
    request.seed = seed, request.chain = chain, request.plans = 200;
    const auto report = draw(request);
    REQUIRE(report.ok());
    return platform::to_json(report->measures);
  };
  for (const char* chain : {"recom", "reversible"}) {
    CHECK(measures(7, chain) == measures(7, chain));
    CHECK(measures(7, chain) != measures(8, chain));
  }
}

TEST_CASE("every plan kept is lawful, and the report's distributions are those of the plans kept") {
  const Folder folder;
  EnsembleRequest request = folder.request();
  request.keep_plans = folder.file("plans.bin"), request.plans = 300, request.threads = 1;
  const auto report = draw(request);
  REQUIRE(report.ok());
  const auto units = read_units(folder.file("units.csv"));
  const auto graph = read_edges(folder.file("edges.csv"), *units);
  std::int64_t least = 1000, most = 0;
  read_plans(request.keep_plans, [&](int, const engines::Plan& plan) {
    std::vector<int> size(3);
    for (const engines::District district : plan) ++size.at(static_cast<std::size_t>(district));
    for (const int count : size) CHECK((count >= 11 && count <= 13));
    CHECK(engines::pieces(*graph, plan, 3) == std::vector<std::int32_t>{1, 1, 1});
    std::int64_t cut = 0;
    for (const engines::Edge& edge : graph->edges())
      cut += plan[static_cast<std::size_t>(edge.a)] != plan[static_cast<std::size_t>(edge.b)];
    least = std::min(least, cut), most = std::max(most, cut);
  });
  REQUIRE(report->measures[1].name == "cut_edges");
  CHECK(report->measures[1].least >= static_cast<double>(least));
  CHECK(report->measures[1].most <= static_cast<double>(most));
}

}  // namespace maillage::app
