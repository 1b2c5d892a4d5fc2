#include "platform/routes/same_origin.hpp"

#include <doctest/doctest.h>

using namespace maillage::platform;

namespace {
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHost = "maillage.example:8443";
bool json(std::string_view site, std::string_view origin, std::string_view type = kJson) {
  return same_origin(BodyKind::json, {type, site, origin, kHost});
}
}  // namespace

TEST_CASE("the browser's own word decides") {
  CHECK(json("same-origin", ""));
  CHECK(json("same-origin", "https://maillage.example:8443"));
  for (const std::string_view site : {"cross-site", "same-site", "none", "Same-Origin", "x"}) {
    CHECK_FALSE(json(site, "https://maillage.example:8443"));
  }
}

TEST_CASE("without it, Origin must be this host") {
  CHECK(json("", "https://maillage.example:8443"));
  CHECK(json("", "http://MAILLAGE.example:8443"));
  for (const std::string_view origin :
       {"", "null", "https://evil.example", "https://maillage.example", "https://maillage.example:8443.evil",
        "ftp://maillage.example:8443", "maillage.example:8443", "https://"}) {
    CHECK_FALSE(json("", origin));
  }
  CHECK_FALSE(same_origin(BodyKind::json, {kJson, "", "https://", ""}));
}

TEST_CASE("contents that a form can send are refused, even from here") {
  for (const std::string_view type : {"text/plain", "TEXT/PLAIN; charset=utf-8", "multipart/form-data; boundary=x",
                                      "application/x-www-form-urlencoded", ""}) {
    CHECK_FALSE(json("same-origin", "", type));
    CHECK_FALSE(same_origin(BodyKind::upload, {type, "same-origin", "", kHost}));
  }
  CHECK(json("same-origin", "", "Application/JSON ; charset=utf-8"));
  CHECK_FALSE(json("same-origin", "", "application/jsonp"));
  CHECK(same_origin(BodyKind::upload, {"text/csv", "same-origin", "", kHost}));
  CHECK(same_origin(BodyKind::none, {"", "same-origin", "", kHost}));
  CHECK_FALSE(same_origin(BodyKind::none, {"text/plain", "same-origin", "", kHost}));
}
