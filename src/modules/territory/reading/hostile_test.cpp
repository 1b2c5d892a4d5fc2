// Files that were cut, damaged or made to hurt: refused with a sentence, never half read, never a crash.
#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/territory/reading/archive.hpp"
#include "modules/territory/reading/testing/any_kind.hpp"
#include "modules/territory/reading/testing/zipped.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

int lines_in(std::string_view text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1; }

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

Heard sectors(std::string_view bytes, std::string_view name = "s.csv") { return heard(read_sectors({name, bytes})); }

const std::string kGeoJson =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"93031","nom":"Épinay"},)"
    R"("geometry":{"type":"Polygon","coordinates":[[[2.3,48.9],[2.31,48.9],[2.31,48.91],[2.3,48.91],[2.3,48.9]]]}}]})";

}  // namespace

TEST_CASE("property: a CSV cut anywhere gives the rows before the cut, or says what is wrong of the last one") {
  for (const Kind& kind : kinds()) {
    const Heard whole = kind.read({"f.csv", kind.csv});
    for (std::size_t cut = kind.csv.find('\n') + 1; cut < kind.csv.size(); ++cut) {
      const std::string text = kind.csv.substr(0, cut);
      const Heard part = kind.read({"f.csv", text});
      CAPTURE(text);
      CHECK(unsaid(part, lines_in(text)) == "");
      for (const Note& note : part.problems)
        CHECK((!note.line || *note.line == lines_in(text) || note.problem.code == "territory.shares_do_not_add_up"));
      REQUIRE(part.rows.size() <= whole.rows.size());
    }
  }
}

TEST_CASE("property: a JSON cut anywhere is refused, with a line of the file") {
  for (std::size_t cut = 1; cut < kGeoJson.size(); ++cut) {
    const Heard part = heard(read_communes({"c.geojson", kGeoJson.substr(0, cut)}));
    CHECK_FALSE(part.ok());
    CHECK(unsaid(part, 1) == "");
  }
}

TEST_CASE("property: bytes changed at random are read or refused; every note has its sentence and its place") {
  Random random(2024);
  std::vector<std::pair<const Kind*, std::string>> files;
  for (const Kind& kind : kinds()) files.emplace_back(&kind, kind.csv);
  files.emplace_back(&kinds().front(), kGeoJson);
  for (const auto& [kind, bytes] : files) {
    for (int round = 0; round < 700; ++round) {
      std::string damaged = bytes;
      for (std::uint64_t i = 1 + random.below(4); i-- > 0;) {
        static constexpr std::string_view kOften = "\";,\n\r\t|{}[]:=\\0\xC3\xFF";
        damaged[random.below(damaged.size())] =
            random.below(2) == 0 ? kOften[random.below(kOften.size())] : static_cast<char>(random.below(256));
      }
      const Heard read = kind->read({"f", damaged});
      const std::string fault =
          unsaid(read, lines_in(damaged) + static_cast<int>(std::count(damaged.begin(), damaged.end(), '\r')));
      CHECK_MESSAGE(fault == "", kind->name << " round " << round << ": " << damaged);
    }
  }
}

TEST_CASE("property: a zip changed in one byte is refused, or gives the very rows that were packed") {
  for (const bool gzip : {false, true}) {
    const std::string csv = "code;sector\n93066;Secteur Nord\n93055;Secteur Sud\n93001;Secteur Est\n";
    const std::string packed = gzip ? deflated(csv, true) : zipped({{"s.csv", csv}});
    const auto expected = sectors(csv).rows;
    Random random(5);
    std::size_t refused = 0;
    for (int round = 0; round < 1500; ++round) {
      std::string damaged = packed;
      char& byte = damaged[random.below(damaged.size())];
      byte = static_cast<char>(byte ^ static_cast<char>(1 + random.below(255)));
      const Heard read = sectors(damaged, gzip ? "s.csv.gz" : "s.zip");
      refused += !read.ok();
      if (read.ok()) CHECK(read.rows == expected);
    }
    CHECK(refused > 500);
  }
}

TEST_CASE("a gzip of several members is read whole; its second member cut, it is refused") {
  const std::string first = deflated("code;sector\n93066;A\n", true), second = deflated("93055;B\n", true);
  CHECK(sectors(first + second, "s.csv.gz").rows == std::vector<std::string>{"93066 A ", "93055 B "});
  CHECK(said(sectors(first + second.substr(0, second.size() - 4), "s.csv.gz").problems) == "- : archive_invalid");
  CHECK(said(sectors(first.substr(0, 12), "s.csv.gz").problems) == "- : archive_invalid");
}

TEST_CASE("a zip whose bytes are not those that were packed is refused") {
  std::string zip = zipped({{"s.csv", "code;sector\n93066;A\n"}});
  zip[zip.find("PK\1\2") + 16] ^= 1;  // the checksum that the directory promises
  CHECK(said(sectors(zip, "s.zip").problems) == "- : archive_invalid");
}

TEST_CASE("bombs: too many rows, cells in a line, JSON values, levels: refused before they fill the memory") {
  struct Bomb {
    std::string name, bytes, said;
  };
  const Bomb bombs[] = {
      {"rows", "code;sector\n" + repeated("93066;A\n", 2'000'001), "2000002 : too_many_rows(2000000)"},
      {"cells", "code;sector\n" + std::string(1'000'000, ';') + "\n", "2 : line_too_long(20000)"},
      {"header", std::string(1'000'000, ','), "1 : line_too_long(20000)"},
      {"values", "[" + repeated("0,", 61'000'000) + "0]", "- : json_too_many(60000000)"},
      {"levels", repeated("[", 1'000'000), "1 : json_too_deep(41)"},
      {"objects", repeated("{\"a\":", 1'000'000), "1 : json_too_deep(201)"},
  };
  for (const Bomb& bomb : bombs) {
    CAPTURE(bomb.name);
    const Heard read = sectors(bomb.bytes, "s");
    CHECK(said(read.problems) == bomb.said);
    CHECK(read.rows.empty());
    // The same in a gzip a thousand times smaller.
    if (bomb.bytes.size() < 10'000'000) CHECK(said(sectors(deflated(bomb.bytes, true), "s.gz").problems) == bomb.said);
  }
}

TEST_CASE("a long list in one cell is refused, not chewed for ever") {
  const std::string list = "[" + repeated("\"93001\",", 20'000) + "\"93002\"]";
  const Heard read = heard(read_epci({"e.json", "[{\"code\":\"200057867\",\"nom\":\"A\",\"membres\":" + list + "}]"}));
  CHECK_FALSE(read.ok());
}

TEST_CASE("zip: names that lie about where they lie, and folders, are only names") {
  for (const char* name : {"../../s.csv", "/etc/s.csv", "a/b/c/s.CSV", "s.csv\x01"}) {
    const Heard read = sectors(zipped({{name, "code;sector\n93066;A\n"}}), "s.zip");
    CAPTURE(name);
    CHECK(read.ok() == (std::string_view(name) != "s.csv\x01"));
  }
  CHECK(said(sectors(zipped({{"._s.csv", "x"}, {".s.csv", "y"}}), "s.zip").problems) == "- : archive_without_table");
}
