// `maillage allocate` from files to files, on towns small enough to do by hand.
#include "app/allocate_report.hpp"
#include "app/testing/command_line.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::app;
using namespace maillage::app::testing;

namespace {

std::string needs(const Folder& folder) {
  return folder.write("needs.csv", "code,nom,nurse,midwife\nN,Nord,400,30\nS,\"Sud, le vieux\",100,10\nE,Est,0,20\n");
}

Ran allocate(const Folder& folder, std::vector<std::string> more) {
  std::vector<std::string> all{"allocate", "--needs", needs(folder)};
  all.insert(all.end(), more.begin(), more.end());
  return run(all);
}

AllocateReport report_in(const Folder& folder, const std::string& name) {
  const std::string text = folder.read(name);
  auto parsed = platform::from_json<AllocateReport>(text);
  REQUIRE(parsed.ok());
  return parsed.value;
}

}  // namespace

TEST_CASE("allocate: posts shared by all kinds, from a table to a table") {
  const Folder folder;
  const Ran ran = allocate(folder, {"--posts", "8"});
  CHECK(ran.code == 0);
  CHECK(ran.err == "optimal: 8 posts in 3 units\n");
  // Everyone who has a need first (five posts), then the nurses of the North: 400²/2, 400²/6, 400²/12.
  CHECK(ran.out ==
        "code,kind,need,present,posts,load_present,load\n"
        "N,nurse,400,0,4,,100\nN,midwife,30,0,1,,30\nS,nurse,100,0,1,,100\nS,midwife,10,0,1,,10\n"
        "E,nurse,0,0,0,0,0\nE,midwife,20,0,1,,20\n");
}

TEST_CASE("allocate: posts of each kind, by halves, within floors and moves, with the reason of each") {
  const Folder folder;
  const auto present = folder.write("today.csv", "code;nurse;midwife\nN;2,5;1\nS;1,5;0,5\nE;1;\n");
  const auto floors = folder.write("floors.csv", "code,midwife\nS,1\n");
  const Ran ran = allocate(folder, {"--posts",     "nurse=5",
                                    "--posts",     "midwife=2",
                                    "--step",      "0.5",
                                    "--present",   present,
                                    "--floors",    floors,
                                    "--max-moves", "nurse=1",
                                    "--max-moves", "midwife=0.5",
                                    "--out",       folder.at("posts.csv"),
                                    "--reasons",   folder.at("why.csv"),
                                    "--report",    folder.at("report.json")});
  CHECK(ran.err == "optimal: 7 posts in 3 units, 1.5 moved\n");
  CHECK(ran.code == 0);
  CHECK(ran.out.empty());
  CHECK(folder.read("posts.csv") ==
        "code,kind,need,present,posts,load_present,load\n"
        "N,nurse,400,2.5,3.5,160,114.286\nN,midwife,30,1,0.5,30,60\nS,nurse,100,1.5,1.5,66.6667,66.6667\n"
        "S,midwife,10,0.5,1,20,10\nE,nurse,0,1,0,0,0\nE,midwife,20,0,0.5,,40\n");
  const std::string why = folder.read("why.csv");
  CHECK(why.starts_with("rank,code,kind,posts,because,load_before,load_after\n1,N,nurse,0.5,relief,,800\n"));
  CHECK(says(why, "S,midwife,1,floor,20,10\n"));
  CHECK(std::count(why.begin(), why.end(), '\n') == 1 + 14);

  const AllocateReport report = report_in(folder, "report.json");
  REQUIRE(report.years.size() == 1);
  const YearReport& year = report.years[0];
  CHECK(year.status == "optimal");
  CHECK(report.version == MAILLAGE_VERSION);
  REQUIRE(year.pools.size() == 2);
  CHECK(year.pools[0].kinds == std::vector<std::string>{"nurse"});
  CHECK(year.pools[0].moved == 1.0);
  CHECK(year.pools[1].moved == 0.5);
  CHECK(year.pools[1].created == 0.5);
  CHECK(year.kinds[1].present->nobody == 1);
  CHECK(year.kinds[1].present->need_nobody == 20);
  CHECK(year.kinds[1].given.nobody == 0);
  CHECK(year.kinds[1].given.highest == 60);
  REQUIRE(year.floors.size() == 1);
  CHECK(year.floors[0].code == "S");
  CHECK(year.floors[0].without == 0.5);
  // 30²/0.5 + 10²/1 against 30²/1 + 10²/0.5.
  CHECK(year.floors[0].price == doctest::Approx(1800 + 100 - 900 - 200));
}

TEST_CASE("allocate: a full house gives its place to the kind that relieves most in it") {
  const Folder folder;
  const auto caps = folder.write("caps.csv", "code,all,nurse\nN,2,\nS,,1\n");
  const Ran ran = allocate(folder, {"--posts", "nurse=4", "--posts", "midwife=2", "--caps", caps, "--quiet"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out ==
        "code,kind,need,present,posts,load_present,load\n"
        "N,nurse,400,0,1,,400\nN,midwife,30,0,1,,30\nS,nurse,100,0,1,,100\nS,midwife,10,0,0,,\n"
        "E,nurse,0,0,0,0,0\nE,midwife,20,0,1,,20\n");
}

TEST_CASE("allocate: over the years, each from the year before") {
  const Folder folder;
  const auto present = folder.write("today.csv", "code,nurse\nN,1\nS,3\n");
  const Ran ran = allocate(folder, {"--kinds", "nurse", "--years", "4,5,5", "--present", present, "--max-moves", "1",
                                    "--report", folder.at("report.json")});
  CHECK(ran.code == 0);
  CHECK(ran.out ==
        "year,code,kind,need,present,posts,load_present,load\n"
        "1,N,nurse,400,1,2,400,200\n1,S,nurse,100,3,2,33.3333,50\n1,E,nurse,0,0,0,0,0\n"
        "2,N,nurse,400,2,4,200,100\n2,S,nurse,100,2,1,50,100\n2,E,nurse,0,0,0,0,0\n"
        "3,N,nurse,400,4,4,100,100\n3,S,nurse,100,1,1,100,100\n3,E,nurse,0,0,0,0,0\n");
  const AllocateReport report = report_in(folder, "report.json");
  REQUIRE(report.years.size() == 3);
  CHECK(report.years[1].pools[0].moved == 1.0);
  CHECK(report.years[1].pools[0].created == 1.0);
  CHECK(report.years[2].kinds[0].given.gini == doctest::Approx(0));
}

TEST_CASE("allocate: what cannot be is explained in both languages, and only the report is written") {
  const Folder folder;
  const auto floors = folder.write("floors.csv", "code,nurse,midwife\nN,2,1.5\nS,1,\n");
  const std::vector<std::string> arguments{"allocate",
                                           "--needs",
                                           needs(folder),
                                           "--posts",
                                           "4",
                                           "--floors",
                                           floors,
                                           "--step",
                                           "0.5",
                                           "--out",
                                           folder.at("posts.csv"),
                                           "--report",
                                           folder.at("report.json")};
  const Ran english = run(arguments), french = run(arguments, "fr_FR.UTF-8");
  CHECK(english.code == 4);
  CHECK(english.err == "impossible: nurse, midwife: the floors ask for 4.5 posts, there are 4\n");
  CHECK(french.err == "impossible : nurse, midwife\u00a0: les planchers demandent 4,5 postes, il y en a 4\n");
  CHECK(folder.read("posts.csv").empty());
  const AllocateReport report = report_in(folder, "report.json");
  CHECK(report.years[0].status == "infeasible");
  CHECK(*report.years[0].impossible == "nurse, midwife\u00a0: les planchers demandent 4,5 postes, il y en a 4");

  const auto present = folder.write("today.csv", "code,nurse\nN,1\nS,3\n");
  const auto caps = folder.write("caps.csv", "code,nurse,all\nS,1,\nN,,0\n");
  CHECK(allocate(folder, {"--posts", "4", "--present", present, "--max-moves", "1", "--caps", caps}).err ==
        "impossible: nurse, midwife: the number of posts, the floors and the caps force 2 to move, 1 may\n");
  CHECK(allocate(folder, {"--posts", "4", "--present", present, "--max-moves", "2", "--caps", caps}).err ==
        "impossible: nurse, midwife: 2 posts must stay where they are, the caps of units leave 1\n");
  CHECK(
      allocate(folder, {"--posts", "4", "--floors", folder.write("f.csv", "code,nurse\nN,1\n"), "--caps", caps}).err ==
      "impossible: Nord: the floors ask for 1 posts, it holds 0\n");
  CHECK(
      allocate(folder, {"--posts", "4", "--floors", folder.write("g.csv", "code,nurse\nS,2\n"), "--caps", caps}).err ==
      "impossible: Sud, le vieux, nurse: the floor of 2 posts is above the cap of 1\n");
}

TEST_CASE("allocate: what is refused is said with its file, line and column") {
  const Folder folder;
  const auto file = [&](const std::string& text) { return folder.write("table.csv", text); };
  const auto refused = [&](std::vector<std::string> more, const std::string& sentence) {
    const Ran ran = allocate(folder, more);
    CHECK(ran.code == 3);
    CHECK(ran.err == sentence + "\n");
    CHECK(ran.out.empty());
  };
  const std::string table = folder.at("table.csv");
  refused({"--posts", "4", "--present", file("code,nurse\nX,1\n")}, table + ":2:1: \"X\" is not a known unit");
  refused({"--posts", "4", "--floors", file("code,nurse\nN,one\n")}, table + ":2:2: \"one\" is not a number");
  refused({"--posts", "4", "--floors", file("code,nurse\nN,-1\n")}, table + ":2:2: \"-1\" is negative");
  refused({"--posts", "4", "--present", file("code,nom,nurse\nN,Nord,0.8\n")},
          table + ":2:3: 0.8 is not a whole number of steps of 1 post: choose another --step");
  refused({"--posts", "4", "--present", file("code,nurse\nN,99999\nS,2\n")}, table + ":3:2: 100001 is above 100000");
  refused({"--posts", "4.5"}, "--posts: 4.5 is not a whole number of steps of 1 post: choose another --step");
  refused({"--posts", "doctor=4"}, "--posts: \"doctor\" is not a kind of the table of needs (nurse, midwife)");
  refused({"--posts", "nurse=4"}, "--posts: the kind \"midwife\" has no posts: give each a number");
  refused({"--posts", "4", "--kinds", "doctor"}, folder.at("needs.csv") + ":1:1: a column is missing: doctor");
  refused({"--posts", "4", "--out", folder.at("no/where.csv")},
          folder.at("no/where.csv") + ": the file cannot be written");
  const auto with_needs = [&](const std::string& text) {
    return run({"allocate", "--needs", file(text), "--posts", "4"}).err;
  };
  CHECK(with_needs("code,nurse\nN,1e13\n") == table + ":2:2: 1e+13 is above 1000000000000\n");
  CHECK(with_needs("code,nurse\nN,nan\n") == table + ":2:2: \"nan\" is not a number\n");
  CHECK(with_needs("code,nom\nN,Nord\n") ==
        table + ":1:1: a column is missing for each kind of posts, with the need of each unit\n");
}

TEST_CASE("allocate: options that do not go together are a wrong usage") {
  const Folder folder;
  const auto present = folder.write("today.csv", "code,nurse\nN,1\n");
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"--posts", "4", "--years", "4,5"},
      {"--posts", "4", "--posts", "5"},
      {"--posts", "4", "--posts", "nurse=5"},
      {"--posts", "=5"},
      {"--posts", "-5"},
      {"--posts", "nan"},
      {"--years", "4,,5"},
      {"--posts", "4", "--max-moves", "1"},
      {"--posts", "4", "--present", present, "--max-moves", "nurse=1"},
      {"--posts", "nurse=4", "--posts", "midwife=4", "--present", present, "--max-moves", "1"},
      {"--posts", "4", "--step", "0"},
      {"--posts", "4", "--step", "2"}};
  for (const auto& more : wrong) {
    CAPTURE(more.size());
    CHECK(allocate(folder, more).code == 2);
  }
  CHECK(run({"allocate", "--posts", "4"}).code == 2);
}
