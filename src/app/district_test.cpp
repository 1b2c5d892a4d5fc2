#include <doctest/doctest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/commands.hpp"
#include "app/district_options.hpp"
#include "app/engine_problems.hpp"

namespace maillage::app {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, removed afterwards.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("maillage-district-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(path / name).rdbuf();
    return text.str();
  }
  std::string at(const std::string& name) const { return (path / name).string(); }
};

// Two rows of three communes, one kilometre apart.
std::string units(const Folder& folder) {
  return folder.write("units.csv",
                      "idx,code,nom,population,x_l93_m,y_l93_m,epci\n"
                      "0,64001,Aast,10,0,0,A\n1,64002,Abère,10,1000,0,A\n2,64003,\"Abidos, le bas\",10,2000,0,\n"
                      "3,64004,Abitain,10,0,1000,\n4,64005,Abos,10,1000,1000,\n5,64006,Agnos,10,2000,1000,\n");
}
std::string edges(const Folder& folder) {
  return folder.write("edges.csv", "i,j,shared_border_m\n0,1,5\n1,2,5\n3,4,5\n4,5,5\n0,3,5\n1,4,5\n2,5,0\n");
}

int run(std::vector<std::string> arguments) {
  CLI::App program;
  int exit_code = 0;
  add_district(program, exit_code);
  add_harmonise(program, exit_code);
  std::reverse(arguments.begin(), arguments.end());
  try {
    program.parse(arguments);
  } catch (const CLI::ParseError&) {
    return kUsage;
  }
  return exit_code;
}

std::vector<std::string> district(const Folder& folder, std::vector<std::string> more) {
  std::vector<std::string> all{"district",    "--units", units(folder), "--edges",
                               edges(folder), "--quiet", "--time",      "300ms"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST_CASE("shares, durations, ranges, bounds and levels are read or refused") {
  CHECK(parse_share("5%") == doctest::Approx(0.05));
  CHECK(parse_share("0.1") == doctest::Approx(0.1));
  CHECK_FALSE(parse_share("five"));
  CHECK_FALSE(parse_share("-1%"));
  CHECK(parse_seconds("2m") == 120);
  CHECK(parse_seconds("1500ms") == 1.5);
  CHECK(parse_seconds("30") == 30);
  CHECK_FALSE(parse_seconds("0s"));
  CHECK(parse_range("8") == std::pair(8, 8));
  CHECK(parse_range("20..28") == std::pair(20, 28));
  CHECK_FALSE(parse_range("28..20"));
  CHECK_FALSE(parse_range("0"));
  CHECK(parse_bounds("10:20") == std::pair<std::int64_t, std::int64_t>(10, 20));
  CHECK_FALSE(parse_bounds("20:10"));
  CHECK(parse_levels("30,8") == std::vector<engines::District>{30, 8});
  CHECK_FALSE(parse_levels("8,30"));
  CHECK_FALSE(parse_levels("8"));
}

TEST_CASE("a plan is written for every unit, with its report and drawing") {
  const Folder folder;
  REQUIRE(run(district(folder, {"--districts", "2", "--balance", "0", "--keep", "epci", "--out", folder.at("plan.csv"),
                                "--report", folder.at("report.json"), "--svg", folder.at("plan.svg")})) == kDone);
  const auto table = read_units(units(folder));
  REQUIRE(table);
  const auto plan = read_plan(folder.at("plan.csv"), *table);
  REQUIRE(plan);
  CHECK(plan->labels.size() == 2);
  CHECK(std::count(plan->plan.begin(), plan->plan.end(), 0) == 3);
  CHECK(plan->plan[0] == plan->plan[1]);  // same EPCI
  CHECK(folder.read("report.json").find("\"objective\":") != std::string::npos);
  CHECK(folder.read("plan.svg").starts_with("<svg"));
}

TEST_CASE("nested levels write one column each") {
  const Folder folder;
  REQUIRE(run(district(folder, {"--levels", "3,1", "--out", folder.at("plan.csv")})) == kDone);
  CHECK(folder.read("plan.csv").starts_with("code,district,district_2\n"));
}

TEST_CASE("harmonising two maps writes the front, its plans and the compromise") {
  const Folder folder;
  const auto ase = folder.write("ase.csv", "code,district\n64001,N\n64002,N\n64003,N\n64004,S\n64005,S\n64006,S\n");
  const auto pmi = folder.write("pmi.csv", "code,sector\n64001,1\n64004,1\n64002,1\n64003,2\n64005,2\n64006,2\n");
  REQUIRE(run({"harmonise",   "--units",
               units(folder), "--edges",
               edges(folder), "--present",
               ase,           "--present",
               pmi,           "--districts",
               "2..3",        "--quiet",
               "--time",      "1s",
               "--pareto",    folder.at("front.csv"),
               "--out",       folder.at("plan.csv"),
               "--report",    folder.at("report.json")}) == kDone);
  CHECK(folder.read("front.csv").starts_with("plan,districts,inertia,moved,"));
  CHECK(folder.read("front-01.csv").starts_with("code,district\n"));
  CHECK(folder.read("report.json").find("\"disagreement\":{\"atoms\":4") != std::string::npos);
}

TEST_CASE("exit codes say what went wrong") {
  const Folder folder;
  CHECK(run(district(folder, {})) == kUsage);
  CHECK(run(district(folder, {"--districts", "zero"})) == kUsage);
  CHECK(run(district(folder, {"--districts", "2", "--objective", "travel"})) == kUsage);
  CHECK(run(district(folder, {"--districts", "4", "--balance", "10%"})) == kInfeasible);
  CHECK(run(district(folder, {"--districts", "2", "--keep", "nowhere"})) == kBadInput);
  CHECK(run({"district", "--units", folder.at("none.csv"), "--edges", edges(folder), "--districts", "2"}) == kBadInput);
}

TEST_CASE("a fault of an input names its line and column") {
  const Folder folder;
  const auto table = read_units(units(folder));
  REQUIRE(table);
  const auto place = [&](const std::string& text) {
    const auto path = folder.write("e.csv", text);
    const auto read = read_edges(path, *table);
    REQUIRE_FALSE(read);
    return read.problem().code + " " + read.problem().field.substr(path.size());
  };
  CHECK(place("i,j\n0,1\n0,9\n") == "engine_unknown_unit :3:2");
  CHECK(place("i,j,shared_border_m\n0,1,long\n") == "engine_not_a_number :2:3");
  CHECK(place("i,j\n2,2\n") == "engine_self_edge :2:2");
  CHECK(place("a,b\n2,2\n") == "engine_column_missing :1:1");
  CHECK(place("i,j\n") == "engine_file_empty ");
  const auto twice = read_units(folder.write("u.csv", "code\nA\nA\n"));
  CHECK(twice.problem().code == "engine_duplicate_code");
  const auto loads = load_column(*table, "nom");
  CHECK(loads.problem().field == table->path + ":2:3");
}

TEST_CASE("a dual graph of NetworkX is read in both its forms") {
  const Folder folder;
  const std::string nodes = R"("nodes":[{"id":0,"TOTPOP":5,"GEOID10":"a"},{"id":1,"TOTPOP":7,"GEOID10":"b"}])";
  for (const std::string& links :
       {std::string(R"("adjacency":[[{"id":1,"shared_perim":3.5}],[{"id":0,"shared_perim":3.5}]])"),
        std::string(R"("links":[{"source":1,"target":0,"shared_perim":3.5}])")}) {
    const auto dual = read_dual_graph(folder.write("g.json", "{" + nodes + "," + links + "}"));
    REQUIRE(dual);
    CHECK(dual->units.codes == std::vector<std::string>{"a", "b"});
    CHECK(*load_column(dual->units, "TOTPOP") == std::vector<std::int64_t>{5, 7});
    REQUIRE(dual->graph.edges().size() == 1);
    CHECK(dual->graph.edges()[0].border_m == 3.5);
  }
  CHECK_FALSE(read_dual_graph(folder.write("bad.json", "{\"nodes\":3}")));
  CHECK_FALSE(read_dual_graph(folder.write("worse.json", "not json")));
}

TEST_CASE("an impossibility is said with names") {
  const Folder folder;
  const auto table = read_units(units(folder));
  const std::string said = explain({"unit_too_heavy", {1, 2}, "population", 10, 8}, *table);
  CHECK(said.starts_with("Abère, Abidos, le bas weighs 10 in population, a district may hold 8"));
}

}  // namespace
}  // namespace maillage::app
