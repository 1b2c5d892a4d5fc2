#include "base/codes.hpp"

#include <doctest/doctest.h>

#include <set>
#include <unordered_set>

using namespace maillage;

namespace {

// The Départements and overseas collectivities of the Code officiel géographique, written out; and 96, which is
// nobody's.
std::set<std::string> all_departements() {
  std::set<std::string> codes = {"2A", "2B"};
  for (int number = 1; number <= 96; ++number) codes.insert((number < 10 ? "0" : "") + std::to_string(number));
  for (const char* code : {"971", "972", "973", "974", "975", "976", "977", "978"}) codes.insert(code);
  for (const char* code : {"984", "985", "986", "987", "988", "989"}) codes.insert(code);
  return codes;
}

constexpr std::string_view kAlphabet = "0123456789AB";

// Calls `each` on every text of `length` characters of the alphabet.
template <class Each>
void every_text(std::size_t length, Each each, std::string begun = "") {
  if (begun.size() == length) return each(begun);
  for (const char c : kAlphabet) every_text(length, each, begun + c);
}

}  // namespace

TEST_CASE("a Département is one of the official list, and nothing else of two or three characters") {
  const auto known = all_departements();
  int wrong = 0;
  for (const std::size_t length : {1u, 2u, 3u})
    every_text(length, [&](const std::string& text) {
      wrong += DepartementCode::parse(text).has_value() != known.contains(text);
    });
  CHECK(wrong == 0);
}

TEST_CASE("a commune begins by its Département, which every valid commune has") {
  const auto known = all_departements();
  int wrong = 0, communes = 0;
  every_text(5, [&](const std::string& text) {
    const auto commune = CommuneCode::parse(text);
    const bool digits = text.find_first_of("AB", 2) == text.npos;
    const bool expected = digits && (known.contains(text.substr(0, 2)) || known.contains(text.substr(0, 3)));
    wrong += commune.has_value() != expected;
    if (!commune) return;
    ++communes;
    const std::string departement = departement_of(*commune).str();
    wrong += !text.starts_with(departement) || !known.contains(departement);
  });
  CHECK(wrong == 0);
  CHECK(communes == 98 * 1000 + 14 * 100);
}

TEST_CASE("an IRIS is a commune and four digits") {
  for (const char* text : {"930660101", "2A0040000", "974110102", "988180000"}) {
    const auto iris = IrisCode::parse(text);
    REQUIRE(iris);
    CHECK(iris->str() == text);
    CHECK(commune_of(*iris).str() == std::string(text).substr(0, 5));
  }
  for (const char* text :
       {"93066010", "9306601011", "93066010A", "000010101", "979010000", "99000000", "93066 101", ""})
    CHECK_FALSE(IrisCode::parse(text));
}

TEST_CASE("an EPCI is nine digits") {
  CHECK(EpciCode::parse("200054781"));
  for (const char* text : {"20005478", "2000547811", "20005478A", " 00054781", "-00054781", ""})
    CHECK_FALSE(EpciCode::parse(text));
}

TEST_CASE("codes sort as their texts and serve as keys") {
  const auto a = *CommuneCode::parse("2A004"), b = *CommuneCode::parse("93066");
  CHECK(a < b);
  CHECK(CommuneCode() < a);
  const std::unordered_set<CommuneCode> keys = {a, b, a};
  CHECK(keys.size() == 2);
  CHECK(keys.contains(*CommuneCode::parse("93066")));
}
