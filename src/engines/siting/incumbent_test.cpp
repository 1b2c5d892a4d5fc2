// The best choice met, what is proved of it, and the clock they are told by.
#include "engines/siting/incumbent.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

// Two demands, two sites: 3 from the first, 5 from the second, 1 from both.
Table small_table(bool whole) {
  Table table;
  const double costs[2][2] = {{0, 4}, {3, 1}};
  for (const auto& row : costs) {
    std::vector<Entry> entries = {{0, row[0]}, {1, row[1]}};
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.cost < b.cost; });
    for (const Entry& e : entries) table.rows.add(e);
    table.rows.end_row();
    table.outside.push_back(9);
  }
  table.site_of = {0, 1};
  table.columns = table.rows.turned(2);
  table.whole = whole;
  return table;
}

TEST_CASE("only a better choice is kept; its value is its own") {
  const Table table = small_table(true);
  const Limits limits;
  Watch watch(limits);
  Incumbent incumbent(table, watch);
  CHECK_FALSE(incumbent.met());
  CHECK(incumbent.offer({0, 1}));
  CHECK(incumbent.value() == 5);
  CHECK_FALSE(incumbent.offer({0, 0}));
  CHECK(incumbent.offer({1, 0}));
  CHECK_FALSE(incumbent.offer({0, 1}));
  CHECK(incumbent.value() == 3);
  CHECK(incumbent.open() == std::vector<char>{1, 0});
}

TEST_CASE("a bound never falls nor passes what is of interest; whole values round it up") {
  for (const bool whole : {true, false}) {
    CAPTURE(whole);
    const Table table = small_table(whole);
    const Limits limits;
    Watch watch(limits);
    Incumbent incumbent(table, watch);
    incumbent.offer({1, 0});
    incumbent.prove(1.2);
    CHECK(incumbent.bound() == (whole ? 2 : 1.2));
    incumbent.prove(0.5);
    CHECK(incumbent.bound() == (whole ? 2 : 1.2));
    CHECK_FALSE(incumbent.closed());
    incumbent.prove(2.1);
    CHECK(incumbent.closed() == whole);
    incumbent.prove(100);
    CHECK(incumbent.closed());
    CHECK(incumbent.bound() <= 3);
    CHECK(incumbent.bound() == doctest::Approx(3).epsilon(1e-6));
  }
}

TEST_CASE("a better choice met after a proof reopens it") {
  const Table table = small_table(true);
  const Limits limits;
  Watch watch(limits);
  Incumbent incumbent(table, watch);
  incumbent.offer({0, 1});
  incumbent.prove(3);
  CHECK_FALSE(incumbent.closed());
  incumbent.offer({1, 0});
  CHECK(incumbent.closed());
  incumbent.offer({1, 1});
  CHECK(incumbent.value() == 1);
  CHECK(incumbent.closed());
}

TEST_CASE("a part of a watch ends no later than the whole, and hears the same order") {
  std::atomic<bool> stop = false;
  const Limits limits{.seconds = 1000, .stop = &stop};
  const Watch watch(limits);
  CHECK_FALSE(watch.over());
  CHECK(watch.part(2000).left() <= 1000);
  CHECK(watch.part(1).left() <= 1);
  CHECK(watch.part(100).part(5000).left() <= 100);
  CHECK(watch.part(-1).over());
  CHECK(watch.part(-1).left() == 0);
  const Watch part = watch.part(500);
  stop = true;
  CHECK(part.over());
  CHECK(watch.over());
  CHECK(watch.stopped());
}

TEST_CASE("told at most ten times a second, in the share of the time gone; a silent watch tells nothing") {
  int told = 0;
  double fraction = -1;
  const Limits limits{.seconds = 0.2, .report = [&](const Progress& progress) {
                        ++told;
                        CHECK(progress.fraction >= fraction);
                        CHECK(progress.fraction <= 1);
                        fraction = progress.fraction;
                      }};
  Watch watch(limits);
  Watch silent = watch.silent();
  for (int i = 0; i < 300; ++i) {
    watch.tell({});
    silent.tell({});
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(told >= 1);
  CHECK(told <= 1 + static_cast<int>(10 * watch.elapsed()));
}

TEST_CASE("tables: the other side of the rows is the same pairs; names go and come back") {
  Random random(271);
  for (int i = 0; i < 20; ++i) {
    const Instance instance =
        random_instance(random, Model::median, {.demands = 9, .sites = 7, .reach = 0.6, .rules = true});
    const Table table = weighted_table(instance);
    const Rows back = table.columns.turned(table.demands());
    REQUIRE(back.size() == table.demands());
    for (std::size_t d = 0; d < table.demands(); ++d) {
      double row = 0, again = 0;
      for (const Entry& e : table.rows[d]) row += e.cost * (1 + e.other);
      for (const Entry& e : back[d]) again += e.cost * (1 + e.other);
      CHECK(row == again);
      CHECK(back[d].size() == table.rows[d].size());
    }
    if (table.sites() == 0) continue;
    const std::vector<char> open = drawn_flags(random, table.sites(), 1 + random.below(table.sites()));
    CHECK(start_of(table, named(table, open)) == open);
    CHECK(start_of(table, {}).empty());
  }
}

}  // namespace
}  // namespace maillage::engines::siting
