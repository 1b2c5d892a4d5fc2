// Passwords: what is accepted, how they are kept (argon2id, RFC 9106), how they are compared.
#pragma once

#include <string>
#include <string_view>

namespace maillage::access {

// What hashing a password costs. The row in force is the last one; hashes made with less are made again at sign-in.
struct PasswordCost {
  std::string_view since;  // the day we adopted it
  unsigned long long passes;
  std::size_t memory_bytes;
};
const PasswordCost& password_cost();

inline constexpr std::size_t kPasswordCharacters = 14;

// At least 14 characters, 6 different ones, and not the login within (CNIL recommendation 2022-100: 80 bits of entropy,
// reached by length rather than by classes).
bool password_strong(std::string_view password, std::string_view login);

// The hash as text, parameters and salt included. At most two at once in the process: 64 MiB each. Waits its turn.
std::string password_hash(std::string_view password, const PasswordCost& cost = password_cost());

// Takes the same time whatever the answer. Waits its turn, like password_hash.
bool password_matches(std::string_view password, const std::string& hash);

// The hash was made at another cost than the one in force.
bool password_outdated(const std::string& hash);

// A hash that no password matches, at the cost in force: what unknown accounts are compared with.
const std::string& nobodys_hash();

}  // namespace maillage::access
