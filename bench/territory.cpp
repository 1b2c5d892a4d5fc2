// How fast the territory answers and imports: "who is competent here?" on 1 500 IRIS and 100 000 street ranges, the
// communes of France, the IRIS of a Département when MAILLAGE_OPENDATA names the open data.
#include "modules/territory/territory.hpp"

#include <fmt/core.h>
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/random.hpp"
#include "modules/territory/competence.hpp"
#include "modules/territory/import.hpp"
#include "platform/sql/migrations.hpp"

using namespace maillage;
using namespace maillage::territory;

namespace {

using Clock = std::chrono::steady_clock;

double microseconds(Clock::duration duration) { return std::chrono::duration<double, std::micro>(duration).count(); }
double resident_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}
double heap_mib() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / (1024 * 1024);
}

// Median and 99th percentile of `ask(i)` over many calls.
template <class Ask>
void measure(const char* name, Ask ask) {
  constexpr std::size_t kCalls = 20000;
  std::vector<double> times;
  for (std::size_t i = 0; i < kCalls; ++i) {
    const auto start = Clock::now();
    ask(i);
    times.push_back(microseconds(Clock::now() - start));
  }
  std::sort(times.begin(), times.end());
  fmt::print("  {:<28} median {:8.1f} µs   p99 {:8.1f} µs   worst {:8.1f} µs\n", name, times[kCalls / 2],
             times[kCalls * 99 / 100], times.back());
}

constexpr int kSide = 39;  // 39 × 39 = 1 521 IRIS of 500 m
constexpr int kPerCommune = 13;

std::string commune_of(int iris) { return fmt::format("93{:03}", 1 + iris / kPerCommune); }
std::string iris_of(int iris) { return fmt::format("{}{:04}", commune_of(iris), 101 + iris % kPerCommune); }

geometry::Outline cell(int iris) {
  const double x = 640000 + 500.0 * (iris % kSide), y = 6860000 + 500.0 * (iris / kSide);
  return {{{{{x, y}, {x + 500, y}, {x + 500, y + 500}, {x, y + 500}, {x, y}}, {}}}};
}

DayRecords lattice() {
  DayRecords records;
  records.at = Date(2026, 1, 1);
  for (int i = 0; i < kSide * kSide; ++i) {
    if (i % kPerCommune == 0)
      records.places.push_back(
          {"commune", commune_of(i), "Commune " + std::to_string(i / kPerCommune), "", {}, kEndOfTime});
    records.places.push_back({"iris", iris_of(i), "Iris " + std::to_string(i), "H", {}, kEndOfTime});
    records.memberships.push_back({"iris", iris_of(i), "commune", commune_of(i)});
    for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"})
      records.sector_units.push_back({mission, fmt::format("S{:02}", i / 50), iris_of(i), "", "", "", -1, -1, "any"});
  }
  for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"})
    for (int s = 0; s <= kSide * kSide / 50; ++s)
      records.sectors.push_back({mission, fmt::format("S{:02}", s), fmt::format("Secteur {}", s), {}, kEndOfTime});
  return records;
}

std::vector<StreetRecord> street_ranges(int count) {
  std::vector<StreetRecord> streets;
  for (int i = 0; i < count; ++i) {
    const int iris = i % (kSide * kSide), street = i / (kSide * kSide);
    const std::string name = fmt::format("Rue du Général Numéro {} {}", street, iris % kPerCommune);
    streets.push_back({commune_of(iris), fmt::format("rue general numero {} {}", street, iris % kPerCommune), name, 1,
                       199, i % 2 ? "odd" : "even", iris_of(iris)});
  }
  return streets;
}

void bench_competence() {
  fmt::print("Who is competent here? {} IRIS, 100 000 street ranges, 5 missions\n", kSide * kSide);
  const double before = heap_mib();
  const auto start = Clock::now();
  const auto day = std::make_shared<const Day>(lattice());
  std::vector<geometry::Outline> outlines;
  for (const std::string& code : day->snapshot.codes) {
    const int commune = std::stoi(code.substr(2, 3)) - 1, rank = std::stoi(code.substr(5)) - 101;
    outlines.push_back(cell(commune * kPerCommune + rank));
  }
  const CompetenceIndex index(day, outlines, street_ranges(100000), {});
  fmt::print("  built in {:.0f} ms, {:.0f} MiB of heap\n", microseconds(Clock::now() - start) / 1000,
             heap_mib() - before);
  Random random(1);
  measure("from a code", [&](std::size_t) { return index.at_code(iris_of(static_cast<int>(random.below(1521)))); });
  measure("from a point", [&](std::size_t) {
    return index.at_point({640000 + 19500 * random.unit(), 6860000 + 19500 * random.unit()});
  });
  measure("from an address", [&](std::size_t) {
    const int iris = static_cast<int>(random.below(1521));
    return index.at_address(fmt::format("{} bis, r. du Gal Numéro {} {} Commune {}", 1 + random.below(199),
                                        random.below(60), iris % kPerCommune, iris / kPerCommune),
                            "");
  });
  measure("from an unknown street", [&](std::size_t i) {
    return index.at_address(fmt::format("{} avenue Général", 1 + i % 100), commune_of(static_cast<int>(i % 1521)));
  });
}

void import_timed(const char* name, ImportKind kind, const std::string& file_name, std::string_view bytes) {
  const auto path = std::filesystem::temp_directory_path() / "maillage-bench.db";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
  {
    const auto database = sql::Database::open("sqlite:" + path.string());
    constexpr std::string_view kModules[] = {"platform", "access", "territory"};
    if (!sql::migrate(*database, kModules)) std::abort();
    ImportRequest request;
    request.kind = kind;
    request.file_name = file_name;
    request.bytes = bytes;
    request.valid_from = Date(2022, 1, 1);
    request.by = "bench";
    for (const char* pass : {"first", "again"}) {
      const auto start = Clock::now();
      const ImportReport report = import_file(*database, request);
      fmt::print("  {:<32} {:<6} {:7.0f} ms   {} rows, {} created, {} unchanged, {} MiB at most\n", name, pass,
                 microseconds(Clock::now() - start) / 1000, report.rows, report.created, report.unchanged,
                 static_cast<int>(resident_mib()));
    }
    const auto start = Clock::now();
    Territory territory(*database);
    const auto day = territory.snapshot(Date(2026, 1, 1));
    fmt::print("  {:<32} {:<6} {:7.0f} ms   {} units, {} borders\n", name, "day",
               microseconds(Clock::now() - start) / 1000, day->codes.size(), day->edges.size());
  }
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
}

// The 34 969 communes of France as a file of codes, names, residents and EPCI.
std::string communes_of_france() {
  std::string text = "code;nom;population;epci\n";
  int written = 0;
  for (int departement = 1; departement <= 95 && written < 34969; ++departement) {
    if (departement == 20) continue;
    for (int number = 1; number <= 376 && written < 34969; ++number, ++written)
      text += fmt::format("{:02}{:03};Commune de {} {};{};{}\n", departement, number, departement, number,
                          100 + (number * 7919) % 5000, 200000000 + departement * 100 + number % 13);
  }
  return text;
}

}  // namespace

int main() {
  bench_competence();
  fmt::print("Imports (SQLite file, synchronous FULL)\n");
  import_timed("communes of France", ImportKind::communes, "communes.csv", communes_of_france());
  const char* folder = std::getenv("MAILLAGE_OPENDATA");
  if (folder == nullptr) {
    fmt::print("  IRIS of the 93: skipped, MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  std::ifstream file(std::string(folder) + "/opendata/geometry/iris-93/contours-iris-93-wgs84.geojson",
                     std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  import_timed("614 IRIS of the 93, with outlines", ImportKind::iris, "contours-iris-93-wgs84.geojson", bytes);
}
