#include "app/district_options.hpp"

#include <doctest/doctest.h>

using namespace maillage;
using namespace maillage::app;

TEST_CASE("options: shares") {
  for (const auto& [text, share] :
       {std::pair("5%", 0.05), {"0.05", 0.05}, {"0", 0.0}, {"12.5%", 0.125}, {"1000%", 10.0}})
    CHECK(parse_share(text) == doctest::Approx(share));
  for (const char* text : {"", "%", "five", "-1%", "5 %", "1001%", "nan", "inf", "0x1", "5%%"}) {
    INFO(text);
    CHECK_FALSE(parse_share(text));
  }
}

TEST_CASE("options: durations") {
  for (const auto& [text, seconds] :
       {std::pair("30", 30.0), {"30s", 30.0}, {"1500ms", 1.5}, {"2m", 120.0}, {"1h", 3600.0}, {"0.5s", 0.5}})
    CHECK(parse_seconds(text) == doctest::Approx(seconds));
  for (const char* text : {"", "s", "0", "0s", "-1s", "1d", "nan", "1e9", "1 m"}) {
    INFO(text);
    CHECK_FALSE(parse_seconds(text));
  }
}

TEST_CASE("options: numbers of districts, ranges, bounds and levels") {
  CHECK(parse_range("8") == std::pair(8, 8));
  CHECK(parse_range("20..28") == std::pair(20, 28));
  CHECK(parse_range("5..5") == std::pair(5, 5));
  for (const char* text : {"", "0", "28..20", "..", "1..", "..3", "1.5", "100001", "1...3", "1..2..3"}) {
    INFO(text);
    CHECK_FALSE(parse_range(text));
  }
  using Bounds = std::pair<std::int64_t, std::int64_t>;
  CHECK(parse_bounds("711000:719000") == Bounds(711000, 719000));
  CHECK(parse_bounds("0:0") == Bounds(0, 0));
  for (const char* text : {"", ":", "5", "20:10", "-1:5", "1.5:2", "a:b", "1:2:3"}) {
    INFO(text);
    CHECK_FALSE(parse_bounds(text));
  }
  CHECK(parse_levels("30,8") == std::vector<engines::District>{30, 8});
  CHECK(parse_levels("30,8,2") == std::vector<engines::District>{30, 8, 2});
  for (const char* text : {"", "8", "8,30", "8,8", "30,", ",8", "30,8,0"}) {
    INFO(text);
    CHECK_FALSE(parse_levels(text));
  }
}

TEST_CASE("options: the name of a file says what is in it") {
  for (const char* name : {"a.geojson", "b.GPKG", "c.shp", "d.zip", "dir.csv/e.json", "f.geojson.gz"}) {
    INFO(name);
    CHECK(names_outlines(name));
  }
  for (const char* name : {"", "a.csv", "b", "dir.gpkg/c.csv", "geojson"}) {
    INFO(name);
    CHECK_FALSE(names_outlines(name));
  }
  CHECK(names_geojson("plan.geojson"));
  CHECK_FALSE(names_geojson("plan.csv"));
  CHECK_FALSE(names_geojson(""));
}
