#include "tests/architecture/layers.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace maillage::architecture;

namespace {

const Uses kUses{{"territory", {"access"}}, {"planning", {"territory", "access"}}};

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(MAILLAGE_SOURCE_DIR) + "/" + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t count(const char* path, const char* text) { return breaches({{path, text}}, kUses).size(); }

}  // namespace

TEST_CASE("the house is in order: includes, tables, SQL and HTTP where they belong") {
  const auto found = breaches(read_sources(MAILLAGE_SOURCE_DIR), read_uses(file_text("src/CMakeLists.txt")));
  for (const std::string& breach : found) FAIL_CHECK(breach);
}

TEST_CASE("a planted include against the arrows is found") {
  CHECK(count("src/base/x.hpp", "#include \"platform/sql/sql.hpp\"\n") == 1);
  CHECK(count("src/engines/graph/x.cpp", "#include \"platform/log/log.hpp\"\n") == 1);
  CHECK(count("src/platform/x.cpp", "#include \"modules/access/access.hpp\"\n") == 1);
  CHECK(count("src/modules/territory/x.cpp", "#include \"modules/planning/planning.hpp\"\n") == 1);
  CHECK(count("src/modules/planning/x.cpp", "#include \"app/main.hpp\"\n") == 1);
  CHECK(count("src/modules/planning/x.cpp", "#include \"modules/territory/territory.hpp\"\n") == 0);
  CHECK(count("src/modules/planning/x.cpp", "#include \"modules/territory/store.hpp\"\n") == 1);
  CHECK(count("src/modules/planning/x.cpp", "#include \"modules/territory/relay.hpp\"\n") == 0);
  CHECK(count("src/modules/access/x.cpp", "#include \"modules/territory/relay.hpp\"\n") == 1);
  CHECK(count("src/modules/planning/x.cpp", "#include \"modules/territory/access_points.hpp\"\n") == 0);
}

TEST_CASE("a planted query outside a store, or on another module's table, is found") {
  CHECK(count("src/modules/planning/plan.cpp", "session.exec(\"planning.x\");") == 1);
  CHECK(count("src/modules/planning/store_plans.cpp", "session.exec(\"planning.x\");") == 0);
  CHECK(count("src/modules/planning/sql/plans.sql", "SELECT * FROM territory_place") == 1);
  CHECK(count("src/modules/planning/sql/plans.sql",
              "WITH t AS (SELECT 1) SELECT * FROM t JOIN planning_plan USING (id)") == 0);
  CHECK(count("src/modules/planning/sql/001.sql", "CREATE TABLE IF NOT EXISTS plan (id INTEGER)") == 1);
  CHECK(count("src/platform/jobs/sql/001.sql", "-- from elsewhere\nCREATE TABLE platform_job (id INTEGER)") == 0);
}

TEST_CASE("planted HTTP outside routes*.cpp is found") {
  CHECK(count("src/modules/planning/plan.cpp", "#include \"platform/routes/routes.hpp\"\n") == 1);
  CHECK(count("src/modules/planning/routes.cpp", "#include \"platform/routes/routes.hpp\"\n") == 0);
}

TEST_CASE("USES lines are read transitively and a circle is refused") {
  const Uses uses = read_uses(
      "maillage_library(access modules/access USES platform)\n"
      "maillage_library(territory modules/territory USES access)\n"
      "maillage_library(planning modules/planning USES territory)\n");
  CHECK(uses.at("planning") == std::set<std::string>{"access", "territory"});
  const Uses circle = read_uses("maillage_library(a modules/a USES b)\nmaillage_library(b modules/b USES a)\n");
  CHECK_FALSE(breaches({}, circle).empty());
}

TEST_CASE("docs/architecture.md shows the graph that is really there") {
  const std::string graph = draw(read_sources(MAILLAGE_SOURCE_DIR)), path = "docs/architecture.md";
  std::string document = file_text(path);
  const auto begin = document.find("```mermaid\n"), end = document.find("```\n", begin + 1);
  REQUIRE(begin != document.npos);
  if (std::getenv("MAILLAGE_BLESS")) {
    document.replace(begin, end - begin, "```mermaid\n" + graph);
    std::ofstream(std::string(MAILLAGE_SOURCE_DIR) + "/" + path) << document;
  } else {
    CHECK_MESSAGE(document.substr(begin + 11, end - begin - 11) == graph, "run ./run bless and look at the difference");
  }
}
