// Who is asking, and who can tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/role.hpp"

namespace maillage::platform {

// An empty login = nobody signed in.
struct Identity {
  std::string login;
  std::string name;
  std::vector<Role> roles;
};

// Tells who holds a session; modules/access implements it.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // Nothing when the token opens no living session. Marks the session as used.
  virtual std::optional<Identity> identify(std::string_view token) = 0;
};

}  // namespace maillage::platform
