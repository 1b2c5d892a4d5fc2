#include <doctest/doctest.h>

#include <set>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

using namespace maillage;

TEST_CASE("dates: what is printed is read back, what is not a date is refused") {
  for (const char* text : {"2025-01-01", "2024-02-29", "0001-01-01", "9999-12-31"})
    CHECK(Date::parse(text)->str() == text);
  for (const char* text : {"2025-02-29", "2025-13-01", "25-01-01", "2025/01/01", "2025-1-01", "+025-01-01", ""})
    CHECK_FALSE(Date::parse(text));
}

TEST_CASE("periods are half-open: the last day belongs to the next one") {
  const Period before{kBeginningOfTime, Date(2025, 1, 1)}, after{Date(2025, 1, 1), kEndOfTime};
  CHECK(before.contains(Date(2024, 12, 31)));
  CHECK_FALSE(before.contains(Date(2025, 1, 1)));
  CHECK(after.contains(Date(2025, 1, 1)));
  CHECK_FALSE(before.overlaps(after));
  CHECK(Period{Date(2025, 1, 1), Date(2025, 1, 1)}.empty());
}

TEST_CASE("codes: only what the official geography knows") {
  for (const char* text : {"93066", "2A004", "2B033", "97411", "01001"}) CHECK(CommuneCode::parse(text));
  for (const char* text : {"1001", "93O66", "2C001", "930660", "00001", ""}) CHECK_FALSE(CommuneCode::parse(text));
  CHECK(commune_of(*IrisCode::parse("930660101")).str() == "93066");
  CHECK(departement_of(*CommuneCode::parse("97411")).str() == "974");
  CHECK(departement_of(*CommuneCode::parse("2A004")).str() == "2A");
  CHECK_FALSE(DepartementCode::parse("979"));
}

TEST_CASE("random: same seed, same sequence; below() stays below") {
  Random a(7), b(7), c(8);
  CHECK(a.next() == b.next());
  CHECK(b.next() != c.next());
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(a.below(10));
  CHECK(seen.size() == 10);
  CHECK(*seen.rbegin() == 9);
}

TEST_CASE("results carry a value or a problem") {
  const Result<int> good = 3, bad = Problem{"territory.unknown_place", "/code", {}};
  CHECK(*good == 3);
  CHECK_FALSE(bad.ok());
  CHECK(bad.problem().field == "/code");
}
