#include "platform/http/message.hpp"

#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::platform::http {

std::string_view Request::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (known == name) return value;
  }
  return {};
}

Response problem_response(std::string_view code, std::vector<std::pair<std::string, std::string>> args) {
  const auto body = problem_body({std::string(code), "", std::move(args)});
  Response response;
  response.status = body.status;
  response.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(to_json(body));
  return response;
}

}  // namespace maillage::platform::http
