// Files of quantities, fault by fault.
#include <doctest/doctest.h>

#include "modules/territory/reading/testing/any_kind.hpp"
#include "modules/territory/reading/testing/real_files.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

struct Case {
  std::string bytes;
  std::vector<std::string> rows;
  std::string problems = "";
  std::string repairs = "";
};

void check_cases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Heard read = heard(read_quantities({"charges.csv", c.bytes}));
    CAPTURE(c.bytes);
    CHECK(said(read.problems) == c.problems);
    CHECK(said(read.repairs) == c.repairs);
    CHECK(listed(read.rows) == listed(c.rows));
    CHECK(unsaid(read, 100) == "");
  }
}

}  // namespace

TEST_CASE("columns: any number of figures beside the code, words left out, the unit in brackets") {
  const auto read = read_quantities({"charges-2023.csv",
                                     "Code INSEE;Commune;Foyers RSA (foyers);Naissances [enfants];ASE\n"
                                     "93066;Saint-Denis;12 345;2 001,5;0\n"});
  REQUIRE(read.ok());
  REQUIRE(read.rows.size() == 1);
  const auto& columns = *read.rows[0].columns;
  REQUIRE(columns.size() == 3);
  CHECK(columns[0].name == "Foyers RSA");
  CHECK(columns[0].unit == "foyers");
  CHECK(columns[0].code == "foyersrsa");
  CHECK(columns[1].unit == "enfants");
  CHECK(columns[2].unit == "");
  CHECK(read.rows[0].thousandths == std::vector<std::int64_t>{12345000, 2001500, 0});
  CHECK(read.vintage == "2023");
  CHECK(said(read.repairs) == "- Commune: quantity_words(Commune)");
}

TEST_CASE("a figure is given everywhere, and is one; all the faults are told at once") {
  check_cases({
      {"code;a\n93066;0\n93001;12,5\n", {"93066 a=0", "93001 a=12500"}},
      {"code;a;b\n93066;1;\n93001;s;-4\n93005;x;2000000000\n93006;1;2\n",
       {"93006 a=1000 b=2000"},
       "2 b: amount_missing\n3 a: amount_withheld(s)\n3 b: amount_invalid(-4)\n4 a: amount_invalid(x)\n"
       "4 b: amount_invalid(2000000000)"},
      {"code;a\n93066;1\n93066;2\n", {"93066 a=1000"}, "3 code: code_twice(93066, 2)"},
      {"code;a\n9306x;1\n", {}, "2 code: commune_code_invalid(9306x)"},
      {"code;Nom\n93066;Saint-Denis\n", {"93066"}, "- : quantities_none", "- Nom: quantity_words(Nom)"},
      {"code\n93066\n", {"93066"}, "- : quantities_none"},
      {"a;b\n1;2\n", {}, "- code: column_missing(code, a, b)"},
      {"code;Foyers;Foyers (a)\n93066;1;2\n", {"93066 foyers=2000"}, "- Foyers (a): quantity_twice(Foyers)"},
      {"code;a\n93066;149,077\n", {"93066 a=149077"}, "2 a: commas_unclear(149,077)"},
      {"code;(foyers)\n93066;1\n", {"93066 foyers=1000"}},
      {"", {}, "- : file_empty"},
      {R"([{"code":"93066","a":1}])", {}, "- : quantities_not_text", "- : file_not_its_name(charges.csv, JSON)"},
      {"%PDF-1.4", {}, "- : file_unknown"},
  });
}

TEST_CASE("hostile: columns without end, names without end") {
  std::string header = "code", row = "93066";
  for (int i = 0; i < 5000; ++i) header += ";c" + std::to_string(i), row += ";1";
  const auto wide = read_quantities({"large.csv", header + "\n" + row + "\n"});
  CHECK(said(wide.problems) == "- : quantities_too_many(400, 40)");
  const auto named = heard(read_quantities({"long.csv", "code;" + std::string(100'000, 'x') + "\n93066;1\n"}));
  REQUIRE(named.problems.size() == 1);
  CHECK(named.problems[0].problem.code == "territory.quantity_name_long");
  CHECK(named.problems[0].problem.args[0].second.size() < 100);
}

TEST_CASE("the file of the CAF, one December of it, is read as it is published") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string all = slurped(*folder + "/opendata/caf/s_ben_com_f_93_reconstitue.csv");
  std::string december = all.substr(0, all.find('\n') + 1);
  for (std::size_t line = december.size(); line < all.size();) {
    const std::size_t end = std::min(all.find('\n', line), all.size() - 1) + 1;
    if (all.compare(line, 7, "2023-12") == 0) december += all.substr(line, end - line);
    line = end;
  }
  const auto read = read_quantities({"caf-2023.csv", december});
  REQUIRE(read.ok());
  CHECK(read.rows.size() == 39);
  REQUIRE(read.rows[0].columns->size() == 7);
  CHECK(read.rows[0].columns->at(2).code == "indfoyrsa");
  CHECK(read.rows[0].thousandths[2] == 6930000);
  // Five Decembers together say each commune five times.
  CHECK_FALSE(read_quantities({"caf.csv", all}).ok());
}
