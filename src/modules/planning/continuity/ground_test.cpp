// What happens to the territory while a plan is computed or decided, on both databases: an import at every moment of
// the request. The answer is that of before or of after, or a refusal that says what to do; never of both.
#include "modules/planning/continuity/ground.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "modules/planning/continuity/testing/plans.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// A database where something happens before the nth transaction of the thread that asks, and that refuses to be read
// inside a write: what is searched there would keep everybody waiting.
class Meddled : public sql::Database {
 public:
  explicit Meddled(sql::Database& real) : real_(real) {}
  sql::Dialect dialect() const override { return real_.dialect(); }
  void read(const std::function<void(sql::Session&)>& work) override {
    meddle();
    if (mine()) CHECK_FALSE(writing_);
    real_.read(work);
  }
  void write(const std::function<void(sql::Session&)>& work) override {
    meddle();
    if (!mine()) return real_.write(work);
    struct Leave {
      bool& writing;
      ~Leave() { writing = false; }
    };
    const Leave leave{writing_ = true};
    real_.write(work);
  }

  // True when it did happen.
  bool before(int nth, std::function<void()> what, const std::function<void()>& asking) {
    asker_ = std::this_thread::get_id();
    left_ = nth;
    what_ = std::move(what);
    asking();
    asker_ = std::thread::id();
    return left_ <= 0;
  }

 private:
  bool mine() const { return std::this_thread::get_id() == asker_; }
  void meddle() {
    if (!mine() || --left_ != 0) return;
    const auto self = asker_.exchange(std::thread::id());
    what_();
    asker_ = self;
  }
  sql::Database& real_;
  std::atomic<std::thread::id> asker_{};
  int left_ = 0;
  bool writing_ = false;
  std::function<void()> what_;
};

struct Meddling {
  explicit Meddling(sql::Database& database) : meddled(database), crisis(meddled) {}

  // One house more or less in the south, and the communes of the first row closed or open: the units are not the same.
  void change() {
    south = !south;
    const std::string name = south ? "MDS du Sud" : "MDS du Midi";
    crisis.desk.import_file("kind=sites&file_name=s.csv&valid_from=2020-01-01",
                            "id,nom,type,longitude,latitude,code_insee\nN4," + name + ",mds," +
                                (south ? "2.305,48.975,96130\n" : "2.325,48.995,96112\n"));
    std::string births = "code,naissances\n";
    for (std::size_t row = 0; row < 4; ++row)
      for (std::size_t column = 0; column < 4; ++column)
        births += code_at(row, column) + "," + std::to_string(south ? 10 + row * column : 50 - row - column) + "\n";
    crisis.desk.import_file("kind=quantities&file_name=n.csv&vintage=2023&valid_from=2020-01-01", births);
  }
  std::string previewed() {
    auto asked = usual();
    asked.load = "naissances";
    const auto answer = crisis.desk.ask(kPlans + "/preview", post(asked));
    return answer.status == 200 ? *answer.body : std::to_string(answer.status);
  }

  Meddled meddled;
  Crisis crisis;
  bool south = false;
};

void on_meddling(const std::function<void(Meddling&)>& test) {
  on_both([&](sql::Database& database) {
    Meddling meddling(database);
    meddling.change();
    test(meddling);
  });
}

}  // namespace

TEST_CASE("an import at any moment of a preview: the plan of before or of after, never of both") {
  on_meddling([](Meddling& here) {
    const std::string first = here.previewed();
    here.change();
    const std::string second = here.previewed();
    REQUIRE(first != second);
    std::set<std::string> met;
    int nth = 1;
    for (bool happened = true; happened; ++nth) {
      const std::string before = here.previewed();
      std::string answer;
      happened = here.meddled.before(
          nth, [&] { here.change(); }, [&] { answer = here.previewed(); });
      CAPTURE(nth);
      CHECK((answer == first || answer == second || answer == "409"));
      if (!happened) CHECK(answer == before);
      met.insert(answer == before ? "before" : answer == "409" ? "409" : "after");
    }
    CHECK(nth > 8);
    CHECK((met.contains("before") && met.contains("after")));
  });
}

TEST_CASE("an import at any moment of a decision: what was seen is put in force, or nothing is and it is said why") {
  on_meddling([](Meddling& here) {
    Crisis& crisis = here.crisis;
    std::set<std::string> met;
    int nth = 1;
    for (bool happened = true; happened; ++nth) {
      CAPTURE(nth);
      const auto draft = crisis.draft();
      const std::string path = Crisis::at(draft.plan.id, "/decision");
      platform::http::Response answer;
      const auto ask = [&] { answer = crisis.desk.ask(path, post(ContinuityDecision{})); };
      happened = here.meddled.before(
          nth, [&] { here.change(); }, ask);
      const auto problem = platform::from_json<platform::wire::Problem>(*answer.body);
      const std::string said = answer.status == 200 ? "adopted" : problem.value.code;
      CHECK_MESSAGE((said == "adopted" || said == "planning.continuity_moving" || said == "planning.continuity_stale"),
                    *answer.body);
      met.insert(said);
      const auto kept = crisis.page(draft.plan.id);
      CHECK(kept.plan.state == (said == "adopted" ? ContinuityState::in_force : ContinuityState::draft));
      CHECK(crisis.relayed(in(5)) == (said == "adopted"));
      CHECK(same_moves(kept.answer, draft.answer));
      if (said == "adopted") crisis.end(draft.plan.id, in(-1));
    }
    CHECK(met.contains("planning.continuity_moving"));
    CHECK(met.contains("planning.continuity_stale"));
    CHECK(met.contains("adopted"));
  });
}

TEST_CASE("the same plan decided by two at once is decided once; of two that clash, one is") {
  on_meddling([](Meddling& here) {
    Crisis& crisis = here.crisis;
    const auto decide = [&](std::int64_t id) {
      return crisis.desk.ask(Crisis::at(id, "/decision"), post(ContinuityDecision{})).status;
    };
    int nth = 1;
    for (bool happened = true; happened; ++nth) {
      CAPTURE(nth);
      const auto id = crisis.draft().plan.id, other = crisis.draft().plan.id;
      int first = 0, second = 0;
      happened = here.meddled.before(
          nth, [&] { first = decide(id); }, [&] { second = decide(id); });
      CHECK((second == 200 && (first == 200 || !happened)));
      crisis.end(id, in(-1));
      const auto again = crisis.draft().plan.id;
      if (!here.meddled.before(
              nth, [&] { first = decide(again); }, [&] { second = decide(other); }))
        first = 409;
      CHECK((first == 200) != (second == 200));
      crisis.end(first == 200 ? again : other, in(-1));
    }
    CHECK(nth > 4);
  });
}
