// Requests damaged at random, from fixed seeds: the server always answers HTTP or closes, never lets a damaged request
// pass for another one, and serves the next client.
#include <doctest/doctest.h>

#include <set>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "platform/http/testing/probe.hpp"
#include "platform/http/url.hpp"

using namespace maillage;
using namespace maillage::platform;
using namespace maillage::platform::http;
using namespace maillage::platform::http::testing;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> kSeeds = {
    get("/a?x=1&y=%C3%A9", "Accept: */*\r\nCookie: sid=abc\r\n"),
    post("/b", R"({"text":"é"})", "Content-Type: application/json\r\n"),
    "POST /c HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "PUT /d HTTP/1.0\r\nHost: localhost\r\n\r\n",
    "DELETE /e HTTP/1.1\r\nHost: [::1]:80\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
};

// What smugglers and broken clients put in requests.
const std::vector<std::string> kPieces = {"\r\n",
                                          "\n",
                                          "\r",
                                          std::string(1, '\0'),
                                          " ",
                                          "\t",
                                          ":",
                                          "%",
                                          "%00",
                                          "HTTP/1.1",
                                          "Content-Length: 3\r\n",
                                          "Transfer-Encoding: chunked\r\n",
                                          "Transfer-Encoding: gzip, chunked\r\n",
                                          "Content-Length: 99999999999999999999\r\n",
                                          "Host: localhost\r\n",
                                          "\xff\xfe",
                                          "é",
                                          "0\r\n\r\n",
                                          "GET / HTTP/1.1\r\n",
                                          "..",
                                          "//",
                                          "#",
                                          "?",
                                          "ffffffff\r\n",
                                          std::string(300, 'A'),
                                          "Connection: close\r\n",
                                          "Upgrade: h2c\r\n",
                                          "\r\n folded"};

std::string damaged(std::string text, Random& random) {
  for (auto n = 1 + random.below(4); n > 0; --n) {
    const auto at = random.below(text.size() + 1);
    switch (random.below(4)) {
      case 0:
        text.insert(at, kPieces[random.below(kPieces.size())]);
        break;
      case 1:
        text.erase(at, 1 + random.below(6));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
        break;
      default:
        text = text.substr(0, at) + text.substr(random.below(text.size() + 1));
    }
  }
  return text;
}

// Every answer of the connection, until it closes; nothing that is not an answer may come.
std::vector<int> statuses(Client& client) {
  std::vector<int> seen;
  while (true) {
    const std::string head = client.read_until("\r\n\r\n");
    if (head.empty()) return seen;
    CAPTURE(head);
    REQUIRE(head.starts_with("HTTP/1.1 "));
    seen.push_back(std::stoi(head.substr(9)));
    const auto length = head.find("Content-Length: ");
    if (seen.back() == 100 || length == head.npos) continue;
    client.take(std::stoul(head.substr(length + 16)));
  }
}

}  // namespace

TEST_CASE("six hundred damaged requests: answered as HTTP or closed, and the server goes on") {
  ServerConfig config;
  config.header_time = config.body_time = config.idle_time = 40ms;
  Running running(config);
  const std::set<int> expected = {100, 200, 400, 401, 405, 408, 413, 414, 431, 500};
  Random random(20261122);
  for (int i = 0; i < 600; ++i) {
    const std::string text = damaged(kSeeds[random.below(kSeeds.size())], random);
    CAPTURE(i);
    Client client(running.port(), 2s);
    client.send(text);
    client.finish_sending();
    for (const int status : statuses(client)) CHECK(expected.contains(status));
    if (i % 50 == 0) CHECK(running.status_of(get("/alive")) == 200);
  }
  CHECK(running.status_of(get("/alive")) == 200);
}

TEST_CASE("two lengths, or a length and chunks, wherever they stand: never answered") {
  Running running;
  const std::vector<std::string> pairs[] = {{"Content-Length: 3", "Content-Length: 4"},
                                            {"Content-Length: 3", "Transfer-Encoding: chunked"},
                                            {"Content-Length: 3, 4", "X: y"},
                                            {"Content-Length: +3", "X: y"},
                                            {"Content-Length: 0x3", "X: y"},
                                            {"Content-Length: 3 ", "Content-Length: 5"},
                                            {"Transfer-Encoding: identity, x", "X: y"},
                                            {"Transfer-Encoding: chunked, chunked", "X: y"},
                                            {"Transfer-Encoding: chunked", "Content-Length: 0"}};
  for (const auto& headers : pairs) {
    for (const bool swapped : {false, true}) {
      const std::string text = "POST /a HTTP/1.1\r\nHost: localhost\r\n" + headers[swapped] + "\r\n" +
                               headers[!swapped] + "\r\n\r\nabcGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
      CAPTURE(text);
      Client client(running.port(), 2s);
      client.send(text);
      client.finish_sending();
      for (const int status : statuses(client)) CHECK(status >= 400);
    }
  }
  CHECK(running.probe.answered == 0);
}

TEST_CASE("any bytes of a URL decode to clean UTF-8 or to nothing") {
  Random random(3);
  constexpr std::string_view kParts[] = {"a", "%", "%41", "%e9", "%C3%A9", "%00",      "%0d",
                                         "+", "/", "%2F", "%2",  "\x80",   "%ED%A0%80"};
  int decoded = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random.below(6); n > 0; --n) text += kParts[random.below(std::size(kParts))];
    const auto plain = percent_decoded(text, true);
    if (!plain) continue;
    ++decoded;
    CHECK(utf8_valid(*plain));
    for (const char c : *plain) CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
    CHECK(plain->size() <= text.size());
    if (text.find_first_of("%+") == text.npos) CHECK(*plain == text);
  }
  CHECK(decoded > 2000);
}
