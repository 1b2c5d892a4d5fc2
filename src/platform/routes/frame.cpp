#include "platform/routes/frame.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "platform/http/url.hpp"
#include "platform/log/log.hpp"
#include "platform/problems/faults.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/dispatch.hpp"
#include "platform/routes/inputs.hpp"
#include "platform/routes/reply.hpp"
#include "platform/routes/same_origin.hpp"

namespace maillage::platform {
namespace {

// A body nobody reads is let through when it is small, so that the answer is about the route.
constexpr std::size_t kUnreadBodyBytes = 64 * 1024;

// The value of one cookie of a Cookie header (RFC 6265 §4.2.1); "" when absent.
std::string_view cookie(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = header.find(';');
    auto pair = header.substr(0, end);
    header.remove_prefix(end == header.npos ? header.size() : end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

std::vector<std::string> api_segments(std::string_view path) {
  if (!path.starts_with(kApiPrefix)) return {};
  return http::path_segments(path.substr(kApiPrefix.size())).value_or(std::vector<std::string>{});
}

// Eight hexadecimal digits: short enough to be read on the telephone.
std::string new_incident() { return fmt::format("{:08x}", randombytes_random()); }

std::string roles_text(std::span<const Role> roles) {
  std::string text;
  for (const Role role : roles) {
    (text += text.empty() ? "" : ", ") += describe::type_of<Role>.names[static_cast<std::size_t>(role)];
  }
  return text;
}

http::Response not_found(const http::Request& request, const std::vector<Method>& allowed) {
  if (allowed.empty()) return http::problem_response("not_found", {{"path", request.path}});
  std::string methods;
  for (const Method method : allowed) (methods += methods.empty() ? "" : ", ") += method_name(method);
  auto response = http::problem_response("method_not_allowed", {{"methods", methods}});
  response.headers.emplace_back("Allow", methods);
  return response;
}

}  // namespace

struct Frame::Call {
  const http::Request& request;
  const Route& route;
  const Pairs& placeholders;
  Context context;
};

Frame::Frame(const Routes& routes, const FrameParts& parts) : routes_(routes), parts_(parts), limiter_(parts.rates) {}

std::size_t Frame::body_limit(std::string_view method, std::string_view path) const {
  const auto found = match(routes_.all(), method, api_segments(path));
  const bool reads_body = found.route && found.route->body_kind != BodyKind::none;
  return reads_body ? found.route->declaration.body_limit_bytes : kUnreadBodyBytes;
}

http::Response Frame::answer(const http::Request& request) { return guarded(request, false); }

std::optional<http::Response> Frame::refuse_early(const http::Request& head) {
  auto response = guarded(head, true);
  if (response.status < 400) return std::nullopt;
  return response;
}

// The one place where faults are caught.
http::Response Frame::guarded(const http::Request& request, bool head_only) {
  const auto began = parts_.clock.steady();
  const auto found = match(routes_.all(), request.method, api_segments(request.path));
  if (!found.route) return not_found(request, found.allowed);
  http::Response response;
  try {
    Call call{request, *found.route, found.parameters, Context(parts_.database, parts_.clock)};
    const auto admitted = admit(call);
    if (!admitted)
      response = problem_reply(problem_body(admitted.problem()));
    else if (!head_only)
      response = run(call);
    if (!admitted && admitted.problem().code == "too_many_requests") {
      response.headers.emplace_back("Retry-After", admitted.problem().args.front().second);
    }
  } catch (const std::exception& fault) {
    auto problem = problem_body(problem_of_fault(fault));
    problem.incident = new_incident();
    log(LogLevel::error, "fault", {{"incident", *problem.incident}, {"what", fault.what()}});
    response = problem_reply(problem);
  }
  if (!head_only || response.status >= 400) {
    const std::chrono::duration<double> seconds = parts_.clock.steady() - began;
    log(LogLevel::info, "request",
        {{"method", request.method},
         {"route", found.route->declaration.path},
         {"status", response.status},
         {"seconds", seconds.count()}});
  }
  return response;
}

// Everything that is decided before the content of the request is looked at.
Result<Done> Frame::admit(Call& call) {
  const http::Request& request = call.request;
  const WriteHeaders headers{request.header("content-type"), request.header("sec-fetch-site"), request.header("origin"),
                             request.header("host")};
  if (call.route.method != Method::get && !same_origin(call.route.body_kind, headers))
    return Problem{"cross_site", "", {}};
  Context& context = call.context;
  context.session_token = cookie(request.header("cookie"), parts_.cookie_name);
  if (!context.session_token.empty()) {
    context.identity = parts_.authenticator.identify(context.session_token).value_or(Identity{});
  }
  const RateClass rate = call.route.declaration.rate;
  const bool by_address = context.identity.login.empty() || rate == RateClass::sign_in || rate == RateClass::open_write;
  const std::string who = by_address ? "@" + request.address : context.identity.login;
  if (const auto wait = limiter_.take(rate, who, parts_.clock.steady())) {
    return Problem{"too_many_requests", "", {{"seconds", std::to_string(*wait)}}};
  }
  return check_right(call);
}

// Deny by default: no role in common, no answer.
Result<Done> Frame::check_right(const Call& call) const {
  const Declaration& declared = call.route.declaration;
  if (declared.open) return Done{};
  if (call.context.identity.login.empty()) return Problem{"signed_out", "", {}};
  const auto& held = call.context.identity.roles;
  if (std::find_first_of(held.begin(), held.end(), declared.roles.begin(), declared.roles.end()) != held.end())
    return Done{};
  return Problem{"forbidden", "", {{"roles", roles_text(declared.roles)}}};
}

http::Response Frame::run(Call& call) {
  const auto query = call.route.new_query();
  const auto given = http::query_pairs(call.request.query);
  if (!given) return problem_reply(input_problem({{"", "syntax", "query string"}}));
  auto faults = read_query(call.route, call.placeholders, *given, query.get());
  std::shared_ptr<void> body = call.route.new_body();
  if (call.route.body_kind == BodyKind::upload) {
    *static_cast<Upload*>(body.get()) = {call.request.body, std::string(call.request.header("content-type"))};
  } else if (call.route.body_kind == BodyKind::json) {
    const JsonLimits limits{.size_bytes = call.route.declaration.body_limit_bytes};
    for (auto& fault : read_json(*call.request.body, *call.route.body, body.get(), limits))
      faults.push_back(std::move(fault));
  }
  if (!faults.empty()) return problem_reply(input_problem(faults));
  Context& context = call.context;
  context.act = call.route.declaration.audit;
  const auto reply = call.route.call(context, query.get(), body.get());
  if (!reply) return problem_reply(problem_body(reply.problem()));
  return finish(call, *reply);
}

http::Response Frame::finish(Call& call, const Reply& reply) const {
  const Declaration& declared = call.route.declaration;
  if (!declared.audit.empty() && !call.context.recorded()) {
    throw std::logic_error("the act was not audited: " + std::string(declared.path));
  }
  auto response = reply_of(reply, declared.success, call.request);
  if (!call.context.set_cookie.empty()) response.headers.emplace_back("Set-Cookie", call.context.set_cookie);
  return response;
}

}  // namespace maillage::platform
