// Sessions: a secret in the browser, its hash here, and two ends.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "platform/clock/clock.hpp"

namespace maillage::access {

// Half an hour without a request (OWASP: 15 to 30 min), an office day in all.
inline constexpr std::chrono::minutes kIdleTime{30};
inline constexpr std::chrono::hours kWholeTime{8};
// A session is marked as used at most that often: reading is not writing.
inline constexpr std::chrono::seconds kTouchTime{60};

// 256 random bits, 43 characters of URL-safe base64.
std::string new_token();
// What is stored of a token.
std::string token_hash(std::string_view token);

// Instants as stored ("2026-11-22T03:10:59.123Z", which sorts as time does).
bool session_alive(std::string_view seen_at, std::string_view ends_at, platform::Instant now);

// The Set-Cookie that opens a session, and the one that ends it.
std::string opening_cookie(std::string_view token, bool secure);
std::string ending_cookie(bool secure);

}  // namespace maillage::access
