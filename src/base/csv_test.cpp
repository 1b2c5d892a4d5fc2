#include "base/csv.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "base/random.hpp"

using namespace maillage;
using Records = std::vector<std::vector<std::string>>;

namespace {

Records read_all(std::string_view text, char delimiter = ';') {
  Records records;
  csv::Reader reader(text, delimiter);
  while (reader.next()) records.emplace_back(reader.fields().begin(), reader.fields().end());
  CHECK_FALSE(reader.fault());
  return records;
}

csv::Fault fault_of(std::string_view text, char delimiter = ';') {
  csv::Reader reader(text, delimiter);
  while (reader.next()) {
  }
  REQUIRE(reader.fault());
  CHECK_FALSE(reader.next());
  return *reader.fault();
}

std::string quoted(const std::string& field) {
  std::string out = "\"";
  for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

TEST_CASE("csv: fields, quotes and line ends") {
  CHECK(read_all("a;b\n1;2\n") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read_all("a;b\r\n1;2") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read_all("a;b\r1;2\r") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read_all("a;;\n;;\n") == Records{{"a", "", ""}, {"", "", ""}});
  CHECK(read_all("\n\n a ;b\n\n") == Records{{" a ", "b"}});
  CHECK(read_all("\"a;b\";\"c\nd\";\"\"") == Records{{"a;b", "c\nd", ""}});
  CHECK(read_all("\"dit \"\"oui\"\"\";\"\"\"\"") == Records{{"dit \"oui\"", "\""}});
  CHECK(read_all("rue \"du\" bac;5'\"") == Records{{"rue \"du\" bac", "5'\""}});
  CHECK(read_all("48,9;\"48,909987\"") == Records{{"48,9", "48,909987"}});
  CHECK(read_all("a\t\tb", '\t') == Records{{"a", "", "b"}});
  CHECK(read_all("").empty());
  CHECK(read_all("\r\n\r\n").empty());
}

TEST_CASE("csv: codes protected from spreadsheets") {
  CHECK(read_all("=\"93066\";x") == Records{{"93066", "x"}});
  CHECK(read_all("x;=\"03095;03310\"\n") == Records{{"x", "03095;03310"}});
  CHECK(read_all("=A1;=\n") == Records{{"=A1", "="}});
}

TEST_CASE("csv: lines are counted where records begin") {
  csv::Reader reader("a\n\n\"b\nb\nb\"\nc", ';');
  REQUIRE(reader.next());
  CHECK(reader.line() == 1);
  REQUIRE(reader.next());
  CHECK(reader.line() == 3);
  REQUIRE(reader.next());
  CHECK(reader.line() == 6);
}

TEST_CASE("csv: views stay alive while the reader does") {
  csv::Reader reader("\"a\"\"1\"\n\"b\"\"2\"\n", ';');
  REQUIRE(reader.next());
  const std::string_view first = reader.fields()[0];
  for (int i = 0; i < 2; ++i) (void)reader.next();
  CHECK(first == "a\"1");
}

TEST_CASE("csv: a fault says its line and character") {
  const csv::Fault open = fault_of("a;b\né;\"sans fin\n1;2\n");
  CHECK(open.kind == csv::FaultKind::quote_not_closed);
  CHECK(open.line == 2);
  CHECK(open.column == 3);
  const csv::Fault after = fault_of("a;b\n\"x\"y;2\n");
  CHECK(after.kind == csv::FaultKind::text_after_quote);
  CHECK(after.line == 2);
  CHECK(after.column == 4);
  const csv::Fault null = fault_of(std::string_view("a;b\nx\0y;2\n", 10));
  CHECK(null.kind == csv::FaultKind::null_byte);
  CHECK(null.line == 2);
  CHECK(null.column == 2);
  CHECK(fault_of(std::string_view("\"a\0b\"", 5)).kind == csv::FaultKind::null_byte);
  CHECK(fault_of("\"").kind == csv::FaultKind::quote_not_closed);
}

TEST_CASE("csv: the delimiter is the one that cuts evenly") {
  CHECK(csv::detect_delimiter("code;nom\n1;a,b\n2;c,d\n") == ';');
  CHECK(csv::detect_delimiter("code,nom,x\n1,a,\"2;3;4\"\n") == ',');
  CHECK(csv::detect_delimiter("code\tnom\n1\ta;b,c\n") == '\t');
  CHECK(csv::detect_delimiter("a|b|c\n1|2|3\n") == '|');
  CHECK(csv::detect_delimiter("CODGEO;MED\n01001;1,5\n01002;2,5\n01004;3,5\n") == ';');
  CHECK(csv::detect_delimiter("city_code,city_name,sector_id,street_name,id\n1,A,2\n3,B,4\n5,C,6,rue;x,7\n") == ',');
  CHECK(csv::detect_delimiter("seul\n1\n") == ';');
  CHECK(csv::detect_delimiter("") == ';');
}

TEST_CASE("csv: encodings") {
  using csv::Encoding;
  CHECK(csv::detect_encoding("Épinay") == Encoding::utf8);
  CHECK(csv::detect_encoding("\xC9pinay") == Encoding::windows_1252);
  CHECK(csv::detect_encoding("\xFF\xFE"
                             "a") == Encoding::utf16);
  CHECK(csv::detect_encoding("\xC0\xAF") == Encoding::windows_1252);          // overlong
  CHECK(csv::detect_encoding("\xED\xA0\x80") == Encoding::windows_1252);      // surrogate
  CHECK(csv::detect_encoding("\xF4\x90\x80\x80") == Encoding::windows_1252);  // beyond U+10FFFF
  CHECK(csv::detect_encoding("\xE2\x82") == Encoding::windows_1252);          // cut short
  CHECK(csv::detect_encoding("\xF0\x9F\x8F\x98") == Encoding::utf8);
  CHECK(csv::from_windows_1252("\xC9pinay \x80 \x9C\x81") == "Épinay € œ\uFFFD");
  CHECK_FALSE(csv::damaged_utf8("Épinay"));
  CHECK_FALSE(csv::damaged_utf8("\xC9pinay"));
  CHECK(csv::damaged_utf8("Épinay\xC3") == 7);
  CHECK(csv::without_mark("\xEF\xBB\xBF"
                          "code") == "code");
  CHECK(csv::without_mark("code") == "code");
}

TEST_CASE("csv: what is written quoted is read back (property)") {
  Random random(7);
  constexpr std::string_view kAlphabet = "ab;,\"\n\r=é ";
  for (int round = 0; round < 500; ++round) {
    Records written;
    std::string text;
    for (int row = 0; row < 3; ++row) {
      auto& record = written.emplace_back();
      for (int column = 0; column < 3; ++column) {
        std::string field;
        for (int i = 0; i < 5; ++i) field += kAlphabet[static_cast<std::size_t>(random.below(kAlphabet.size()))];
        text += (column > 0 ? ";" : "") + quoted(field);
        record.push_back(field);
      }
      text += "\n";
    }
    CHECK(read_all(text) == written);
  }
}

TEST_CASE("csv: any bytes end in records or a fault, and every view lies within reach (property)") {
  Random random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "a;\"\"\n\r=,\0"[random.below(9)];
    csv::Reader reader(text, csv::detect_delimiter(text));
    int line = 0;
    while (reader.next()) {
      CHECK_FALSE(reader.fields().empty());
      CHECK(reader.line() > line);
      line = reader.line();
    }
  }
}

TEST_CASE("csv: reads tens of megabytes in a moment") {
  std::string text;
  while (text.size() < 16u << 20) text += "930010101;Rue de la République;\"12\";93001;48,909987\r\n";
  const auto start = std::chrono::steady_clock::now();
  csv::Reader reader(text, ';');
  std::size_t fields = 0;
  while (reader.next()) fields += reader.fields().size();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  MESSAGE("csv: " << static_cast<double>(text.size()) / 1e6 / seconds.count() << " MB/s");
  CHECK(fields % 5 == 0);
}
