// From an HTTP request to a handler and back: the same steps, in the same order, for every route.
//
//   route found → same origin (writes) → who → rate → right → query and body read → handler → audit kept → answer
#pragma once

#include <optional>
#include <string>

#include "platform/clock/clock.hpp"
#include "platform/http/message.hpp"
#include "platform/routes/rates.hpp"
#include "platform/routes/routes.hpp"
#include "platform/sessions/authenticator.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {

// All routes are below it.
inline constexpr std::string_view kApiPrefix = "/api/v1";

struct FrameParts {
  sql::Database& database;
  const Clock& clock;
  Authenticator& authenticator;
  std::string cookie_name = "__Host-sid";
  RateTable rates;
};

class Frame {
 public:
  // `routes` and the parts outlive the frame.
  Frame(const Routes& routes, const FrameParts& parts);

  // Any request below the prefix; never throws. A fault is logged with an incident number, which the client also gets.
  http::Response answer(const http::Request& request);
  // What answer() would refuse before it reads the body.
  std::optional<http::Response> refuse_early(const http::Request& head);
  std::size_t body_limit(std::string_view method, std::string_view path) const;

 private:
  struct Call;  // one request on its way
  http::Response guarded(const http::Request& request, bool head_only);
  Result<Done> admit(Call& call);
  Result<Done> check_right(const Call& call) const;
  http::Response run(Call& call);
  http::Response finish(Call& call, const Reply& reply) const;

  const Routes& routes_;
  FrameParts parts_;
  RateLimiter limiter_;
};

}  // namespace maillage::platform
