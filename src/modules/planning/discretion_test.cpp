// How long words are kept, on both databases, with a clock of our own.
#include "modules/planning/discretion.hpp"

#include <doctest/doctest.h>

#include "modules/planning/concertation/store_concertation.hpp"
#include "modules/planning/continuity/store_continuity.hpp"
#include "modules/planning/continuity/testing/plans.hpp"
#include "modules/planning/testing/concertation.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

TEST_CASE("every rule is dated and says where it comes from, in both languages; there is one for each kind of words") {
  std::set<Words> ruled;
  for (const RetentionRow& row : retention_rows()) {
    ruled.insert(row.words);
    CHECK((row.months >= 1 && row.months <= 60 && row.from > Date(2000, 1, 1)));
    CHECK((!row.reference_fr.empty() && row.reference_fr != row.reference_en));
  }
  CHECK(ruled == std::set{Words::continuity, Words::remark});
  CHECK(few_posts_on(Date(2026, 3, 1)).posts == 5);
  CHECK(few_posts_on(Date(1990, 1, 1)).posts == few_posts_rows().front().posts);
  for (const FewPostsRow& row : few_posts_rows()) CHECK(row.reference_fr != row.reference_en);
}

TEST_CASE("months are counted to the day, and to the last one of a shorter month") {
  CHECK(erased_before(Words::continuity, Date(2027, 3, 11)) == Date(2026, 3, 11));
  CHECK(erased_before(Words::continuity, Date(2028, 2, 29)) == Date(2027, 2, 28));
  CHECK(erased_before(Words::remark, Date(2028, 1, 31)) == Date(2026, 1, 31));
}

TEST_CASE("a plan loses its reason, its notes and its absences a year after its last day, not a day before; once") {
  on_crisis([](Crisis& crisis) {
    auto& clock = crisis.desk.clock;
    auto asked = usual();
    asked.reason = "Grève de Mme Martin";
    asked.absences = {{"ase", "A", 4, 2}};
    const auto id = crisis.draft(asked).plan.id, draft = crisis.draft(asked).plan.id;
    crisis.decide(id);
    crisis.end(id, in(5), "Mme Martin est revenue.");
    crisis.end(id, in(3), "Plus tôt encore.");
    const std::string moves = *crisis.desk.ask(Crisis::at(id, "/export")).body;
    const auto erase = [&] { return erase_expired(crisis.desk.database, clock); };
    // 2027-03-04 is a year after the last day; what ended that day is erased the day after.
    clock.advance(std::chrono::days(365 + 3));
    const auto before = platform::to_json(crisis.page(id)), lines = std::to_string(audit_length(crisis.desk));
    CHECK(erase() == 0);
    CHECK(platform::to_json(crisis.page(id)) == before);
    CHECK(std::to_string(audit_length(crisis.desk)) == lines);
    clock.advance(std::chrono::days(1));
    CHECK(erase() == 1);
    CHECK(std::to_string(audit_length(crisis.desk)) == std::to_string(std::stoll(lines) + 1));
    CHECK(erase() == 0);
    const auto bare = crisis.page(id);
    const std::string all = platform::to_json(bare) + crisis.competence(in(2)) + *crisis.desk.ask(kPlans).body.get();
    CHECK(platform::to_json(bare).find("Martin") == std::string::npos);
    CHECK(crisis.competence(in(2)).find("Martin") == std::string::npos);
    CHECK((bare.plan.erased_on == Date(2027, 3, 5) && bare.plan.ends.size() == 2 && bare.plan.note.empty()));
    CHECK((bare.plan.ends[0].note.empty() && bare.plan.ends[0].ended_by == "Marc"));
    CHECK(crisis.relayed(in(2)));
    CHECK(*crisis.desk.ask(Crisis::at(id, "/export")).body == moves);
    // The draft that nobody decided ends when it was to end.
    CHECK(platform::to_json(crisis.page(draft)).find("Martin") != std::string::npos);
    clock.advance(std::chrono::days(7));
    CHECK(erase() == 1);
    CHECK(crisis.desk.ask(kPlans).body->find("Martin") == std::string::npos);
    CHECK(crisis.refused_decision(draft).starts_with("422 "));
    CHECK(platform::audit::verify(crisis.desk.database).empty());
  });
}

TEST_CASE(
    "what visitors wrote is erased two years after the last day of a concertation: counts, places, answers stay") {
  on_square([](PublicSquare& square) {
    const auto old = square.open(), other = [&] {
      auto asked = PublicSquare::usual();
      asked.closes_on = Date(2026, 4, 30);
      return square.open(asked);
    }();
    square.remark(old, code_at(0, 0), "Ma voisine Mme Martin est loin.");
    square.remark(old, "", "Très bien.");
    square.remark(other, "", "Mme Martin encore.");
    const auto all = square.remarks().items;
    square.reading(all[2].id, {0, RemarkState::set_aside, "", "Nomme Mme Martin"});
    square.reading(all[2].id, {1, RemarkState::received, "", ""});
    square.reading(all[1].id, {0, RemarkState::published, "Merci.", ""});
    const auto erase = [&] { return erase_expired(square.desk.database, square.desk.clock); };
    square.desk.clock.advance(Date(2028, 3, 31).days() - kToday.days());
    CHECK(erase() == 0);
    square.desk.clock.advance(std::chrono::days(1));
    CHECK(erase() == 2);
    CHECK(erase() == 0);
    const auto left = square.remarks();
    CHECK((left.total == 3 && left.items[0].content == "Mme Martin encore."));
    CHECK((left.items[1].content.empty() && left.items[1].answer == "Merci."));
    CHECK((left.items[2].content.empty() && left.items[2].place == code_at(0, 0)));
    const std::string journal = *square.desk.ask(square.at("/remarks/" + std::to_string(all[2].id))).body;
    CHECK(journal.find("Martin") == journal.npos);
    CHECK(journal.find("set_aside") != journal.npos);
    const auto shown = square.desk.read<PublicRemarks>(PublicSquare::address(old, "/remarks"), visitor());
    REQUIRE(shown.total == 1);
    CHECK((shown.items[0].content.empty() && shown.items[0].answer == "Merci."));
  });
}

TEST_CASE("a concertation closed or withdrawn by hand ends on that day") {
  on_square([](PublicSquare& square) {
    const auto page = square.open();
    square.remark(page, "", "Trop loin.");
    square.desk.clock.advance(std::chrono::days(4));
    square.end(page.id, ConcertationState::closed);
    square.desk.clock.advance(Date(2028, 3, 5).days() - Date(2026, 3, 5).days());
    CHECK(erase_expired(square.desk.database, square.desk.clock) == 0);
    square.desk.clock.advance(std::chrono::days(1));
    CHECK(erase_expired(square.desk.database, square.desk.clock) == 1);
    CHECK(square.remarks().items[0].content.empty());
  });
}
