// Writes only come from the pages of this server (or from a program that says so).
#pragma once

#include <string_view>

#include "platform/routes/routes.hpp"

namespace maillage::platform {

// What a write said of itself; "" = absent.
struct WriteHeaders {
  std::string_view content_type;
  std::string_view sec_fetch_site;
  std::string_view origin;
  std::string_view host;
};

// The content type is not one that a foreign page's form can send without asking (Fetch §2.2.2), and the browser says
// "same-origin", or, where it says nothing, Origin is this host. A write that says neither is refused.
bool same_origin(BodyKind body, const WriteHeaders& headers);

}  // namespace maillage::platform
