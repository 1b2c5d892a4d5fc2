// `maillage district` from files to files, on a map small enough to know the answers.
#include <algorithm>
#include <limits>
#include <numeric>

#include "app/testing/small_map.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::app::testing;

namespace {

Ran district(const Folder& folder, std::vector<std::string> more) {
  return run(on_small_map("district", folder, more));
}

// The field of a JSON report, as it is written.
std::string field(const std::string& report, const std::string& name) {
  const auto begin = report.find("\"" + name + "\":");
  if (begin == report.npos) return "absent";
  const auto value = begin + name.size() + 3;
  return report.substr(value, report.find_first_of(",}", value) - value);
}

}  // namespace

TEST_CASE("district: the best of the maps in two halves, by enumeration, is found, bounded and reported") {
  const Folder folder;
  const Ran ran = district(folder, {"--districts", "2", "--balance", "0", "--report", folder.at("report.json")});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  // Three communes of 10 inhabitants in a row: 10 × 1 km² on each side of the middle; in an L: 10 × 1 and 10 × 1. So
  // every lawful map of two threes is worth 40, and no connected map of two threes is worth less.
  const auto plan = districts_of(ran.out);
  REQUIRE(plan.size() == 6);
  CHECK(std::count(plan.begin(), plan.end(), plan[0]) == 3);
  const std::string report = folder.read("report.json");
  CHECK(std::stod(field(report, "objective")) == doctest::Approx(40));
  CHECK(std::stod(field(report, "bound")) == doctest::Approx(40));
  CHECK(std::stod(field(report, "gap")) < 1e-6);
  CHECK(field(report, "max_deviation") == "0");
  CHECK(field(report, "version") == "\"" MAILLAGE_VERSION "\"");
  CHECK(field(report, "seed") == "1");
}

TEST_CASE("district: the report is the one that is kept, but for the time it took") {
  const Folder folder;
  REQUIRE(district(folder,
                   {"--districts", "2", "--balance", "0", "--fix",
                    folder.write("fix.csv", "code,district\n64001,1\n64002,1\n64003,1\n64004,2\n64005,2\n64006,2\n"),
                    "--present",
                    folder.write("ase.csv", "code,district\n64001,N\n64002,N\n64003,S\n64004,N\n64005,S\n64006,S\n"),
                    "--objective", "cut-edges", "--seed", "7", "--threads", "1", "--report", folder.at("r.json")})
              .code == 0);
  std::string report = folder.read("r.json");
  for (const char* varying : {"seconds", "plans_examined", "present", "version", "status", "bound", "gap"}) {
    const auto begin = report.find("\"" + std::string(varying) + "\":");
    REQUIRE(begin != report.npos);
    const auto end = report.find_first_of(",}", begin);
    report = report.substr(0, begin) + report.substr(end + (report[end] == ',' ? 1 : 0));
  }
  CHECK(report ==
        "{\"seed\":7,\"threads\":1,\"levels\":[{\"objective\":3,\"impossible\":null,\"districts\":2,\"inertia\":40,"
        "\"cut_edges\":3,\"max_deviation\":0,\"loads\":[{\"weight\":\"population\",\"lower\":30,\"upper\":30,"
        "\"of_district\":[30,30]}],\"moved\":[{\"load\":20,\"share\":0.3333333333333333}],\"seats\":null,}],"
        "\"disagreement\":null,\"front\":[]}\n");
}

TEST_CASE("district: constraints hold in the plan: groups whole, units fixed, districts grown from seeds") {
  const Folder folder;
  const auto fix = folder.write("fix.csv", "code,district\n64006,1\n64004,2\n");
  const auto fixed = districts_of(district(folder, {"--districts", "2", "--balance", "0", "--fix", fix}).out);
  REQUIRE(fixed.size() == 6);
  CHECK(fixed[5] == 1);
  CHECK(fixed[3] == 2);
  const auto seeds = folder.write("seeds.csv", "code\n64003\n64001\n64005\n");
  const auto grown = districts_of(district(folder, {"--districts", "3", "--balance", "0", "--seeds", seeds}).out);
  REQUIRE(grown.size() == 6);
  CHECK(grown[2] == 1);
  CHECK(grown[0] == 2);
  CHECK(grown[4] == 3);
  const auto kept = districts_of(district(folder, {"--districts", "3", "--balance", "0", "--keep", "epci"}).out);
  CHECK(kept[0] == kept[1]);
}

TEST_CASE("district: a second weight is balanced too, with a tolerance of its own") {
  const Folder folder;
  // Cases: 1 1 4 over 1 1 4. Even in residents and in cases only as two rows.
  const auto rows =
      districts_of(district(folder, {"--districts", "2", "--weight", "population:0", "--weight", "cases:0"}).out);
  CHECK(same_partition(rows, {1, 1, 1, 2, 2, 2}));
  const Ran columns = district(folder, {"--districts", "3", "--weight", "population:0", "--weight", "cases:10%"});
  CHECK((columns.code == 4 || columns.code == 5));  // none exists; whether it is proved is the engine's business
  CHECK(columns.out.empty());
}

TEST_CASE("district: bounds, rounding and the objective asked are those of the report") {
  const Folder folder;
  const std::string report = folder.at("r.json");
  REQUIRE(district(folder, {"--districts", "2", "--bounds", "20:40", "--objective", "cut-edges", "--report", report})
              .code == 0);
  CHECK(field(folder.read("r.json"), "objective") == "2");  // two communes on a side: two borders are cut
  CHECK(field(folder.read("r.json"), "lower") == "20");
  CHECK(field(folder.read("r.json"), "upper") == "40");
  const auto near = folder.write("near.csv", "code,population,x_m,y_m\nA,10,0,0\nB,10,1400,0\nC,10,2800,0\n");
  const auto pair = folder.write("pair.csv", "code_i,code_j\nA,B\nB,C\n");
  const auto inertia = [&](const std::string& rounding) {
    REQUIRE(run({"district", "--units", near, "--edges", pair, "--districts", "1", "--quiet", "--out",
                 folder.at("p.csv"), "--distance-rounding", rounding, "--report", report})
                .code == 0);
    return std::stod(field(folder.read("r.json"), "objective"));
  };
  CHECK(inertia("none") == doctest::Approx(2 * 10 * 1.4 * 1.4));
  CHECK(inertia("km") == doctest::Approx(2 * 10 * 1));
}

TEST_CASE("district: what cannot be is explained with names, in the language of the locale; the report says it too") {
  const Folder folder;
  const auto arguments = on_small_map(
      "district", folder,
      {"--districts", "4", "--balance", "10%", "--report", folder.at("r.json"), "--out", folder.at("plan.csv")});
  const Ran english = run(arguments), french = run(arguments, "fr_FR.UTF-8");
  CHECK(english.code == 4);
  CHECK(french.code == 4);
  CHECK(english.err.starts_with("impossible: "));
  CHECK(french.err.starts_with("impossible : "));
  CHECK(english.err != french.err);
  CHECK(folder.read("plan.csv").empty());
  CHECK(field(folder.read("r.json"), "status") == "\"infeasible\"");
  CHECK(field(folder.read("r.json"), "objective") == "null");
}

TEST_CASE("district: stability keeps the present plan when it is dear, and measures what moves when it is not") {
  const Folder folder;
  const auto present = folder.write("ase.csv", "code,district\n64001,N\n64002,N\n64003,S\n64004,N\n64005,S\n64006,S\n");
  const auto kept = districts_of(
      district(folder, {"--districts", "2", "--balance", "0", "--present", present, "--stability", "0.9"}).out);
  CHECK(same_partition(kept, {1, 1, 2, 1, 2, 2}));
  REQUIRE(district(folder, {"--districts", "2", "--balance", "0", "--present", present, "--weight", "population:0",
                            "--weight", "cases:0", "--report", folder.at("r.json")})
              .code == 0);
  CHECK(field(folder.read("r.json"), "load") == "20");  // 64003 and 64004 change places
}

TEST_CASE("district: nested levels: the coarse districts are made of whole fine ones") {
  const Folder folder;
  const Ran ran = district(folder, {"--levels", "3,1", "--report", folder.at("r.json")});
  REQUIRE(ran.code == 0);
  std::istringstream lines(ran.out);
  std::string line;
  std::getline(lines, line);
  CHECK(line == "code,district,district_2");
  while (std::getline(lines, line)) CHECK(line.ends_with(",1"));
}

TEST_CASE(
    "district: with seats, sectors, houses and the level above are chosen in one run, and the report says which") {
  const Folder folder;
  const auto houses = folder.write("houses.csv", "code\n64001\n64004\n");
  const auto places = folder.write("places.csv", "code\n64003\n64001\n");
  const std::vector<std::string> asked{"--balance", "0", "--seats", houses, "--report", folder.at("r.json")};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.end(), asked.begin(), asked.end());
    return district(folder, more);
  };
  // A house at the end of each row: 10 × (1 + 4) km² on both sides.
  const Ran rows = with({"--districts", "2"});
  CHECK(same_partition(districts_of(rows.out), {1, 1, 1, 2, 2, 2}));
  CHECK(std::stod(field(folder.read("r.json"), "objective")) == doctest::Approx(100));
  // One more at the other end: a corner of the map each, 10 × (1 + 1), and a house that stands is left.
  const Ran opened = with({"--levels", "2,1", "--openable", places, "--open", "1"});
  CHECK(opened.code == 0);
  const std::string report = folder.read("r.json"), above = report.substr(report.find("\"seats\":") + 1);
  CHECK(std::stod(field(report, "objective")) == doctest::Approx(40));
  CHECK(field(report, "opened") == "[\"64003\"]");
  CHECK(field(report, "unused") == "[\"64001\"]");
  CHECK(std::stod(field(above, "objective")) == doctest::Approx(130));
  // Both ends are as good: above too, the house that stands is not passed over.
  CHECK(field(above.substr(above.find("\"seats\":")), "of_district") == "[\"64004\"]");
}

TEST_CASE("district: seats that make no sense are a wrong usage, unknown ones bad input, too few impossible") {
  const Folder folder;
  const auto one = folder.write("one.csv", "code\n64001\n"), odd = folder.write("odd.csv", "code\n99999\n");
  CHECK(district(folder, {"--districts", "2", "--seats", one, "--open", "1"}).code == 2);
  CHECK(district(folder, {"--districts", "2", "--seats", one, "--openable", one}).code == 2);
  CHECK(district(folder, {"--districts", "2", "--seats", one, "--objective", "cut-edges"}).code == 2);
  const Ran unknown = district(folder, {"--districts", "2", "--openable", odd, "--open", "1"});
  CHECK(unknown.code == 3);
  CHECK(unknown.err.find("odd.csv:2") != unknown.err.npos);
  const Ran few = district(folder, {"--districts", "2", "--seats", one});
  CHECK(few.code == 4);
  CHECK(few.err.find("2 districts") != few.err.npos);
}

TEST_CASE("district: the front is written with its plans, and the compromise is one of them") {
  const Folder folder;
  const auto present = folder.write("ase.csv", "code,district\n64001,N\n64002,N\n64003,N\n64004,S\n64005,S\n64006,S\n");
  REQUIRE(district(folder, {"--districts", "2", "--balance", "40%", "--present", present, "--pareto",
                            folder.at("front.csv"), "--out", folder.at("plan.csv")})
              .code == 0);
  std::istringstream lines(folder.read("front.csv"));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "plan,districts,inertia,moved,max_deviation,cut_edges,tolerance,price,objective,bound,gap,file");
  int plans = 0;
  bool compromise = false;
  while (std::getline(lines, line)) {
    ++plans;
    const std::string file = line.substr(line.rfind('/') + 1);
    CHECK(districts_of(folder.read(file)).size() == 6);
    compromise = compromise || folder.read(file) == folder.read("plan.csv");
  }
  CHECK(plans >= 1);
  CHECK(compromise);
}

TEST_CASE("district: the drawing has a disc for each unit and a line for each border, inside its frame") {
  const Folder folder;
  REQUIRE(district(folder, {"--districts", "2", "--svg", folder.at("plan.svg"), "--out", folder.at("p.csv")}).code ==
          0);
  const std::string svg = folder.read("plan.svg");
  const auto count = [&](const std::string& part) {
    int found = 0;
    for (auto at = svg.find(part); at != svg.npos; at = svg.find(part, at + 1)) ++found;
    return found;
  };
  CHECK(count("<circle ") == 6);
  CHECK(count("<path ") == 7);
  CHECK(count("nan") == 0);
  CHECK(svg.ends_with("</svg>\n"));
}

TEST_CASE("district: the same seed gives the same plan; on one thread, whatever the load of the machine") {
  const Folder folder;
  const auto plan = [&](const std::string& seed) {
    return district(folder, {"--districts", "3", "--balance", "0", "--threads", "1", "--seed", seed}).out;
  };
  CHECK(plan("3") == plan("3"));
}

TEST_CASE("district: a file that could not be written is refused before the search, not after") {
  const Folder folder;
  for (const char* option : {"--out", "--report", "--svg", "--pareto"}) {
    const Ran ran =
        district(folder, {"--districts", "2", "--objective", "cut-edges", option, folder.at("absent/file")});
    CHECK(ran.code == 3);
    CHECK(ran.err == folder.at("absent/file") + ": the file cannot be written\n");
  }
  CHECK(district(folder, {"--districts", "2", "--out", folder.path()}).code == 3);
}
