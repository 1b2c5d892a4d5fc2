#include "platform/fetch/fetch.hpp"

#include <zlib.h>

#include <cstdlib>

#include "platform/fetch/testing/web.hpp"

using namespace maillage::platform;
using namespace maillage::platform::testing;
using namespace std::chrono_literals;

namespace {

constexpr FetchLimits kUsual{20s, 1 << 20};

std::string gzipped(const std::string& text) {
  std::string out(compressBound(text.size()) + 32, '\0');
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Wire compressed(const std::string& text) {
  const std::string body = gzipped(text);
  return {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body};
}

}  // namespace

TEST_CASE("fetch: the status, the type without its parameters and the body, whatever the status") {
  Web web([](const std::string& target) {
    return target == "/none" ? json_answer("{}", "Application/Problem+JSON; charset=utf-8", "404 Not Found")
                             : json_answer("[1,2]");
  });
  const Fetched found = fetch(web.base() + "/a?b=c&d='%25'", kUsual);
  CHECK(found.end == FetchEnd::answered);
  CHECK(found.status == 200);
  CHECK(found.content_type == "application/json");
  CHECK(found.body == "[1,2]");
  CHECK(web.asked() == std::vector<std::string>{"/a?b=c&d='%25'"});
  const Fetched none = fetch(web.base() + "/none", kUsual);
  CHECK(none.end == FetchEnd::answered);
  CHECK(none.status == 404);
  CHECK(none.content_type == "application/problem+json");
}

TEST_CASE("fetch: an answer without a type, without a body, or with globs in its address") {
  Web web([](const std::string&) { return Wire{"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"}; });
  const Fetched empty = fetch(web.base() + "/[1-3]/{a,b}", kUsual);
  CHECK(empty.end == FetchEnd::answered);
  CHECK(empty.status == 204);
  CHECK(empty.content_type.empty());
  CHECK(empty.body.empty());
  CHECK(web.asked() == std::vector<std::string>{"/[1-3]/{a,b}"});
}

TEST_CASE("fetch: compressed answers are opened, and bombs are dropped") {
  const std::string text(500'000, 'a');
  Web web([&](const std::string& target) { return compressed(target == "/bomb" ? std::string(40 << 20, ' ') : text); });
  CHECK(fetch(web.base() + "/", kUsual).body == text);
  CHECK(fetch(web.base() + "/bomb", kUsual).end == FetchEnd::too_big);
}

TEST_CASE("fetch: silence, a cut, a refusal to connect and a maze of redirections each have their name") {
  Web web([&](const std::string& target) -> Wire {
    if (target == "/silence") return {"", true};
    if (target == "/cut") return {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"};
    if (target == "/nothing") return {""};
    if (target == "/lies") return {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"};
    if (target == "/file") return {"HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\n\r\n"};
    return {"HTTP/1.1 302 Found\r\nLocation: /maze\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
  });
  const auto end_of = [&](const std::string& target) {
    const Fetched fetched = fetch(web.base() + target, {700ms, 1 << 20});
    CHECK(fetched.body.empty());
    CHECK_FALSE(fetched.reason.empty());
    CHECK_FALSE(fetched.reason.starts_with("curl"));
    return fetched.end;
  };
  CHECK(end_of("/silence") == FetchEnd::too_late);
  CHECK(end_of("/cut") == FetchEnd::cut_short);
  CHECK(end_of("/nothing") == FetchEnd::cut_short);
  CHECK(end_of("/lies") == FetchEnd::cut_short);
  CHECK(end_of("/file") == FetchEnd::led_astray);
  CHECK(end_of("/maze") == FetchEnd::led_astray);
  CHECK(fetch("http://127.0.0.1:9/", kUsual).end == FetchEnd::unreachable);
  CHECK(fetch("http://no-such-host.invalid/", kUsual).end == FetchEnd::unreachable);
  CHECK(fetch("file:///etc/hostname", kUsual).end == FetchEnd::led_astray);
}

TEST_CASE("fetch: goes through the proxy of the environment, and reads no ~/.curlrc") {
  Web proxy([](const std::string&) { return json_answer("\"by the proxy\""); });
  ::setenv("http_proxy", proxy.base().c_str(), 1);
  const Fetched fetched = fetch("http://no-such-host.invalid/data", kUsual);
  ::unsetenv("http_proxy");
  CHECK(fetched.body == "\"by the proxy\"");
  CHECK(proxy.asked() == std::vector<std::string>{"http://no-such-host.invalid/data"});
}

TEST_CASE("fetch: who may not be sent elsewhere is not, and nothing is asked there") {
  Web web([](const std::string& target) {
    return target == "/elsewhere"
               ? json_answer("\"secret\"")
               : Wire{"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
  });
  CHECK(fetch(web.base() + "/", kUsual).body == "\"secret\"");
  FetchLimits still = kUsual;
  still.redirections = 0;
  CHECK(fetch(web.base() + "/", still).end == FetchEnd::led_astray);
  CHECK(web.asked() == std::vector<std::string>{"/", "/elsewhere", "/"});
}
