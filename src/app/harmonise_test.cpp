// `maillage harmonise`: what several maps cost, and the front of what one map would.
#include "app/testing/small_map.hpp"

using namespace maillage;
using namespace maillage::app::testing;

namespace {

// Two rows for one mission, left and right for the other.
std::vector<std::string> harmonise(const Folder& folder, std::vector<std::string> more) {
  const auto ase = folder.write("ase.csv", "code,district\n64001,N\n64002,N\n64003,N\n64004,S\n64005,S\n64006,S\n");
  const auto pmi = folder.write("pmi.csv", "code,sector\n64001,1\n64004,1\n64002,1\n64003,2\n64005,2\n64006,2\n");
  std::vector<std::string> all{"--present", ase, "--present", pmi};
  all.insert(all.end(), more.begin(), more.end());
  return on_small_map("harmonise", folder, all);
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

}  // namespace

TEST_CASE("harmonise: measures how far the maps disagree") {
  const Folder folder;
  REQUIRE(run(harmonise(folder, {"--districts", "2", "--balance", "0", "--report", folder.at("r.json"), "--out",
                                 folder.at("p.csv")}))
              .code == 0);
  const std::string report = folder.read("r.json");
  // Atoms: {64001, 64002}, {64003}, {64004}, {64005, 64006}; no sector is the same in both.
  CHECK(says(report,
             "\"disagreement\":{\"atoms\":4,\"differing_load\":60,\"differing_share\":1,\"identical_districts\":0,"));
  CHECK(says(report,
             "\"a\":\"" + folder.at("ase.csv") + "\",\"b\":\"" + folder.at("pmi.csv") + "\",\"differing_load\":60"));
}

TEST_CASE("harmonise: no plan of the front is worse than another in everything, each is lawful and in its own file") {
  const Folder folder;
  REQUIRE(run(harmonise(folder, {"--districts", "2..3", "--balance", "40%", "--pareto", folder.at("front.csv"), "--out",
                                 folder.at("plan.csv")}))
              .code == 0);
  const auto rows = rows_of(folder.read("front.csv"));
  REQUIRE(rows.size() >= 3);
  for (std::size_t a = 1; a < rows.size(); ++a) {
    const int count = std::stoi(rows[a][1]);
    CHECK(count >= 2);
    CHECK(count <= 3);
    CHECK(std::stod(rows[a][4]) <= 0.4 + 1e-9);
    const auto plan = districts_of(folder.read(rows[a][11].substr(rows[a][11].rfind('/') + 1)));
    REQUIRE(plan.size() == 6);
    std::vector<int> people(static_cast<std::size_t>(count));
    for (const int district : plan) ++people.at(static_cast<std::size_t>(district - 1));
    double deviation = 0;
    for (const int units : people) deviation = std::max(deviation, std::abs(units * count / 6.0 - 1));
    CHECK(std::stod(rows[a][4]) == doctest::Approx(deviation));
    for (std::size_t b = 1; b < rows.size(); ++b) {
      if (a == b || rows[a][1] != rows[b][1]) continue;
      CHECK_FALSE((std::stod(rows[a][2]) <= std::stod(rows[b][2]) && std::stod(rows[a][3]) <= std::stod(rows[b][3]) &&
                   std::stod(rows[a][4]) < std::stod(rows[b][4])));
    }
  }
}

TEST_CASE("harmonise: impossible only when every number of districts is; then it says why, and writes nothing") {
  const Folder folder;
  CHECK(run(harmonise(folder, {"--districts", "3..4", "--balance", "0", "--out", folder.at("p.csv")})).code == 0);
  CHECK(districts_of(folder.read("p.csv")).size() == 6);
  const Ran ran = run(harmonise(folder, {"--districts", "4..5", "--balance", "0", "--out", folder.at("q.csv")}));
  CHECK(ran.code == 4);
  CHECK(ran.err.starts_with("impossible: "));
  CHECK(folder.read("q.csv").empty());
}

TEST_CASE("harmonise: a plan in force that names a place unknown is refused with its line") {
  const Folder folder;
  auto arguments = harmonise(folder, {"--districts", "2"});
  const auto bad = folder.write("bad.csv", "code,district\n64001,N\n75056,N\n");
  arguments.insert(arguments.end(), {"--present", bad});
  const Ran ran = run(arguments);
  CHECK(ran.code == 3);
  CHECK(ran.err == bad + ":3:1: \"75056\" is not a known unit\n");
}

TEST_CASE("harmonise: says aloud what it found, unless quiet") {
  const Folder folder;
  auto arguments = harmonise(folder, {"--districts", "2", "--balance", "0"});
  arguments.erase(std::find(arguments.begin(), arguments.end(), "--quiet"));
  const Ran ran = run(arguments);
  REQUIRE(ran.code == 0);
  CHECK(says(ran.err, "60 of load (100.0 %) has districts that differ; 4 atoms\n"));
  CHECK(says(ran.err, "the compromise has 2 districts"));
  CHECK(districts_of(ran.out).size() == 6);
}
