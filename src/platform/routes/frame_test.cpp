// The frame in process: every step that stands before and after a handler.
#include "platform/routes/frame.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include "platform/audit/audit.hpp"
#include "platform/routes/openapi.hpp"
#include "platform/routes/site.hpp"
#include "platform/routes/testing/rig.hpp"

using namespace maillage;
using namespace maillage::platform;
using namespace maillage::testing;

namespace {

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
  CHECK(refused.body->find("Refusé\u00a0: negative.") != std::string::npos);
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
  CHECK(refused == 100);
  CHECK(rig.ask("GET", "/places/first", "executive").status == 200);
  CHECK(header(rig.ask("GET", "/places/first", "planner"), "Retry-After") == "1");
  rig.clock.advance(std::chrono::seconds(1));
  for (int i = 0; i < 20; ++i) CHECK(rig.ask("GET", "/places/first", "planner").status == 200);
  CHECK(rig.ask("GET", "/places/first", "planner").status == 429);
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
