// The life of a plan of continuity through its routes, on both databases.
#include <doctest/doctest.h>

#include "modules/planning/continuity/testing/plans.hpp"
#include "modules/planning/means/formula.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

TEST_CASE("a preview keeps nothing and is the plan that a draft keeps") {
  on_crisis([](Crisis& crisis) {
    const auto before = audit_length(crisis.desk);
    const auto seen = crisis.desk.read<ContinuityAnswer>(kPlans + "/preview", post(usual()));
    CHECK(audit_length(crisis.desk) == before);
    CHECK(crisis.desk.read<ContinuityList>(kPlans).items.empty());
    REQUIRE(seen.layers.size() == 1);
    CHECK(seen.layers[0].moves.size() == 8);
    CHECK(seen.layers[0].optimal);
    CHECK(seen.far_minutes == 30);
    const auto kept = crisis.draft();
    CHECK(same_moves(kept.answer, seen));
    CHECK(platform::to_json(kept.answer) == platform::to_json(seen));
    CHECK(audit_length(crisis.desk) == before + 1);
    CHECK((kept.plan.state == ContinuityState::draft && kept.plan.created_by == "Claire"));
    CHECK((kept.plan.closed == std::vector<std::string>{"MDS du Nord-Ouest"} && kept.plan.units == 8));
    CHECK_FALSE(crisis.relayed(in(0)));
  });
}

TEST_CASE(
    "put in force, it is said beside the permanent answer between its dates; nothing else changes, then or after") {
  on_crisis([](Crisis& crisis) {
    const auto days = {in(-1), in(0), in(5), in(10), in(11), in(400)};
    std::vector<std::string> permanent, answers;
    for (const Date day : days) permanent.push_back(crisis.permanent(day)), answers.push_back(crisis.competence(day));
    const auto id = crisis.draft().plan.id;
    const auto decided = crisis.decide(id);
    CHECK((decided.plan.state == ContinuityState::in_force && decided.plan.decided_by == "Claire"));
    CHECK(decided.plan.note == "Vu.");
    std::size_t i = 0;
    for (const Date day : days) {
      CAPTURE(day.str());
      const bool during = in(0) <= day && day <= in(10);
      CHECK(crisis.permanent(day) == permanent[i]);
      CHECK(crisis.relayed(day) == during);
      // The permanent answer is word for word the same, up to the relays that come last.
      const auto same = [](const std::string& text) { return text.substr(0, text.find("\"relays\"")); };
      CHECK(same(crisis.competence(day)) == same(answers[i]));
      if (!during) CHECK(crisis.competence(day) == answers[i]);
      ++i;
    }
    CHECK_FALSE(crisis.relayed(in(5), code_at(0, 3)));
    const std::string said = crisis.competence(in(5));
    for (const char* text : {"\"MDS du Nord-Est\"", "Dégât des eaux", "\"until\":\"2026-03-11\"", "\"continuity/1\""})
      CHECK_MESSAGE(said.find(text) != said.npos, text);
    crisis.desk.clock.advance(std::chrono::days(11));
    CHECK(crisis.desk.read<ContinuityPage>(Crisis::at(id)).plan.state == ContinuityState::ended);
  });
}

TEST_CASE("decided twice is decided once; dropped, it is never decided; what is unknown is said") {
  on_crisis([](Crisis& crisis) {
    const auto id = crisis.draft().plan.id, other = crisis.draft().plan.id;
    const auto once = crisis.decide(id), twice = crisis.decide(id, ContinuityVerdict::adopted, "executive");
    CHECK(platform::to_json(once) == platform::to_json(twice));
    CHECK(crisis.refused(Crisis::at(id, "/decision"), post(ContinuityDecision{ContinuityVerdict::dropped, ""})) ==
          "409 planning.continuity_decided/id");
    CHECK(crisis.decide(other, ContinuityVerdict::dropped).plan.state == ContinuityState::dropped);
    CHECK(crisis.refused_decision(other) == "409 planning.continuity_decided/id");
    CHECK(crisis.refused_decision(99) == "404 planning.unknown_continuity/id");
    CHECK(crisis.refused(Crisis::at(99), {}) == "404 planning.unknown_continuity/id");
    CHECK(crisis.refused(Crisis::at(99, "/export"), {}) == "404 planning.unknown_continuity/id");
    CHECK(crisis.refused(Crisis::at(99, "/end"), post(ContinuityEnd{in(1), ""})) ==
          "404 planning.unknown_continuity/id");
  });
}

TEST_CASE("two plans cannot hand over the same places in the same days, nor close who receives; a draft warns first") {
  on_crisis([](Crisis& crisis) {
    import_file(crisis.desk, "kind=sites&file_name=more.csv",
                "id,nom,type,longitude,latitude,code_insee\nN4,MDS du Sud,mds,2.305,48.975,96130\n");
    const auto first = crisis.draft().plan.id, same = crisis.draft().plan.id;
    auto asked = usual();
    asked.closed = {"N2"};
    asked.from = in(10);
    asked.to = in(20);
    const auto taker = crisis.draft(asked).plan.id;
    asked.from = in(11);
    const auto later = crisis.draft(asked).plan.id;
    crisis.decide(first);
    CHECK(crisis.refused_decision(same) == "409 planning.continuity_clash/id");
    const auto warned = crisis.desk.read<ContinuityPage>(Crisis::at(same)).answer.clashes;
    REQUIRE(warned.size() == 1);
    CHECK((warned[0].id == first && warned[0].from == in(0) && warned[0].to == in(10)));
    CHECK(crisis.refused_decision(taker) == "409 planning.continuity_taker/id");
    crisis.decide(later);
    // Once both have ended, their days are free; the drafts are then what they were.
    crisis.end(first, in(5));
    CHECK(crisis.refused_decision(taker) == "409 planning.continuity_clash/id");
    crisis.end(later, in(9));
    CHECK(crisis.decide(taker).plan.state == ContinuityState::to_come);
  });
}

TEST_CASE("a house that a plan in force closes takes nobody in another, though nobody went to it") {
  on_crisis([](Crisis& crisis) {
    import_file(crisis.desk, "kind=sites&file_name=more.csv",
                "id,nom,type,longitude,latitude,code_insee\nN4,MDS jumelle,mds,2.305,49.005,96100\n");
    auto asked = usual(), other = usual();
    asked.closed = {"N1", "N4"};
    other.closed = {"N2"};
    const auto preview = [&] { return crisis.desk.ask(kPlans + "/preview", post(other)).status; };
    const auto id = crisis.draft(asked).plan.id;
    CHECK(preview() == 200);
    crisis.decide(id);
    CHECK(crisis.refused(kPlans + "/preview", post(other)) == "409 planning.continuity_nobody_left/closed");
    // The day after, it is open again; from the day it is ended too.
    other.from = in(11), other.to = in(12);
    CHECK(preview() == 200);
    other.from = in(6), other.to = in(10);
    CHECK(preview() == 409);
    crisis.end(id, in(5));
    CHECK(preview() == 200);
  });
}

TEST_CASE("ended early: today at the latest from yesterday on, once, by who decides; what had not begun never does") {
  on_crisis([](Crisis& crisis) {
    const auto id = crisis.draft().plan.id;
    const std::string path = Crisis::at(id, "/end");
    CHECK(crisis.refused(path, post(ContinuityEnd{in(2), ""})) == "409 planning.continuity_not_running/id");
    crisis.decide(id);
    CHECK(crisis.refused(path, post(ContinuityEnd{in(-2), ""})) == "422 planning.continuity_end/last_day");
    CHECK(crisis.refused(path, post(ContinuityEnd{in(10), ""})) == "422 planning.continuity_end/last_day");
    const auto ended = crisis.end(id, in(4));
    CHECK((ended.plan.to == in(4) && ended.plan.planned_to == in(10) && ended.plan.ends.size() == 1));
    CHECK((ended.plan.ends[0].ended_by == "Marc" && ended.plan.ends[0].note == "Réparé."));
    CHECK(ended.plan.state == ContinuityState::in_force);
    CHECK((crisis.relayed(in(4)) && !crisis.relayed(in(5))));
    CHECK(platform::to_json(crisis.end(id, in(4))) == platform::to_json(ended));
    CHECK(crisis.end(id, in(-1)).plan.state == ContinuityState::ended);
    CHECK_FALSE(crisis.relayed(in(0)));
    CHECK(crisis.refused(path, post(ContinuityEnd{in(1), ""})) == "409 planning.continuity_not_running/id");
    auto asked = usual();
    asked.from = in(30);
    asked.to = in(40);
    const auto to_come = crisis.decide(crisis.draft(asked).plan.id);
    CHECK(to_come.plan.state == ContinuityState::to_come);
    crisis.end(to_come.plan.id, in(3));
    CHECK_FALSE(crisis.relayed(in(31)));
  });
}

TEST_CASE("a draft whose ground has changed since is not decided: it is previewed again") {
  on_crisis([](Crisis& crisis) {
    const auto id = crisis.draft().plan.id;
    auto asked = usual();
    asked.from = in(1);
    const auto tomorrow = crisis.draft(asked).plan.id;
    import_file(crisis.desk, "kind=sites&file_name=more.csv",
                "id,nom,type,longitude,latitude,code_insee\nN4,MDS du Sud,mds,2.305,48.975,96130\n");
    CHECK(crisis.refused_decision(id) == "409 planning.continuity_stale/id");
    CHECK_FALSE(crisis.relayed(in(5)));
    crisis.desk.clock.advance(std::chrono::days(2));
    CHECK(crisis.refused_decision(tomorrow) == "422 planning.continuity_past/from");
  });
}

TEST_CASE(
    "posts known by the page of needs and means are those of the sectors; half-days of consultation are not posts") {
  on_crisis([](Crisis& crisis) {
    const auto formula = [&](const std::string& kind, Measure measure) {
      NewFormula asked;
      asked.kind = kind;
      asked.measure = measure;
      asked.per_post = 100;
      asked.valid_from = Date(2020, 1, 1);
      asked.reference = "Règlement";
      REQUIRE(crisis.desk.ask("/planning/means/formulas", post(asked)).status == 201);
    };
    formula("Assistants sociaux", Measure::post);
    formula("Consultations", Measure::session);
    const auto write = [&](int seen, const std::string& kind, const std::string& lines) {
      const auto answer = crisis.desk.ask("/planning/means/posts",
                                          {"POST", R"({"origin":"mission/ase","seen":)" + std::to_string(seen) +
                                                       R"(,"kind":")" + kind + R"(","lines":[)" + lines + "]}"});
      REQUIRE_MESSAGE(answer.status == 200, *answer.body);
    };
    write(
        0, "Assistants sociaux",
        R"({"sector":"A","present":4},{"sector":"B","present":2},{"sector":"C","present":2},{"sector":"D","present":2})");
    write(1, "Consultations", R"({"sector":"A","present":9})");
    auto asked = usual();
    asked.closed.clear();
    asked.absences = {{"ase", "A", std::nullopt, 3}};
    const auto seen = crisis.desk.read<ContinuityAnswer>(kPlans + "/preview", post(asked));
    CHECK(seen.request.absences[0].posts == 4.0);
    CHECK(seen.layers[0].posts_known);
    CHECK((seen.layers[0].carriers[0].posts == 4.0 && seen.layers[0].carriers[0].absent == 3.0));
  });
}

TEST_CASE("planners prepare; planners and executives decide and end; an administrator only reads") {
  on_crisis([](Crisis& crisis) {
    const auto id = crisis.draft().plan.id;
    for (const char* token : {"planner", "executive", "administrator"}) {
      CHECK(crisis.desk.ask(kPlans, {"GET", "", token}).status == 200);
      CHECK(crisis.desk.ask(Crisis::at(id), {"GET", "", token}).status == 200);
    }
    const std::string decision = Crisis::at(id, "/decision"), end = Crisis::at(id, "/end");
    const ContinuityDecision yes{ContinuityVerdict::adopted, ""};
    CHECK(crisis.desk.ask(kPlans, post(usual(), "executive")).status == 403);
    CHECK(crisis.desk.ask(kPlans + "/preview", post(usual(), "executive")).status == 200);
    CHECK(crisis.desk.ask(kPlans + "/preview", post(usual(), "administrator")).status == 403);
    CHECK(crisis.desk.ask(decision, post(yes, "administrator")).status == 403);
    CHECK(crisis.desk.ask(end, post(ContinuityEnd{in(1), ""}, "administrator")).status == 403);
    for (const std::string& path : {kPlans, Crisis::at(id), Crisis::at(id, "/export")})
      CHECK(crisis.desk.ask(path, {"GET", "", "nobody"}).status == 401);
    CHECK(crisis.desk.ask(decision, post(yes, "executive")).status == 200);
    CHECK(crisis.desk.ask(end, post(ContinuityEnd{in(1), ""})).status == 200);
  });
}

TEST_CASE("the file of a plan is that of who takes which units") {
  on_crisis([](Crisis& crisis) {
    const auto page = crisis.draft();
    const auto answer = crisis.desk.ask(Crisis::at(page.plan.id, "/export"));
    CHECK(*answer.body == continuity_csv(page.answer));
    bool named = false;
    for (const auto& [key, value] : answer.headers)
      named = named || value.find("continuite-1.csv") != std::string::npos;
    CHECK(named);
  });
}

TEST_CASE("a plan that hands nothing over is not put in force, and nonsense is refused before anything is read") {
  on_crisis([](Crisis& crisis) {
    auto asked = usual();
    asked.closed.clear();
    asked.absences = {{"ase", "A", 4, 0.25}};
    asked.minutes_for_tenth = 0;
    const auto page = crisis.draft(asked);
    CHECK(page.answer.layers[0].moves.empty());
    CHECK(crisis.refused_decision(page.plan.id) == "409 planning.continuity_empty/id");
    for (const char* body : {"{", "[]", R"({"reason":"x","from":"soon"})", R"({"surprise":1})"})
      CHECK(crisis.desk.ask(kPlans + "/preview", {"POST", body}).status >= 400);
    asked.from = Date(9999, 12, 31);
    asked.to = Date(9999, 12, 31);
    CHECK(crisis.desk.ask(kPlans + "/preview", post(asked)).status == 200);
    asked.to = Date(1, 1, 1);
    CHECK(crisis.refused(kPlans + "/preview", post(asked)) == "422 planning.continuity_days/to");
  });
}

TEST_CASE(
    "a plan ended early is ended earlier still: every word is kept, and one that comes too late is told the day") {
  on_crisis([](Crisis& crisis) {
    const auto id = crisis.draft().plan.id;
    crisis.decide(id);
    crisis.end(id, in(6), "Les pompiers partent jeudi.");
    const auto later = crisis.desk.refusal(Crisis::at(id, "/end"), post(ContinuityEnd{in(8), "Non, plus tard."}));
    CHECK((later.status == 409 && later.code == "planning.continuity_ended" && later.field == "/last_day"));
    CHECK(later.detail_fr.find("7 mars 2026") != later.detail_fr.npos);
    CHECK(later.detail_fr.find("Marc") != later.detail_fr.npos);
    const auto same_day = crisis.end(id, in(6), "Confirmé.");
    const auto earlier =
        crisis.desk.read<ContinuityPage>(Crisis::at(id, "/end"), post(ContinuityEnd{in(3), "Rouvert."}));
    std::string told;
    for (const auto& one : earlier.plan.ends) told += one.last_day.str() + " " + one.ended_by + " " + one.note + "; ";
    CHECK(told ==
          "2026-03-07 Marc Les pompiers partent jeudi.; 2026-03-07 Marc Confirmé.; 2026-03-04 Claire Rouvert.; ");
    CHECK((earlier.plan.to == in(3) && earlier.plan.planned_to == in(10) && same_day.plan.to == in(6)));
    CHECK((crisis.relayed(in(3)) && !crisis.relayed(in(4))));
    const auto listed = crisis.desk.read<ContinuityList>(kPlans).items;
    CHECK((listed.size() == 1 && listed[0].ends.size() == 3));
    CHECK(crisis.page(crisis.draft().plan.id).plan.ends.empty());
  });
}

TEST_CASE("two plans that count on the same team clash without the team being named") {
  on_crisis([](Crisis& crisis) {
    auto asked = usual();
    asked.closed.clear();
    asked.absences = {{"ase", "A", 4, 2}};
    const auto first = crisis.draft(asked).plan.id, second = crisis.draft(asked).plan.id;
    crisis.decide(first);
    asked.absences[0].absent = 0.25;  // so little that nothing would be handed over
    const auto seen = crisis.desk.read<ContinuityAnswer>(kPlans + "/preview", post(asked)).clashes;
    REQUIRE(seen.size() == 1);
    CHECK((seen[0].id == first && !seen[0].taker && seen[0].names.empty()));
    const auto problem = crisis.desk.refusal(kPlans + "/preview", post(asked, "nobody"));
    CHECK(problem.status == 401);
    const auto third = crisis.draft(asked).plan.id;
    const auto refused = crisis.desk.refusal(Crisis::at(third, "/decision"), post(ContinuityDecision{}));
    CHECK(refused.code == "planning.continuity_same_team");
    for (const std::string& text : {refused.detail_fr, refused.detail_en}) {
      CHECK(text.find("Secteur") == text.npos);
      CHECK(text.find("Dégât des eaux") != text.npos);
    }
    CHECK(crisis.refused_decision(second) == "409 planning.continuity_clash/id");
  });
}

TEST_CASE(
    "a map adopted after the decision, in force during the plan, is said on the plan and in the list from its day") {
  on_crisis([](Crisis& crisis) {
    auto asked = usual();
    asked.absences = {{"ase", "A", 4, 4}};
    const auto id = crisis.draft(asked).plan.id;
    asked.from = in(20), asked.to = in(25);
    const auto later = crisis.draft(asked).plan.id;
    crisis.decide(id);
    crisis.decide(later);
    const auto outdated = [&](std::int64_t plan) {
      for (const auto& item : crisis.desk.read<ContinuityList>(kPlans).items)
        if (item.id == plan) CHECK(item.outdated_on == crisis.page(plan).plan.outdated_on);
      return crisis.page(plan).plan.outdated_on;
    };
    const auto take = [&](const std::string& query, const std::string& file) { crisis.desk.import_file(query, file); };
    CHECK_FALSE(outdated(id));
    // What touches neither its houses nor its sectors: another mission's map, a name, a house that opens.
    take("kind=sites&file_name=s.csv&valid_from=2026-03-03",
         "id,nom,type,longitude,latitude,code_insee\nN1,MDS rebaptisée,mds,2.305,49.005,96100\n"
         "N5,MDS neuve,mds,2.315,49.005,96101\n");
    CHECK_FALSE(outdated(id));
    std::string map = "code,sector,sector_name\n";
    for (std::size_t row = 0; row < 4; ++row)
      for (std::size_t column = 0; column < 4; ++column)
        map += code_at(row, column) + (row < 2 ? ",A,Secteur A\n" : ",C,Secteur C\n");
    take("kind=sectors&file_name=m.csv&valid_from=2026-03-05&mission=pmi", map);
    CHECK_FALSE(outdated(id));
    // Its own: from its first day, which is the fifth of the plan.
    take("kind=sectors&file_name=m.csv&valid_from=2026-03-06&mission=ase", map);
    CHECK(outdated(id) == in(5));
    CHECK(outdated(later) == in(20));
    CHECK_FALSE(crisis.page(crisis.draft().plan.id).plan.outdated_on);  // a draft is refused when it is decided
    // Ended on the eve, it fits again.
    crisis.end(id, in(4));
    CHECK_FALSE(outdated(id));
  });
}
