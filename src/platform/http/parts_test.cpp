// The parts of the server that need no network: URLs, heads, compression, files, event texts.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

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
