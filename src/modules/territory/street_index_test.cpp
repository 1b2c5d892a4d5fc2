// Streets and doors against plain scans of the rows they were made from.
#include "modules/territory/street_index.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/random.hpp"
#include "modules/territory/testing/map_of_text.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

const std::vector<std::string> kWords{"rue", "avenue", "jean", "jaures", "paris", "moulin", "vert"};

std::string random_key(Random& random) {
  std::string key;
  std::set<std::size_t> used;
  for (std::uint64_t i = 1 + random.below(3); i-- > 0;) {
    const std::size_t word = random.below(kWords.size());
    if (used.insert(word).second) key += (key.empty() ? "" : " ") + kWords[word];
  }
  return key;
}

std::set<std::string> words_of(const std::string& key) {
  std::set<std::string> words;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    words.insert(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

}  // namespace

TEST_CASE("oracle: streets found by name, in every commune, and by some of their words, are those of a scan") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const Day day(map_of({"ABC"}));
    std::vector<StreetRecord> rows;
    std::set<std::pair<std::string, std::string>> streets;  // (commune, key)
    for (int i = 0; i < 25; ++i) {
      const std::string code = unit_code(random.below(3)), key = random_key(random);
      rows.push_back({code, key, "Nom de " + key, 1, 9, "any", code});
      streets.emplace(code, key);
    }
    const StreetIndex index(day, rows, {});
    CHECK(index.size() == streets.size());
    for (int i = 0; i < 60; ++i) {
      const std::string key = random_key(random), code = unit_code(random.below(4));
      const Street* found = index.find(code, key);
      CHECK((found != nullptr) == streets.contains({code, key}));
      if (found != nullptr) CHECK(found->name == "Nom de " + key);
      std::vector<std::string> everywhere, scanned;
      for (const Street* one : index.everywhere(key)) everywhere.push_back(one->commune);
      for (const auto& [commune, name] : streets)
        if (name == key) scanned.push_back(commune);
      CHECK(everywhere == scanned);
      for (const std::string& where : {std::string(), code}) {
        std::multiset<std::string> like, expected;
        for (const Street* one : index.like(where, key, 100)) like.insert(one->commune + one->key);
        const auto wanted = words_of(key);
        for (const auto& [commune, name] : streets) {
          const auto has = words_of(name);
          if ((where.empty() || where == commune) &&
              std::includes(has.begin(), has.end(), wanted.begin(), wanted.end()))
            expected.insert(commune + name);
        }
        CHECK(like == expected);
        const auto few = index.like(where, key, 2);
        CHECK(few.size() == std::min<std::size_t>(2, expected.size()));
        CHECK(
            std::is_sorted(few.begin(), few.end(), [](const Street* a, const Street* b) { return a->name < b->name; }));
      }
    }
  }
}

TEST_CASE("oracle: the door of a number is that very door, else the nearest number on the same side") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    Street street;
    for (std::uint64_t i = random.below(12); i-- > 0;)
      street.doors.push_back({1 + static_cast<std::int32_t>(random.below(30)), "\0bt" [random.below(3)], {}});
    std::sort(street.doors.begin(), street.doors.end(), [](const Door& a, const Door& b) {
      return std::pair(a.number, a.suffix) < std::pair(b.number, b.suffix);
    });
    for (int number = 1; number <= 31; ++number)
      for (const std::string suffix : {"", "bis", "ter"}) {
        const char letter = suffix.empty() ? '\0' : suffix[0];
        const Door* expected = nullptr;
        std::tuple<bool, int, int, char> best;
        for (const Door& door : street.doors) {
          if (door.number % 2 != number % 2) continue;
          const std::tuple rank{!(door.number == number && door.suffix == letter), std::abs(door.number - number),
                                door.number, door.suffix};
          if (expected == nullptr || rank < best) expected = &door, best = rank;
        }
        const Door* found = nearest_door(street, number, suffix);
        REQUIRE((found == nullptr) == (expected == nullptr));
        if (found != nullptr) CHECK((found->number == expected->number && found->suffix == expected->suffix));
      }
  }
}

TEST_CASE("streets that name what is not there that day are left aside: IRIS gone, missions and sectors unknown") {
  DayRecords records = map_of({"AB"});
  records.sector_units.push_back({"ssd", "A", "75056", "rue seine", "Rue de Seine", "", -1, -1, "any"});
  records.sector_units.push_back({"ase", "A", unit_code(0), "rue seine", "Rue de Seine", "", -1, -1, "any"});
  records.sector_units.push_back({"ssd", "Q", unit_code(0), "rue seine", "Rue de Seine", "", -1, -1, "any"});
  const Day day(records);
  const StreetIndex index(day, std::vector<StreetRecord>{{"93001", "rue loire", "Rue", 1, 9, "any", "930999999"}}, {});
  CHECK(index.size() == 0);
  CHECK(index.find(unit_code(0), "rue seine") == nullptr);
  CHECK(index.like("", "", 10).empty());
  CHECK(index.everywhere("rue seine").empty());
}
