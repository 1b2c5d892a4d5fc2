#include "platform/hash/sha256.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace maillage;

TEST_CASE("the published vectors of SHA-256 (FIPS 180-4, NIST CAVP)") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("every byte counts, zeros and the length included") {
  std::set<std::string> hashes;
  for (std::size_t length = 0; length < 130; ++length) hashes.insert(sha256(std::string(length, '\0')));
  for (int bit = 0; bit < 8; ++bit) {
    std::string text(64, 'x');
    text[63] = static_cast<char>(text[63] ^ (1 << bit));
    hashes.insert(sha256(text));
  }
  CHECK(hashes.size() == 138);
}
