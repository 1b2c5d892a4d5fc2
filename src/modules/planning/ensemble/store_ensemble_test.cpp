#include "modules/planning/ensemble/store_ensemble.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

namespace districting = engines::districting;

EnsembleRow row_at(Date at) {
  EnsembleRow row;
  row.created_at = "2026-03-01T09:00:00.000Z";
  row.created_by = "Claire";
  row.at = at;
  EnsembleRequest request;
  request.missions = {"ase"};
  request.districts = 8;
  request.at = at;
  row.request = platform::to_json(request);
  row.units = "96001,96002";
  return row;
}

// Two measures by three chains; values from zero to millions.
districting::Ensemble drawn(std::uint64_t seed) {
  Random random(seed);
  districting::Ensemble out;
  out.plans = 900;
  out.proposals = 4'000;
  out.chains = 3;
  out.seconds = 1.5;
  out.names = {"inertia", "cut_edges"};
  for (const double scale : {3e6, 40.0}) {
    std::vector<districting::Trace> traces(3);
    for (districting::Trace& trace : traces)
      for (int i = 0; i < 300; ++i) trace.add(i == 7 ? 0 : scale * random.unit(), 1 + random.below(3));
    const districting::Trace* all[] = {&traces[0], &traces[1], &traces[2]};
    out.distributions.push_back(districting::merged(all));
  }
  return out;
}

void on_store(const std::function<void(sql::Database&)>& test) {
  maillage::testing::for_each_database({"platform", "access", "territory", "planning"}, test);
}

std::optional<districting::Ensemble> kept(sql::Database& database, EnsembleId id) {
  return database.reading([&](sql::Session& session) { return ensemble_of(session, *find_ensemble(session, id)); });
}

}  // namespace

TEST_CASE("property: sketches come back from their text as they were") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const auto& d : drawn(seed).distributions) {
      const auto again = sketches_of(sketches_text(d.of_chain));
      REQUIRE(again.size() == 3);
      for (std::size_t c = 0; c < 3; ++c) {
        CHECK(again[c].count() == d.of_chain[c].count());
        for (const double share : {0.0, 0.1, 0.5, 0.9, 1.0})
          CHECK(again[c].quantile(share) == d.of_chain[c].quantile(share));
      }
    }
  }
}

TEST_CASE("a draw comes back whole: what was asked, what was drawn, and every place in it") {
  on_store([](sql::Database& database) {
    const auto ensemble = drawn(3);
    const auto id = database.writing([&](sql::Session& session) {
      const EnsembleId made = insert_ensemble(session, row_at(Date(2025, 6, 1)));
      attach_job(session, made, 41);
      save_ensemble(session, made, ensemble);
      return made;
    });
    const auto row = database.reading([&](sql::Session& session) { return find_ensemble(session, id); });
    REQUIRE(row);
    CHECK((row->created_by == "Claire" && row->at == Date(2025, 6, 1) && row->job_id == 41 &&
           row->impossibility.empty()));
    const auto again = kept(database, id);
    REQUIRE(again);
    CHECK((again->plans == 900 && again->proposals == 4'000 && again->chains == 3 && again->seconds == 1.5));
    CHECK(again->names == ensemble.names);
    for (std::size_t m = 0; m < 2; ++m) {
      const auto &a = ensemble.distributions[m], &b = again->distributions[m];
      CHECK((a.mean == b.mean && a.deviation == b.deviation && a.least == b.least && a.most == b.most));
      CHECK((a.r_hat == b.r_hat && a.independent == b.independent && b.of_chain.size() == 3));
      for (int i = 0; i <= 50; ++i)
        CHECK(a.sketch.share_above(a.most * i / 50) == b.sketch.share_above(a.most * i / 50));
    }
  });
}

TEST_CASE("what is drawn replaces what was, of that draw alone; nothing drawn leaves nothing") {
  on_store([](sql::Database& database) {
    const auto [first, second] = database.writing([&](sql::Session& session) {
      const auto a = insert_ensemble(session, row_at(Date(2025, 6, 1))),
                 b = insert_ensemble(session, row_at(Date(2026, 1, 1)));
      save_ensemble(session, a, drawn(1));
      save_ensemble(session, b, drawn(2));
      auto shorter = drawn(5);
      shorter.distributions.resize(1);
      save_ensemble(session, a, shorter);
      save_impossibility(session, b, {.code = "unit_too_heavy", .units = {"Pau"}, .districts = 8});
      return std::pair(a, b);
    });
    CHECK(kept(database, first)->distributions.size() == 1);
    CHECK(kept(database, second)->distributions.size() == 2);
    database.write([&](sql::Session& session) { save_ensemble(session, second, {}); });
    CHECK_FALSE(kept(database, second));
    database.read([&](sql::Session& session) {
      const auto listed = ensembles(session);
      REQUIRE(listed.size() == 2);
      CHECK((listed[0].id == second.value && listed[0].drawn.empty() && !listed[1].drawn.empty()));
      CHECK(find_ensemble(session, second)->impossibility.find("Pau") != std::string::npos);
      CHECK_FALSE(find_ensemble(session, {second.value + 1}));
    });
  });
}
