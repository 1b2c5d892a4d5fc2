// The server over real sockets: what it answers, and what it refuses to endure.
#include "platform/http/server.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "platform/http/testing/probe.hpp"

using namespace maillage::platform;
using namespace maillage::platform::http;
using namespace maillage::platform::http::testing;
using namespace std::chrono_literals;

TEST_CASE("requests are answered in order on one connection, by a worker") {
  Running running;
  Client client(running.port());
  CHECK(client.ask(get("/a?x=1"))->body == "GET /a x=1 ");
  CHECK(client.ask(post("/b", "hello"))->body == "POST /b  hello");
  CHECK(running.probe.on_thread.load() != std::this_thread::get_id());
  client.send(get("/1") + post("/2", "two") + get("/3"));
  CHECK(client.read()->body == "GET /1  ");
  CHECK(client.read()->body == "POST /2  two");
  CHECK(client.read()->body == "GET /3  ");
}

TEST_CASE("HEAD has the head of GET and no body") {
  Running running;
  Client client(running.port());
  client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.read(true)->header("Content-Length") == "9");
  CHECK(client.ask(get("/b"))->status == 200);
}

TEST_CASE("security headers are on every answer, refusals included") {
  Running running;
  for (const auto& request : {get("/a"), std::string("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
                              std::string("nonsense\r\n\r\n"), get('/' + std::string(5000, 'a')), get("/throw")}) {
    Client client(running.port());
    const auto answer = client.ask(request);
    REQUIRE(answer);
    CHECK(answer->header("Content-Security-Policy").starts_with("default-src 'none'; script-src 'self'"));
    CHECK(answer->header("X-Content-Type-Options") == "nosniff");
    CHECK(answer->header("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(answer->header("Referrer-Policy") == "no-referrer");
    CHECK(answer->header("Strict-Transport-Security") == "max-age=31536000; includeSubDomains");
    CHECK(answer->header("Date").ends_with(" GMT"));
  }
}

TEST_CASE("the host must be one of ours, once") {
  Running running;
  CHECK(running.status_of("GET / HTTP/1.1\r\nHost: LOCALHOST:8080\r\n\r\n") == 200);
  CHECK(running.status_of("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n") == 200);
  CHECK(running.status_of("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(running.status_of("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n") == 400);
  CHECK(running.status_of("GET / HTTP/1.1\r\nHost: localhost:80@evil\r\n\r\n") == 400);
  CHECK(running.status_of("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n") == 400);
  CHECK(running.status_of("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n") == 400);
  CHECK(running.probe.answered == 2);
}

TEST_CASE("limits of size: 413, 414, 431, each then closed") {
  Running running;
  for (const auto& [request, status] :
       {std::pair{post("/a", std::string(1001, 'x')), 413},
        {"POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413},
        {"POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" + std::string(2048, 'x') +
             "\r\n0\r\n\r\n",
         413},
        {get('/' + std::string(4200, 'a')), 414},
        {get("/", "X: " + std::string(20000, 'x') + "\r\n"), 431}}) {
    Client client(running.port());
    const auto answer = client.ask(request);
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(answer->header("Connection") == "close");
    CHECK(answer->header("Content-Type") == "application/problem+json");
    CHECK(client.closed());
  }
  CHECK(running.probe.answered == 0);
  CHECK(running.status_of(post("/a", std::string(1000, 'x'))) == 200);
}

TEST_CASE("a client still sending a body that is refused sees the refusal") {
  Running running;
  Client client(running.port());
  client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n");
  client.send(std::string(2'000'000, 'x'));
  CHECK(client.read()->status == 413);
}

TEST_CASE("shapes that smuggle a second request are refused") {
  Running running;
  for (const std::string_view text :
       {"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET / HTTP/1.1\nHost: localhost\n\n", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "\x16\x03\x01\x02",
        "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n"}) {
    CAPTURE(text);
    const int status = running.status_of(std::string(text) + "\r\n\r\n");
    CHECK((status == 0 || status == 400 || status == 405));
  }
  CHECK(running.probe.answered == 0);
}

TEST_CASE("a slow client is told and cut, whether in its head or in its body") {
  ServerConfig config;
  config.header_time = 300ms;
  config.body_time = 300ms;
  config.idle_time = 300ms;
  Running running(config);
  for (const std::string_view begun :
       {"GET / HT", "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"}) {
    Client client(running.port());
    client.send(begun);
    CHECK(client.read()->status == 408);
    CHECK(client.closed());
  }
  Client silent(running.port());
  CHECK(silent.closed());
}

TEST_CASE("one byte at a time does not win more time") {
  ServerConfig config;
  config.header_time = 400ms;
  Running running(config);
  Client client(running.port());
  const auto began = std::chrono::steady_clock::now();
  while (client.send("G") && std::chrono::steady_clock::now() - began < 3s) std::this_thread::sleep_for(50ms);
  CHECK(std::chrono::steady_clock::now() - began < 3s);
}

TEST_CASE("a long body is only read from who may send it") {
  Running running;
  const std::string body(3 << 20, 'x');
  CHECK(running.status_of("POST /long HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3145728\r\n\r\n") == 401);
  Client client(running.port());
  CHECK(client.ask(post("/long", body, "Cookie: sid=1\r\n"))->body == "3145728");
  client.send(
      "POST /long HTTP/1.1\r\nHost: localhost\r\nCookie: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(client.ask("abcd")->body == "4");
}

TEST_CASE("too many connections, too many requests waiting: 503, and others go on") {
  ServerConfig config;
  config.max_connections = 2;
  config.max_waiting = 1;
  Running running(config);
  Client first(running.port()), second(running.port());
  CHECK(first.ask(get("/a"))->status == 200);
  CHECK(second.ask(get("/a"))->status == 200);
  Client third(running.port());
  CHECK(third.read()->status == 503);
  first.send(get("/slow"));
  std::this_thread::sleep_for(100ms);
  const auto busy = second.ask(get("/a"));
  CHECK(busy->status == 503);
  CHECK(busy->header("Retry-After") == "2");
  CHECK(first.read()->status == 200);
  CHECK(second.ask(get("/a"))->status == 200);
}

TEST_CASE("an application that throws answers 500 and the server lives") {
  Running running;
  CHECK(running.status_of(get("/throw")) == 500);
  CHECK(running.status_of(get("/a")) == 200);
}

TEST_CASE("events come as they are sent, with heartbeats between, until closed") {
  ServerConfig config;
  config.heartbeat_time = 100ms;
  Running running(config);
  Client client(running.port());
  client.send(get("/events", "Last-Event-ID: 12\r\n"));
  CHECK(client.read_until("{\"n\":1}\n\n").find("event: job\ndata: ") != std::string::npos);
  CHECK(client.read_until(": still here\n\n").ends_with(": still here\n\n"));
  CHECK(running.probe.events()->send("", "two\nlines"));
  CHECK(client.read_until("lines\n\n").ends_with("data: two\ndata: lines\n\n"));
  running.probe.events()->close();
  CHECK(client.read_until("\r\n0\r\n\r\n").ends_with("0\r\n\r\n"));
  CHECK_FALSE(running.probe.events()->send("job", "late"));
  CHECK(running.probe.unsubscribed == 1);
  CHECK(client.ask(get("/after"))->status == 200);
}

TEST_CASE("a listener that has gone is unsubscribed") {
  ServerConfig config;
  config.heartbeat_time = 50ms;
  Running running(config);
  {
    Client client(running.port());
    client.send(get("/events"));
    client.read_until("\n\n");
  }
  for (int i = 0; i < 100 && running.probe.unsubscribed == 0; ++i) std::this_thread::sleep_for(50ms);
  CHECK(running.probe.unsubscribed == 1);
}

TEST_CASE("a graceful stop: requests under way finish, idle connections and streams end, nobody else enters") {
  Running running;
  const auto port = running.port();
  Client idle(port), busy(port), listening(port);
  idle.ask(get("/a"));
  listening.send(get("/events"));
  listening.read_until("\n\n");
  busy.send(get("/slow"));
  std::this_thread::sleep_for(100ms);
  const auto began = std::chrono::steady_clock::now();
  std::thread stopping([&] { running.server->stop(5s); });
  const auto answer = busy.read();
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->header("Connection") == "close");
  CHECK(idle.closed());
  CHECK(listening.read_until("0\r\n\r\n").ends_with("0\r\n\r\n"));
  stopping.join();
  CHECK(std::chrono::steady_clock::now() - began < 4s);
  CHECK_THROWS(Client(port));
}

TEST_CASE("an address in use is an error at start, not later") {
  Running running;
  ServerConfig config;
  config.port = running.port();
  Probe probe;
  CHECK_THROWS_AS(Server::start(config, probe), std::system_error);
}
