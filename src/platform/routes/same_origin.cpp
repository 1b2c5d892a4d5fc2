#include "platform/routes/same_origin.hpp"

#include <algorithm>
#include <cctype>

namespace maillage::platform {
namespace {

bool same_text(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// "Application/JSON; charset=utf-8" → "Application/JSON".
std::string_view media_type(std::string_view content_type) {
  auto type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return type;
}

bool form_type(std::string_view type) {
  return same_text(type, "text/plain") || same_text(type, "multipart/form-data") ||
         same_text(type, "application/x-www-form-urlencoded");
}

bool content_fits(BodyKind body, std::string_view type) {
  switch (body) {
    case BodyKind::json:
      return same_text(type, "application/json");
    case BodyKind::upload:
      return !type.empty() && !form_type(type);
    case BodyKind::none:
      return type.empty() || same_text(type, "application/json");
  }
  return false;
}

// "https://host:8080" → "host:8080"; "" for "null" and what is not a web origin.
std::string_view origin_host(std::string_view origin) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (origin.starts_with(scheme)) return origin.substr(scheme.size());
  }
  return {};
}

}  // namespace

bool same_origin(BodyKind body, const WriteHeaders& headers) {
  if (!content_fits(body, media_type(headers.content_type))) return false;
  if (!headers.sec_fetch_site.empty()) return headers.sec_fetch_site == "same-origin";
  const auto host = origin_host(headers.origin);
  return !host.empty() && same_text(host, headers.host);
}

}  // namespace maillage::platform
