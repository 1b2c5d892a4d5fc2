// The whole server killed at random moments (fixed seeds) while it imports a file sent over HTTP, then started again on
// what is left: the territory is that of before or of after, never between, and every job has an end.
#include <filesystem>
#include <thread>

#include "app/product.hpp"
#include "base/random.hpp"
#include "platform/audit/audit.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"
#include "tests/crash/served.hpp"

using namespace maillage;
using namespace maillage::crash;

namespace {

const bool registered = sql::register_sql("crashtest", "queries", R"sql(
-- name: unfinished
SELECT COUNT(*) FROM platform_job WHERE state IN ('queued', 'running');

-- name: imports_audited
SELECT COUNT(*) FROM platform_audit WHERE act = 'territory.import';

-- name: places
SELECT COUNT(*) FROM territory_place;
)sql");

constexpr int kKills = 20;
constexpr int kCommunes = 899;

std::string communes_file() {
  std::string text = "code;nom;population;epci\n";
  for (int i = 101; i < 101 + kCommunes; ++i)
    text += "64" + std::to_string(i) + ";Commune " + std::to_string(i) + ";" + std::to_string(i) + ";200067106\n";
  return text;
}

std::string post_import(const std::string& cookie) {
  static const std::string file = communes_file();
  return request("POST", "/territory/imports?kind=communes&file_name=c.csv&valid_from=2025-01-01", cookie, file);
}

std::int64_t communes(const Server& server, const std::string& cookie) {
  return get(server, "/territory/overview", cookie).at("counts").at("commune").as_int64();
}
std::size_t imports(const Server& server, const std::string& cookie) {
  return get(server, "/territory/imports", cookie).at("items").as_array().size();
}

// The state of a job once it has ended.
std::string end_of(const Server& server, const std::string& cookie, std::int64_t job) {
  for (int i = 0; i < 1000; ++i) {
    const auto seen = get(server, "/jobs/" + std::to_string(job), cookie);
    if (!seen.at("finished_at").is_null()) return std::string(seen.at("state").as_string());
    std::this_thread::sleep_for(10ms);
  }
  return "never";
}

// The same of the only job of a database. It may have been accepted though the server died before it could say so: the
// server that comes after does it then.
std::string end_of_first_job(const Server& server, const std::string& cookie) {
  const auto answer = server.connect()->ask(request("GET", "/jobs/1", cookie));
  REQUIRE(answer);
  return answer->status == 404 ? "not asked" : end_of(server, cookie, 1);
}

// An empty territory where somebody is signed in, copied for each kill.
struct Start {
  Start() {
    const platform::SystemClock clock;
    {
      const auto database = sql::Database::open("sqlite:" + file);
      REQUIRE(app::migrate(*database).ok());
      REQUIRE(access::add_account(*database, clock, {"claire", "C", {Role::planner}, std::string(kPassword)}).ok());
    }
    Server server("sqlite:" + file);
    cookie = signed_in(server, "claire");
    CHECK(server.end(SIGTERM) == 0);
  }
  std::string copy(int number) const {
    const std::string path = folder.path() + "/" + std::to_string(number) + ".db";
    std::filesystem::copy_file(file, path);
    return "sqlite:" + path;
  }
  // How long the whole import takes, undisturbed.
  std::chrono::milliseconds undisturbed() const {
    Server server(copy(0));
    const auto began = std::chrono::steady_clock::now();
    const auto asked = server.connect()->ask(post_import(cookie));
    REQUIRE(asked);
    REQUIRE_MESSAGE(asked->status == 202, asked->body);
    CHECK(end_of(server, cookie, boost::json::parse(asked->body).at("job_id").as_int64()) == "done");
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(communes(server, cookie) == kCommunes);
    return std::chrono::duration_cast<std::chrono::milliseconds>(took);
  }

  const testing::TemporaryFolder folder;
  const std::string file = folder.path() + "/start.db";
  std::string cookie;
};

// The file itself, once no server has it open.
void check_file(const std::string& url, bool imported) {
  const auto database = sql::Database::open(url);
  CHECK(platform::audit::verify(*database).empty());
  database->read([&](sql::Session& session) {
    CHECK(session.first<std::int64_t>("crashtest.unfinished") == 0);
    CHECK(session.first<std::int64_t>("crashtest.imports_audited") == (imported ? 1 : 0));
    CHECK((session.first<std::int64_t>("crashtest.places").value() > 0) == imported);
  });
}

}  // namespace

TEST_CASE("killed while importing, then started again: before or after, never between, and nothing is left running") {
  const Start start;
  const auto whole = start.undisturbed();
  int before = 0, after = 0, interrupted = 0;
  for (int number = 1; number <= kKills; ++number) {
    CAPTURE(number);
    Random random(static_cast<std::uint64_t>(number));
    const std::string database = start.copy(number);
    std::optional<Answer> asked;
    {
      Server server(database);
      const auto client = server.connect();
      client->send(post_import(start.cookie));
      std::this_thread::sleep_for(whole * (0.02 + 1.1 * random.unit()));
      CHECK(WIFSIGNALED(server.end(SIGKILL)));
      asked = client->read();
    }
    Server server(database);
    if (asked) REQUIRE_MESSAGE(asked->status == 202, asked->body);
    const std::string state = end_of_first_job(server, start.cookie);
    CAPTURE(state);
    const auto count = communes(server, start.cookie);
    CHECK((count == 0 || count == kCommunes));
    CHECK(imports(server, start.cookie) == (count == 0 ? 0 : 1));
    CHECK((state == "done" || state == "interrupted" || state == "not asked"));
    if (state == "done") CHECK(count == kCommunes);
    ++(count == 0 ? before : after);
    interrupted += state == "interrupted";
    CHECK(server.end(SIGTERM) == 0);
    check_file(database, count != 0);
  }
  MESSAGE(kKills << " kills over " << whole.count() << " ms of import: " << before << " before, " << after << " after, "
                 << interrupted << " jobs interrupted");
}

TEST_CASE("what was interrupted can be done again") {
  const Start start;
  const std::string database = start.copy(1);
  {
    Server server(database);
    const auto asked = server.connect()->ask(post_import(start.cookie));
    REQUIRE(asked);
  }  // killed
  Server server(database);
  const auto again = server.connect()->ask(post_import(start.cookie));
  REQUIRE(again);
  const auto job = boost::json::parse(again->body).at("job_id").as_int64();
  CHECK(end_of(server, start.cookie, job) == "done");
  CHECK(end_of(server, start.cookie, job - 1) != "never");
  CHECK(communes(server, start.cookie) == kCommunes);
  CHECK(server.end(SIGTERM) == 0);
}
