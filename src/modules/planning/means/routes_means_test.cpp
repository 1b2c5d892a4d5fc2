// Needs and means through their routes, on both databases.
#include <doctest/doctest.h>

#include "modules/planning/means/records.hpp"
#include "modules/planning/means/store_means.hpp"
#include "modules/planning/scenario/records.hpp"
#include "modules/planning/testing/desk.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const std::string kMeans = "/planning/means";

template <class T>
Asking post(const T& body, const std::string& token = "planner") {
  return {"POST", platform::to_json(body), token};
}

NewFormula workers() {
  return {"Assistants sociaux", Measure::post, "", 500, Date(2024, 1, 1), std::nullopt, "Règlement départemental"};
}

// The usual territory with births, and a formula of the Département on residents.
struct Square {
  explicit Square(sql::Database& database) : desk(database) {
    import_usual(desk);
    local = desk.read<FormulaList>(kMeans + "/formulas", post(workers()), 201).items.back().formula.id;
  }
  void import_births() {
    std::string file = "code;Naissances (naissances)\n";
    for (std::size_t row = 0; row < 4; ++row)
      for (std::size_t column = 0; column < 4; ++column) file += code_at(row, column) + ";150\n";
    const auto answer =
        desk.ask("/territory/imports?kind=quantities&file_name=naissances-2024.csv&valid_from=2020-01-01",
                 {"POST", file, "planner", "application/octet-stream"});
    REQUIRE(answer.status == 202);
    desk.end_of(std::stoll(answer.body->substr(answer.body->find(':') + 1)));
  }
  std::string refused(const std::string& path, const Asking& asking = {}) {
    const auto problem = desk.refusal(path, asking);
    return problem.code + problem.field;
  }
  std::string asking(const std::string& origin, const std::string& more = "") const {
    return kMeans + "?origin=" + origin + "&formulas=" + std::to_string(local) + more;
  }

  Desk desk;
  std::int64_t local = 0;
};

void on_square(const std::function<void(Square&)>& test) {
  on_both([&](sql::Database& database) {
    Square square(database);
    test(square);
  });
}

}  // namespace

TEST_CASE("formulas of the law come with the program, dated and with their article, and nobody changes them") {
  on_square([](Square& square) {
    auto list = square.desk.read<FormulaList>(kMeans + "/formulas");
    REQUIRE(list.items.size() == 5);
    std::map<std::string, std::pair<std::int64_t, std::string>> law;
    for (const FormulaItem& item : list.items) {
      if (!item.formula.law) continue;
      CHECK(item.in_force);
      CHECK_FALSE(item.known);
      CHECK(item.formula.valid_from == Date(2003, 5, 27));
      law[item.formula.kind] = {item.formula.per_post, item.formula.reference};
    }
    // One full-time midwife for 1 500 births, one nurse for 250, one half-day for 200, four for 100 000 aged 15 to 50.
    CHECK(law == decltype(law){{"Sages-femmes de PMI", {1500, "CSP, art. R2112-7"}},
                               {"Puéricultrices de PMI", {250, "CSP, art. R2112-7"}},
                               {"Consultations d’enfants", {200, "CSP, art. R2112-6"}},
                               {"Consultations prénatales", {100000 / 4, "CSP, art. R2112-5"}}});
    const auto end = kMeans + "/formulas/" + std::to_string(list.items[0].formula.id) + "/end";
    CHECK(square.refused(end, post(FormulaEnd{Date(2026, 12, 31)})) == "planning.formula_of_law/id");
    list = square.desk.read<FormulaList>(kMeans + "/formulas?at=2003-05-26");
    for (const FormulaItem& item : list.items) CHECK_FALSE(item.in_force);
    square.import_births();
    list = square.desk.read<FormulaList>(kMeans + "/formulas");
    CHECK(std::count_if(list.items.begin(), list.items.end(), [](const auto& item) { return item.known; }) == 4);
  });
}

TEST_CASE("a formula of the Département is added, used, and ended") {
  on_square([](Square& square) {
    auto list = square.desk.read<FormulaList>(kMeans + "/formulas");
    const auto& mine = list.items.back();
    CHECK(mine.formula.kind == "Assistants sociaux");
    CHECK(mine.formula.written_by == "Claire");
    CHECK(mine.known);
    const auto page = square.desk.read<MeansPage>(square.asking("mission/ase"));
    CHECK(page.sectors.size() == 4);
    CHECK(page.kinds[0].amount == 2400);
    CHECK(page.kinds[0].need == doctest::Approx(4.8));
    const auto end = kMeans + "/formulas/" + std::to_string(square.local) + "/end";
    CHECK(square.refused(end, post(FormulaEnd{Date(2023, 1, 1)})) == "planning.formula_dates/valid_to");
    list = square.desk.read<FormulaList>(end, post(FormulaEnd{Date(2026, 2, 28)}));
    CHECK_FALSE(list.items.back().in_force);
    CHECK(square.refused(square.asking("mission/ase")) == "planning.formula_not_in_force/formulas");
    CHECK(square.desk.read<MeansPage>(square.asking("mission/ase", "&at=2026-02-28")).kinds.size() == 1);
    CHECK(square.refused(kMeans + "/formulas/999/end", post(FormulaEnd{Date(2026, 2, 28)})) ==
          "planning.unknown_formula/id");
    NewFormula wrong = workers();
    wrong.quantity = "rsa";
    CHECK(square.refused(kMeans + "/formulas", post(wrong)) == "planning.unknown_quantity/quantity");
  });
}

TEST_CASE("posts of a map are written by who saw the last ones, and shared out again") {
  on_square([](Square& square) {
    auto page = square.desk.read<MeansPage>(square.asking("mission/ase", "&step=1"));
    CHECK(page.version == 0);
    const std::string kind = "Assistants sociaux";
    const NewPosts first{"mission/ase", 0, kind, {{"A", 4, {}, {}}, {"D", 2, 1.0, 2.0}}};
    CHECK(square.desk.read<PostsWritten>(kMeans + "/posts", post(first)).version == 1);
    page = square.desk.read<MeansPage>(square.asking("mission/ase", "&step=1&moves=1"));
    CHECK(page.version == 1);
    CHECK(page.touched_by == "Claire");
    CHECK(page.kinds[0].present == 6);
    CHECK(page.kinds[0].moved == 1);
    CHECK(page.cells[3].floor == 1.0);
    CHECK(square.refused(kMeans + "/posts", post(first)) == "planning.posts_changed/seen");
    // Another kind is written beside it, and takes nothing away.
    const NewPosts second{"mission/ase", 1, "Sages-femmes de PMI", {{"B", 1, {}, {}}}};
    CHECK(square.desk.read<PostsWritten>(kMeans + "/posts", post(second)).version == 2);
    CHECK(square.refused(kMeans + "/posts", post(second)) == "planning.posts_changed/seen");
    CHECK(square.desk.read<MeansPage>(square.asking("mission/ase", "&step=1")).kinds[0].present == 6);
    CHECK(square.desk.read<PostsWritten>(kMeans + "/posts", post(NewPosts{"mission/ase", 2, kind, {}})).version == 3);
    CHECK(square.desk.read<MeansPage>(square.asking("mission/ase", "&step=1")).kinds[0].present == 0);
    CHECK(square.refused(kMeans + "/posts", post(NewPosts{"mission/ase", 3, "Inconnus", {}})) ==
          "planning.unknown_formula/kind");
    // What a house holds is written with any kind, and stays that of all.
    const NewPosts roomy{"mission/ase", 3, kind, {{"A", 4, {}, {}, 3.0}}};
    CHECK(square.desk.read<PostsWritten>(kMeans + "/posts", post(roomy)).version == 4);
    page = square.desk.read<MeansPage>(square.asking("mission/ase", "&step=1"));
    CHECK(page.sectors[0].room == 3.0);
    CHECK(page.cells[0].given <= 3);
    // Each map has its own.
    CHECK(square.desk.read<MeansPage>(square.asking("mission/ssd")).version == 0);
    CHECK(square.refused(kMeans + "/posts", post(NewPosts{"mission/pmi", 0, kind, {}})) ==
          "planning.unknown_mission/origin");
    NewPosts twice = first;
    twice.lines.push_back(twice.lines[0]);
    CHECK(square.refused(kMeans + "/posts", post(twice)) == "planning.posts_twice/lines/2");
  });
}

TEST_CASE("the sectors of a scenario are given posts too, those it emptied left out") {
  on_square([](Square& square) {
    const NewScenario asked{"Trois", std::nullopt, "mission/ase", {{"ase"}, 0.9, Keep::none}};
    const auto made = square.desk.read<ScenarioPage>("/planning/scenarios", post(asked), 201);
    const std::string origin = "scenario/" + std::to_string(made.scenario.id);
    CHECK(square.desk.read<MeansPage>(square.asking(origin)).sectors.size() == 4);
    std::vector<std::int32_t> of_a;
    for (std::size_t u = 0; u < made.of_unit.size(); ++u)
      if (made.of_unit[u] == 0) of_a.push_back(static_cast<std::int32_t>(u));
    Step paint;
    paint.units = of_a;
    paint.district = 1;
    square.desk.read<ScenarioPage>(
        "/planning/" + std::string("scenarios/") + std::to_string(made.scenario.id) + "/steps",
        post(NewSteps{0, {paint}}));
    const auto page = square.desk.read<MeansPage>(square.asking(origin));
    REQUIRE(page.sectors.size() == 3);
    CHECK(page.sectors[0].name == "Secteur B");
    CHECK(page.sectors[0].code == "2");
    CHECK(page.kinds[0].amount == 2400);
    CHECK(square.refused(square.asking("scenario/999")) == "planning.unknown_scenario/origin");
  });
}

TEST_CASE("what is asked wrong is refused by field") {
  on_square([](Square& square) {
    for (const char* origin : {"", "ase", "mission", "scenario/", "scenario/x", "scenario/1x", "proposal/1/0"})
      CHECK(square.refused(square.asking(origin)) == "planning.unknown_origin/origin");
    CHECK(square.refused(kMeans + "?origin=mission/ase&formulas=999") == "planning.unknown_formula/formulas");
    const auto id = std::to_string(square.local);
    CHECK(square.refused(kMeans + "?origin=mission/ase&formulas=" + id + "," + id) ==
          "planning.formula_twice/formulas");
    CHECK(square.refused(square.asking("mission/ase", "&posts=1,2")) == "planning.posts_per_formula/posts");
    CHECK(square.refused(square.asking("mission/ase", "&step=0.01")) == "planning.outside/step");
    CHECK(square.desk.read<MeansPage>(kMeans + "?origin=mission/ase").kinds.empty());
  });
}

TEST_CASE("the answer is a file too") {
  on_square([](Square& square) {
    const auto query = square.asking("mission/ase", "&posts=8&step=1").substr(kMeans.size());
    const auto answer = square.desk.ask(kMeans + "/export" + query);
    REQUIRE(answer.status == 200);
    CHECK(
        answer.body->starts_with("sector,name,kind,amount,need,present,posts,change,load_present,load\nA,Secteur A,"));
    CHECK(std::count(answer.body->begin(), answer.body->end(), '\n') == 5);
    CHECK(square.refused(kMeans + "/export?origin=nowhere") == "planning.unknown_origin/origin");
  });
}

TEST_CASE("planners write; executives and administrators read; nobody else comes in") {
  on_square([](Square& square) {
    const auto query = square.asking("mission/ase").substr(kMeans.size());
    for (const std::string token : {"planner", "executive", "administrator"})
      for (const std::string& path : {kMeans + query, kMeans + "/export" + query, kMeans + "/formulas"})
        CHECK(square.desk.ask(path, {"GET", "", token}).status == 200);
    for (const std::string& path : {kMeans + query, kMeans + "/export" + query, kMeans + "/formulas"})
      CHECK(square.desk.ask(path, {"GET", "", "nobody"}).status == 401);
    for (const std::string token : {"executive", "administrator"}) {
      CHECK(square.desk.ask(kMeans + "/formulas", post(workers(), token)).status == 403);
      CHECK(square.desk.ask(kMeans + "/formulas/5/end", post(FormulaEnd{Date(2026, 2, 28)}, token)).status == 403);
      CHECK(square.desk.ask(kMeans + "/posts", post(NewPosts{"mission/ase", 0, "Assistants sociaux", {}}, token))
                .status == 403);
    }
  });
}
