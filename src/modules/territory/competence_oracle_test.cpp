// Who is competent at a number of a street, against a scan of every row: random ranges, odd and even, of communes and
// of IRIS, several sectors at once.
#include <doctest/doctest.h>

#include <set>

#include "base/random.hpp"
#include "modules/territory/competence.hpp"
#include "modules/territory/testing/naive.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

const std::vector<std::string> kIris{"930010101", "930010102", "930010103"};
constexpr int kLastNumber = 40;

geometry::Outline square_at(double x) { return {{{{{x, 0}, {x + 1000, 0}, {x + 1000, 1000}, {x, 1000}, {x, 0}}, {}}}}; }

// One commune of three IRIS and a commune without any.
DayRecords places() {
  DayRecords records;
  records.at = Date(2025, 6, 1);
  records.places = {{"commune", "93001", "Alpha", "", {}, kEndOfTime},
                    {"commune", "93002", "Beta", "", {}, kEndOfTime}};
  for (const std::string& iris : kIris) {
    records.places.push_back({"iris", iris, "Iris " + iris, "H", {}, kEndOfTime});
    records.memberships.push_back({"iris", iris, "commune", "93001"});
  }
  for (const char* sector : {"A", "B", "C"}) records.sectors.push_back({"ssd", sector, sector, {}, kEndOfTime});
  return records;
}

struct Range {
  std::int32_t from, to;
  std::string parity;
  bool holds(int number) const {
    if (number == 0) return true;
    return (from < 0 || from <= number) && (to < 0 || number <= to) &&
           (parity == "any" || (number % 2 == 0) == (parity == "even"));
  }
};

Range random_range(Random& random) {
  static constexpr const char* kSides[] = {"any", "odd", "even"};
  auto from = static_cast<std::int32_t>(random.below(kLastNumber + 4)) - 3;
  auto to = static_cast<std::int32_t>(random.below(kLastNumber + 4)) - 3;
  if (from >= 0 && to >= 0 && to < from) std::swap(from, to);
  return {from < 0 ? -1 : from, to < 0 ? -1 : to, kSides[random.below(3)]};
}

// A random map: rows of whole units and communes, ranges of the streets "rue nord" and "rue sud"; some of the numbers
// of these streets are known to lie in an IRIS.
struct Town {
  explicit Town(Random& random) : records(places()) {
    const std::vector<std::string> codes{"93001", kIris[0], kIris[1], kIris[2], "93002"};
    std::set<std::pair<std::string, std::string>> named;
    for (std::uint64_t i = random.below(6); i-- > 0;) {
      const std::string code = codes[random.below(5)], sector(1, "ABC"[random.below(3)]);
      if (named.emplace(code, sector).second)
        records.sector_units.push_back({"ssd", sector, code, "", "", "", -1, -1, "any"});
    }
    for (std::uint64_t i = random.below(8); i-- > 0;) {
      const Range range = random_range(random);
      const std::string street = random.below(2) == 0 ? "rue nord" : "rue sud";
      records.sector_units.push_back({"ssd", std::string(1, "ABC"[random.below(3)]), codes[random.below(5)], street,
                                      street, "", range.from, range.to, range.parity});
    }
    for (std::uint64_t i = random.below(6); i-- > 0;) {
      const Range range = random_range(random);
      streets.push_back({"93001", random.below(2) == 0 ? "rue nord" : "rue sud", "Rue", range.from, range.to,
                         range.parity, kIris[random.below(3)]});
    }
  }
  DayRecords records;
  std::vector<StreetRecord> streets;
};

// What a clerk would answer with the rows in front of him.
struct Clerk {
  const Town& town;
  const Naive& naive;

  // The IRIS of a number, "" when none or several hold it.
  std::string iris(const std::string& street, int number) const {
    std::set<std::string> held;
    for (const StreetRecord& row : town.streets)
      if (row.street == street && Range{row.from_number, row.to_number, row.parity}.holds(number))
        held.insert(row.iris);
    return held.size() == 1 ? *held.begin() : "";
  }

  // Sector and reason; "-" for nobody, or when more must be said.
  std::pair<std::string, std::string> answer(const std::string& commune, const std::string& street, int number) const {
    const std::string inside = commune == "93001" ? iris(street, number) : "93002";
    std::set<std::string> sectors;
    for (const SectorUnitRecord& row : town.records.sector_units) {
      const std::string its_commune = row.unit.substr(0, 5);
      const bool here = its_commune == commune && (row.unit.size() == 5 || inside.empty() || row.unit == inside);
      if (row.street == street && here && Range{row.from_number, row.to_number, row.parity}.holds(number))
        sectors.insert(row.sector);
    }
    if (sectors.size() == 1) return {*sectors.begin(), "street_of_sector"};
    if (sectors.size() > 1) return {"-", number == 0 ? "number_needed" : "claimed_by_several"};
    return inside.empty() ? by_commune(commune) : by_unit(inside);
  }

 private:
  std::pair<std::string, std::string> by_unit(const std::string& code) const {
    const std::size_t unit =
        static_cast<std::size_t>(std::find(naive.day.snapshot.codes.begin(), naive.day.snapshot.codes.end(), code) -
                                 naive.day.snapshot.codes.begin());
    const auto whole = naive.whole(unit);
    if (whole.size() == 1) return {*whole.begin(), "unit_of_sector"};
    if (whole.size() > 1) return {*whole.begin(), "claimed_by_several"};
    return {"-", naive.streets(unit).empty() ? "nobody" : "street_needed"};
  }
  std::pair<std::string, std::string> by_commune(const std::string& commune) const {
    std::set<std::string> owners;
    for (std::size_t u = 0; u < naive.owners.size(); ++u)
      if (naive.commune(u) == commune) owners.insert(naive.owners[u].empty() ? "-" : naive.owners[u]);
    if (owners.size() > 1) return {"-", "several_sectors"};
    return {*owners.begin(), *owners.begin() == "-" ? "nobody" : "commune_of_sector"};
  }
};

std::pair<std::string, std::string> told(const CompetenceIndex& index, const Competence& found) {
  const MissionAnswer& answer = found.answers.at(0);
  const std::string sector =
      answer.sector < 0 ? "-" : index.day().claims[0].sectors[static_cast<std::size_t>(answer.sector)].code;
  return {sector, answer.reason.code};
}

}  // namespace

TEST_CASE("oracle: every number of every street has the answer and the reason of a scan of the rows") {
  std::map<std::string, int> reasons;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    Random random(seed);
    const Town town(random);
    const auto day = std::make_shared<const Day>(town.records);
    const CompetenceIndex index(day, std::vector<geometry::Outline>(day->snapshot.codes.size()), town.streets, {});
    const Naive naive(*day);
    const Clerk clerk{town, naive};
    for (const std::string commune : {"93001", "93002"}) {
      for (const std::string street : {"rue nord", "rue sud"}) {
        for (int number = 0; number <= kLastNumber; ++number) {
          const std::string typed = (number == 0 ? "" : std::to_string(number) + " ") + street;
          const auto expected = clerk.answer(commune, street, number);
          const auto answer = told(index, index.at_address(typed, commune));
          CHECK_MESSAGE(answer == expected, "seed " << seed << ", " << typed << " in " << commune << ": "
                                                    << answer.first << " " << answer.second << ", not "
                                                    << expected.first << " " << expected.second);
          ++reasons[answer.second];
        }
      }
    }
  }
  for (const char* reason : {"street_of_sector", "number_needed", "claimed_by_several", "unit_of_sector",
                             "commune_of_sector", "several_sectors", "street_needed", "nobody"})
    CHECK_MESSAGE(reasons[reason] > 0, reason);
}

TEST_CASE("oracle: a unit asked by its code and by a point inside it has the same answer, that of its rows") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    const Town town(random);
    const auto day = std::make_shared<const Day>(town.records);
    std::vector<geometry::Outline> outlines;
    for (std::size_t u = 0; u < day->snapshot.codes.size(); ++u)
      outlines.push_back(square_at(2000 * static_cast<double>(u)));
    const CompetenceIndex index(day, outlines, town.streets, {});
    const Naive naive(*day);
    for (std::size_t u = 0; u < outlines.size(); ++u) {
      const Competence by_code = index.at_code(day->snapshot.codes[u]);
      const Competence by_point = index.at_point({2000 * static_cast<double>(u) + 500, 500});
      CHECK(told(index, by_code) == told(index, by_point));
      CHECK(by_code.code == by_point.code);
      const auto whole = naive.whole(u);
      CHECK(told(index, by_code).first == (whole.empty() ? "-" : *whole.begin()));
    }
  }
}

TEST_CASE("ties: several sectors on one number are named, each once, in their order") {
  DayRecords records = places();
  for (const char* sector : {"C", "A", "C", "B"})
    records.sector_units.push_back({"ssd", sector, "93002", "rue nord", "Rue Nord", "", 1, 9, "odd"});
  const auto day = std::make_shared<const Day>(records);
  const CompetenceIndex index(day, std::vector<geometry::Outline>(day->snapshot.codes.size()), {}, {});
  const Competence tied = index.at_address("3 rue nord", "93002");
  CHECK(tied.answers[0].sector == -1);
  CHECK(tied.answers[0].reason.code == "claimed_by_several");
  REQUIRE(tied.answers[0].reason.args.size() == 1);
  CHECK(tied.answers[0].reason.args[0].second == "A, B, C");
  CHECK(index.at_address("2 rue nord", "93002").answers[0].reason.code == "street_needed");
}

TEST_CASE("ranges: their first and last numbers are inside, the numbers next to them are not") {
  struct Case {
    int from, to;
    const char* parity;
    std::vector<int> inside, outside;
  };
  for (const Case& c : {
           Case{5, 9, "any", {5, 6, 9}, {4, 10}},
           Case{5, 9, "odd", {5, 7, 9}, {3, 6, 8, 11}},
           Case{5, 9, "even", {6, 8}, {4, 5, 9, 10}},
           Case{-1, 9, "any", {1, 9}, {10}},
           Case{5, -1, "odd", {5, 9999}, {3, 6}},
           Case{-1, -1, "even", {2, 9998}, {1, 9999}},
           Case{7, 7, "any", {7}, {6, 8}},
           Case{6, 6, "odd", {}, {5, 6, 7}},
       }) {
    DayRecords records = places();
    records.sector_units.push_back({"ssd", "A", "93002", "rue nord", "Rue Nord", "", c.from, c.to, c.parity});
    records.sector_units.push_back({"ssd", "B", "93002", "", "", "", -1, -1, "any"});
    const auto day = std::make_shared<const Day>(records);
    const CompetenceIndex index(day, std::vector<geometry::Outline>(day->snapshot.codes.size()), {}, {});
    CAPTURE(c.from);
    CAPTURE(std::string(c.parity));
    for (const int number : c.inside)
      CHECK(told(index, index.at_address(std::to_string(number) + " rue nord", "93002")).first == "A");
    for (const int number : c.outside)
      CHECK(told(index, index.at_address(std::to_string(number) + " rue nord", "93002")).first == "B");
  }
}
