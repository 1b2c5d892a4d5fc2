#include "modules/territory/history.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::territory;

namespace {

constexpr Date kDay{2025, 1, 1};

// A record kept in memory, revised like the tables are.
struct Book {
  std::vector<Version> versions;
  std::vector<Date> listings;  // days of complete files
  std::int64_t next_id = 1;

  Revision write(const std::vector<Statement>& statements, Date day, bool complete) {
    std::vector<Version> existing;
    for (const Version& version : versions)
      if (day < version.period.to) existing.push_back(version);
    const Completeness rule{[&](std::string_view) { return complete; },
                            [&](std::string_view) {
                              Date next = kEndOfTime;
                              for (Date listed : listings)
                                if (day < listed) next = std::min(next, listed);
                              return next;
                            }};
    Revision revision = revise(existing, statements, day, rule);
    for (const Resumption& resumption : revision.resume) {
      const auto old =
          *std::find_if(versions.begin(), versions.end(), [&](const Version& v) { return v.id == resumption.id; });
      versions.push_back({next_id++, old.key, old.content, resumption.period});
    }
    for (const Closing& closing : revision.close)
      std::find_if(versions.begin(), versions.end(), [&](const Version& v) { return v.id == closing.id; })->period.to =
          closing.end;
    for (const Opening& opening : revision.open) {
      const Statement& said = statements[opening.statement];
      versions.push_back({next_id++, said.key, said.content, opening.period});
    }
    if (complete) listings.push_back(day);
    return revision;
  }
  std::map<std::string, std::string> on(Date day) const {
    std::map<std::string, std::string> seen;
    for (const Version& version : versions) {
      if (!version.period.contains(day)) continue;
      CHECK_MESSAGE(!seen.contains(version.key), "two truths on one day for " << version.key);
      seen[version.key] = version.content;
    }
    return seen;
  }
};

using Map = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("a changed key is closed on the day and opened again: both are still there") {
  Book book;
  book.write({{"a", "1"}, {"b", "1"}}, Date(2020, 1, 1), true);
  const Revision revision = book.write({{"a", "2"}, {"b", "1"}}, kDay, true);
  CHECK(revision.changed == 1);
  CHECK(revision.unchanged == 1);
  CHECK(book.on(Date(2024, 12, 31)) == Map{{"a", "1"}, {"b", "1"}});
  CHECK(book.on(kDay) == Map{{"a", "2"}, {"b", "1"}});
}

TEST_CASE("silence closes only when the file is complete") {
  Book book;
  book.write({{"a", "1"}, {"b", "1"}}, Date(2020, 1, 1), true);
  CHECK(book.write({{"a", "1"}}, kDay, false).closed == 0);
  CHECK(book.on(kDay).size() == 2);
  CHECK(book.write({{"a", "1"}}, kDay, true).closed == 1);
  CHECK(book.on(kDay) == Map{{"a", "1"}});
  CHECK(book.on(Date(2024, 12, 31)).size() == 2);
}

TEST_CASE("an older file fills the past and leaves the present as it was") {
  Book book;
  book.write({{"a", "new"}}, kDay, true);
  book.write({{"a", "old"}, {"gone", "old"}}, Date(2018, 1, 1), true);
  CHECK(book.on(Date(2017, 12, 31)).empty());
  CHECK(book.on(Date(2020, 6, 1)) == Map{{"a", "old"}, {"gone", "old"}});
  CHECK(book.on(kDay) == Map{{"a", "new"}});  // "gone" was absent from the complete file of 2025
}

TEST_CASE("a correction on the first day replaces without destroying") {
  Book book;
  book.write({{"a", "wrong"}}, kDay, true);
  book.write({{"a", "right"}}, kDay, true);
  CHECK(book.on(kDay) == Map{{"a", "right"}});
  REQUIRE(book.versions.size() == 2);
  CHECK(book.versions[0].period.empty());
}

TEST_CASE("of two statements on one key the first counts") {
  Book book;
  const Revision revision = book.write({{"a", "1"}, {"a", "2"}}, kDay, true);
  CHECK(revision.created == 1);
  CHECK(book.on(kDay) == Map{{"a", "1"}});
}

TEST_CASE(
    "property: every day shows the last complete file before it, in whatever order files came, and twice is once") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    std::map<Date, std::vector<Statement>> files;
    while (files.size() < 5) {
      std::vector<Statement> file;
      for (char key : {'a', 'b', 'c', 'd'})
        if (random.below(3) != 0) file.push_back({std::string(1, key), std::to_string(random.below(3))});
      files[Date(2015 + static_cast<int>(random.below(10)), 1, 1)] = file;
    }
    std::vector<Date> order;
    for (const auto& [day, file] : files) order.push_back(day);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    Book book;
    for (Date day : order) {
      book.write(files[day], day, true);
      const Revision again = book.write(files[day], day, true);
      CHECK(again.open.empty());
      CHECK(again.close.empty());
    }
    for (const auto& [day, file] : files) {
      Map expected;
      for (const Statement& said : file) expected[said.key] = said.content;
      CHECK_MESSAGE(book.on(day) == expected, "seed " << seed << " on " << day.str());
    }
  }
}
