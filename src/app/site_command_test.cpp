// `maillage site` from files to files, on places few enough to know the answers.
#include <algorithm>

#include "app/site_network.hpp"
#include "app/site_options.hpp"
#include "app/testing/small_map.hpp"

using namespace maillage;
using namespace maillage::app;
using namespace maillage::app::testing;

namespace {

// Five villages on a line: at 0, 1, 2, 10 and 11 km.
std::string villages(const Folder& folder) {
  return folder.write("villages.csv",
                      "code,nom,population,families,x_m,y_m\nA,Aast,10,1,0,0\nB,Abos,20,1,1000,0\nC,Agnos,10,1,2000,0\n"
                      "D,\"Aix, le haut\",30,9,10000,0\nE,Arue,5,1,11000,0\n");
}

Ran site(const Folder& folder, std::vector<std::string> more) {
  std::vector<std::string> all{"site", "--demand", villages(folder), "--quiet", "--time", "5s"};
  all.insert(all.end(), more.begin(), more.end());
  return run(all);
}

// The field of a JSON report, as it is written.
std::string field(const std::string& report, const std::string& name) {
  const auto begin = report.find("\"" + name + "\":");
  if (begin == report.npos) return "absent";
  const auto value = begin + name.size() + 3;
  return report.substr(value, report.find_first_of(",}", value) - value);
}

}  // namespace

TEST_CASE("site: the best two places of five, who goes where, and the certificate") {
  const Folder folder;
  const Ran ran = site(folder, {"--open", "2", "--report", folder.at("r.json"), "--svg", folder.at("s.svg")});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out == "code,site,cost\nA,B,1\nB,B,0\nC,B,1\nD,D,0\nE,D,1\n");
  const std::string report = folder.read("r.json");
  CHECK(field(report, "status") == "\"optimal\"");
  CHECK(field(report, "objective") == "25");
  CHECK(std::stod(field(report, "bound")) == doctest::Approx(25));
  CHECK(field(report, "costs_from") == "\"straight line\"");
  CHECK(field(report, "unit") == "\"km\"");
  CHECK(field(report, "weight") == "75");
  CHECK(field(report, "worst_cost") == "1");
  CHECK(says(report, "{\"code\":\"D\",\"name\":\"Aix, le haut\",\"decision\":\"opened\",\"served\":35"));
  CHECK(says(folder.read("s.svg"), "<rect"));
}

TEST_CASE("site: each model answers its own question") {
  const Folder folder;
  const std::string report = folder.at("r.json");
  const auto objective = [&](std::vector<std::string> more) {
    more.insert(more.end(), {"--out", folder.at("o.csv"), "--report", report});
    CHECK(site(folder, more).code == 0);
    return field(folder.read("r.json"), "objective");
  };
  CHECK(objective({"--model", "center", "--open", "2"}) == "1");
  CHECK(objective({"--model", "cover", "--radius", "1", "--open", "1"}) == "40");
  CHECK(objective({"--model", "set-cover", "--radius", "1"}) == "2");
  CHECK(objective({"--open", "1", "--weight", "families:2", "--detour", "1.5"}) == "84");
  const auto capacity = folder.write("c.csv", "code,capacity\nA,40\nB,30\nC,40\nD,40\nE,40\n");
  CHECK(objective({"--model", "capacitated", "--open", "2", "--capacity", capacity}) == "45");
  const auto prices = folder.write("p.csv", "code,open,close\nA,100,0\nB,900k,0\nC,100,0\nD,100,-50\nE,100,\n");
  CHECK(run({"site", "--demand", villages(folder), "--model", "budgeted", "--budget", "1k", "--costs", prices}).code ==
        3);
  const auto costs = folder.write("q.csv", "code,open,close\nA,100,0\nB,900,0\nC,100,0\nD,100,-50\nE,100,\n");
  CHECK(objective({"--model", "budgeted", "--budget", "200", "--costs", costs}) == "45");
  CHECK(field(folder.read("r.json"), "price") == "200");
}

TEST_CASE("site: existing sites are kept, closed or imposed, and the report says which") {
  const Folder folder;
  const auto today = folder.write("today.csv", "code,rule\nA,\nE,open\n");
  const std::string report = folder.at("r.json");
  CHECK(site(folder, {"--open", "2", "--existing", today, "--report", report}).out ==
        "code,site,cost\nA,B,1\nB,B,0\nC,B,1\nD,E,1\nE,E,0\n");
  CHECK(says(folder.read("r.json"), "\"decision\":\"kept\""));
  CHECK(says(folder.read("r.json"), "\"closed\":[\"A\"]"));
  CHECK(site(folder, {"--open", "1", "--existing", today, "--keep-existing"}).code == 4);
  const Ran wrong = site(folder, {"--open", "1", "--existing", folder.write("w.csv", "code,rule\nA,shut\n")});
  CHECK(wrong.code == 3);
  CHECK(says(wrong.err, "w.csv:2:2: \"shut\" is not a rule"));
}

TEST_CASE("site: a matrix as pairs or as a table says the same; what is not there is out of reach") {
  const Folder folder;
  const auto sites = folder.write("sites.csv", "code\nS\nT\n");
  const auto pairs = folder.write("pairs.csv", "from,to,minutes\nA,S,5\nB,S,4\nC,S,9\nC,T,2\nD,T,3\nE,T,1\n");
  const auto table = folder.write("table.csv", "code,S,T\nA,5,\nB,4,\nC,9,2\nD,,3\nE,,1\n");
  const Ran one = site(folder, {"--sites", sites, "--distances", pairs, "--open", "2"});
  CHECK(one.out == "code,site,cost\nA,S,5\nB,S,4\nC,T,2\nD,T,3\nE,T,1\n");
  CHECK(site(folder, {"--sites", sites, "--distances", table, "--open", "2"}).out == one.out);
  const Ran few = site(folder, {"--sites", sites, "--distances", pairs, "--open", "1"});
  CHECK(few.code == 4);
  CHECK(says(few.err, "1 sites may open, at least 2 are needed"));
  const auto without = folder.write("without.csv", "from,to,minutes\nA,S,5\nB,S,4\nC,S,9\nE,T,1\n");
  const std::vector<std::string> alone{"site",        "--demand", villages(folder), "--sites", sites,
                                       "--distances", without,    "--open",         "2",       "--quiet"};
  CHECK(says(run(alone, "fr_FR.UTF-8").err, "Aix, le haut"));
  CHECK(run(alone).code == 4);
}

TEST_CASE("site: the curve has a line for each number of sites, none worse than the one before") {
  const Folder folder;
  CHECK(site(folder, {"--open", "5", "--curve", folder.at("curve.csv")}).code == 0);
  std::istringstream lines(folder.read("curve.csv"));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "open,status,objective,bound,gap");
  std::vector<double> values;
  while (std::getline(lines, line)) {
    CHECK(says(line, ",optimal,"));
    const auto begin = line.find(",optimal,") + 9;
    values.push_back(std::stod(line.substr(begin)));
  }
  CHECK(values.size() == 5);
  CHECK(std::is_sorted(values.rbegin(), values.rend()));
  CHECK(values.back() == 0);
}

TEST_CASE("site: a network of the OR-Library gives its shortest paths and its number of sites") {
  const Folder folder;
  const auto network = folder.write("n.txt", "5 5 1\n1 2 9\n2 3 1\n3 4 1\n4 5 1\n1 2 3\n");
  const auto read = read_network(network);
  REQUIRE(read.ok());
  CHECK(read->open == 1);
  CHECK(read->costs[0 * 5 + 3] == 5);
  CHECK(read->costs[3 * 5 + 0] == 5);
  CHECK(run({"site", "--graph", network, "--quiet"}).out == "code,site,cost\n1,3,4\n2,3,1\n3,3,0\n4,3,1\n5,3,2\n");
  for (const char* text : {"", "4", "2 1 1\n1 3 5\n", "2 1 1\n1 2 -5\n", "2 1 1\n1 2 x\n", "2 1 1\n1 2 5\n7\n"}) {
    CAPTURE(text);
    CHECK_FALSE(read_network(folder.write("bad.txt", text)).ok());
  }
}

TEST_CASE("site: refusals name the place; wrong usages are told from them") {
  const Folder folder;
  const auto distances = [&](const std::string& text) {
    const Ran ran = site(folder, {"--open", "1", "--distances", folder.write("d.csv", text)});
    CHECK(ran.code == 3);
    return ran.err;
  };
  CHECK(says(distances("from,to,cost\nA,Z,1\n"), "d.csv:2:2"));
  CHECK(says(distances("from,to,cost\nA,B,-1\n"), "d.csv:2:3"));
  CHECK(says(distances("from,to,cost\nA,B,ten\n"), "\"ten\" is not a number"));
  CHECK(says(distances("from,to\nA,B\n"), "a column is missing"));
  CHECK(says(distances("code,A,Q\nA,0,1\n"), "d.csv:1:3"));
  const auto bare = folder.write("bare.csv", "code\nA\n");
  CHECK(says(run({"site", "--demand", bare, "--open", "1"}).err, "x_l93_m"));
  for (const std::vector<std::string>& usage :
       std::vector<std::vector<std::string>>{{},
                                             {"--open", "0"},
                                             {"--open", "1", "--model", "cover"},
                                             {"--open", "1", "--model", "capacitated"},
                                             {"--model", "budgeted", "--budget", "3"},
                                             {"--open", "1", "--detour", "0.5"},
                                             {"--open", "1", "--weight", ":2"}})
    CHECK(site(folder, usage).code == 2);
}

TEST_CASE("site: amounts and parts of a weight as they may be typed") {
  CHECK(parse_amount("3.2M") == 3.2e6);
  CHECK(parse_amount("450k") == 450e3);
  CHECK(parse_amount("-12.5") == -12.5);
  for (const char* text : {"", "M", "3m", "1e13", "nan", "3 M"}) CHECK_FALSE(parse_amount(text));
  CHECK(parse_part("seniors") == std::pair<std::string, std::int64_t>("seniors", 1));
  CHECK(parse_part("a:b:3") == std::pair<std::string, std::int64_t>("a:b", 3));
  for (const char* text : {"", ":1", "a:", "a:-1", "a:1.5"}) CHECK_FALSE(parse_part(text));
}
