// The parts of the server that need no network: URLs, heads, compression, files, event texts.
#include <doctest/doctest.h>

#include <atomic>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/http/compress.hpp"
#include "platform/http/event_queue.hpp"
#include "platform/http/head.hpp"
#include "platform/http/static_files.hpp"
#include "platform/http/url.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage::platform::http;

namespace {

void write(const std::string& path, std::string_view text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path) << text;
}

std::optional<Response> get(const StaticFiles& files, std::string path, Headers headers = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return files.answer(request);
}
std::string header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}

}  // namespace

TEST_CASE("percent-encoding is strict") {
  CHECK(percent_decoded("%C3%89pinay+sur", true) == "Épinay sur");
  CHECK(percent_decoded("a+b", false) == "a+b");
  for (const std::string_view text : {"%", "%4", "%zz", "%00", "%0a", "%7f", "%C3", "%ff", "%ED%A0%80", "a\nb"}) {
    CHECK_FALSE(percent_decoded(text, true).has_value());
  }
  CHECK(path_segments("/a/b%2Fc/") == std::vector<std::string>{"a", "b/c", ""});
  CHECK(path_segments("/")->empty());
  CHECK(query_pairs("a=1&b=x%20y&c&&d=%3D=") ==
        std::vector<std::pair<std::string, std::string>>{{"a", "1"}, {"b", "x y"}, {"c", ""}, {"d", "=="}});
  CHECK_FALSE(query_pairs("a=%").has_value());
  CHECK(query_pairs("")->empty());
}

TEST_CASE("dates of HTTP") {
  CHECK(imf_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(imf_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST_CASE("no value breaks out of its header") {
  Response response;
  response.headers = {{"X", "a\r\nSet-Cookie: b"}};
  CHECK(response_head(response, Framing::length, true, "d").find("X: aSet-Cookie: b\r\n") != std::string::npos);
}

TEST_CASE("what a client accepts") {
  CHECK(accepts_encoding("gzip, deflate, br", "br"));
  CHECK(accepts_encoding("br;q=1.0, gzip;q=0.001", "gzip"));
  CHECK_FALSE(accepts_encoding("gzip;q=0", "gzip"));
  CHECK_FALSE(accepts_encoding("gzip; q=0.000, *", "gzip"));
  CHECK(accepts_encoding("*", "gzip"));
  CHECK_FALSE(accepts_encoding("*;q=0", "gzip"));
  CHECK_FALSE(accepts_encoding("xgzip", "gzip"));
  CHECK_FALSE(accepts_encoding("", "gzip"));
}

TEST_CASE("compression is the same each time and does compress") {
  const std::string text(100'000, 'x');
  CHECK(gzipped(text) == gzipped(text));
  CHECK(gzipped(text).size() < 1000);
  CHECK(gzipped("").size() > 0);
}

TEST_CASE("files: types, compressed forms, tags, pages of the application") {
  const maillage::testing::TemporaryFolder folder;
  write(folder.path() + "/index.html", "<!doctype html>");
  write(folder.path() + "/assets/app-1a2b.js", "let a");
  write(folder.path() + "/assets/app-1a2b.js.br", "brotli!");
  write(folder.path() + "/font.woff2", "font");
  const StaticFiles files(folder.path());
  const auto page = get(files, "/territory/places/93066", {{"accept-encoding", "identity"}});
  REQUIRE(page);
  CHECK(*page->body == "<!doctype html>");
  CHECK(header(*page, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header(*page, "Cache-Control") == "no-cache");
  const auto script = get(files, "/assets/app-1a2b.js", {{"accept-encoding", "gzip, br"}});
  CHECK(*script->body == "brotli!");
  CHECK(header(*script, "Content-Encoding") == "br");
  CHECK(header(*script, "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(header(*get(files, "/assets/app-1a2b.js", {{"accept-encoding", "gzip"}}), "Content-Encoding") == "gzip");
  CHECK(header(*get(files, "/font.woff2", {{"accept-encoding", "gzip"}}), "Content-Encoding").empty());
  CHECK(get(files, "/", {{"if-none-match", header(*page, "ETag")}})->status == 304);
  CHECK(get(files, "/", {{"accept-encoding", "gzip"}, {"if-none-match", header(*page, "ETag")}})->status == 200);
}

TEST_CASE("no path leaves the folder, and compressed forms are not files of their own") {
  const maillage::testing::TemporaryFolder folder;
  write(folder.path() + "/secret.txt", "secret");
  write(folder.path() + "/dist/a.js", "a");
  write(folder.path() + "/dist/a.js.gz", "b");
  const StaticFiles files(folder.path() + "/dist");
  for (const std::string_view path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/./a.js", "//a.js", "/a.js/.", "/a.js%00.txt",
        "/a.js.gz", "/%2e%2e%2fsecret.txt", "/..\\secret.txt"}) {
    CHECK_FALSE(get(files, std::string(path)).has_value());
  }
  CHECK(get(files, "/a.js").has_value());
  CHECK_THROWS(StaticFiles(folder.path() + "/absent"));
}

TEST_CASE("a listener that does not follow loses the oldest events, never the last") {
  int woken = 0;
  EventQueue queue([&] { ++woken; });
  for (int i = 0; i < 100; ++i) CHECK(queue.send("job", std::to_string(i)));
  bool ended = false;
  const std::string text = queue.take(ended);
  CHECK(text.starts_with("event: job\ndata: 36\n\n"));
  CHECK(text.ends_with("event: job\ndata: 99\n\n"));
  CHECK_FALSE(ended);
  queue.close();
  CHECK(queue.take(ended).empty());
  CHECK(ended);
  CHECK_FALSE(queue.send("job", "late"));
  CHECK(woken == 101);
  CHECK(event_text("", "a\r\nb\rc") == "data: a\ndata: b\ndata: c\n\n");
}

TEST_CASE("a closed queue lets go of what its wake-up holds, and still gives what was sent") {
  for (const bool by_reader : {false, true}) {
    CAPTURE(by_reader);
    auto held = std::make_shared<int>(0);
    const std::weak_ptr<int> seen = held;
    EventQueue queue([held = std::move(held)] { ++*held; });
    CHECK(queue.send("job", "1"));
    CHECK(*seen.lock() == 1);
    if (by_reader)
      queue.abandon();
    else
      queue.close();
    CHECK(seen.expired());
    queue.close();
    CHECK_FALSE(queue.send("job", "2"));
    bool ended = false;
    CHECK(queue.take(ended) == (by_reader ? "" : "event: job\ndata: 1\n\n"));
    CHECK(ended);
  }
}

TEST_CASE("senders and a reader that leaves at any moment: every event before the end is taken once, none after") {
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> woken{0};
    EventQueue queue([&] { ++woken; });
    std::atomic<int> accepted{0};
    std::vector<std::thread> senders;
    for (int s = 0; s < 3; ++s) {
      senders.emplace_back([&] {
        while (queue.send("", "x")) ++accepted;
      });
    }
    std::size_t taken = 0;
    bool ended = false;
    const auto count = [&] { taken += queue.take(ended).size() / event_text("", "x").size(); };
    while (taken < 20) count();
    round % 2 == 0 ? queue.close() : queue.abandon();
    for (auto& sender : senders) sender.join();
    count();
    CHECK(ended);
    CHECK(woken >= accepted);
    CHECK(taken <= static_cast<std::size_t>(accepted));  // what did not fit was lost
    CHECK(queue.take(ended).empty());
  }
}

TEST_CASE("the text of an event survives any line ends") {
  CHECK(event_text("job", "") == "event: job\ndata: \n\n");
  CHECK(event_text("job", "a\n\nb") == "event: job\ndata: a\ndata: \ndata: b\n\n");
  CHECK(event_text("job", "a\n") == "event: job\ndata: a\ndata: \n\n");
  CHECK(event_text("job", "\r\n\r") == "event: job\ndata: \ndata: \ndata: \n\n");
}

TEST_CASE("heads: how the end of each kind of answer is told") {
  const auto head_of = [](int status, std::shared_ptr<const std::string> body, Framing framing, bool keep_alive) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response_head(response, framing, keep_alive, "now");
  };
  const auto has = [](const std::string& head, std::string_view line) {
    return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
  };
  const auto body = std::make_shared<const std::string>("12345");
  CHECK(head_of(200, body, Framing::length, true).starts_with("HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 5\r\n"));
  CHECK(has(head_of(200, nullptr, Framing::length, true), "Content-Length: 0"));
  for (const int status : {204, 304}) {
    const auto head = head_of(status, nullptr, Framing::length, true);
    CHECK(head.find("Content-Length") == head.npos);
    CHECK(head.find("Transfer-Encoding") == head.npos);
  }
  const auto stream = head_of(200, nullptr, Framing::chunked, false);
  CHECK(has(stream, "Transfer-Encoding: chunked"));
  CHECK(has(stream, "Connection: close"));
  CHECK(stream.find("Content-Length") == stream.npos);
  CHECK_FALSE(has(head_of(200, body, Framing::length, true), "Connection: close"));
  CHECK(stream.ends_with("\r\n\r\n"));
  CHECK(stream.find("\r\n\r\n") == stream.size() - 4);
}

TEST_CASE("hosts: the name decides, whatever its case and port; nothing hides in either") {
  const std::vector<std::string> ours = {"localhost", "[::1]", "maillage.example"};
  for (const std::string_view host :
       {"localhost", "LocalHost:80", "[::1]", "[::1]:65535", "maillage.EXAMPLE:8443", "localhost:"}) {
    CHECK_MESSAGE(host_allowed(host, ours), host);
  }
  for (const std::string_view host :
       {"", ":80", "localhost.", "localhost:80:80", "localhost:8o", "localhost:123456", "evil.example", "xlocalhost",
        "localhost@evil", "[::1", "::1", "[::1]x", "maillage.example.evil", "localhost, evil", "localhost:80/.."}) {
    CHECK_FALSE_MESSAGE(host_allowed(host, ours), host);
  }
  CHECK_FALSE(host_allowed("localhost", {}));
}

TEST_CASE("dates agree with the C library over four centuries") {
  for (std::int64_t seconds = -5'000'000'000; seconds < 8'000'000'000; seconds += 86'399 * 997) {
    const std::time_t time = seconds;
    char expected[40];
    std::tm parts{};
    std::strftime(expected, sizeof expected, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&time, &parts));
    CHECK(imf_date(seconds) == expected);
  }
}

TEST_CASE("chunks say their size in hexadecimal; the empty one ends the body") {
  CHECK(chunk("") == "0\r\n\r\n");
  CHECK(chunk(std::string(26, 'x')) == "1a\r\n" + std::string(26, 'x') + "\r\n");
}
