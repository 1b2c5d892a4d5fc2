// Faults behind a handler: what the client is told, and what is left in the database.
#include <doctest/doctest.h>

#include "platform/audit/audit.hpp"
#include "platform/routes/testing/rig.hpp"
#include "platform/sql/drivers.hpp"
#include "platform/sql/embedded.hpp"

using namespace maillage;
using namespace maillage::testing;

namespace {

const bool registered = sql::register_sql("quotatest", "queries", R"sql(
-- name: pages
PRAGMA page_count;

-- name: lines
SELECT COUNT(*) FROM platform_audit;
)sql");

// From now the writer of this database may take `more` pages of 4 kB.
void allow_pages(sql::Database& database, std::int64_t more) {
  database.write([&](sql::Session& session) {
    const auto pages = session.first<std::int64_t>("quotatest.pages").value();
    session.script("PRAGMA max_page_count = " + std::to_string(pages + more));
  });
}

std::int64_t audit_lines(sql::Database& database) {
  return database.reading([](sql::Session& s) { return s.first<std::int64_t>("quotatest.lines").value(); });
}

}  // namespace

TEST_CASE("a disk that fills: 507 in both languages, nothing half done, reads go on, and no restart is needed") {
  Rig rig;
  allow_pages(*rig.database, 4);
  const std::string body = R"({"text":")" + std::string(1500, 'x') + R"(","number":1})";
  int written = 0;
  http::Response answer;
  for (; written < 29; ++written) {
    answer = rig.ask("POST", "/echo", "planner", body);
    if (answer.status != 201) break;
  }
  CHECK(written > 0);
  CHECK(answer.status == 507);
  const auto problem = from_json<wire::Problem>(*answer.body).value;
  CHECK(problem.code == "storage_full");
  CHECK(problem.title == "Insufficient Storage");
  CHECK(problem.detail_fr.find("rien n’a été enregistré") != std::string::npos);
  CHECK(problem.detail_en.find("nothing was saved") != std::string::npos);
  CHECK(problem.incident.has_value());
  CHECK(audit_lines(*rig.database) == written);
  CHECK(platform::audit::verify(*rig.database).empty());
  CHECK(rig.ask("GET", "/places/first", "planner").status == 200);
  CHECK(rig.log.at(rig.log.size() - 3).find("full") != std::string::npos);
  allow_pages(*rig.database, 100);
  CHECK(rig.ask("POST", "/echo", "planner", body).status == 201);
  CHECK(audit_lines(*rig.database) == written + 1);
  CHECK(platform::audit::verify(*rig.database).empty());
}

TEST_CASE("incident numbers differ, and each fault is one line of the log before its request") {
  Rig rig;
  std::vector<std::string> incidents;
  for (int i = 0; i < 5; ++i)
    incidents.push_back(from_json<wire::Problem>(*rig.ask("GET", "/broken").body).value.incident.value());
  std::sort(incidents.begin(), incidents.end());
  CHECK(std::unique(incidents.begin(), incidents.end()) == incidents.end());
  CHECK(rig.log.size() == 10);
  CHECK(rig.log[0].find(R"("event":"fault")") != std::string::npos);
  CHECK(rig.log[1].find(R"("event":"request")") != std::string::npos);
  CHECK(rig.log[1].find(R"("status":500)") != std::string::npos);
}

TEST_CASE("work run again after a conflict gives its last answer, and one audit line") {
  Rig rig;
  Context context(*rig.database, rig.clock);
  context.act = "test.retry";
  context.identity.login = "claire";
  int runs = 0;
  const auto answer = context.write([&](sql::Session&) -> Result<int> {
    if (++runs < 3) throw sql::Conflict("as another writer would");
    return runs;
  });
  CHECK(*answer == 3);
  CHECK(context.recorded());
  CHECK(audit_lines(*rig.database) == 1);
}

TEST_CASE("an act not audited leaves no line; a refused one says so by its value and leaves nothing") {
  Rig rig;
  Context context(*rig.database, rig.clock);
  CHECK(context.write([](sql::Session&) -> Result<Done> { return Done{}; }).ok());
  CHECK_FALSE(context.recorded());
  context.act = "test.refused";
  const auto refused = context.write([](sql::Session&) -> Result<Done> { return Problem{"test_refused", "", {}}; });
  CHECK(refused.problem().code == "test_refused");
  CHECK_FALSE(context.recorded());
  CHECK_THROWS(context.write([](sql::Session&) -> Result<Done> { throw std::runtime_error("fault"); }));
  CHECK(audit_lines(*rig.database) == 0);
}
