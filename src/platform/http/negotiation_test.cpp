// What a client accepts and what it already holds, against the rules of RFC 9110 written apart.
#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "base/random.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/static_files.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::platform::http;

namespace {

std::string gunzipped(std::string_view text) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 31) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}

// A folder with one script in its three forms, one style without brotli, one picture.
struct Site {
  Site() {
    write("app.js", "let script = 1;");
    write("app.js.br", "[brotli form]");
    write("app.js.gz", "[gzip form]");
    write("page.css", std::string(3000, 'c'));
    write("map.png", "[picture]");
    files = std::make_unique<StaticFiles>(folder.path());
  }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder.path() + "/" + name) << text;
  }
  Response get(std::string path, Headers headers) const {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    request.headers = std::move(headers);
    return files->answer(request).value();
  }
  const maillage::testing::TemporaryFolder folder;
  std::unique_ptr<StaticFiles> files;
};

}  // namespace

TEST_CASE("the form sent is the best of those accepted, for every combination of weights") {
  const Site site;
  const std::vector<std::pair<std::string, bool>> weights = {
      {"", true}, {";q=1", true}, {"; q=0.001", true}, {";q=0", false}, {"; Q=0.0", false}, {" ;  q=0.000", false}};
  for (const auto& [brotli, wants_brotli] : weights) {
    for (const auto& [gzip, wants_gzip] : weights) {
      for (const std::string& order : {"br" + brotli + ", gzip" + gzip, "GZIP" + gzip + " ,deflate,BR" + brotli}) {
        CAPTURE(order);
        const auto answer = site.get("/app.js", {{"accept-encoding", order}});
        const std::string expected = wants_brotli ? "br" : wants_gzip ? "gzip" : "";
        CHECK(header(answer, "Content-Encoding") == expected);
        CHECK(*answer.body == (wants_brotli ? "[brotli form]" : wants_gzip ? "[gzip form]" : "let script = 1;"));
        CHECK(header(answer, "Vary") == "Accept-Encoding");
      }
    }
  }
}

TEST_CASE("a weight belongs to its coding only") {
  CHECK(accepts_encoding("gzip;q=0, *;q=0.5", "br"));
  CHECK_FALSE(accepts_encoding("gzip;q=0, *;q=0.5", "gzip"));
  CHECK(accepts_encoding("identity;q=0, gzip", "gzip"));
  CHECK(accepts_encoding("gzip;level=q=0", "gzip"));  // not a weight
  CHECK_FALSE(accepts_encoding("x-gzip, gzipped", "gzip"));
  CHECK_FALSE(accepts_encoding(" , ,, ", "gzip"));
  CHECK(accepts_encoding(",gzip", "gzip"));
}

TEST_CASE("what is compressed here reads back, whatever it is; a picture is never compressed") {
  const Site site;
  CHECK(gunzipped(*site.get("/page.css", {{"accept-encoding", "gzip"}}).body) == std::string(3000, 'c'));
  CHECK(header(site.get("/map.png", {{"accept-encoding", "gzip, br"}}), "Content-Encoding").empty());
  Random random(12);
  for (int i = 0; i < 60; ++i) {
    std::string text;
    for (auto n = random.below(5000); n > 0; --n) text += static_cast<char>(random.below(i % 2 == 0 ? 4 : 256));
    CHECK(gunzipped(gzipped(text, 1 + static_cast<int>(random.below(9)))) == text);
  }
}

TEST_CASE("each form of a file has its own tag, which only answers for that form") {
  const Site site;
  std::vector<std::string> tags;
  const std::vector<std::string> encodings = {"br", "gzip", "identity"};
  for (const auto& encoding : encodings)
    tags.push_back(header(site.get("/app.js", {{"accept-encoding", encoding}}), "ETag"));
  for (std::size_t asked = 0; asked < 3; ++asked) {
    for (std::size_t held = 0; held < 3; ++held) {
      const auto answer = site.get("/app.js", {{"accept-encoding", encodings[asked]}, {"if-none-match", tags[held]}});
      CHECK(answer.status == (asked == held ? 304 : 200));
      CHECK((answer.body == nullptr) == (asked == held));
      CHECK(header(answer, "ETag") == tags[asked]);
      CHECK(header(answer, "Cache-Control") == "no-cache");
    }
  }
  CHECK(header(site.get("/page.css", {}), "ETag") != tags[2]);
}

TEST_CASE("If-None-Match: lists, weak tags, any; anything else is no tag") {
  for (const std::string_view text :
       {R"("v1")", R"(W/"v1")", R"("v0", "v1")", R"("v0",W/"v1","v2")", "*", R"( , "v1")", R"("a,b", "v1")"}) {
    CHECK_MESSAGE(names_version(text, "v1"), text);
  }
  for (const std::string_view text : {"", "v1", R"("v1)", R"(v1")", R"("v11")", R"("v0" v1)", R"(w/"v1")", R"("V1")",
                                      "\"", "W/", R"("v0", *)", R"("" "v)", R"(x"v1")"}) {
    CHECK_FALSE_MESSAGE(names_version(text, "v1"), text);
  }
  CHECK(names_version(R"("a,b")", "a,b"));
  CHECK(names_version(R"("")", ""));
}

TEST_CASE("no text of If-None-Match makes a version known that it does not hold in quotes") {
  Random random(5);
  constexpr std::string_view kPieces[] = {"\"", "W/", "v1", ",", " ", "*", "v2", "\\"};
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (auto n = random.below(9); n > 0; --n) text += kPieces[random.below(std::size(kPieces))];
    if (text.find("\"v1\"") == text.npos && text != "*") CHECK_FALSE_MESSAGE(names_version(text, "v1"), text);
  }
}
