#include "platform/routes/site.hpp"

namespace maillage::platform {
namespace {

bool of_api(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

}  // namespace

std::size_t Site::body_limit(std::string_view method, std::string_view path) const {
  return of_api(path) ? frame_.body_limit(method, path) : 0;
}

std::optional<http::Response> Site::refuse_early(const http::Request& head) { return frame_.refuse_early(head); }

http::Response Site::answer(const http::Request& request) {
  if (of_api(request.path)) return frame_.answer(request);
  if (request.method != "GET" && request.method != "HEAD") {
    auto response = http::problem_response("method_not_allowed", {{"methods", "GET, HEAD"}});
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (auto file = files_.answer(request)) return *std::move(file);
  return http::problem_response("not_found", {{"path", request.path}});
}

}  // namespace maillage::platform
