#include "modules/planning/network/road_server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <cmath>
#include <optional>
#include <thread>

#include "platform/fetch/fetch.hpp"

namespace maillage::planning {
namespace {

namespace json = boost::json;
using platform::Fetched;
using platform::FetchEnd;

constexpr std::size_t kAnswerBytes = 1 << 22;
constexpr std::size_t kAddressBytes = 300, kProfileBytes = 40, kSaidBytes = 120;
constexpr double kSecondsPerTenth = 6, kMostSeconds = 7 * 24 * 3600.0;

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string places(std::span<const LonLat> all) {
  std::string out;
  for (const LonLat& one : all) out += fmt::format("{}{:.5f},{:.5f}", out.empty() ? "" : ";", one.lon, one.lat);
  return out;
}

std::string numbers(std::size_t first, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += fmt::format("{}{}", out.empty() ? "" : ";", first + i);
  return out;
}

std::string question(const RoadServer& server, std::span<const LonLat> from, std::span<const LonLat> to) {
  return fmt::format("{}/table/v1/{}/{};{}?sources={}&destinations={}&annotations=duration", server.address,
                     server.profile, places(from), places(to), numbers(0, from.size()),
                     numbers(from.size(), to.size()));
}

// What curl says begins with the number of its error, which helps nobody.
Problem refusal(const char* code, const RoadServer& server, std::string said) {
  if (const auto end = said.find(") "); said.starts_with('(') && end != said.npos) said.erase(0, end + 2);
  if (said.size() > kSaidBytes) said.resize(kSaidBytes);
  return {code, "", {{"server", server.address}, {"said", std::move(said)}}};
}

// Whether another attempt may end better.
bool passing(const Fetched& answer) {
  if (answer.end != FetchEnd::answered)
    return answer.end == FetchEnd::unreachable || answer.end == FetchEnd::too_late || answer.end == FetchEnd::cut_short;
  return answer.status >= 500 || answer.status == 429;
}

Fetched patiently(const RoadServer& server, const std::string& url, const std::atomic<bool>* stop) {
  platform::FetchLimits limits;
  limits.time = server.time;
  limits.bytes = kAnswerBytes;
  limits.redirections = 0;
  auto rest = server.rest;
  Fetched answer = platform::fetch(url, limits);
  for (int attempt = 1; attempt < server.attempts && passing(answer) && !(stop && *stop); ++attempt) {
    std::this_thread::sleep_for(rest);
    rest *= 2;
    answer = platform::fetch(url, limits);
  }
  return answer;
}

// A duration in seconds as tenths of a minute; null = no way; nothing = nonsense.
std::optional<std::int32_t> tenths_of(const json::value& duration) {
  if (duration.is_null()) return -1;
  if (!duration.is_number()) return std::nullopt;
  const double seconds = duration.to_number<double>();
  if (!(seconds >= 0 && seconds <= kMostSeconds)) return std::nullopt;
  return static_cast<std::int32_t>(std::lround(seconds / kSecondsPerTenth));
}

const json::array* array_of(const json::value* value, std::size_t size) {
  const json::array* out = value ? value->if_array() : nullptr;
  return out && out->size() == size ? out : nullptr;
}

// The table of an answer; nothing when it is not one of that size.
std::optional<std::vector<std::int32_t>> table_of(const json::value& answer, std::size_t rows, std::size_t columns) {
  const json::object* object = answer.if_object();
  const json::array* durations = array_of(object ? object->if_contains("durations") : nullptr, rows);
  if (!durations) return std::nullopt;
  std::vector<std::int32_t> out;
  for (const json::value& row : *durations) {
    const json::array* cells = array_of(&row, columns);
    if (!cells) return std::nullopt;
    for (const json::value& cell : *cells) {
      const auto tenths = tenths_of(cell);
      if (!tenths) return std::nullopt;
      out.push_back(*tenths);
    }
  }
  return out;
}

// What the server says of its refusal, or its status.
std::string said_of(const Fetched& answer, const json::value& body) {
  const json::object* object = body.if_object();
  const json::value* message = object ? object->if_contains("message") : nullptr;
  if (message && message->is_string()) return std::string(message->as_string());
  return fmt::format("HTTP {}", answer.status);
}

}  // namespace

Result<std::string> clean_address(std::string_view address) {
  const Problem bad{"planning.bad_server_address", "/address", {}};
  while (address.ends_with('/')) address.remove_suffix(1);
  const auto url = boost::urls::parse_uri(address);
  if (!url || address.size() > kAddressBytes || (url->scheme() != "http" && url->scheme() != "https")) return bad;
  if (url->host().empty() || url->has_userinfo() || url->has_query() || url->has_fragment()) return bad;
  return std::string(address);
}

Result<Done> check_profile(std::string_view profile, const char* field) {
  const bool good =
      !profile.empty() && profile.size() <= kProfileBytes && std::all_of(profile.begin(), profile.end(), plain);
  if (!good) return Problem{"planning.bad_server_profile", field, {}};
  return Done{};
}

Result<std::vector<std::int32_t>> ask_minutes(const RoadServer& server, std::span<const LonLat> from,
                                              std::span<const LonLat> to, const std::atomic<bool>* stop) {
  const Fetched answer = patiently(server, question(server, from, to), stop);
  if (answer.end == FetchEnd::too_late) return refusal("planning.server_too_late", server, answer.reason);
  if (answer.end == FetchEnd::too_big || answer.end == FetchEnd::led_astray)
    return refusal("planning.server_nonsense", server, answer.reason);
  if (answer.end != FetchEnd::answered) return refusal("planning.server_silent", server, answer.reason);
  boost::system::error_code unreadable;
  const json::value body = json::parse(answer.body, unreadable);
  if (answer.status != 200) return refusal("planning.server_refuses", server, said_of(answer, body));
  auto table = table_of(body, from.size(), to.size());
  if (unreadable || !table) return refusal("planning.server_nonsense", server, fmt::format("HTTP {}", answer.status));
  return *std::move(table);
}

}  // namespace maillage::planning
