// The client of the server of routes, against servers of this machine that answer well, badly, late or not at all.
#include "modules/planning/network/road_server.hpp"

#include <doctest/doctest.h>

#include "platform/fetch/testing/web.hpp"

using namespace maillage;
using namespace maillage::planning;
using platform::testing::json_answer;
using platform::testing::Web;
using platform::testing::Wire;

namespace {

const LonLat kA{2.35222, 48.85661}, kB{2.4, 48.9}, kC{2.5, 48.91234567};

// Impatient, so that the tests are quick.
RoadServer at(const std::string& address) {
  RoadServer out;
  out.address = address;
  out.profile = "driving";
  out.time = std::chrono::milliseconds(400);
  out.rest = std::chrono::milliseconds(5);
  return out;
}

Result<std::vector<std::int32_t>> ask(const std::string& address, const std::atomic<bool>* stop = nullptr) {
  const std::vector<LonLat> from{kA, kB}, to{kC};
  return ask_minutes(at(address), from, to, stop);
}

// The code of the refusal of a server that always answers this, and how many times it was asked.
std::pair<std::string, std::size_t> refused(const Wire& wire) {
  Web web([&](const std::string&) { return wire; });
  const auto answer = ask(web.base());
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.problem().args[0].second == web.base());
  CHECK(answer.problem().args[1].second.size() <= 120);
  return {answer.problem().code.substr(9), web.asked().size()};
}

using Refusal = std::pair<std::string, std::size_t>;

}  // namespace

TEST_CASE("the question holds positions, and nothing else; the answer is in tenths of a minute") {
  Web web([](const std::string&) { return json_answer(R"({"code":"Ok","durations":[[61.2],[null]]})"); });
  const auto answer = ask(web.base() + "/osrm");
  REQUIRE(answer.ok());
  CHECK(*answer == std::vector<std::int32_t>{10, -1});
  CHECK(web.asked() ==
        std::vector<std::string>{"/osrm/table/v1/driving/2.35222,48.85661;2.40000,48.90000;2.50000,48.91235"
                                 "?sources=0;1&destinations=2&annotations=duration"});
}

TEST_CASE("an answer of another size or shape is not believed, and not asked for again") {
  for (const char* body : {R"({"code":"Ok","durations":[[60]]})", R"({"code":"Ok","durations":[[60,60],[60,60]]})",
                           R"({"code":"Ok","durations":[[60],["soon"]]})", R"({"code":"Ok","durations":[[60],[-1]]})",
                           R"({"code":"Ok","durations":[[60],[1e300]]})", R"({"code":"Ok"})", R"([])", "",
                           "<html>Bonjour</html>", R"({"code":"Ok","durations":[[60],[60])"}) {
    CAPTURE(body);
    CHECK(refused(json_answer(body)) == Refusal{"server_nonsense", 1});
  }
  CHECK(refused(json_answer(std::string(5 << 20, ' '))).first == "server_nonsense");
}

TEST_CASE("a refusal is told in the words of the server, and not argued with") {
  const Wire wire =
      json_answer(R"({"code":"TooBig","message":"Too many table coordinates"})", "application/json", "400 Bad Request");
  CHECK(refused(wire) == Refusal{"server_refuses", 1});
  Web web([&](const std::string&) { return wire; });
  CHECK(ask(web.base()).problem().args[1].second == "Too many table coordinates");
  CHECK(refused(json_answer("{}", "application/json", "404 Not Found")) == Refusal{"server_refuses", 1});
}

TEST_CASE("a server that is overloaded, silent, slow or gone is asked three times, no more") {
  CHECK(refused(json_answer("{}", "application/json", "503 Service Unavailable")) == Refusal{"server_refuses", 3});
  CHECK(refused(json_answer("{}", "application/json", "429 Too Many Requests")) == Refusal{"server_refuses", 3});
  CHECK(refused({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"dur"}) == Refusal{"server_silent", 3});
  CHECK(refused({""}) == Refusal{"server_silent", 3});
  CHECK(refused({"", true}) == Refusal{"server_too_late", 3});
  const auto gone = ask("http://127.0.0.1:9");
  CHECK(gone.problem().code == "planning.server_silent");
  CHECK(gone.problem().args[1].second.starts_with("Failed to connect"));
}

TEST_CASE("a server that comes back in time is not held against it") {
  int turn = 0;
  Web web([&](const std::string&) {
    return ++turn < 3 ? json_answer("{}", "text/plain", "502 Bad Gateway") : json_answer(R"({"durations":[[0],[6]]})");
  });
  const auto answer = ask(web.base());
  REQUIRE(answer.ok());
  CHECK(*answer == std::vector<std::int32_t>{0, 1});
}

TEST_CASE("positions never go elsewhere than to the address: a redirection is not followed") {
  Web elsewhere([](const std::string&) { return json_answer(R"({"durations":[[0],[6]]})"); });
  const Wire moved{"HTTP/1.1 302 Found\r\nLocation: " + elsewhere.base() +
                   "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
  CHECK(refused(moved) == Refusal{"server_nonsense", 1});
  CHECK(elsewhere.asked().empty());
}

TEST_CASE("once stopped, nothing is tried again") {
  Web web([](const std::string&) { return json_answer("{}", "text/plain", "503 Service Unavailable"); });
  const std::atomic<bool> stop = true;
  CHECK_FALSE(ask(web.base(), &stop).ok());
  CHECK(web.asked().size() == 1);
}

TEST_CASE("an address is that of a server, without a secret in it") {
  for (const auto& [typed, kept] : {std::pair("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
                                    {"https://routes.exemple.fr/osrm/", "https://routes.exemple.fr/osrm"},
                                    {"https://[::1]:5000/", "https://[::1]:5000"}}) {
    const auto address = clean_address(typed);
    REQUIRE(address.ok());
    CHECK(*address == kept);
  }
  for (const char* bad :
       {"", "routes.exemple.fr", "ftp://routes.exemple.fr", "file:///etc/passwd", "http://", "https:///x",
        "http://user:secret@host", "http://host?key=1", "http://host/#a", "http://ho st", "javascript:1"}) {
    CAPTURE(bad);
    const auto address = clean_address(bad);
    REQUIRE_FALSE(address.ok());
    CHECK((address.problem().code == "planning.bad_server_address" && address.problem().field == "/address"));
  }
  CHECK_FALSE(clean_address("http://" + std::string(400, 'a')).ok());
  CHECK(check_profile("driving-hgv_2", "/profile_car").ok());
  for (const char* bad : {"", "../x", "a b", "a?b", "a/b"}) CHECK_FALSE(check_profile(bad, "/profile_car").ok());
  CHECK_FALSE(check_profile(std::string(41, 'a'), "/profile_walk").ok());
}
