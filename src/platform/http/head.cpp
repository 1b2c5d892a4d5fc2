#include "platform/http/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>

#include "platform/problems/problems.hpp"

namespace maillage::platform::http {
namespace {

// On every answer, errors included. Browsers ignore the third line on plain http (RFC 6797 §8.1).
constexpr std::string_view kSecurityHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
    "'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'\r\n"
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: no-referrer\r\n";

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// "name:port" → "name", "[::1]:8080" → "[::1]"; "" when the port is not one.
std::string_view without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  if (colon == host.npos || host.ends_with(']')) return host;
  const auto port = host.substr(colon + 1);
  const bool digits =
      port.size() <= 5 && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? host.substr(0, colon) : std::string_view{};
}

// A header is never broken by what it holds.
void append_header(std::string& head, std::string_view name, std::string_view value) {
  (head += name) += ": ";
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) head += c;
  }
  head += "\r\n";
}

}  // namespace

std::string response_head(const Response& response, Framing framing, bool keep_alive, std::string_view date) {
  std::string head =
      fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, status_phrase(response.status), date);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (framing == Framing::chunked)
    head += "Transfer-Encoding: chunked\r\n";
  else if (!bodiless)
    head += fmt::format("Content-Length: {}\r\n", response.body ? response.body->size() : 0);
  if (!keep_alive) head += "Connection: close\r\n";
  for (const auto& [name, value] : response.headers) append_header(head, name, value);
  (head += kSecurityHeaders) += "\r\n";
  return head;
}

std::string imf_date(std::int64_t seconds_since_1970) {
  using namespace std::chrono;
  constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_seconds instant{seconds{seconds_since_1970}};
  const auto day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss time{instant - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

bool host_allowed(std::string_view host, const std::vector<std::string>& allowed) {
  const auto name = without_port(host);
  return !name.empty() &&
         std::any_of(allowed.begin(), allowed.end(), [name](const auto& known) { return same_name(name, known); });
}

std::string chunk(std::string_view text) { return fmt::format("{:x}\r\n{}\r\n", text.size(), text); }

}  // namespace maillage::platform::http
