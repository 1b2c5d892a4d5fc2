#include "platform/fetch/fetch.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "platform/process/process.hpp"

namespace maillage::platform {
namespace {

// Exit codes of curl, from its manual.
enum : int {
  kBadProtocol = 1,
  kPartial = 18,
  kWriteFailed = 23,
  kTimedOut = 28,
  kTooManyRedirects = 47,
  kEmptyAnswer = 52,
  kReceiveFailed = 56,
  kBadEncoding = 61,
  kTooBig = 63,
  kStreamCut = 92,
};

std::vector<std::string> environment() {
  std::vector<std::string> all{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
                           "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      all.push_back(fmt::format("{}={}", name, value));
  return all;
}

Command curl(const std::string& url, const FetchLimits& limits) {
  const bool plain = url.starts_with("http://");
  Command command;
  command.program = "/usr/bin/curl";
  command.arguments = {"--disable",  // no ~/.curlrc
                       "--silent",
                       "--show-error",
                       "--globoff",
                       "--compressed",
                       "--location",
                       "--max-redirs",
                       std::to_string(limits.redirections),
                       "--proto",
                       plain ? "=http,https" : "=https",
                       "--proto-redir",
                       plain ? "=http,https" : "=https",
                       "--max-time",
                       fmt::format("{:.3f}", std::chrono::duration<double>(limits.time).count()),
                       "--max-filesize",
                       std::to_string(limits.bytes),
                       "--header",
                       "Accept: application/json",
                       "--output",
                       "body",
                       "--write-out",
                       "%{http_code} %{content_type}",
                       "--url",
                       url};
  command.environment = environment();
  command.file_bytes = limits.bytes;
  command.time = limits.time + std::chrono::seconds(5);  // curl counts by itself: this is for a curl that hangs
  return command;
}

FetchEnd meaning(const ProcessEnd& end) {
  if (end.file_too_big || end.status == kTooBig || end.status == kWriteFailed) return FetchEnd::too_big;
  if (!end.in_time || end.status == kTimedOut) return FetchEnd::too_late;
  switch (end.status) {
    case 0:
      return FetchEnd::answered;
    case kPartial:
    case kEmptyAnswer:
    case kReceiveFailed:
    case kBadEncoding:
    case kStreamCut:
      return FetchEnd::cut_short;
    case kBadProtocol:
    case kTooManyRedirects:
      return FetchEnd::led_astray;
    default:
      return FetchEnd::unreachable;
  }
}

std::string plain_type(std::string type) {
  type.resize(std::min(type.find(';'), type.size()));
  while (type.ends_with(' ')) type.pop_back();
  for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return type;
}

}  // namespace

Fetched fetch(const std::string& url, const FetchLimits& limits) {
  const TemporaryFolder folder;
  const ProcessEnd end = run_process(folder, curl(url, limits));
  Fetched fetched;
  fetched.end = meaning(end);
  if (fetched.end != FetchEnd::answered) {
    fetched.reason = end.message.starts_with("curl: ") ? end.message.substr(6) : end.message;
    return fetched;
  }
  const std::string said = folder.read("stdout");
  fetched.status = std::atoi(said.c_str());
  fetched.content_type = plain_type(said.substr(std::min(said.find(' '), said.size() - 1) + 1));
  fetched.body = folder.read("body");
  return fetched;
}

}  // namespace maillage::platform
