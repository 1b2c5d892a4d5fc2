#include "modules/access/password.hpp"

#include <sodium.h>

#include <bitset>
#include <new>
#include <semaphore>

#include "base/assert.hpp"

namespace maillage::access {
namespace {

constexpr PasswordCost kCosts[] = {
    // OWASP's minimum is 19 MiB and 2 passes; ours takes about 0.1 s of one core of 2026.
    {"2026-11-22", 3, 64u << 20},
};

std::counting_semaphore<2>& turns() {
  static std::counting_semaphore<2> two(2);
  return two;
}

struct Turn {
  Turn() { turns().acquire(); }
  ~Turn() { turns().release(); }
  Turn(const Turn&) = delete;
};

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  MAILLAGE_ASSERT(started, "libsodium starts");
}

}  // namespace

const PasswordCost& password_cost() { return kCosts[std::size(kCosts) - 1]; }

bool password_strong(std::string_view password, std::string_view login) {
  std::bitset<256> different;
  std::size_t characters = 0;
  for (const char c : password) {
    different.set(static_cast<unsigned char>(c));
    characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // bytes that begin a UTF-8 character
  }
  return characters >= kPasswordCharacters && different.count() >= 6 && password.find(login) == password.npos;
}

std::string password_hash(std::string_view password, const PasswordCost& cost) {
  start_sodium();
  const Turn turn;
  char hash[crypto_pwhash_STRBYTES];
  const int made = crypto_pwhash_str_alg(hash, password.data(), password.size(), cost.passes, cost.memory_bytes,
                                         crypto_pwhash_ALG_ARGON2ID13);
  if (made != 0) throw std::bad_alloc();
  return hash;
}

bool password_matches(std::string_view password, const std::string& hash) {
  start_sodium();
  const Turn turn;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool password_outdated(const std::string& hash) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), password_cost().passes, password_cost().memory_bytes) != 0;
}

const std::string& nobodys_hash() {
  static const std::string hash = [] {
    start_sodium();
    std::string secret(32, '\0');
    randombytes_buf(secret.data(), secret.size());
    return password_hash(secret);
  }();
  return hash;
}

}  // namespace maillage::access
