#include "platform/routes/reply.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/conditional.hpp"
#include "platform/json/json.hpp"

namespace maillage::platform {
namespace {

constexpr std::size_t kCompressedFromBytes = 1024;

bool compressible(std::string_view content_type) {
  for (const std::string_view prefix :
       {"application/json", "application/problem", "application/geo+json", "text/", "image/svg"}) {
    if (content_type.starts_with(prefix)) return true;
  }
  return false;
}

// An ASCII name, so that no header is broken by an accent; the rest of the name is kept.
std::string disposition(std::string_view name) {
  std::string safe;
  for (const char c : name) safe += c > 0x20 && c < 0x7f && c != '"' && c != '\\' ? c : '_';
  return "attachment; filename=\"" + safe + '"';
}

void set_body(http::Response& response, const RawAnswer& raw, const http::Request& request) {
  response.headers.emplace_back("Content-Type", raw.content_type);
  response.body = raw.body;
  if (!raw.body || raw.body->size() < kCompressedFromBytes || !compressible(raw.content_type)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!http::accepts_encoding(request.header("accept-encoding"), "gzip")) return;
  response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = raw.gzipped ? raw.gzipped : std::make_shared<const std::string>(http::gzipped(*raw.body));
}

http::Response raw_reply(const RawAnswer& raw, int success, const http::Request& request) {
  http::Response response;
  response.status = raw.status == 200 ? success : raw.status;
  response.headers.emplace_back("Cache-Control", raw.etag.empty() ? "no-store" : "private, no-cache");
  // Weak: the same map compressed or not.
  if (!raw.etag.empty()) response.headers.emplace_back("ETag", "W/\"" + raw.etag + '"');
  if (!raw.set_cookie.empty()) response.headers.emplace_back("Set-Cookie", raw.set_cookie);
  if (!raw.etag.empty() && http::names_version(request.header("if-none-match"), raw.etag)) {
    response.status = 304;
    return response;
  }
  if (!raw.download_name.empty()) response.headers.emplace_back("Content-Disposition", disposition(raw.download_name));
  set_body(response, raw, request);
  return response;
}

http::Response stream_reply(const EventStream& stream) {
  http::Response response;
  response.headers = {
      {"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  response.events = stream.open;
  return response;
}

http::Response empty_reply() {
  http::Response response;
  response.status = 204;
  response.headers = {{"Cache-Control", "no-store"}};
  return response;
}

}  // namespace

http::Response problem_reply(const wire::Problem& problem) {
  http::Response response;
  response.status = problem.status;
  response.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(to_json(problem));
  return response;
}

http::Response reply_of(const Reply& reply, int success, const http::Request& request) {
  if (const auto* raw = std::get_if<RawAnswer>(&reply)) return raw_reply(*raw, success, request);
  if (const auto* stream = std::get_if<EventStream>(&reply)) return stream_reply(*stream);
  return empty_reply();
}

}  // namespace maillage::platform
