// The frame in process: every step that stands before and after a handler.
#include "platform/routes/frame.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/openapi.hpp"
#include "platform/routes/site.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/sql/migrations.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

enum class Sort { name, population };
BOOST_DESCRIBE_ENUM(Sort, name, population)

struct PlacesQuery {
  std::string level;
  std::optional<Date> at;
  Sort sort = Sort::name;
  bool descending = false;
  std::int32_t limit = 50;
  std::vector<std::string> missions;
};
BOOST_DESCRIBE_STRUCT(PlacesQuery, (), (level, at, sort, descending, limit, missions))

struct Echo {
  std::string text;
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Echo, (), (text, number))

constexpr Role kPlanner[] = {Role::planner};
constexpr Role kAll[] = {Role::planner, Role::executive, Role::administrator};
constexpr ProblemRow kRows[] = {{"test_refused", 409, "Refusé : {why}.", "Refused: {why}."}};

// "planner", "executive"… as tokens.
class TokenIsRole : public Authenticator {
 public:
  std::optional<Identity> identify(std::string_view token) override {
    for (std::size_t role = 0; role < 3; ++role) {
      if (describe::type_of<Role>.names[role] == token)
        return Identity{std::string(token), "", {static_cast<Role>(role)}};
    }
    return std::nullopt;
  }
};

Result<Echo> echo_query(Context& context, const PlacesQuery& query) {
  std::string text = query.level + '|' + query.at.value_or(context.today).str() + '|' +
                     std::to_string(static_cast<int>(query.sort)) + '|' + std::to_string(query.descending);
  for (const auto& mission : query.missions) text += '|' + mission;
  return Echo{text, query.limit};
}

Result<Echo> save(Context& context, const Nothing&, const Echo& given) {
  return context.write([&](sql::Session&) -> Result<Echo> {
    context.about("echo/" + given.text);
    if (given.number < 0) return Problem{"test_refused", "/number", {{"why", "negative"}}};
    return given;
  });
}

Result<RawAnswer> map(Context&, const Nothing&) {
  RawAnswer answer;
  answer.body = std::make_shared<const std::string>(5000, 'm');
  answer.etag = "v1";
  answer.download_name = "carte d'été.json";
  return answer;
}

struct Rig {
  Rig() {
    register_problems(kRows);
    redirect_log([this](std::string_view line) { log.emplace_back(line); });
    REQUIRE(sql::migrate(*database, std::array<std::string_view, 1>{"platform"}).ok());
    routes.get<PlacesQuery, Echo>({.path = "/places/{level}", .roles = kAll, .summary = "s", .required = {"limit"}},
                                  echo_query);
    routes.get<Nothing, Echo>({.path = "/places/first", .roles = kAll, .summary = "s"},
                              [](Context&, const Nothing&) -> Result<Echo> {
                                return Echo{"literal", 1};
                              });
    routes.post<Nothing, Echo, Echo>(
        {.path = "/echo", .roles = kPlanner, .summary = "s", .audit = "test.echo", .success = 201}, save);
    routes.post<Nothing, Echo, Echo>({.path = "/forgetful", .roles = kPlanner, .summary = "s", .audit = "test.forget"},
                                     [](Context&, const Nothing&, const Echo& given) -> Result<Echo> { return given; });
    routes.post<Nothing, Upload, Echo>(
        {.path = "/upload", .roles = kPlanner, .summary = "s", .body_limit_bytes = 8 << 20},
        [](Context&, const Nothing&, const Upload& upload) -> Result<Echo> {
          return Echo{upload.content_type, static_cast<std::int64_t>(upload.bytes->size())};
        });
    routes.get<Nothing, Echo>(
        {.path = "/broken", .open = true, .summary = "s"},
        [](Context&, const Nothing&) -> Result<Echo> { throw sql::SqlFault("secret of the disk"); });
    routes.get<Nothing, RawAnswer>({.path = "/map", .open = true, .summary = "s"}, map);
    routes.events<Nothing>(
        {.path = "/events", .open = true, .summary = "s"},
        [](Context&, const Nothing&) -> Result<EventStream> { return EventStream{[](auto) { return nullptr; }}; });
    routes.del<Nothing, Nothing>({.path = "/echo", .roles = kPlanner, .summary = "s"},
                                 [](Context&, const Nothing&) -> Result<Nothing> { return Nothing{}; });
  }
  ~Rig() { redirect_log({}); }

  static http::Request request(std::string method, std::string target, std::string_view role = "",
                               std::string body = "") {
    http::Request made;
    made.method = std::move(method);
    const auto question = target.find('?');
    made.path = "/api/v1" + target.substr(0, question);
    if (question != target.npos) made.query = target.substr(question + 1);
    made.headers = {{"host", "localhost:8080"}};
    if (made.method != "GET") made.headers.emplace_back("sec-fetch-site", "same-origin");
    if (made.method == "POST") made.headers.emplace_back("content-type", "application/json; charset=utf-8");
    if (!role.empty()) made.headers.emplace_back("cookie", "__Host-sid=" + std::string(role));
    made.body = std::make_shared<const std::string>(std::move(body));
    made.address = "10.0.0.1";
    return made;
  }
  http::Response ask(std::string method, std::string target, std::string_view role = "", std::string body = "") {
    return frame.answer(request(std::move(method), std::move(target), role, std::move(body)));
  }

  std::vector<std::string> log;
  FixedClock clock{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  std::unique_ptr<sql::Database> database = sql::Database::open("sqlite::memory:");
  TokenIsRole authenticator;
  Routes routes;
  Frame frame{routes, {*database, clock, authenticator, "__Host-sid", {}}};
};

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}
std::string code_of(const http::Response& response) {
  const auto problem = from_json<wire::Problem>(*response.body);
  REQUIRE(problem.ok());
  return problem.value.code;
}
std::string gunzipped(std::string_view text) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 31);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("a query comes from the path and the query string; what is absent keeps its default") {
  Rig rig;
  CHECK(*rig.ask("GET", "/places/iris?limit=7", "planner").body == R"({"text":"iris|2026-11-22|0|0","number":7})");
  CHECK(
      *rig.ask("GET", "/places/a%2Fb?limit=1&at=2025-01-31&sort=population&descending=true&missions=ase,pmi", "planner")
           .body == R"({"text":"a/b|2025-01-31|1|1|ase|pmi","number":1})");
  CHECK(*rig.ask("GET", "/places/first", "planner").body == R"({"text":"literal","number":1})");
}

TEST_CASE("all the faults of a query come at once") {
  Rig rig;
  const auto answer =
      rig.ask("GET", "/places/x?at=2025-13-01&sort=size&descending=maybe&foo=1&at=2025-01-01", "planner");
  CHECK(answer.status == 422);
  const auto problem = from_json<wire::Problem>(*answer.body).value;
  std::vector<std::string> found;
  for (const auto& one : problem.problems) found.push_back(one.field + " " + one.code);
  CHECK(found == std::vector<std::string>{"/at input_format", "/sort input_enum", "/descending input_type",
                                          "/foo input_unknown", "/at input_duplicate", "/limit input_missing"});
  CHECK(rig.ask("GET", "/places/x?limit=99999999999", "planner").status == 422);
  CHECK(rig.ask("GET", "/places/x?limit=%zz", "planner").status == 400);
  CHECK(rig.ask("GET", "/places/%00?limit=1", "planner").status == 404);
}

TEST_CASE("a body is read with all its faults, and the status is the declared one") {
  Rig rig;
  const auto answer = rig.ask("POST", "/echo", "planner", R"({"text":"é","number":3})");
  CHECK(answer.status == 201);
  CHECK(*answer.body == R"({"text":"é","number":3})");
  CHECK(header(answer, "Cache-Control") == "no-store");
  CHECK(code_of(rig.ask("POST", "/echo", "planner", R"({"text":1})")) == "input_invalid");
  CHECK(code_of(rig.ask("POST", "/echo", "planner", "{")) == "input_syntax");
  CHECK(rig.ask("POST", "/upload", "planner", std::string(100, 'x')).status == 200);
}

TEST_CASE("deny by default: nobody, no right, right") {
  Rig rig;
  CHECK(code_of(rig.ask("POST", "/echo", "", "{}")) == "signed_out");
  CHECK(code_of(rig.ask("POST", "/echo", "not-a-session", "{}")) == "signed_out");
  const auto forbidden = rig.ask("POST", "/echo", "executive", R"({"text":"a","number":1})");
  CHECK(forbidden.status == 403);
  CHECK(code_of(forbidden) == "forbidden");
  CHECK(rig.ask("DELETE", "/echo", "planner").status == 204);
}

TEST_CASE("a write is audited in its transaction; a refusal leaves no line") {
  Rig rig;
  rig.ask("POST", "/echo", "planner", R"({"text":"a","number":1})");
  const auto refused = rig.ask("POST", "/echo", "planner", R"({"text":"a","number":-1})");
  CHECK(refused.status == 409);
  CHECK(refused.body->find("Refusé : negative.") != std::string::npos);
  const auto head = rig.database->reading([](sql::Session& session) { return audit::head(session); });
  CHECK(head.sequence == 1);
  CHECK(audit::verify(*rig.database).empty());
}

TEST_CASE("a handler that forgets its audit line is a fault, not a success") {
  Rig rig;
  CHECK(rig.ask("POST", "/forgetful", "planner", R"({"text":"a","number":1})").status == 500);
}

TEST_CASE("a fault shows an incident number, and the reason only to the log") {
  Rig rig;
  const auto answer = rig.ask("GET", "/broken");
  CHECK(answer.status == 500);
  CHECK(answer.body->find("secret") == std::string::npos);
  const auto incident = from_json<wire::Problem>(*answer.body).value.incident;
  REQUIRE(incident);
  CHECK(incident->size() == 8);
  CHECK(rig.log.at(0).find(*incident) != std::string::npos);
  CHECK(rig.log.at(0).find("secret of the disk") != std::string::npos);
}

TEST_CASE("the log names the route, never what was asked of it") {
  Rig rig;
  rig.ask("GET", "/places/93066?limit=1&at=2025-01-01", "planner");
  REQUIRE(rig.log.size() == 1);
  CHECK(rig.log[0].find(R"("route":"/places/{level}")") != std::string::npos);
  CHECK(rig.log[0].find("93066") == std::string::npos);
  CHECK(rig.log[0].find("2025-01-01") == std::string::npos);
}

TEST_CASE("unknown addresses and methods") {
  Rig rig;
  CHECK(rig.ask("GET", "/nowhere").status == 404);
  CHECK(rig.ask("GET", "/places").status == 404);
  const auto answer = rig.ask("PUT", "/echo", "planner");
  CHECK(answer.status == 405);
  CHECK(header(answer, "Allow") == "POST, DELETE");
  CHECK(rig.ask("HEAD", "/map").status == 200);
  CHECK(rig.frame.body_limit("POST", "/api/v1/upload") == 8 << 20);
  CHECK(rig.frame.body_limit("POST", "/api/v1/echo") == 1 << 20);
}

TEST_CASE("a tagged answer is compressed, downloaded under a safe name, and not sent twice") {
  Rig rig;
  auto request = Rig::request("GET", "/map");
  request.headers.emplace_back("accept-encoding", "br, gzip;q=0.5");
  const auto answer = rig.frame.answer(request);
  CHECK(header(answer, "Content-Encoding") == "gzip");
  CHECK(header(answer, "Vary") == "Accept-Encoding");
  CHECK(header(answer, "ETag") == "W/\"v1\"");
  CHECK(header(answer, "Cache-Control") == "private, no-cache");
  CHECK(header(answer, "Content-Disposition") == "attachment; filename=\"carte_d'__t__.json\"");
  CHECK(gunzipped(*answer.body) == std::string(5000, 'm'));
  CHECK(header(rig.ask("GET", "/map"), "Content-Encoding").empty());
  request.headers.emplace_back("if-none-match", "\"x\", W/\"v1\"");
  CHECK(rig.frame.answer(request).status == 304);
  CHECK(rig.frame.answer(request).body == nullptr);
}

TEST_CASE("a flood from one person is slowed down, others are not") {
  Rig rig;
  int refused = 0;
  for (int i = 0; i < 300; ++i) refused += rig.ask("GET", "/places/first", "planner").status == 429;
  CHECK(refused >= 60);
  CHECK(refused <= 100);
  CHECK(rig.ask("GET", "/places/first", "executive").status == 200);
  CHECK(!header(rig.ask("GET", "/places/first", "planner"), "Retry-After").empty());
}

TEST_CASE("what would be refused is refused before a long body is read") {
  Rig rig;
  auto head = Rig::request("POST", "/upload", "executive");
  CHECK(rig.frame.refuse_early(head)->status == 403);
  CHECK(rig.frame.refuse_early(Rig::request("POST", "/upload", ""))->status == 401);
  CHECK_FALSE(rig.frame.refuse_early(Rig::request("POST", "/upload", "planner")).has_value());
}

TEST_CASE("OpenAPI: the declared types, roles and parameters, in a stable order") {
  Rig rig;
  const std::string text = openapi(rig.routes, "1.2.3");
  CHECK(text == openapi(rig.routes, "1.2.3"));
  const auto tree = from_json<Nothing>(text, {.faults = 100});
  CHECK(tree.faults.at(0).code == "unknown");  // it is a JSON object, whose members Nothing does not have
  for (const std::string_view part :
       {R"("operationId": "getPlacesLevel")", R"("name": "level",)", R"("in": "path",)", R"("explode": false,)",
        R"("$ref": "#/components/schemas/Echo")", R"("text/event-stream": {)", R"("format": "binary")", R"("201": {)",
        R"("204": {)", R"("security": [],)"}) {
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  }
  CHECK(text.find("\"/broken\"") < text.find("\"/echo\""));
}

TEST_CASE("rights: one line per route") {
  Rig rig;
  const std::string csv = rights_csv(rig.routes);
  CHECK(csv.starts_with(
      "path,method,planner,executive,administrator,anyone,audit,rate\n/broken,GET,yes,yes,yes,yes,,read\n"));
  CHECK(csv.find("/echo,DELETE,yes,,,,,read\n/echo,POST,yes,,,,test.echo,read\n") != std::string::npos);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 10);
}

TEST_CASE("the site: the API below its prefix, files elsewhere, nothing written to files") {
  Rig rig;
  const http::StaticFiles files;
  Site site(rig.frame, files);
  http::Request request = Rig::request("GET", "/map");
  CHECK(site.answer(request).status == 200);
  request.path = "/api/v2/map";
  CHECK(site.answer(request).status == 404);
  request.path = "/index.html";
  CHECK(site.answer(request).status == 404);
  request.method = "POST";
  CHECK(site.answer(request).status == 405);
}
