#include "platform/routes/reply.hpp"

#include <doctest/doctest.h>

#include "platform/http/compress.hpp"
#include "platform/routes/testing/rig.hpp"

using namespace maillage;
using namespace maillage::platform;
using maillage::testing::header;

namespace {

std::shared_ptr<const std::string> bytes(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

http::Request asking(http::Headers headers = {}) {
  http::Request request;
  request.method = "GET";
  request.headers = std::move(headers);
  return request;
}

RawAnswer answer_of(std::size_t size, std::string type = "application/json") {
  RawAnswer answer;
  answer.body = bytes(std::string(size, 'x'));
  answer.content_type = std::move(type);
  return answer;
}

}  // namespace

TEST_CASE("the declared status is that of a success, unless the handler says another") {
  for (const int declared : {200, 201, 202}) {
    CHECK(reply_of(answer_of(3), declared, asking()).status == declared);
    RawAnswer other = answer_of(3);
    other.status = 404;
    CHECK(reply_of(other, declared, asking()).status == 404);
    CHECK(reply_of(Nothing{}, declared, asking()).status == 204);
  }
  CHECK(reply_of(Nothing{}, 200, asking()).body == nullptr);
}

TEST_CASE("what is not tagged is never stored, what is tagged is always asked again") {
  CHECK(header(reply_of(answer_of(3), 200, asking()), "Cache-Control") == "no-store");
  CHECK(header(reply_of(answer_of(3), 200, asking()), "ETag").empty());
  CHECK(header(reply_of(Nothing{}, 204, asking()), "Cache-Control") == "no-store");
  CHECK(header(reply_of(EventStream{}, 200, asking()), "Cache-Control") == "no-store");
  RawAnswer tagged = answer_of(3);
  tagged.etag = "2025-1";
  tagged.download_name = "carte.json";
  const auto fresh = reply_of(tagged, 200, asking({{"if-none-match", R"("2024-1")"}}));
  CHECK(fresh.status == 200);
  CHECK(header(fresh, "Cache-Control") == "private, no-cache");
  CHECK(header(fresh, "ETag") == R"(W/"2025-1")");
  for (const char* held : {R"(W/"2025-1")", R"("2025-1")", R"("a", W/"2025-1")", "*"}) {
    const auto known = reply_of(tagged, 200, asking({{"if-none-match", held}}));
    CHECK(known.status == 304);
    CHECK(known.body == nullptr);
    CHECK(header(known, "ETag") == R"(W/"2025-1")");
    CHECK(header(known, "Cache-Control") == "private, no-cache");
    CHECK(header(known, "Content-Type").empty());
    CHECK(header(known, "Content-Disposition").empty());
  }
}

TEST_CASE("texts of a kilobyte are compressed for who accepts it, pictures and small texts never") {
  struct Case {
    std::string type;
    std::size_t size;
    bool compressible;
  };
  for (const Case& c : std::vector<Case>{{"application/json", 1024, true},
                                         {"application/json; charset=utf-8", 5000, true},
                                         {"application/problem+json", 2000, true},
                                         {"application/geo+json", 2000, true},
                                         {"text/csv; charset=utf-8", 2000, true},
                                         {"image/svg+xml", 2000, true},
                                         {"application/json", 1023, false},
                                         {"image/png", 5000, false},
                                         {"application/octet-stream", 5000, false},
                                         {"application/zip", 5000, false}}) {
    for (const bool accepted : {false, true}) {
      CAPTURE(c.type);
      const auto raw = answer_of(c.size, c.type);
      const auto answer = reply_of(raw, 200, asking({{"accept-encoding", accepted ? "gzip" : "br"}}));
      CHECK(header(answer, "Vary") == (c.compressible ? "Accept-Encoding" : ""));
      CHECK(header(answer, "Content-Encoding") == (c.compressible && accepted ? "gzip" : ""));
      CHECK((answer.body == raw.body) == !(c.compressible && accepted));
    }
  }
}

TEST_CASE("a form compressed beforehand is sent as it is") {
  RawAnswer raw = answer_of(4000);
  raw.gzipped = bytes(http::gzipped(*raw.body, 9));
  CHECK(reply_of(raw, 200, asking({{"accept-encoding", "gzip"}})).body == raw.gzipped);
  CHECK(reply_of(raw, 200, asking()).body == raw.body);
}

TEST_CASE("no name of a file breaks out of its header") {
  for (const auto& [name, expected] :
       std::vector<std::pair<std::string, std::string>>{{"carte.csv", "carte.csv"},
                                                        {"été 2025.csv", "__t___2025.csv"},
                                                        {"a\"; filename=\"evil.exe", "a_;_filename=_evil.exe"},
                                                        {"a\r\nSet-Cookie: x", "a__Set-Cookie:_x"},
                                                        {"..\\..\\x\x7f", ".._.._x_"}}) {
    RawAnswer raw = answer_of(3);
    raw.download_name = name;
    CHECK(header(reply_of(raw, 200, asking()), "Content-Disposition") == "attachment; filename=\"" + expected + '"');
  }
}

TEST_CASE("a stream is told as one, and opens when its head is sent") {
  int opened = 0;
  const EventStream stream{[&](std::shared_ptr<EventSink>) {
    ++opened;
    return nullptr;
  }};
  const auto answer = reply_of(stream, 200, asking());
  CHECK(header(answer, "Content-Type") == "text/event-stream");
  CHECK(header(answer, "X-Accel-Buffering") == "no");
  CHECK(opened == 0);
  answer.events(nullptr);
  CHECK(opened == 1);
}

TEST_CASE("a refusal is a problem with its status, never stored") {
  const auto answer = problem_reply(problem_body({"storage_full", "", {}}));
  CHECK(answer.status == 507);
  CHECK(header(answer, "Content-Type") == "application/problem+json");
  CHECK(header(answer, "Cache-Control") == "no-store");
  CHECK(maillage::testing::code_of(answer) == "storage_full");
}
