// The text of response heads, and the rules on request heads. No network here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace maillage::platform::http {

// How the end of a body is told.
enum class Framing { length, chunked };

// Status line and headers, security headers included, up to the blank line. `date` is an IMF-fixdate.
std::string response_head(const Response& response, Framing framing, bool keep_alive, std::string_view date);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string imf_date(std::int64_t seconds_since_1970);

// `host` (a Host header: name or address, port or none) names one of `allowed`, whatever the case.
bool host_allowed(std::string_view host, const std::vector<std::string>& allowed);

// One chunk of a chunked body (RFC 9112 §7.1); an empty text gives the last one.
std::string chunk(std::string_view text);

}  // namespace maillage::platform::http
