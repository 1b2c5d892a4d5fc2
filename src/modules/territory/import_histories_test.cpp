// Files imported in any order, on any days: what each day answers, against the simplest oracle there is (the file with
// the latest day that is not after the day asked), on both databases.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/random.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr std::size_t kCommunes = 6;
std::string code(std::size_t c) { return "9300" + std::to_string(c + 1); }
Date day_number(std::uint64_t n) { return Date(Date(2020, 1, 1).days() + std::chrono::days(n)); }
Date next(Date day, int days) { return Date(day.days() + std::chrono::days(days)); }

void on_communes(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    std::string features;
    for (std::size_t c = 0; c < kCommunes; ++c)
      features += (c ? "," : "") + commune(code(c), "Commune", 0, static_cast<int>(c), 0);
    import(database, request(ImportKind::communes, collection(features), Date(2000, 1, 1)));
    test(database);
  });
}

DayRecords records_on(sql::Database& database, Date at) {
  return database.reading([&](sql::Session& session) { return store::day(session, at); });
}

// One file of a history: what it says, the day it is true from, its turn.
template <class Content>
struct Said {
  Date from;
  Content content;
};

// What the latest file on or before the day says; of two on one day, the one imported last.
template <class Content>
const Content* latest(const std::vector<Said<Content>>& files, Date at) {
  const Said<Content>* best = nullptr;
  for (const Said<Content>& file : files)
    if (file.from <= at && (best == nullptr || file.from >= best->from)) best = &file;
  return best == nullptr ? nullptr : &best->content;
}

using Map = std::map<std::string, std::string>;

Map random_map(Random& random) {
  Map map;
  while (map.empty())
    for (std::size_t c = 0; c < kCommunes; ++c)
      if (random.below(3) != 0) map[code(c)] = std::string(1, "ABC"[random.below(3)]);
  return map;
}

std::string sectors_file(const Map& map) {
  std::string text = "code;secteur\n";
  for (const auto& [unit, sector] : map) text += unit + ";" + sector + "\n";
  return text;
}

}  // namespace

TEST_CASE("oracle: maps of sectors, complete files in any order: every day shows the latest, before, on and after it") {
  on_communes([](sql::Database& database) {
    std::map<std::string, std::vector<Said<Map>>> files;
    std::set<Date> days;
    for (int mission = 0; mission < 12; ++mission) {
      Random random(static_cast<std::uint64_t>(mission) + 1);
      const std::string name = "m" + std::to_string(mission);
      for (int turn = 0; turn < 7; ++turn) {
        const Date from = day_number(random.below(6) * 100);
        const Map map = turn > 0 && random.below(4) == 0 ? files[name].back().content : random_map(random);
        files[name].push_back({from, map});
        const std::string text = sectors_file(map);
        ImportRequest asked = request(ImportKind::sectors, text, from);
        asked.mission = name;
        import(database, asked);
        const ImportReport again = import(database, asked);
        CHECK(again.created + again.changed + again.closed == 0);
        days.insert({next(from, -1), from, next(from, 1)});
      }
    }
    for (const Date at : days) {
      std::map<std::string, Map> found;
      std::map<std::string, std::set<std::string>> sectors, named;
      const DayRecords day = records_on(database, at);
      for (const SectorUnitRecord& row : day.sector_units) {
        CHECK_MESSAGE(found[row.mission].emplace(row.unit, row.sector).second,
                      row.mission << " claims twice " << row.unit);
        sectors[row.mission].insert(row.sector);
      }
      for (const SectorRecord& sector : day.sectors) named[sector.mission].insert(sector.code);
      CHECK(named == sectors);
      for (const auto& [mission, said] : files) {
        const Map* expected = latest(said, at);
        CHECK_MESSAGE(found[mission] == (expected ? *expected : Map{}), mission << " on " << at.str());
      }
    }
  });
}

TEST_CASE("oracle: residents, files of some communes in any order: each commune has its latest count, every day") {
  on_communes([](sql::Database& database) {
    std::map<std::string, std::vector<Said<std::int64_t>>> said;
    for (std::size_t c = 0; c < kCommunes; ++c) said[code(c)].push_back({Date(2000, 1, 1), 0});
    std::set<Date> days;
    Random random(9);
    for (int turn = 0; turn < 60; ++turn) {
      const Date from = day_number(random.below(12) * 30);
      std::string text = "CODGEO;population\n";
      std::size_t rows = 0;
      for (std::size_t c = 0; c < kCommunes; ++c) {
        if (random.below(2) == 0) continue;
        const auto persons = static_cast<std::int64_t>(random.below(3));
        text += code(c) + ";" + std::to_string(persons) + "\n";
        said[code(c)].push_back({from, persons});
        ++rows;
      }
      if (rows == 0) continue;
      import(database, request(ImportKind::populations, text, from));
      const ImportReport again = import(database, request(ImportKind::populations, text, from));
      CHECK(again.unchanged == static_cast<std::int64_t>(rows));
      CHECK(again.created + again.changed + again.closed == 0);
      days.insert({next(from, -1), from, next(from, 1)});
    }
    for (const Date at : days) {
      std::size_t counted = 0;
      for (const PopulationRecord& one : records_on(database, at).populations) {
        ++counted;
        CHECK_MESSAGE(one.persons == *latest(said[one.code], at), one.code << " on " << at.str());
      }
      CHECK(counted == kCommunes);
    }
  });
}

TEST_CASE("oracle: sites, partial files in any order: each site is there from its first file on, as last said") {
  on_communes([](sql::Database& database) {
    std::map<std::string, std::vector<Said<std::string>>> said;
    std::set<Date> days;
    Random random(10);
    for (int turn = 0; turn < 30; ++turn) {
      const Date from = day_number(random.below(8) * 50);
      std::string text = "id;nom;code_insee\n";
      for (const std::string id : {"s1", "s2", "s3", "s4"}) {
        if (random.below(2) == 0) continue;
        const std::string name = "Lieu " + std::to_string(random.below(3));
        text += id + ";" + name + ";93001\n";
        said[id].push_back({from, name});
      }
      if (text.ends_with("insee\n")) continue;
      import(database, request(ImportKind::sites, text, from));
      days.insert({next(from, -1), from, next(from, 1)});
    }
    for (const Date at : days) {
      Map found;
      for (const SiteRecord& site : records_on(database, at).sites)
        CHECK_MESSAGE(found.emplace(site.code, site.name).second, "twice " << site.code);
      for (const auto& [id, files] : said) {
        const std::string* expected = latest(files, at);
        CHECK_MESSAGE(found.contains(id) == (expected != nullptr), id << " on " << at.str());
        if (expected != nullptr) CHECK_MESSAGE(found[id] == *expected, id << " on " << at.str());
      }
    }
  });
}

TEST_CASE("a count confirmed by a later file is not hidden by an older file read afterwards") {
  on_communes([](sql::Database& database) {
    const auto count = [&](const char* persons, Date from) {
      return import(database,
                    request(ImportKind::populations, std::string("code;population\n93001;") + persons + "\n", from));
    };
    const auto persons = [&](Date at) {
      for (const PopulationRecord& one : records_on(database, at).populations)
        if (one.code == "93001") return one.persons;
      return std::int64_t{-1};
    };
    count("100", Date(2022, 1, 1));
    CHECK(count("100", Date(2024, 1, 1)).unchanged == 1);  // the census of 2024 found as many
    CHECK(count("90", Date(2023, 1, 1)).changed == 1);     // that of 2023, read late
    CHECK(persons(Date(2022, 12, 31)) == 100);
    CHECK(persons(Date(2023, 1, 1)) == 90);
    CHECK(persons(Date(2023, 12, 31)) == 90);
    CHECK(persons(Date(2024, 1, 1)) == 100);
    CHECK(count("100", Date(2024, 1, 1)).unchanged == 1);
  });
}

TEST_CASE("a unit that merely leaves a map changes the territory on that day: the day is among the dates of change") {
  on_communes([](sql::Database& database) {
    for (const auto& [text, from] : {std::pair("code;secteur\n93001;A\n93002;A\n93003;B\n", Date(2021, 1, 1)),
                                     std::pair("code;secteur\n93001;A\n93003;B\n", Date(2022, 2, 2))}) {
      ImportRequest asked = request(ImportKind::sectors, text, from);
      asked.mission = "ssd";
      import(database, asked);
    }
    CHECK(records_on(database, kToday).change_dates ==
          std::vector<Date>{Date(2000, 1, 1), Date(2021, 1, 1), Date(2022, 2, 2)});
  });
}
