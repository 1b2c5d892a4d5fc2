// The limits of the server at their very edge: one byte less passes, one more is refused.
#include <doctest/doctest.h>

#include "platform/http/testing/probe.hpp"

using namespace maillage::platform;
using namespace maillage::platform::http;
using namespace maillage::platform::http::testing;
using namespace std::chrono_literals;

namespace {

std::string chunked(std::string_view path, std::string_view chunks) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" +
         std::string(chunks);
}
std::string chunk_of(std::size_t size, std::string_view extension = "") {
  char hex[20];
  std::snprintf(hex, sizeof hex, "%zx", size);
  return hex + std::string(extension) + "\r\n" + std::string(size, 'x') + "\r\n";
}

}  // namespace

TEST_CASE("bodies: as long as the limit, announced or in chunks, and not one byte more") {
  Running running;
  CHECK(running.status_of(post("/a", std::string(1000, 'x'))) == 200);
  CHECK(running.status_of(post("/a", std::string(1001, 'x'))) == 413);
  CHECK(running.status_of(chunked("/a", chunk_of(1000) + "0\r\n\r\n")) == 200);
  CHECK(running.status_of(chunked("/a", chunk_of(600) + chunk_of(400) + "0\r\n\r\n")) == 200);
  CHECK(running.status_of(chunked("/a", chunk_of(600) + chunk_of(401) + "0\r\n\r\n")) == 413);
  CHECK(running.status_of(chunked("/a", "ffffffffffffffff\r\nx")) >= 400);
  CHECK(running.status_of(chunked("/a", "10000000000000000\r\nx")) >= 400);
  CHECK(running.probe.answered == 3);
}

TEST_CASE("chunks put together are the body, their extensions and trailers are not") {
  Running running;
  Client client(running.port());
  CHECK(client.ask(chunked("/c", "3\r\nabc\r\n2;name=value\r\nde\r\n0\r\n\r\n"))->body == "POST /c  abcde");
  const auto answer = client.ask(chunked("/headers", "1\r\nx\r\n0\r\nCookie: sid=forged\r\nHost: evil\r\n\r\n"));
  REQUIRE(answer);
  CHECK(answer->body.find("forged") == std::string::npos);
  CHECK(answer->body.find("evil") == std::string::npos);
  const int flooded = running.status_of(chunked("/c", "1;" + std::string(200'000, 'e') + "\r\nx\r\n0\r\n\r\n"));
  CHECK((flooded == 0 || flooded == 400));
}

TEST_CASE("addresses and headers: the longest allowed, then one more") {
  ServerConfig config;
  config.url_limit_bytes = 100;
  config.header_limit_bytes = 2000;
  Running running(config);
  CHECK(running.status_of(get('/' + std::string(99, 'a'))) == 200);
  CHECK(running.status_of(get('/' + std::string(100, 'a'))) == 414);
  CHECK(running.status_of(get("/a?" + std::string(97, 'q'))) == 200);
  CHECK(running.status_of(get("/a?" + std::string(98, 'q'))) == 414);
  const auto with_head_of = [](std::size_t bytes) {
    const std::string without = get("/", "X: \r\n");
    return get("/", "X: " + std::string(bytes - without.size(), 'x') + "\r\n");
  };
  CHECK(running.status_of(with_head_of(1999)) == 200);
  CHECK(running.status_of(with_head_of(2100)) == 431);
  std::string many;
  for (int i = 0; i < 600; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  CHECK(running.status_of(get("/", many)) == 431);
}

TEST_CASE("a request cut anywhere is never answered as if it were whole") {
  ServerConfig config;
  config.header_time = 60ms;
  config.body_time = 60ms;
  config.idle_time = 60ms;
  Running running(config);
  const std::string whole = post("/a", "0123456789");
  for (std::size_t length = 1; length < whole.size(); length += 7) {
    const int status = running.status_of(whole.substr(0, length));
    CAPTURE(length);
    CHECK(status == 408);
  }
  CHECK(running.probe.answered == 0);
  CHECK(running.status_of(whole) == 200);
}

TEST_CASE("a hundred clients that send a byte now and then do not keep others waiting, and are all cut") {
  ServerConfig config;
  config.header_time = 700ms;
  Running running(config);
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<Client>(running.port(), 3s));
    slow.back()->send("GET / HT");
  }
  for (int i = 0; i < 20; ++i) {
    CHECK(running.status_of(get("/quick")) == 200);
    for (auto& client : slow) client->send("T");
  }
  for (auto& client : slow) {
    const auto answer = client->read();
    CHECK((!answer || answer->status == 408));
    CHECK(client->closed());
  }
  CHECK(running.probe.answered == 20);
}

TEST_CASE("Expect: the body is asked for once, when it may come, whatever the case of the word") {
  Running running;
  for (const std::string_view word : {"100-continue", "100-Continue"}) {
    Client client(running.port());
    client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: " + std::string(word) +
                "\r\n\r\n");
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(client.ask("abcd")->body == "POST /a  abcd");
    CHECK(client.ask(get("/b"))->body == "GET /b  ");
  }
  Client refused(running.port());
  const auto answer =
      refused.ask("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\nExpect: 100-continue\r\n\r\n");
  CHECK(answer->status == 413);  // and not "100 Continue" first
}

TEST_CASE("an upload refused by who may send it is refused in chunks too, before it comes") {
  Running running;
  CHECK(running.status_of(chunked("/long", "5\r\nhello")) == 401);
  Client client(running.port());
  const std::string head =
      "POST /long HTTP/1.1\r\nHost: localhost\r\nCookie: sid=1\r\nTransfer-Encoding: chunked\r\n\r\n";
  std::string body;
  for (int i = 0; i < 40; ++i) body += chunk_of(64 * 1024);
  CHECK(client.ask(head + body + "0\r\n\r\n")->body == std::to_string(40 * 64 * 1024));
}

TEST_CASE("connections: kept by 1.1, closed by 1.0 and on demand") {
  Running running;
  const auto closes = [&](const std::string& request) {
    Client client(running.port(), 1s);
    const auto answer = client.ask(request);
    REQUIRE(answer);
    CHECK(answer->status == 200);
    const bool told = answer->header("Connection") == "close";
    const auto next = client.ask(get("/next"));
    CHECK(told == !next.has_value());
    return told;
  };
  CHECK_FALSE(closes(get("/")));
  CHECK(closes(get("/", "Connection: close\r\n")));
  CHECK(closes(get("/", "Connection: Close\r\n")));
  CHECK(closes("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"));
}

TEST_CASE("twenty requests sent at once are answered in their order, the broken one last") {
  Running running;
  Client client(running.port());
  std::string all;
  for (int i = 0; i < 20; ++i) all += i % 3 == 0 ? post("/" + std::to_string(i), "b") : get("/" + std::to_string(i));
  client.send(all + "BROKEN\r\n\r\n" + get("/never"));
  for (int i = 0; i < 20; ++i) CHECK(client.read()->body.find("/" + std::to_string(i) + " ") != std::string::npos);
  CHECK(client.read()->status == 400);
  CHECK_FALSE(client.read().has_value());
  CHECK(running.probe.answered == 20);
}

TEST_CASE("HEAD says what GET would, refusals included, and sends no body") {
  Running running;
  for (const std::string_view path : {"/a?b=c", "/throw", "/events"}) {
    Client client(running.port());
    const auto head = client.ask(get("/warm"));
    client.send("HEAD " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/after"));
    const auto answer = client.read(true);
    REQUIRE(answer);
    CHECK(answer->status == (path == "/throw" ? 500 : 200));
    CHECK_FALSE(answer->header("Content-Length").empty());
    CHECK(client.read()->body == "GET /after  ");
  }
  for (const std::string_view target :
       {" / HTTP/1.1\r\nHost: evil\r\n\r\n", " nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"}) {
    Client client(running.port());
    client.send("HEAD" + std::string(target));
    CHECK(client.read(true)->status == 400);
    CHECK(client.read_until("never").empty());
  }
}
