#include "modules/territory/reading/cells.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

// "93066", "*01034" when mended, "" when refused.
std::string commune(std::string_view text) {
  const auto code = commune_code(text);
  return code ? (code->mended ? "*" : "") + code->code.str() : "";
}

std::string iris(std::string_view text) {
  const auto code = iris_code(text);
  return code ? (code->mended ? "*" : "") + code->code.str() : "";
}

}  // namespace

TEST_CASE("cells: codes of communes, and what spreadsheets do to them") {
  CHECK(commune("93066") == "93066");
  CHECK(commune(" 2A004 ") == "2A004");
  CHECK(commune("=\"93066\"") == "93066");
  CHECK(commune("1034") == "*01034");
  CHECK(commune("31230.0") == "*31230");
  CHECK(commune("1034.0") == "*01034");
  CHECK(commune("2b033") == "*2B033");
  CHECK(commune("2B14") == "*2B014");
  CHECK(commune("93 066") == "*93066");
  CHECK(commune("93\u00A0066") == "*93066");
  for (const char* wrong : {"", "1", "034", "930660", "9306A", "2C001", "Pantin", "01-Ain ", "-9306", "93066.5"}) {
    CHECK_MESSAGE(commune(wrong) == "", wrong);
  }
}

TEST_CASE("cells: codes of IRIS and EPCI") {
  CHECK(iris("930660101") == "930660101");
  CHECK(iris("10010101") == "*010010101");
  CHECK(iris("930660101.0") == "*930660101");
  CHECK(iris("93066 0101") == "*930660101");
  CHECK(iris("2a0040101") == "*2A0040101");
  CHECK(iris("93066") == "");
  CHECK(iris("9306601011") == "");
  CHECK(epci_code("200054781")->code.str() == "200054781");
  CHECK(epci_code("200054781.0")->mended);
  CHECK(epci_code("200 054 781")->mended);
  CHECK_FALSE(epci_code("20005478"));
}

TEST_CASE("cells: a mended code is a valid code, and mending it again changes nothing (property)") {
  Random random(41);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint64_t i = random.below(9); i-- > 0;) text += "0123456789aAbB. ,"[random.below(17)];
    const auto code = commune_code(text);
    if (!code) continue;
    const auto again = commune_code(code->code.str());
    REQUIRE(again);
    CHECK_FALSE(again->mended);
    CHECK(again->code == code->code);
  }
}

TEST_CASE("cells: numbers as French statistics write them") {
  CHECK(decimal("12") == 12);
  CHECK(decimal("48,909987") == 48.909987);
  CHECK(decimal("1.1899999999999997") == 1.1899999999999997);
  CHECK(decimal("1 234,5") == 1234.5);
  CHECK(decimal("1\u00A0234\u202F567") == 1234567);
  CHECK(decimal("343 500*") == 343500);
  CHECK(decimal("+3") == 3);
  CHECK(decimal("-2,5") == -2.5);
  CHECK(decimal("1e3") == 1000);
  for (const char* wrong : {"", "s", "12a", "1,2,3", "1.2.3", "nan", "inf", "1e300", "0x10", "--1"})
    CHECK_MESSAGE(!decimal(wrong), wrong);
  CHECK(count("2034,5123") == 2035);
  CHECK(count("0") == 0);
  CHECK_FALSE(count("-1"));
  CHECK(whole("12.0") == 12);
  CHECK_FALSE(whole("12.5"));
  CHECK_FALSE(whole("1000000"));
}

TEST_CASE("cells: secrecy markers are not numbers, and numbers are not markers") {
  for (const char* marker : {"s", "ns", "nd", "ND ", "NR", "NC", "so", "-", "/", "NA", "ndiff", "n.d."}) {
    CHECK_MESSAGE(withheld(marker), marker);
    CHECK_MESSAGE(!decimal(marker), marker);
  }
  for (const char* cell : {"", "0", "12", "s12", "Saint"}) CHECK_MESSAGE(!withheld(cell), cell);
}

TEST_CASE("cells: headers are the same without case, accents and signs") {
  CHECK(folded("Code commune (INSEE)") == "codecommuneinsee");
  CHECK(folded("Libellé géographique") == "libellegeographique");
  CHECK(folded("ŒUVRE_Ça") == "oeuvreca");
  CHECK(folded("N°") == "n");
  CHECK(folded("ref:INSEE") == "refinsee");
  CHECK(folded("\xC3") == "");
  CHECK(trimmed(" \u00A0x y\u202F\t") == "x y");
  CHECK(trimmed("=\"\"") == "");
  CHECK(trimmed("=\"") == "=\"");
}

TEST_CASE("cells: dates of two styles") {
  CHECK(date("2018-10-22") == Date(2018, 10, 22));
  CHECK(date("01/02/2024") == Date(2024, 2, 1));
  for (const char* wrong :
       {"", "2018-13-01", "32/01/2024", "29/02/2023", "1/2/2024", "01/02/24", "aa/bb/cccc", "2024"}) {
    CHECK_MESSAGE(!date(wrong), wrong);
  }
}
