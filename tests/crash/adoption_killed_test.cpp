// The whole server killed while a scenario is adopted over HTTP, at random moments and at each word it says to its disk
// or to its database, then started again: the scenario is wholly adopted (its stage, its sectors from the day said, its
// audit line) or not at all, and asking again works.
#include <fstream>
#include <optional>
#include <thread>

#include "base/random.hpp"
#include "platform/audit/audit.hpp"
#include "platform/testing/databases.hpp"
#include "tests/crash/furnished.hpp"

using namespace maillage;
using namespace maillage::crash;
namespace json = boost::json;

namespace {

constexpr int kRandomKills = 8;
constexpr int kCommunes = 300;  // enough rows for an adoption to have a middle

std::string lines(std::string_view header, const std::function<std::string(int)>& line) {
  std::string text(header);
  for (int i = 0; i < kCommunes; ++i) text += "\n64" + std::to_string(101 + i) + ";" + line(i);
  return text + "\n";
}

// A territory of two missions and one person who may plan and decide.
void furnish(const std::string& url) {
  const auto database = opened(url);
  load(*database, territory::ImportKind::communes, lines("code;nom;population", [](int i) {
    return "Commune " + std::to_string(i) + ";" + std::to_string(100 + i);
  }));
  const auto sectors_of = [](const char* letter, int size) {
    return lines("code;sector;sector_name", [=](int i) {
      const std::string code = letter + std::to_string(i / size);
      return code + ";Secteur " + code;
    });
  };
  load(*database, territory::ImportKind::sectors, sectors_of("A", 50), "ase");
  load(*database, territory::ImportKind::sectors, sectors_of("S", 40), "ssd");
}

// Which sector of each mission holds each unit that day, by name.
std::string sectors_at(const Server& server, const std::string& cookie, Date day) {
  const auto all = get(server, "/territory/assignments?at=" + day.str(), cookie);
  std::string text;
  for (const json::value& mission : all.at("missions").as_array()) {
    text += std::string(mission.at("mission").as_string()) + ":";
    for (const json::value& sector : mission.at("of_unit").as_array())
      text +=
          std::string(
              mission.at("sectors").as_array().at(static_cast<std::size_t>(sector.as_int64())).at("name").as_string()) +
          ",";
  }
  return text;
}

// A scenario of both missions, submitted, to be adopted for a day; the trials of one database follow each other.
struct Trial {
  Trial(const Server& server, const std::string& cookie, int number)
      : day(day_after(platform::SystemClock().today(), 30 + number)) {
    const std::string name = "Carte " + std::to_string(number);
    const auto made = ask(server, "/planning/scenarios", cookie,
                          R"({"name":")" + name + R"(","origin":"mission/ase","rules":{"missions":["ase","ssd"],)" +
                              R"("balance":0.9,"keep":"none"}})",
                          201);
    id = made.at("scenario").at("id").as_int64();
    const std::string painted =
        R"({"kind":"paint","units":[)" + std::to_string(number) + R"(],"district":5,"names":[],"origin":""})";
    const std::string renamed = R"({"kind":"rename","units":[],"district":5,"names":[")" + name + R"("],"origin":""})";
    ask(server, path("/steps"), cookie, R"({"seen":0,"steps":[)" + painted + "," + renamed + "]}", 200);
    ask(server, path("/stage"), cookie, R"({"stage":"submitted","note":""})", 200);
    before = sectors_at(server, cookie, day);
    eve = sectors_at(server, cookie, day_after(day, -1));
  }

  static json::value ask(const Server& server, const std::string& path, const std::string& cookie,
                         const std::string& body, int status) {
    const auto answer = server.connect()->ask(post(path, cookie, body));
    REQUIRE(answer);
    REQUIRE_MESSAGE(answer->status == status, path, answer->body);
    return json::parse(answer->body);
  }
  std::string path(const std::string& rest = "") const { return "/planning/scenarios/" + std::to_string(id) + rest; }
  std::string adoption(const std::string& cookie) const {
    return post(path("/stage"), cookie, R"({"stage":"adopted","note":"","effective_on":")" + day.str() + "\"}");
  }

  Date day;
  std::int64_t id = 0;
  std::string before, eve;
};

// Adopted or not, wholly; gives which.
bool check_state(const Server& server, const std::string& cookie, const Trial& trial, sql::Database& database) {
  const auto page = get(server, trial.path(), cookie);
  const bool adopted = page.at("scenario").at("stage").as_string() == "adopted";
  CHECK((adopted || page.at("scenario").at("stage").as_string() == "submitted"));
  CHECK(page.at("scenario").at("effective_on").is_null() != adopted);
  CHECK(page.at("stages").as_array().size() == (adopted ? 2 : 1));
  CHECK((sectors_at(server, cookie, trial.day) == trial.before) != adopted);
  CHECK(sectors_at(server, cookie, day_after(trial.day, -1)) == trial.eve);
  CHECK(times_done(database, "planning.decide", "scenario/" + std::to_string(trial.id)) == (adopted ? 2 : 1));
  CHECK(platform::audit::verify(database).empty());
  return adopted;
}

// Both missions have on that day the map of the scenario, whatever was there before.
void check_in_force(const Server& server, const std::string& cookie, const Trial& trial) {
  const auto page = get(server, trial.path(), cookie);
  const auto names = page.at("measures").at("of_district").as_array();
  std::string one;
  for (const json::value& district : page.at("of_unit").as_array())
    one += std::string(names.at(static_cast<std::size_t>(district.as_int64())).at("name").as_string()) + ",";
  CHECK(sectors_at(server, cookie, trial.day) == "ssd:" + one + "ase:" + one);
}

struct Tally {
  int before = 0, after = 0;
};

// After a kill: what is there is whole; what was answered is kept; asking again adopts, once.
void check_after(const std::string& url, const std::string& cookie, const Trial& trial,
                 const std::optional<Answer>& answer, Tally& tally) {
  Server server(url);
  const auto database = sql::Database::open(url);
  const bool adopted = check_state(server, cookie, trial, *database);
  if (answer) {
    CHECK_MESSAGE(answer->status == 200, answer->body);
    CHECK(adopted);
  }
  ++(adopted ? tally.after : tally.before);
  const auto again = server.connect()->ask(trial.adoption(cookie));
  REQUIRE(again);
  CHECK_MESSAGE(again->status == (adopted ? 409 : 200), again->body);
  CHECK(check_state(server, cookie, trial, *database));
  check_in_force(server, cookie, trial);
  CHECK(server.end(SIGTERM) == 0);
}

}  // namespace

TEST_CASE("killed at random while adopting: wholly adopted or not at all, and asking again works; on both databases") {
  testing::for_each_url([](const std::string& url) {
    furnish(url);
    std::string cookie;
    std::chrono::steady_clock::duration whole{};
    {
      Server server(url);
      cookie = signed_in(server, "claire");
      const Trial undisturbed(server, cookie, 0);
      const auto began = std::chrono::steady_clock::now();
      const auto answer = server.connect()->ask(undisturbed.adoption(cookie));
      whole = std::chrono::steady_clock::now() - began;
      REQUIRE(answer);
      REQUIRE_MESSAGE(answer->status == 200, answer->body);
      check_in_force(server, cookie, undisturbed);
      CHECK(server.end(SIGTERM) == 0);
    }
    Tally tally;
    for (int number = 1; number <= kRandomKills; ++number) {
      CAPTURE(number);
      Random random(static_cast<std::uint64_t>(number));
      std::optional<Trial> trial;
      std::optional<Answer> answer;
      {
        Server server(url);
        trial.emplace(server, cookie, number);
        const auto client = server.connect();
        client->send(trial->adoption(cookie));
        std::this_thread::sleep_for(whole * (1.2 * random.unit()));
        CHECK(WIFSIGNALED(server.end(SIGKILL)));
        answer = client->read();
      }
      check_after(url, cookie, *trial, answer, tally);
    }
    MESSAGE(kRandomKills << " kills over " << std::chrono::duration_cast<std::chrono::milliseconds>(whole).count()
                         << " ms of adoption: " << tally.before << " before, " << tally.after << " after");
  });
}

TEST_CASE("killed at the 1st, 2nd, 3rd, 5th, 8th… word to the disk or to the database, until the adoption survives") {
  testing::for_each_url([](const std::string& url) {
    furnish(url);
    std::string cookie;
    {
      Server server(url);
      cookie = signed_in(server, "claire");
    }
    const testing::TemporaryFolder folder;
    Tally tally;
    bool survived = false;
    for (int number = 1, nth = 1, next = 2; !survived && number <= 20; ++number) {
      CAPTURE(nth);
      const std::string kill_at = folder.path() + "/" + std::to_string(number);
      std::optional<Trial> trial;
      std::optional<Answer> answer;
      {
        Server server(url, kill_at);
        trial.emplace(server, cookie, number);
        const auto client = server.connect();
        std::ofstream(kill_at) << nth;
        answer = client->ask(trial->adoption(cookie));
        survived = answer.has_value();
        CHECK(WIFSIGNALED(server.end(SIGKILL)));
      }
      check_after(url, cookie, *trial, answer, tally);
      nth = std::exchange(next, nth + next);
    }
    CHECK(survived);
    CHECK(tally.before >= 3);
    MESSAGE(tally.before << " kills before, " << tally.after << " after, the last one of an adoption that survived");
  });
}
