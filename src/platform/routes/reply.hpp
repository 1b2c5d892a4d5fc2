// Answers of handlers as HTTP responses.
#pragma once

#include "platform/http/message.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/answers.hpp"

namespace maillage::platform {

// A refusal as application/problem+json.
http::Response problem_reply(const wire::Problem& problem);

// `success` is the status declared by the route. Compresses texts above 1 kB when the client accepts gzip, answers 304
// when the client holds the tagged version, and forbids storing what has no tag.
http::Response reply_of(const Reply& reply, int success, const http::Request& request);

}  // namespace maillage::platform
