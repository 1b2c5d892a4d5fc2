// One document of the web, read through curl: it knows proxies, certificates and compressions; we keep the limits.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace maillage::platform {

struct FetchLimits {
  std::chrono::milliseconds time{std::chrono::seconds(90)};
  std::size_t bytes = std::size_t{64} << 20;  // once decompressed
  int redirections = 3;
};

// How a fetch ended. `answered` says only that a whole answer came: its status may be a refusal.
enum class FetchEnd { answered, unreachable, too_late, too_big, cut_short, led_astray };

struct Fetched {
  FetchEnd end = FetchEnd::answered;
  int status = 0;            // of HTTP, when it answered
  std::string content_type;  // without its parameters, lower case: "application/json"
  std::string body;          // when it answered
  std::string reason;        // what curl says, when it did not
};

// GETs `url`, following redirections within their limit, from https only to https and never to a file. Of the
// environment, only the proxies and the certificates are passed on. Throws std::runtime_error when curl is not
// installed.
Fetched fetch(const std::string& url, const FetchLimits& limits);

}  // namespace maillage::platform
