// One table, written by many hands: the rows must be the same, and what was mended is said.
#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/territory/reading/testing/any_kind.hpp"
#include "modules/territory/reading/testing/zipped.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

// Latin-1 of a text whose only characters beyond ASCII are those of U+00C0 … U+00FF.
std::string latin1(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    out += utf8[i] == '\xC3' ? static_cast<char>(utf8[++i] | 0x40) : utf8[i];
  }
  return out;
}

std::string utf16(std::string_view ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) out += big ? std::string({'\0', c}) : std::string({c, '\0'});
  return out;
}

std::string protected_cell(std::string_view cell) { return "=\"" + std::string(cell) + '"'; }
std::string spaced(std::string_view cell) { return " \u00A0" + std::string(cell) + "\u202F "; }

struct Hand {
  const char* name;
  std::function<std::string(const std::string&)> write;
  std::string repairs;
  std::string file_name = "fichier.csv";
};

const std::vector<Hand>& hands() {
  static const std::vector<Hand> all = {
      {"as it is", [](const std::string& t) { return t; }, ""},
      {"byte order mark", [](const std::string& t) { return "\xEF\xBB\xBF" + t; }, ""},
      {"CRLF", [](const std::string& t) { return rewritten(t, ';', "\r\n", as_is); }, ""},
      {"CR alone", [](const std::string& t) { return rewritten(t, ';', "\r", as_is); }, ""},
      {"tabs", [](const std::string& t) { return rewritten(t, '\t', "\n", as_is); }, ""},
      {"bars", [](const std::string& t) { return rewritten(t, '|', "\n", as_is); }, ""},
      {"commas, all quoted", [](const std::string& t) { return rewritten(t, ',', "\n", quoted); }, ""},
      {"protected from spreadsheets", [](const std::string& t) { return rewritten(t, ';', "\n", protected_cell); }, ""},
      {"blanks of all kinds", [](const std::string& t) { return rewritten(t, ';', "\n", spaced); }, ""},
      {"no last line end", [](const std::string& t) { return t.substr(0, t.size() - 1); }, ""},
      {"blank lines", [](const std::string& t) { return rewritten(t, ';', "\n\n", as_is) + "\n\n"; }, ""},
      {"lines of empty cells", [](const std::string& t) { return t + ";;;\n;;\n"; }, ""},
      {"Latin-1", [](const std::string& t) { return latin1(t); }, "- : windows_1252"},
      {"zipped",
       [](const std::string& t) {
         return zipped({{"donnees/table.csv", t}});
       },
       "", "table.zip"},
      {"gzipped", [](const std::string& t) { return deflated(t, true); }, "", "table.csv.gz"},
      {"under another name", [](const std::string& t) { return t; }, "- : file_not_its_name(carte.gpkg, CSV)",
       "carte.gpkg"},
  };
  return all;
}

}  // namespace

TEST_CASE("every kind, by every hand: the same rows, and only what was mended is said") {
  for (const Kind& kind : kinds()) {
    const Heard plain = kind.read({"fichier.csv", kind.csv});
    CAPTURE(kind.name);
    REQUIRE(said(plain.problems) == "");
    REQUIRE(plain.rows.size() >= 2);
    for (const Hand& hand : hands()) {
      CAPTURE(hand.name);
      const Heard read = kind.read({hand.file_name, hand.write(kind.csv)});
      CHECK(said(read.problems) == "");
      CHECK(said(read.repairs) == (hand.repairs.empty() ? said(plain.repairs) : hand.repairs));
      CHECK(listed(read.rows) == listed(plain.rows));
    }
  }
}

TEST_CASE("every kind: UTF-16 is refused with what to do, in both byte orders") {
  for (const Kind& kind : kinds()) {
    for (const bool big : {false, true}) {
      const Heard read = kind.read({"fichier.csv", utf16(kind.csv, big)});
      CHECK(said(read.problems) == "- : utf16");
      CHECK(sentence(read.problems[0], true).find("CSV UTF-8") != std::string::npos);
    }
  }
}

TEST_CASE("every kind: columns in any order, and columns of others, change nothing (property)") {
  Random random(11);
  for (const Kind& kind : kinds()) {
    const Heard plain = kind.read({"fichier.csv", kind.csv});
    auto rows = cells_of(kind.csv);
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row].push_back(row == 0 ? "Colonne d'un autre" : "x");
    for (int round = 0; round < 20; ++round) {
      for (std::size_t i = rows[0].size(); i > 1; --i) {
        const std::size_t j = random.below(i);
        for (auto& row : rows) std::swap(row[i - 1], row[j]);
      }
      std::string csv;
      for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) csv += row[i] + (i + 1 < row.size() ? ";" : "\n");
      const Heard read = kind.read({"fichier.csv", csv});
      CHECK_MESSAGE(read.rows == plain.rows, kind.name << ": " << csv);
    }
  }
}

TEST_CASE("a JSON damaged in one place is not taken for Windows-1252; one wholly in Windows-1252 is read and said") {
  const auto communes = [](std::string_view bytes) { return heard(read_communes({"communes.json", bytes})); };
  const std::string row = R"({"code":"93031","nom":"Épinay"})";
  const Heard cut = communes("[" + row + ",\n{\"code\":\"93066\",\"nom\":\"Pr\xC3\"}]");
  CHECK(said(cut.problems) == "2 : encoding_mixed(26)");
  const Heard old = communes(latin1("[" + row + "]"));
  CHECK(said(old.repairs) == "- : windows_1252");
  REQUIRE(old.rows.size() == 1);
  CHECK(old.rows[0].starts_with("93031 Épinay"));
  CHECK(said(communes(utf16("[" + row.substr(0, 15) + "]", false)).problems) == "- : utf16");
}

TEST_CASE("a quoted cell may hold delimiters, quotes and line ends; the lines that follow keep their numbers") {
  const Heard read = heard(read_sectors(
      {"s.csv", "code;secteur;nom\n93066;S1;\"Nord;\n\"\"Gare\"\"\n\"\n93055;;\"x\ny\"\n93001;S2;Sud\nzz;S3;\n"}));
  CHECK(said(read.problems) == "5 secteur: cell_missing\n8 code: commune_code_invalid(zz)");
  REQUIRE(read.rows.size() == 2);
  CHECK(read.rows[0] == "93066 S1 Nord;\n\"Gare\"");
  CHECK(read.lines == std::vector<int>{2, 7});
}

TEST_CASE("the header: below titles and labels, but never among the rows") {
  const auto populations = [](const std::string& bytes) { return heard(read_populations({"p.csv", bytes})); };
  const Heard below = populations("Population légale\n;;\nSource : Insee\nCode;Population\nCODGEO;P22_POP\n93066;10\n");
  CHECK(said(below.problems) == "");
  CHECK(below.rows == std::vector<std::string>{"93066 10 "});
  // Two files put end to end: the second header is a row that is wrong, and nothing above it is lost.
  const Heard joined = populations("code;population\n93066;10\ncode;population\n93055;20\n");
  CHECK(said(joined.problems) == "3 code: commune_code_invalid(code)\n3 population: count_invalid(population)");
  CHECK(joined.rows.size() == 2);
}

TEST_CASE("two columns that say the same thing: the first is read, and said") {
  const Heard doubled = heard(read_sectors({"s.csv", "code;secteur;Secteur\n93066;A;B\n"}));
  CHECK(said(doubled.repairs) == "- secteur: column_spare(secteur, Secteur)");
  CHECK(doubled.rows == std::vector<std::string>{"93066 A "});
  const Heard years = heard(read_populations({"p.csv", "CODGEO;P22_POP;P16_POP;P11_POP\n93066;3;2;1\n"}));
  CHECK(said(years.repairs) == "- P22_POP: column_spare(P22_POP, P16_POP)\n- P22_POP: column_spare(P22_POP, P11_POP)");
  CHECK(years.rows == std::vector<std::string>{"93066 3 "});
  // A better spelling further on is no double.
  const Heard better = heard(read_sectors({"s.csv", "code;name;secteur;nom\n93066;x;A;y\n"}));
  CHECK(said(better.repairs) == "");
}
