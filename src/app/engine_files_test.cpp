// The files engine commands read: what is accepted, and where exactly what is not is wrong.
#include "app/engine_files.hpp"

#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "app/testing/small_map.hpp"

using namespace maillage;
using namespace maillage::app;
using namespace maillage::app::testing;

namespace {

UnitTable three_units(const Folder& folder) {
  auto units = read_units(
      folder.write("three.csv", "idx,code,nom,population,epci\n0,A,Aast,5,E\n1,B,Bougarber,7,\n2,C,Coarraze,9,E\n"));
  REQUIRE(units);
  return *units;
}

// "code line:column" of what a reading refused.
template <class T>
std::string refusal(const Result<T>& read, const std::string& path) {
  if (read) return "accepted";
  const Problem& problem = read.problem();
  REQUIRE(problem.field.starts_with(path));
  const std::string place = problem.field.substr(path.size());
  return problem.code + (place.empty() ? "" : " " + place.substr(1));
}

}  // namespace

TEST_CASE("units: read whatever the separator, the encoding, the line ends and the name of the key") {
  const Folder folder;
  for (const std::string& text : {std::string("code,nom,population\nA,Abère,5\nB,Bénéjacq,7\n"),
                                  std::string("code;nom;population\r\nA;Abère;5\r\nB;Bénéjacq;7"),
                                  std::string("\xEF\xBB\xBF"
                                              "geoid,name,population\nA,\"Abère\",5\nB,Bénéjacq,7\n"),
                                  std::string("idx,nom,population\nA,Ab\xE8re,5\nB,B\xE9n\xE9jacq,7\n")}) {
    const auto units = read_units(folder.write("units.csv", text));
    REQUIRE(units);
    CHECK(units->codes == std::vector<std::string>{"A", "B"});
    CHECK(units->names == std::vector<std::string>{"Abère", "Bénéjacq"});
    CHECK(*load_column(*units, "population") == std::vector<std::int64_t>{5, 7});
    CHECK(units->find("B") == 1);
    CHECK(units->find("Z") == -1);
  }
}

TEST_CASE("units: a fault says its line and column") {
  const Folder folder;
  const auto place = [&](const std::string& text) {
    const auto path = folder.write("u.csv", text);
    return refusal(read_units(path), path);
  };
  CHECK(place("") == "engine_file_empty");
  CHECK(place("code,nom\n") == "engine_file_empty");
  CHECK(place("nom,population\nAast,5\n") == "engine_column_missing 1:1");
  CHECK(place("nom,code\nAast,A\nAbos,B\nAgnos,A\n") == "engine_duplicate_code 4:2");
  CHECK(place("code,x_m,y_m\nA,0,0\nB,1,north\n") == "engine_not_a_number 3:3");
  CHECK(place("code,x_m,y_m\nA,0,0\nB,inf,0\n") == "engine_not_a_number 3:2");
  CHECK(place("code,nom\nA,Aast\nB,Abos,7\n") == "engine_field_count 3:1");
  CHECK(place("code,nom\nA,\"Aast\nB,Abos\n") == "engine_quote_not_closed 2:3");
  CHECK(place("code,nom\nA,\"Aast\"x\n") == "engine_text_after_quote 2:9");
  CHECK(place(std::string("code,nom\nA,Aa\0st\n", 17)).starts_with("engine_null_byte 2:"));
  CHECK(read_units(folder.at("absent.csv")).problem().code == "engine_file_unreadable");
}

TEST_CASE("loads: rounded half away from zero; a load that is none says its line, its unit and what was read") {
  const Folder folder;
  const auto path = folder.write("u.csv", "code,load,bad,minus,huge\nA,0.5,1,1,1\nB,2.4,,-1,1e13\n");
  const auto units = read_units(path);
  REQUIRE(units);
  CHECK(*load_column(*units, "load") == std::vector<std::int64_t>{1, 2});
  CHECK(refusal(load_column(*units, "bad"), path) == "engine_bad_load 3:3");
  CHECK(refusal(load_column(*units, "minus"), path) == "engine_bad_load 3:4");
  CHECK(refusal(load_column(*units, "huge"), path) == "engine_bad_load 3:5");
  CHECK(refusal(load_column(*units, "agents"), path) == "engine_column_missing 1:1");
}

TEST_CASE("groups: units that share a text, none where it is empty") {
  const Folder folder;
  CHECK(*group_column(three_units(folder), "epci") == std::vector<std::int32_t>{0, -1, 0});
}

TEST_CASE("edges: by positions or by codes, with a border in metres or in degrees, or none") {
  const Folder folder;
  const UnitTable units = three_units(folder);
  for (const char* text : {"i,j,shared_border_m\n0,1,40\n2,1,0\n", "code_i,code_j,shared_border_m\nA,B,40\nC,B,0\n",
                           "i;j;shared_perim_deg\n1;0;40\n1;2;0\n"}) {
    const auto graph = read_edges(folder.write("e.csv", text), units);
    REQUIRE(graph);
    REQUIRE(graph->edges().size() == 2);
    CHECK(graph->edges()[0].border_m == 40);
    CHECK(graph->edges()[1].border_m == 0);
    CHECK(engines::connected(*graph, {true, true, true}));
  }
  const auto bare = read_edges(folder.write("e.csv", "i,j\n0,1\n"), units);
  CHECK(bare->edges()[0].border_m == 1);
}

TEST_CASE("edges: a fault says its line and column") {
  const Folder folder;
  const UnitTable units = three_units(folder);
  const auto place = [&](const std::string& text) {
    const auto path = folder.write("e.csv", text);
    return refusal(read_edges(path, units), path);
  };
  CHECK(place("i,j\n0,1\n0,9\n") == "engine_unknown_unit 3:2");
  CHECK(place("i,j\n-1,0\n") == "engine_unknown_unit 2:1");
  CHECK(place("i,j\n0.5,1\n") == "engine_unknown_unit 2:1");
  CHECK(place("code_i,code_j\nA,Z\n") == "engine_unknown_unit 2:2");
  CHECK(place("i,j,shared_border_m\n0,1,long\n") == "engine_not_a_number 2:3");
  CHECK(place("i,j\n2,2\n") == "engine_self_edge 2:2");
  CHECK(place("a,b\n2,2\n") == "engine_column_missing 1:1");
}

TEST_CASE("plans: by code or position; units without a row or a label are in no district; labels keep their order") {
  const Folder folder;
  const UnitTable units = three_units(folder);
  for (const char* text : {"code,district\nC,Sud\nA,Nord\n", "idx,sector\n2,Sud\n0,Nord\n1,\n"}) {
    const auto plan = read_plan(folder.write("p.csv", text), units);
    REQUIRE(plan);
    CHECK(plan->plan == engines::Plan{1, -1, 0});
    CHECK(plan->labels == std::vector<std::string>{"Sud", "Nord"});
  }
  const auto place = [&](const std::string& text) {
    const auto path = folder.write("p.csv", text);
    return refusal(read_plan(path, units), path);
  };
  CHECK(place("code,district\nA,1\nD,1\n") == "engine_unknown_unit 3:1");
  CHECK(place("code,district\nA,1\nB,1\nA,2\n") == "engine_unit_twice 4:1");
  CHECK(place("code,colour\nA,red\n") == "engine_column_missing 1:1");
}

TEST_CASE("dual graphs: what is not one is refused with the reason, not the program's end") {
  const Folder folder;
  for (const char* text :
       {"", "not json", "[]", "{}", R"({"nodes":3})", R"({"nodes":[],"links":[]})",
        R"({"nodes":[{"name":"a"}],"links":[]})", R"({"nodes":[{"id":0},{"id":0}],"links":[]})",
        R"({"nodes":[{"id":0}]})", R"({"nodes":[{"id":0}],"links":[{"source":0,"target":9}]})",
        R"({"nodes":[{"id":0}],"adjacency":[[{"id":9}]]})", R"({"nodes":[{"id":0}],"adjacency":[[],[{"id":0}]]})"}) {
    INFO(std::string(text));
    const auto path = folder.write("g.json", text);
    CHECK(refusal(read_dual_graph(path), path) == "engine_not_a_dual_graph");
  }
  CHECK(read_dual_graph(folder.at("absent.json")).problem().code == "engine_file_unreadable");
}

TEST_CASE("dual graphs: both forms of NetworkX, with loops left out and centres when every node has them") {
  const Folder folder;
  const std::string nodes =
      R"("nodes":[{"id":0,"TOTPOP":5,"GEOID10":"a","C_X":"1","C_Y":2},{"id":1,"TOTPOP":7,"GEOID10":"b","C_X":3,"C_Y":4}])";
  for (const char* links : {R"("adjacency":[[{"id":1,"shared_perim":3.5},{"id":0}],[{"id":0,"shared_perim":3.5}]])",
                            R"("links":[{"source":1,"target":0,"shared_perim":3.5},{"source":1,"target":1}])",
                            R"("edges":[{"source":0,"target":1,"shared_border_m":3.5}])"}) {
    const auto dual = read_dual_graph(folder.write("g.json", "{" + nodes + "," + links + "}"));
    REQUIRE(dual);
    CHECK(dual->units.codes == std::vector<std::string>{"a", "b"});
    CHECK(*load_column(dual->units, "TOTPOP") == std::vector<std::int64_t>{5, 7});
    REQUIRE(dual->graph.edges().size() == 1);
    CHECK(dual->graph.edges()[0].border_m == 3.5);
    REQUIRE(dual->units.centres.size() == 2);
    CHECK(dual->units.centres[1].x == 3);
  }
}

TEST_CASE("outputs: only what can be written is promised") {
  const Folder folder;
  CHECK(check_writable({folder.at("new.csv"), "", folder.write("old.csv", "x")}).ok());
  CHECK(folder.read("old.csv") == "x");
  CHECK(check_writable({folder.at("absent/new.csv")}).problem().code == "engine_not_written");
  CHECK(check_writable({folder.path()}).problem().field == folder.path());
  CHECK_FALSE(write_whole(folder.at("absent/new.csv"), "x").ok());
  CHECK_FALSE(write_whole("/dev/full", "x").ok());
}

TEST_CASE("explanations: every reason the engine may give has its sentence, different in the two languages") {
  const Folder folder;
  const UnitTable units = three_units(folder);
  for (const char* code : {"no_districts", "too_few_units", "too_few_seats", "unit_too_heavy", "group_too_heavy",
                           "fixed_conflict", "fixed_too_heavy", "fixed_beyond", "load_too_small", "load_too_large",
                           "units_keep_apart", "too_many_components", "disconnected", "components_do_not_add_up",
                           "units_apart", "unit_shut_in", "no_sum_fits", "cut_too_heavy", "cut_does_not_add_up"}) {
    INFO(code);
    const engines::districting::Impossibility why{code, {0}, "population", 10, 8};
    const std::string english = explain(why, units);
    ::setenv("LC_ALL", "fr_FR.UTF-8", 1);
    const std::string french = explain(why, units);
    ::setenv("LC_ALL", "C", 1);
    CHECK(english != code);
    CHECK(english != french);
    for (const std::string& sentence : {english, french}) CHECK(sentence.find('{') == sentence.npos);
  }
}

TEST_CASE("explanations: every reason names what makes it so, in both languages, three units at most") {
  const Folder folder;
  const UnitTable units = three_units(folder);
  const engines::districting::Impossibility heavy{"unit_too_heavy", {1}, "population", 10, 8};
  CHECK(explain(heavy, units).starts_with("Bougarber weighs 10 in population, a district may hold 8"));
  ::setenv("LC_ALL", "fr_FR.UTF-8", 1);
  CHECK(explain(heavy, units).starts_with("Bougarber pèse 10 en population, un district peut en porter 8"));
  ::setenv("LC_ALL", "C", 1);
  const auto many = explain({"fixed_conflict", {0, 1, 2, 0, 1}, "", 0, 0}, units);
  CHECK(many == "Aast, Bougarber, Coarraze and 2 more is fixed in two districts");
}
