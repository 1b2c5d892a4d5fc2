#include "modules/territory/reading/archive.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "base/random.hpp"
#include "modules/territory/reading/convert.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/sayings.hpp"
#include "modules/territory/reading/testing/zipped.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

const std::string kCsv = "code;sector\n93066;A\n93055;B\n";

Read<SectorRow> sectors(const std::string& bytes, std::string_view name = "secteurs") {
  return read_sectors({name, bytes});
}

}  // namespace

TEST_CASE("archives: a zipped or gzipped CSV is read, Insee's meta file aside") {
  CHECK(sectors(zipped({{"secteurs.csv", kCsv}})).rows.size() == 2);
  CHECK(sectors(zipped({{"a/", ""}, {"a/meta_base.csv", std::string(500, 'x')}, {"a/base.CSV", kCsv}})).rows.size() ==
        2);
  CHECK(sectors(deflated(kCsv, true), "secteurs.csv.gz").rows.size() == 2);
}

TEST_CASE("archives: bombs are stopped, whatever they declare") {
  const std::string zeros(64 << 20, '0');
  const std::string bomb = deflated(zeros, true);
  CHECK(gunzipped(bomb, 1 << 20).outcome == Unpacking::too_big);
  const auto entries = zip_entries(zipped({{"a.csv", zeros}}, 10));
  REQUIRE(entries);
  CHECK(unpacked(entries->front(), 1 << 20).outcome == Unpacking::too_big);
  CHECK(said(sectors(zipped({{"a.csv", kCsv}}, 0xFFFFFFF0)).problems) == "- : archive_too_big(512)");
}

TEST_CASE("archives: an archive in an archive, an encrypted one, an empty one") {
  CHECK(said(sectors(zipped({{"a.csv", zipped({{"b.csv", kCsv}})}})).problems) == "- : file_unknown");
  std::string encrypted = zipped({{"a.csv", kCsv}});
  encrypted[encrypted.find("PK\1\2") + 8] = 1;
  CHECK(said(sectors(encrypted).problems) == "- : archive_invalid");
  CHECK(said(sectors(zipped({})).problems) == "- : archive_without_table");
  CHECK(said(sectors(zipped({{"lisezmoi.docx", "x"}})).problems) == "- : archive_without_table");
}

TEST_CASE("archives: cut or changed anywhere, they are read or refused (property)") {
  const std::string zip = zipped({{"secteurs.csv", kCsv}});
  for (std::size_t cut = 0; cut < zip.size(); ++cut) CHECK_FALSE(sectors(zip.substr(0, cut)).ok());
  Random random(61);
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = zip;
    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    const auto entries = zip_entries(damaged);
    if (!entries) continue;
    for (const ArchiveEntry& entry : *entries) CHECK(unpacked(entry, 1 << 20).bytes.size() <= (1 << 20));
  }
}

TEST_CASE("sub-process: files that only look like a workbook or a database") {
  const auto xlsx = sectors(zipped({{"xl/workbook.xml", "<workbook>"}}), "a.xlsx");
  CHECK_FALSE(xlsx.ok());
  CHECK(xlsx.problems[0].problem.code == "territory.conversion_failed");
  const auto xls = sectors("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, 'x'), "a.xls");
  CHECK(xls.problems[0].problem.code == "territory.conversion_failed");
  const auto gpkg = sectors(std::string("SQLite format 3\0", 16) + std::string(600, 'x'), "a.gpkg");
  CHECK(gpkg.problems[0].problem.code == "territory.conversion_failed");
}

TEST_CASE("sub-process: it is ended when its time is over, and its folder goes") {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    const auto start = std::chrono::steady_clock::now();
    const ProcessEnd end = run_gdal(folder, "ogrinfo", {"--formats"}, std::chrono::milliseconds(0));
    CHECK_FALSE(end.in_time);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    folder.write("a", "b");
    CHECK(folder.read("a") == "b");
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_THROWS_AS((run_gdal(TemporaryFolder(), "no-such-program", {})), std::runtime_error);
}

TEST_CASE("sub-process: nothing of our environment is passed on") {
  const TemporaryFolder folder;
  setenv("GDAL_DRIVER_PATH", "/nowhere", 1);
  const ProcessEnd end = run_gdal(folder, "ogrinfo", {"--formats"});
  unsetenv("GDAL_DRIVER_PATH");
  CHECK(end.status == 0);
  const std::string formats = folder.read("stdout");
  CHECK(formats.find("GPKG") != std::string::npos);
  for (const char* driver : {"HTTP", "WFS", "PostgreSQL", "VRT", "SQLite"})
    CHECK_MESSAGE(formats.find(driver) == std::string::npos, driver);
}

TEST_CASE("problems: every row says the same things in both languages, and is said once") {
  for (const ProblemRow& row : problem_rows()) {
    CAPTURE(row.code);
    CHECK(row.code.starts_with("territory."));
    CHECK(row.french.ends_with('.'));
    CHECK(row.english.ends_with('.'));
    for (std::size_t at = row.french.find('{'); at != std::string_view::npos; at = row.french.find('{', at + 1)) {
      const std::string_view hole = row.french.substr(at, row.french.find('}', at) - at + 1);
      CHECK(row.english.find(hole) != std::string_view::npos);
    }
    std::size_t times = 0;
    for (const ProblemRow& other : problem_rows()) times += other.code == row.code;
    CHECK(times == 1);
  }
}

TEST_CASE("problems: whatever is noted has its sentence, without a hole left") {
  for (const std::string& bytes : {kCsv + "x;;\n1;;\n", std::string("a;b\n"), std::string("{"), std::string("\"")}) {
    const auto read = sectors(bytes);
    CHECK_FALSE(read.ok());
    for (const Note& note : read.problems) {
      for (const bool french : {true, false}) {
        const std::string text = sentence(note, french);
        CHECK_FALSE(text.empty());
        CHECK(text.find('{') == std::string::npos);
      }
    }
  }
}
