#include "modules/planning/continuity/plan.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "modules/planning/continuity/testing/crisis.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// What a plan is worth by the words of decision 0055, from its page and the map alone: residents × minutes of those
// that could move, and balance × load² ÷ capacity ÷ 2 of every taker. Loads are residents, the mean load per capacity
// is 1.
double worth(const ContinuityLayer& layer, const territory::Snapshot& snapshot, const std::vector<std::int32_t>& during,
             double minutes_for_tenth) {
  std::vector<double> loads(layer.carriers.size(), 0);
  double total = 0, usual = 0, minutes = 0;
  for (const ContinuityCarrier& one : layer.carriers) usual += one.usual;
  for (std::size_t u = 0; u < during.size(); ++u) {
    const auto residents = static_cast<double>(snapshot.populations[u]);
    total += residents;
    loads[static_cast<std::size_t>(during[u])] += residents;
    if (!layer.carriers[static_cast<std::size_t>(layer.of_unit[u])].lacks) continue;
    minutes +=
        residents * minutes_between(snapshot.centres[u], *layer.carriers[static_cast<std::size_t>(during[u])].place,
                                    {TravelMode::car, 1, 60});
  }
  double burden = 0;
  for (std::size_t c = 0; c < loads.size(); ++c)
    if (layer.carriers[c].capacity > 0)
      burden += 10 * minutes_for_tenth * loads[c] * loads[c] / 2 / (layer.carriers[c].capacity * total / usual);
  return minutes + burden;
}

// In one piece with the ground of whoever answers: as many pieces as before, at most.
bool whole(const territory::Snapshot& snapshot, const std::vector<std::int32_t>& during, std::int32_t carriers) {
  const engines::Graph graph(static_cast<engines::Unit>(snapshot.codes.size()), snapshot.edges);
  for (const auto pieces : engines::pieces(graph, during, carriers))
    if (pieces > 1) return false;
  return true;
}

// The least worth of all whole plans, by trying every taker for every unit of the carriers that lack.
double best_by_trying_all(const ContinuityLayer& layer, const territory::Snapshot& snapshot, double minutes_for_tenth) {
  std::vector<std::size_t> free;
  for (std::size_t u = 0; u < layer.of_unit.size(); ++u)
    if (layer.carriers[static_cast<std::size_t>(layer.of_unit[u])].lacks) free.push_back(u);
  const auto carriers = static_cast<std::int32_t>(layer.carriers.size());
  std::vector<std::int32_t> during = layer.of_unit;
  for (const std::size_t u : free) during[u] = 0;
  double best = 1e300;
  while (true) {
    bool lawful = true;
    for (const std::size_t u : free)
      lawful = lawful && layer.carriers[static_cast<std::size_t>(during[u])].capacity > 0;
    if (lawful && whole(snapshot, during, carriers))
      best = std::min(best, worth(layer, snapshot, during, minutes_for_tenth));
    std::size_t digit = 0;
    while (digit < free.size() && during[free[digit]] == carriers - 1) during[free[digit++]] = 0;
    if (digit == free.size()) return best;
    ++during[free[digit]];
  }
}

const ContinuityCarrierRow& row(const ContinuityLayerPage& layer, const std::string& code) {
  return *std::find_if(layer.carriers.begin(), layer.carriers.end(), [&](const auto& one) { return one.code == code; });
}

const std::vector<std::string> kTown{"1212", "2121", "1212"};

}  // namespace

TEST_CASE("the units of a closed house go to the open ones so that nothing else does better, whole and in one piece") {
  Random random(5);
  for (int trial = 0; trial < 25; ++trial) {
    CAPTURE(trial);
    auto snapshot = any_town(random, 3, 4);
    snapshot.missions = {mission("mds", {"1122", "1132", "4433"})};
    std::vector<territory::SiteInUnit> sites;
    for (const std::int32_t unit : {0, 3, 10, 9}) sites.push_back(site_in(snapshot, unit));
    auto request = closing({"S0"});
    request.minutes_for_tenth = static_cast<double>(random.below(4));
    const auto ground = ground_of(snapshot, sites);
    const auto layer = (*layers_of(request, ground, snapshot.populations, {}))[0];
    const auto page = planned(request, ground).layers[0];
    REQUIRE(page.optimal);
    CHECK(whole(snapshot, page.during_of_unit, 4));
    const double found = worth(layer, snapshot, page.during_of_unit, request.minutes_for_tenth);
    // A unit where nobody lives weighs one resident in the search: at most four of them are to be placed here.
    const double best = best_by_trying_all(layer, snapshot, request.minutes_for_tenth);
    CHECK(found <= best + 4 * 6);
    CHECK(found >= best - 1e-6 * (1 + best));
  }
}

TEST_CASE("only the units of who lacks something move, and the figures add up") {
  auto snapshot = town(kTown);
  snapshot.missions = {mission("ssd", {"AABB", "AABB", "CCCC"})};
  const auto ground = ground_of(snapshot, {});
  const auto answer = planned(lacking({{"ssd", "A", 4, 4}}), ground);
  REQUIRE(answer.layers.size() == 1);
  const auto& page = answer.layers[0];
  CHECK(drawn(page.before_of_unit, 4) == "AABB AABB CCCC");
  CHECK(page.moves.size() == 4);
  for (std::size_t u = 0; u < 12; ++u)
    CHECK((page.before_of_unit[u] == page.during_of_unit[u]) == (page.before_of_unit[u] != 0));
  std::int64_t before = 0, during = 0, moved = 0;
  for (const auto& one : page.carriers) before += one.residents_before, during += one.residents_during;
  for (const auto& move : page.moves) moved += move.residents;
  CHECK(before == snapshot.population());
  CHECK(during == before);
  CHECK(row(page, "A").residents_during == 0);
  CHECK_FALSE(row(page, "A").burden_during.has_value());
  CHECK(page.concerned.residents == moved);
  CHECK(page.everyone.residents == before);
  CHECK(*row(page, "B").burden_before == doctest::Approx(1));
  CHECK(*row(page, "B").burden_during > 1);
  CHECK(page.moves[0].residents >= page.moves[3].residents);
}

TEST_CASE("of a sector that lacks some of its agents, some of the load goes: more absences, more of it") {
  auto snapshot = town({"11111111", "11111111"});
  snapshot.missions = {mission("ssd", {"AAAABBBB", "AAAABBBB"})};
  const auto ground = ground_of(snapshot, {});
  std::size_t before = 0;
  for (const double absent : {0.5, 1.0, 2.0, 3.0}) {
    auto request = lacking({{"ssd", "A", 4, absent}});
    request.minutes_for_tenth = 20;
    const auto page = planned(request, ground).layers[0];
    CHECK(page.moves.size() >= before);
    CHECK(page.moves.size() < 8);
    before = page.moves.size();
    CHECK(whole(snapshot, page.during_of_unit, 2));
    // The team that is left is no more loaded than if nothing were done.
    CHECK(*row(page, "A").burden_during <= 1 / (1 - absent / 4) + 1e-9);
  }
  CHECK(before >= 4);
  // Where nobody would go a minute farther, nothing moves.
  auto still = lacking({{"ssd", "A", 4, 2}});
  still.minutes_for_tenth = 0;
  CHECK(planned(still, ground).layers[0].moves.empty());
}

TEST_CASE("each unit says why it goes where it goes, and what it says can be checked on the page") {
  Random random(8);
  std::map<std::string, int> met;
  for (int trial = 0; trial < 40; ++trial) {
    auto snapshot = any_town(random, 4, 5);
    snapshot.missions = {mission("mds", {"11222", "11122", "43322", "44333"})};
    std::vector<territory::SiteInUnit> sites;
    for (const std::int32_t unit : {0, 4, 18, 15}) sites.push_back(site_in(snapshot, unit));
    auto request = closing({"S0"});
    request.minutes_for_tenth = static_cast<double>(1 + random.below(3));
    const auto page = planned(request, ground_of(snapshot, sites)).layers[0];
    for (const ContinuityMove& move : page.moves) {
      ++met[move.reason.code];
      std::map<std::string, std::string> said;
      for (const auto& pair : move.reason.args) said[pair[0]] = pair[1];
      if (move.reason.code == "nearest") CHECK(std::stod(said["minutes"]) <= std::stod(said["next_minutes"]));
      if (move.reason.code != "less_loaded" && move.reason.code != "one_piece") continue;
      CHECK(std::stod(said["near_minutes"]) < std::stod(said["minutes"]));
      CHECK(std::stod(said["minutes"]) == doctest::Approx(move.minutes_during).epsilon(0.01));
      const auto& taker = page.carriers[static_cast<std::size_t>(move.to)];
      CHECK(std::stod(said["burden"]) == doctest::Approx(100 * *taker.burden_during).epsilon(0.002));
      if (move.reason.code == "less_loaded" && move.residents > 0)
        CHECK(std::stod(said["near_burden"]) > std::stod(said["burden"]));
    }
  }
  CHECK((met["nearest"] > 0 && met["less_loaded"] > 0));
}

TEST_CASE("one neighbour is the only possibility; a place nobody knows goes by neighbourhood and load") {
  auto snapshot = town({"111"});
  snapshot.missions = {mission("ssd", {"ABC"})};
  const auto only = planned(lacking({{"ssd", "A", 2, 2}}), ground_of(snapshot, {})).layers[0];
  REQUIRE(only.moves.size() == 1);
  CHECK((only.moves[0].to == 1 && only.moves[0].reason.code == "only"));
  snapshot.centres[1] = {0, 0};
  const auto lost = planned(lacking({{"ssd", "B", 2, 2}}), ground_of(snapshot, {})).layers[0];
  REQUIRE(lost.moves.size() == 1);
  CHECK((lost.moves[0].minutes_during == -1 && lost.moves[0].reason.code == "unplaced"));
}

TEST_CASE("access counts those concerned and everybody, those who reach nobody as far") {
  auto snapshot = town({"1111111111"});
  snapshot.missions = {};
  std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 9)};
  auto request = closing({"S0"});
  request.speed_kmh = 12;  // five minutes a kilometre
  const auto page = planned(request, ground_of(snapshot, sites)).layers[0];
  CHECK(page.moves.size() == 5);
  CHECK(page.concerned.mean_before == doctest::Approx(10));
  CHECK(page.concerned.mean_during == doctest::Approx(35));
  CHECK(page.concerned.beyond_before == 0);
  CHECK(page.concerned.beyond_during == doctest::Approx(0.6));  // 45, 40 and 35 minutes
  CHECK(page.everyone.beyond_during == doctest::Approx(0.3));
  CHECK(page.everyone.mean_during == doctest::Approx(22.5));
}

TEST_CASE("the same question gives the same plan, and the order of what is asked does not matter") {
  auto snapshot = town(kTown);
  snapshot.missions = {mission("ssd", {"AABB", "AABB", "CCDD"})};
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 3), site_in(snapshot, 9)};
  const auto ground = ground_of(snapshot, sites);
  auto request = closing({"S0", "S3"}), turned = closing({"S3", "S0"});
  request.absences = {{"ssd", "A", 3, 1}, {"ssd", "C", 2, 2}};
  turned.absences = {{"ssd", "C", 2, 2}, {"ssd", "A", 3, 1}};
  const auto first = planned(request, ground), second = planned(turned, ground);
  CHECK(same_moves(first, second));
  CHECK(same_moves(first, planned(request, ground)));
  request.absences[0].absent = 2.5;
  CHECK_FALSE(same_moves(first, planned(request, ground)));
}

TEST_CASE("what is decided is said line by line, for every mission or for those that close") {
  auto snapshot = town(kTown);
  snapshot.missions = {mission("ssd", {"AABB", "AABB", "CCDD"}), mission("pmi", {"PPPP", "QQQQ", "QQQQ"})};
  const auto ground = ground_of(snapshot, {site_in(snapshot, 0), site_in(snapshot, 3)});
  auto request = closing({"S0"});
  request.absences = {{"ssd", "C", 2, 2}};
  const auto all = relay_of(planned(request, ground), 7);
  CHECK(all.origin == "continuity/7");
  CHECK(plan_of_origin(all.origin) == 7);
  CHECK(plan_of_origin("scenario/7") == 0);
  CHECK((all.period.from == kFirst && all.period.to == Date(2026, 3, 21)));
  std::size_t desks = 0;
  for (const auto& line : all.lines) {
    const bool desk = line.kind == territory::RelayKind::desk;
    desks += desk;
    CHECK(line.mission == (desk ? "" : "ssd"));
    CHECK(line.from_code == (desk ? "S0" : "C"));
    CHECK(line.from_code != line.to_code);
  }
  CHECK((desks == 6 && all.lines.size() == 8));
  request.missions = {"pmi", "ssd"};
  CHECK(relay_of(planned(request, ground), 7).lines.size() == 14);
}

TEST_CASE("what another plan relays takes nothing here, and what stands in the way is named") {
  auto snapshot = town({"111111"});
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 2), site_in(snapshot, 5)};
  const auto ground = ground_of(snapshot, sites);
  const auto first = planned(closing({"S0"}), ground);
  CHECK(first.clashes.empty());
  const RunningPlan running{relay_of(first, 3), first.request};
  // The same house again: the same units.
  const auto again = planned(closing({"S0"}), ground, {running});
  REQUIRE(again.clashes.size() == 1);
  CHECK((again.clashes[0].id == 3 && !again.clashes[0].taker && again.clashes[0].to == kLast));
  CHECK(again.clashes[0].names.size() == 2);
  // The house that receives them closes: it is a taker of the other plan.
  const auto taker = planned(closing({"S2"}), ground, {running});
  REQUIRE(taker.clashes.size() == 1);
  CHECK((taker.clashes[0].taker && taker.clashes[0].names == std::vector<std::string>{"Maison 2"}));
  // The house that is closed already receives nobody: all go to the other one.
  for (const auto& move : taker.layers[0].moves)
    CHECK(taker.layers[0].carriers[static_cast<std::size_t>(move.to)].code == "S5");
  // The farthest one has nothing to do with it.
  CHECK(planned(closing({"S5"}), ground, {running}).clashes.empty());
  // For another mission, the desk is another.
  auto pmi = snapshot;
  pmi.missions = {mission("pmi", {"PPPQQQ"}), mission("ssd", {"AAABBB"})};
  auto one = closing({"S0"}), other = closing({"S0"});
  one.missions = {"pmi"}, other.missions = {"ssd"};
  const auto both = ground_of(pmi, sites);
  CHECK(planned(other, both, {{relay_of(planned(one, both), 4), one}}).clashes.empty());
}

TEST_CASE("what another plan closes or leaves short takes nothing here, even when nothing of it was handed over") {
  auto snapshot = town({"111111"});
  snapshot.missions = {mission("ssd", {"AABBCC"})};
  std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 2), site_in(snapshot, 5),
                                           site_in(snapshot, 2), site_in(snapshot, 5)};
  sites[3].code = "twin", sites[4].code = "spare";  // at the door of another one, where everybody goes
  const auto ground = ground_of(snapshot, sites);
  auto asked = closing({"S2", "twin"});
  asked.absences = {{"ssd", "B", 4, 0.25}};
  asked.minutes_for_tenth = 0;  // nobody would go farther: the sector keeps all
  const auto first = planned(asked, ground);
  const RunningPlan running{relay_of(first, 3), first.request};
  REQUIRE_FALSE(running.relay.lines.empty());
  for (const auto& line : running.relay.lines) REQUIRE(line.from_code == "S2");
  const auto takers = [&](const ContinuityRequest& request, const std::vector<RunningPlan>& others) {
    std::set<std::string> out;
    for (const auto& layer : planned(request, ground, others).layers)
      for (const auto& move : layer.moves) out.insert(layer.carriers[static_cast<std::size_t>(move.to)].code);
    return out;
  };
  using Codes = std::set<std::string>;
  auto other = closing({"S0", "S5"});
  other.minutes_for_tenth = 0;
  CHECK(takers(other, {}) == Codes{"S2"});
  CHECK(takers(other, {{running.relay, {}}}).contains("twin"));  // the lines alone do not say it
  CHECK(takers(other, {running}) == Codes{"spare"});
  const auto lacks = lacking({{"ssd", "A", 2, 2}});
  CHECK(takers(lacks, {}).contains("B"));
  CHECK(takers(lacks, {running}) == Codes{"C"});
  CHECK(planned(lacks, ground, {running}).clashes.empty());
  // Short there and short here: two plans would each count on the agents that are left.
  const auto twice = planned(lacking({{"ssd", "B", 4, 2}}), ground, {running}).clashes;
  REQUIRE(twice.size() == 1);
  CHECK((twice[0].id == 3 && !twice[0].taker && twice[0].from == kFirst && twice[0].to == kLast));
  CHECK(twice[0].names.empty());  // the team is not named
}

TEST_CASE("a load other than residents is what is spread; minutes stay those of residents") {
  auto snapshot = town({"11111", "11111"});
  snapshot.missions = {mission("ssd", {"BAAAC", "BAAAC"})};
  auto births = quantity("births", {0, 9000, 0, 0, 1000, 0, 9000, 0, 0, 1000});
  auto request = lacking({{"ssd", "A", 2, 2}});
  request.minutes_for_tenth = 30;
  const auto by_residents = planned(request, ground_of(snapshot, {}, {births})).layers[0];
  request.load = "births";
  const auto answer = planned(request, ground_of(snapshot, {}, {births}, {{"ssd", {{"B", 1}, {"C", 1}}}}));
  CHECK((answer.load_name == "Foyers births" && answer.load_period == "2023"));
  const auto& page = answer.layers[0];
  CHECK(page.posts_known);
  CHECK(row(page, "A").load_before == doctest::Approx(18));
  CHECK(std::abs(row(page, "B").load_during - row(page, "C").load_during) <= 10);
  CHECK(page.during_of_unit != by_residents.during_of_unit);
}

TEST_CASE("the file has a line for each unit handed over, and a name is never a formula") {
  auto snapshot = town(kTown);
  snapshot.names[0] = "=SOMME(A1)";
  const auto answer = planned(closing({"S0"}), ground_of(snapshot, {site_in(snapshot, 0), site_in(snapshot, 11)}));
  const std::string csv = continuity_csv(answer);
  CHECK(csv.starts_with("layer,unit,name,commune,residents,from,to,minutes_before,minutes_during\r\n"));
  CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) == 1 + answer.layers[0].moves.size());
  CHECK(csv.find(",=SOMME") == csv.npos);
  CHECK(csv.find("mds,96100,") != csv.npos);
  CHECK(csv.find(",Maison 0,Maison 11,0.0,") != csv.npos);
}
