#include "modules/territory/missions.hpp"

#include <doctest/doctest.h>

#include "base/codes.hpp"

using namespace maillage;
using namespace maillage::territory;

TEST_CASE("missions: five, each found by its code at its own rank, named in both languages") {
  for (std::size_t i = 0; i < missions().size(); ++i) {
    CHECK(mission_rank(missions()[i].code) == i);
    CHECK_FALSE(missions()[i].name_fr.empty());
    CHECK_FALSE(missions()[i].name_en.empty());
  }
  CHECK(missions().size() == 5);
  CHECK_FALSE(mission_rank("SSD"));
  CHECK_FALSE(mission_rank(""));
}

TEST_CASE("départements: every code a commune may have is named, or is nobody's") {
  int named = 0;
  for (int n = 1; n <= 989; ++n) {
    const std::string number = std::to_string(n);
    const std::string code = n < 10 ? "0" + number : number;
    if (n > 99 && n < 971) continue;
    if (departement_name(code).empty()) continue;
    ++named;
    CHECK_MESSAGE(DepartementCode::parse(code).has_value(), code);
  }
  CHECK(named == 99);  // 01 … 95 without 20, then 971 … 974 and 976
  CHECK(departement_name("2A") == "Corse-du-Sud");
  CHECK(departement_name("2B") == "Haute-Corse");
  CHECK(departement_name("20").empty());
  CHECK(departement_name("96").empty());
}

TEST_CASE("départements: the part of a commune's code that names it is the one base knows") {
  for (const char* code : {"01001", "2A004", "2B033", "75056", "93066", "97105", "97611", "98735"}) {
    const auto commune = CommuneCode::parse(code);
    REQUIRE(commune);
    CHECK(departement_part(code) == departement_of(*commune).str());
    CHECK(departement_name(departement_part(code)).empty() == (std::string_view(code) >= "977"));
  }
}
