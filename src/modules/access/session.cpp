#include "modules/access/session.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "modules/access/access.hpp"
#include "platform/hash/sha256.hpp"

namespace maillage::access {

std::string new_token() {
  unsigned char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  char text[sodium_base64_ENCODED_LEN(sizeof bytes, kForm)];
  return sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, kForm);
}

std::string token_hash(std::string_view token) { return sha256(token); }

bool session_alive(std::string_view seen_at, std::string_view ends_at, platform::Instant now) {
  return platform::utc_text(now) < ends_at && platform::utc_text(now - kIdleTime) <= seen_at;
}

std::string_view cookie_name(bool secure) { return secure ? "__Host-sid" : "sid"; }

std::string opening_cookie(std::string_view token, bool secure) {
  return fmt::format("{}={}; Path=/; {}HttpOnly; SameSite=Strict", cookie_name(secure), token,
                     secure ? "Secure; " : "");
}

std::string ending_cookie(bool secure) { return opening_cookie("", secure) + "; Max-Age=0"; }

}  // namespace maillage::access
