// What the tests of this module share: small files, real files, one call to import.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <sstream>
#include <string>

#include "modules/territory/import.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/territory.hpp"
#include "platform/testing/databases.hpp"

namespace maillage::territory::testing {

inline constexpr Date kToday{2026, 3, 1};

// The bytes of a file of the open data, or nothing (said once) when the data is not there.
inline std::optional<std::string> open_data(const std::string& path) {
  const auto folder = reading::open_data();
  return folder ? std::optional(reading::slurped(*folder + "/" + path)) : std::nullopt;
}

inline ImportRequest request(ImportKind kind, std::string_view bytes, std::optional<Date> from = std::nullopt) {
  ImportRequest asked;
  asked.kind = kind;
  asked.file_name = kind == ImportKind::communes || kind == ImportKind::iris ? "file.geojson" : "file.csv";
  asked.bytes = bytes;
  asked.valid_from = from;
  asked.by = "test";
  asked.today = kToday;
  asked.now = platform::Instant(kToday.days());
  return asked;
}

// Imports and requires that it be accepted.
inline ImportReport import(sql::Database& database, ImportRequest asked) {
  const ImportReport report = import_file(database, asked);
  for (const LineProblem& problem : report.problems)
    MESSAGE(problem.code << " line " << problem.line.value_or(0) << ": " << problem.sentence_en);
  REQUIRE(report.accepted);
  return report;
}

// A feature whose outline is the square of `side_m` metres at column i, row j of a lattice near Paris.
inline std::string square(const std::string& properties, int i, int j, double side = 0.01) {
  const double x = 2.30 + i * side, y = 48.90 + j * side;
  std::ostringstream out;
  out.precision(10);
  out << R"({"type":"Feature","properties":{)" << properties << R"(},"geometry":{"type":"Polygon","coordinates":[[)"
      << '[' << x << ',' << y << "],[" << x + side << ',' << y << "],[" << x + side << ',' << y + side << "],[" << x
      << ',' << y + side << "],[" << x << ',' << y << "]]]}}";
  return out.str();
}
inline std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
inline std::string commune(const std::string& code, const std::string& name, int population, int i, int j) {
  return square(R"("code":")" + code + R"(","nom":")" + name + R"(","population":)" + std::to_string(population), i, j);
}

}  // namespace maillage::territory::testing
