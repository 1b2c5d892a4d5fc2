// The whole server killed while a plan of continuity is put in force over HTTP, at each word it says to its disk or to
// its database, then started again: the plan is a draft that nobody is told of, or it is decided, with its relay and
// its audit line; never between, and asking again decides it.
#include <fstream>
#include <optional>

#include "platform/audit/audit.hpp"
#include "platform/testing/databases.hpp"
#include "tests/crash/furnished.hpp"

using namespace maillage;
using namespace maillage::crash;
namespace json = boost::json;

namespace {

constexpr int kSide = 10;  // of the square of communes

std::string code_at(int row, int column) { return "64" + std::to_string(101 + row * kSide + column); }

// A square of communes with a house in three of its corners.
void furnish(const std::string& url) {
  const auto database = opened(url);
  std::string features;
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column) {
      const auto point = [&](int x, int y) {
        return "[" + std::to_string(230 + column + x) + "e-2," + std::to_string(4800 - row + y) + "e-2]";
      };
      features += (features.empty() ? "" : ",") + std::string(R"({"type":"Feature","properties":{"code":")") +
                  code_at(row, column) + R"(","nom":"Commune","population":100},"geometry":{"type":"Polygon",)" +
                  R"("coordinates":[[)" + point(0, 0) + "," + point(1, 0) + "," + point(1, 1) + "," + point(0, 1) +
                  "," + point(0, 0) + "]]}}";
    }
  load(*database, territory::ImportKind::communes, R"({"type":"FeatureCollection","features":[)" + features + "]}", "",
       "communes.geojson");
  load(
      *database, territory::ImportKind::sites,
      "id,nom,type,longitude,latitude\nM1,Une,mds,2.305,48.005\nM2,Deux,mds,2.395,48.005\nM3,Trois,mds,2.305,47.915\n");
}

// A draft that closes a house, for ten days that no other trial has.
struct Trial {
  Trial(const Server& server, const std::string& cookie, int number)
      : from(day_after(platform::SystemClock().today(), 20 * number)) {
    const auto answer = server.connect()->ask(
        post("/planning/continuity", cookie,
             R"({"reason":"Inondation","from":")" + from.str() + R"(","to":")" + day_after(from, 9).str() +
                 R"(","closed":["M1"],"missions":[],"absences":[],"load":"residents","mode":"car","detour":null,)"
                 R"("speed_kmh":null,"minutes_for_tenth":5})"));
    REQUIRE(answer);
    REQUIRE_MESSAGE(answer->status == 201, answer->body);
    id = json::parse(answer->body).at("plan").at("id").as_int64();
  }
  std::string path(const std::string& rest = "") const { return "/planning/continuity/" + std::to_string(id) + rest; }
  std::string decision(const std::string& cookie) const {
    return post(path("/decision"), cookie, R"({"verdict":"adopted","note":"Vu."})");
  }

  Date from;
  std::int64_t id = 0;
};

// Decided or a draft, wholly; gives which. `lines`: of the audit, once it is decided.
bool check_state(const Server& server, const std::string& cookie, const Trial& trial, sql::Database& database,
                 std::int64_t lines) {
  const auto plan = get(server, trial.path(), cookie).at("plan");
  const bool decided = plan.at("state").as_string() == "to_come";
  CHECK((decided || plan.at("state").as_string() == "draft"));
  CHECK((plan.at("note").as_string() == "Vu.") == decided);
  for (const int day : {-1, 0, 9, 10}) {
    const auto answer =
        get(server, "/territory/competence?code=" + code_at(0, 0) + "&at=" + day_after(trial.from, day).str(), cookie);
    CHECK(answer.at("relays").as_array().size() == (decided && day >= 0 && day <= 9 ? 1 : 0));
  }
  CHECK(times_done(database, "planning.decide_continuity", "continuity/" + std::to_string(trial.id)) ==
        (decided ? lines : 0));
  CHECK(platform::audit::verify(database).empty());
  return decided;
}

}  // namespace

TEST_CASE("killed at the 1st, 2nd, 3rd, 5th, 8th… word of a decision, until it survives: decided or a draft, wholly") {
  testing::for_each_url([](const std::string& url) {
    furnish(url);
    std::string cookie;
    {
      Server server(url);
      cookie = signed_in(server, "claire");
    }
    const testing::TemporaryFolder folder;
    int before = 0, after = 0;
    bool survived = false;
    for (int number = 1, nth = 1, next = 2; !survived && number <= 20; ++number) {
      CAPTURE(nth);
      const std::string kill_at = folder.path() + "/" + std::to_string(number);
      std::optional<Trial> trial;
      {
        Server server(url, kill_at);
        trial.emplace(server, cookie, number);
        const auto client = server.connect();
        std::ofstream(kill_at) << nth;
        const auto answer = client->ask(trial->decision(cookie));
        survived = answer.has_value();
        if (answer) CHECK_MESSAGE(answer->status == 200, answer->body);
        CHECK(WIFSIGNALED(server.end(SIGKILL)));
      }
      Server server(url);
      const auto database = sql::Database::open(url);
      const bool decided = check_state(server, cookie, *trial, *database, 1);
      CHECK((decided || !survived));
      ++(decided ? after : before);
      const auto again = server.connect()->ask(trial->decision(cookie));
      REQUIRE(again);
      CHECK_MESSAGE(again->status == 200, again->body);
      CHECK(check_state(server, cookie, *trial, *database, decided ? 2 : 1));
      CHECK(server.end(SIGTERM) == 0);
      nth = std::exchange(next, nth + next);
    }
    CHECK(survived);
    CHECK(before >= 3);
    MESSAGE(before << " kills before, " << after << " after, the last one of a decision that survived");
  });
}
