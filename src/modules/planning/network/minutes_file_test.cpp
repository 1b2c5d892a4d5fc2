#include "modules/planning/network/minutes_file.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/network/testing/town.hpp"
#include "platform/problems/problems.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

const KnownPlaces kKnown{{"96001", "96002"}, {"96001", "96002", "S1", "S2"}};

ReadMinutes read(std::string_view text) {
  platform::register_problems(travel_problems());
  return read_minutes(text, kKnown);
}

// "3 minutes planning.minutes_bad" for each fault.
std::vector<std::string> told(std::string_view text) {
  std::vector<std::string> out;
  for (const MinutesFault& fault : read(text).faults) {
    CHECK(fault.sentence_fr != fault.sentence_en);
    CHECK(fault.sentence_fr.find('{') == std::string::npos);
    out.push_back(std::to_string(fault.line) + ' ' + fault.column + ' ' + fault.code.substr(9));
  }
  return out;
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("a file of minutes is read as it is published: delimiters, decimals, order and names of its columns") {
  for (const char* text :
       {"from,to,minutes\n96001,S1,12.46\n96002,S1,0\n", "Minutes;To;From\r\n12,46;S1;96001\r\n0;S1;96002\r\n",
        "\xEF\xBB\xBForigine\tdestination\tdurée\n96001\tS1\t12,46\n96002\tS1\t0,04\n",
        "unit\xE9;site;temps;mode\n96001;S1;12,46;auto\n96002;S1;0;auto\n",
        "from,to,minutes\n96001, S1 ,12.46\n96002,S1,0\n96001,S1,12.5\n"}) {
    CAPTURE(text);
    const auto found = read(text);
    CHECK(found.faults.empty());
    REQUIRE(found.minutes.to("S1"));
    CHECK(found.minutes.to("S1")->at("96001") == 125);
    CHECK(found.minutes.to("S1")->at("96002") == 0);
    CHECK(found.minutes.pairs() == 2);
  }
}

TEST_CASE("all that is wrong is told at once, line by line") {
  CHECK(told("from,to,minutes\n"
             "96001,S1,12\n"
             "96009,S1,12\n"
             "96001,S9,douze\n"
             "96001,S1\n"
             "96001,S1,13\n"
             "96001,S2,-1\n"
             "96001,S2,1441\n"
             "96001,S2,\n"
             "96001,S2,nan\n"
             "96002,S2,1e2\n") == Told{"3 from minutes_unknown_unit", "4 to minutes_unknown_place",
                                       "4 minutes minutes_bad", "5  minutes_short", "6 minutes minutes_twice",
                                       "7 minutes minutes_bad", "8 minutes minutes_bad", "9 minutes minutes_bad",
                                       "10 minutes minutes_bad"});
}

TEST_CASE("a file that is no table of minutes says what it lacks") {
  CHECK(told("") == Told{"0  minutes_empty"});
  CHECK(told("from,to,minutes\n") == Told{"0  minutes_empty"});
  CHECK(told("code,naissances\n96001,3\n") ==
        Told{"1 from minutes_column", "1 to minutes_column", "1 minutes minutes_column"});
  CHECK(told("from,to,minutes\n\"96001,S1,12\n").back() == "2  minutes_unreadable");
  CHECK(told(std::string("\xFF\xFE"
                         "f\0r\0o\0m\0",
                         10)) == Told{"0  minutes_unreadable"});
}

TEST_CASE("a hostile file is told of within bounds, and never believed") {
  std::string many = "from,to,minutes\n";
  for (int line = 0; line < 5'000; ++line) many += "x,y,z\n";
  const auto found = read(many);
  CHECK(found.faults.size() == kMostFaults);
  CHECK(found.rows == 5'000);
  CHECK(found.minutes.pairs() == 0);
  Random random(5);
  for (int turn = 0; turn < 300; ++turn) {
    std::string bytes = "from,to,minutes\n96001,S1,12\n96002,S2,7.5\n";
    for (int change = 0; change < 3; ++change) bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    const auto damaged = read(bytes);
    for (const auto& [destination, departures] : damaged.minutes.of_destination()) {
      CHECK(kKnown.destinations.contains(destination));
      for (const auto& [departure, tenths] : departures) {
        CHECK(kKnown.departures.contains(departure));
        CHECK((tenths >= 0 && tenths <= 14'400));
      }
    }
  }
}

TEST_CASE("a file may lead to sites, and to where a house could open one day") {
  auto snapshot = planning::testing::town({"12"});
  snapshot.commune_codes = {"96500", "96500"};
  const auto known = known_places(snapshot, {planning::testing::site_in(snapshot, 1)});
  CHECK(known.departures == std::set<std::string, std::less<>>(snapshot.codes.begin(), snapshot.codes.end()));
  for (const std::string& code : {std::string("S1"), std::string("96500"), snapshot.codes[0]})
    CHECK(known.destinations.contains(code));
  CHECK_FALSE(known.departures.contains("96500"));
}
