// The routes and jobs of planning over one database, without network, on a small territory imported through the API.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <thread>

#include "modules/planning/live_front.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/planning.hpp"
#include "modules/planning/records.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/frame.hpp"
#include "platform/routes/jobs_routes.hpp"
#include "platform/services.hpp"
#include "platform/testing/databases.hpp"

namespace maillage::planning::testing {

inline constexpr Date kToday{2026, 3, 1};

inline void on_both(const std::function<void(sql::Database&)>& test) {
  maillage::testing::for_each_database({"platform", "access", "territory", "planning"}, test);
}

// The token is the name of the only role of whoever shows it.
struct OneRole : platform::Authenticator {
  std::optional<platform::Identity> identify(std::string_view token) override {
    if (token == "planner") return platform::Identity{"claire", "Claire", {Role::planner}};
    if (token == "executive") return platform::Identity{"marc", "Marc", {Role::executive}};
    if (token == "administrator") return platform::Identity{"awa", "Awa", {Role::administrator}};
    return std::nullopt;
  }
};

struct Asking {
  std::string method = "GET";
  std::string body = "";
  std::string token = "planner";
  std::string content_type = "application/json";
};

class Desk {
 public:
  explicit Desk(sql::Database& its_database) : database(its_database) {
    platform::redirect_log([](std::string_view) {});
    platform::register_problems(planning::problems());
    territory::register_problem_rows();
    platform::add_jobs_routes(routes, services);
    territory::add_routes(routes, services, territory);
    planning::add_routes(routes, services, territory);
    planning::handle_jobs(*jobs, database, territory);
    frame.emplace(routes,
                  platform::FrameParts{database, clock, roles, "__Host-sid", platform::RateTable{}.scaled(1e6)});
    jobs->start(1);
  }
  ~Desk() {
    jobs->finish();
    platform::redirect_log({});
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  platform::http::Response ask(const std::string& path_and_query, const Asking& asking = {}) {
    platform::http::Request request;
    const std::size_t mark = std::min(path_and_query.find('?'), path_and_query.size());
    request.method = asking.method;
    request.path = "/api/v1" + path_and_query.substr(0, mark);
    if (mark < path_and_query.size()) request.query = path_and_query.substr(mark + 1);
    request.headers = {{"host", "localhost"},
                       {"content-type", asking.content_type},
                       {"sec-fetch-site", "same-origin"},
                       {"cookie", "__Host-sid=" + asking.token}};
    request.body = std::make_shared<const std::string>(asking.body);
    request.address = "127.0.0.1";
    return frame->answer(request);
  }
  template <class T>
  T read(const std::string& path_and_query, const Asking& asking = {}, int status = 200) {
    const auto answer = ask(path_and_query, asking);
    REQUIRE_MESSAGE(answer.status == status, path_and_query << ": " << *answer.body);
    auto parsed = platform::from_json<T>(*answer.body, {.size_bytes = 1 << 26});
    REQUIRE(parsed.ok());
    return parsed.value;
  }
  platform::wire::Problem refusal(const std::string& path_and_query, const Asking& asking = {}) {
    const auto answer = ask(path_and_query, asking);
    REQUIRE(answer.status >= 400);
    return platform::from_json<platform::wire::Problem>(*answer.body).value;
  }
  ProposalStarted propose(const ProposalRequest& request) {
    return read<ProposalStarted>("/planning/proposals", {"POST", platform::to_json(request)}, 202);
  }
  // Waits for the job to satisfy `enough`, at most 20 s.
  platform::JobView wait(std::int64_t job, const std::function<bool(const platform::JobView&)>& enough) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      const auto view = jobs->find({job});
      REQUIRE(view);
      if (enough(*view)) return *view;
      REQUIRE_MESSAGE(std::chrono::steady_clock::now() < until, "the job is late");
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  platform::JobView end_of(std::int64_t job) {
    return wait(job, [](const platform::JobView& view) { return platform::is_finished(view.state); });
  }

  // A territory drawn as text (one letter of population in hundreds a commune, rows from north to south), with a map
  // per mission ('.' = nobody's), known since 2020.
  void import(const std::vector<std::string>& hundreds,
              const std::map<std::string, std::vector<std::string>>& missions);

  // A file imported, refused by nothing; `query` says its kind, its name and its day.
  void import_file(const std::string& query, const std::string& file) {
    const auto answer = ask("/territory/imports?" + query, {"POST", file, "planner", "application/octet-stream"});
    REQUIRE(answer.status == 202);
    const std::string& text = *answer.body;
    const auto view = end_of(std::stoll(text.substr(text.find(':') + 1)));
    REQUIRE_MESSAGE(view.partial.find("\"accepted\":true") != std::string::npos, view.partial);
  }

  sql::Database& database;
  platform::FixedClock clock{platform::Instant(kToday.days() + std::chrono::hours(9))};
  std::unique_ptr<platform::Jobs> jobs = platform::Jobs::create(database, clock);
  platform::Events events;
  platform::Services services{database, *jobs, events, clock};
  territory::Territory territory{database};
  OneRole roles;
  platform::Routes routes;
  std::optional<platform::Frame> frame;
};

// The code of the commune at that place of the drawing, "96" then row and column.
inline std::string code_at(std::size_t row, std::size_t column) {
  return "96" + std::to_string(100 + row * 10 + column);
}

inline void Desk::import(const std::vector<std::string>& hundreds,
                         const std::map<std::string, std::vector<std::string>>& missions) {
  std::string features;
  for (std::size_t row = 0; row < hundreds.size(); ++row)
    for (std::size_t column = 0; column < hundreds[row].size(); ++column) {
      const int x = 230 + static_cast<int>(column), y = 4900 - static_cast<int>(row);
      const auto point = [](int hundredths_x, int hundredths_y) {
        return '[' + std::to_string(hundredths_x) + "e-2," + std::to_string(hundredths_y) + "e-2]";
      };
      features += (features.empty() ? "" : ",") + std::string(R"({"type":"Feature","properties":{"code":")") +
                  code_at(row, column) + R"(","nom":"Commune )" + std::to_string(row) + std::to_string(column) +
                  R"(","population":)" + std::to_string((hundreds[row][column] - '0') * 100) +
                  R"(},"geometry":{"type":"Polygon","coordinates":[[)" + point(x, y) + ',' + point(x + 1, y) + ',' +
                  point(x + 1, y + 1) + ',' + point(x, y + 1) + ',' + point(x, y) + "]]}}";
    }
  import_file("kind=communes&file_name=communes.geojson&valid_from=2020-01-01",
              R"({"type":"FeatureCollection","features":[)" + features + "]}");
  for (const auto& [mission, rows] : missions) {
    std::string csv = "code,sector,sector_name\n";
    for (std::size_t row = 0; row < rows.size(); ++row)
      for (std::size_t column = 0; column < rows[row].size(); ++column)
        if (const char sector = rows[row][column]; sector != '.')
          csv += code_at(row, column) + ',' + sector + ",Secteur " + sector + '\n';
    import_file("kind=sectors&file_name=" + mission + ".csv&valid_from=2020-01-01&mission=" + mission, csv);
  }
}

// Sixteen communes, two missions that cut them otherwise.
inline void import_usual(Desk& desk) {
  desk.import({"1212", "2121", "1212", "3111"},
              {{"ase", {"AABB", "AABB", "CCDD", "CCDD"}}, {"ssd", {"XXXX", "YYYY", "YYYY", "ZZZZ"}}});
}

// A question about that territory that any machine answers within its second.
inline ProposalRequest usual_request() {
  ProposalRequest out;
  out.name = "Carte commune";
  out.missions = {"ase", "ssd"};
  out.districts_min = 2;
  out.districts_max = 4;
  out.balance = 0.3;
  out.seconds = 1;
  out.seed = 7;
  return out;
}

}  // namespace maillage::planning::testing
