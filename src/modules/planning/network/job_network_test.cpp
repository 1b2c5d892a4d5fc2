// How a study is computed: what it tells, and what is left of it when it is cancelled or cannot be done.
#include <doctest/doctest.h>

#include "modules/planning/labels.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/network/testing/square.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// Keeps the work that is declared, to be done here.
struct Workshop : platform::Jobs {
  std::map<std::string, platform::JobWork> works;
  void handle(std::string kind, platform::JobWork work) override { works[std::move(kind)] = std::move(work); }
  Id<platform::Job> submit(sql::Session&, std::string_view, std::string_view, std::string_view,
                           std::uint64_t) override {
    return {1};
  }
  std::optional<platform::JobView> find(Id<platform::Job>) override { return std::nullopt; }
  bool stop(Id<platform::Job>, bool) override { return false; }
  std::shared_ptr<void> watch(Id<platform::Job>, std::function<void(const platform::JobView&)>) override { return {}; }
  void start(int) override {}
  void finish() override {}
};

struct Watched : platform::JobContext {
  explicit Watched(std::string asked) : parameters_(std::move(asked)) {}
  Id<platform::Job> id() const override { return {1}; }
  std::string_view parameters() const override { return parameters_; }
  std::uint64_t seed() const override { return 7; }
  const std::atomic<bool>& stop_requested() const override { return stop; }
  bool cancelled() const override { return dropped; }
  void report(double fraction, std::string_view message, std::string_view partial) override {
    CHECK(fraction >= last_fraction);
    CHECK(message == "planning.searching");
    CHECK(platform::from_json<StudyProgress>(std::string(partial)).ok());
    last_fraction = fraction;
  }
  std::atomic<bool> stop = false;
  bool dropped = false;
  double last_fraction = 0;

 private:
  std::string parameters_;
};

// A study of the usual territory that nobody has computed yet, in a database with a curve saved on the way.
std::int64_t left_half_done(Square& square) {
  const Date at = kToday;
  auto& territory = square.desk.territory;
  const auto snapshot = territory.snapshot(at);
  const auto request = usual_request_of_study();
  const auto question =
      question_of(request, snapshot, *houses_of(request, *snapshot, territory.sites(at)), {}, crow_of(request, at));
  REQUIRE(question.ok());
  StudyRow row;
  row.at = at;
  row.request = platform::to_json(question->request);
  row.houses = houses_text(question->houses);
  row.units = joined_codes(snapshot->codes);
  FoundNetwork found;
  found.open = {0, 1};
  return square.desk.database.writing([&](sql::Session& session) {
    const StudyId made = insert_study(session, row);
    save_curve(session, made, {found});
    return made.value;
  });
}

std::size_t kept(Square& square, std::int64_t study) {
  return square.desk.database.reading([&](sql::Session& session) { return curve_of(session, {study}).size(); });
}

Result<std::string> work(Square& square, Watched& job) {
  Workshop workshop;
  handle_network_jobs(workshop, square.desk.database, square.desk.territory);
  return workshop.works.at("planning.network")(job);
}

}  // namespace

TEST_CASE("a study that ends keeps its whole curve, and tells it") {
  on_network([](Square& square) {
    const auto study = left_half_done(square);
    Watched job(std::to_string(study));
    const auto told = work(square, job);
    REQUIRE(told.ok());
    CHECK(kept(square, study) == 3);
    CHECK(platform::from_json<StudyProgress>(*told).value.curve.size() == 3);
  });
}

TEST_CASE("a study that is cancelled leaves nothing, not even what was saved on the way") {
  on_network([](Square& square) {
    const auto study = left_half_done(square);
    Watched job(std::to_string(study));
    job.stop = true;
    job.dropped = true;
    CHECK(work(square, job).ok());
    CHECK(kept(square, study) == 0);
  });
}

TEST_CASE("a study whose places are gone when its turn comes says so") {
  on_network([](Square& square) {
    const auto study = left_half_done(square);
    square.desk.import({"1212", "2121", "1212", "31111"}, {});
    Watched job(std::to_string(study));
    const auto told = work(square, job);
    REQUIRE_FALSE(told.ok());
    CHECK(told.problem().code == "planning.study_outdated");
    Watched nobody("999");
    CHECK(work(square, nobody).problem().code == "planning.unknown_study");
  });
}
