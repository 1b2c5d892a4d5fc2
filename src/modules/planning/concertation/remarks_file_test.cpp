// The file of remarks, read back by the reader of the house.
#include "modules/planning/concertation/remarks_file.hpp"

#include <doctest/doctest.h>

#include "base/csv.hpp"
#include "base/random.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

Remark remark(std::int64_t id, const std::string& content) {
  Remark out;
  out.id = id;
  out.concertation_id = 2;
  out.place = "96001";
  out.place_name = "Centre (Grandville)";
  out.content = content;
  out.received_at = "2026-03-02T09:00:00.000Z";
  return out;
}

std::vector<ListedConcertation> pages() {
  ListedConcertation one;
  one.concertation.id = 2;
  one.concertation.title = "Vos secteurs, demain";
  return {one};
}

std::vector<std::vector<std::string>> lines_of(const std::vector<Remark>& remarks) {
  const std::string text = remarks_csv(remarks, pages());
  std::vector<std::vector<std::string>> out;
  csv::Reader reader(text, ',');
  while (reader.next()) out.emplace_back(reader.fields().begin(), reader.fields().end());
  return out;
}

}  // namespace

TEST_CASE("one line per remark, every field where its head says") {
  Remark read = remark(7, "Trop loin.");
  read.state = RemarkState::set_aside;
  read.reason = "Nomme une personne";
  read.touched_at = "2026-03-03T09:00:00.000Z";
  read.touched_by = "Claire";
  const auto lines = lines_of({read});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == std::vector<std::string>{"number", "page", "place", "place_name", "received_at", "state", "content",
                                             "answer", "reason", "read_at", "read_by"});
  CHECK(lines[1] == std::vector<std::string>{"7", "Vos secteurs, demain", "96001", "Centre (Grandville)",
                                             "2026-03-02T09:00:00.000Z", "set_aside", "Trop loin.", "",
                                             "Nomme une personne", "2026-03-03T09:00:00.000Z", "Claire"});
}

TEST_CASE("property: any text comes back as it was written, but for the apostrophe before a formula") {
  Random random(5);
  const std::vector<std::string> pieces{"a", "é", ";", "\"", "\n", ",", "=", "+", "-", "@", "\t", "'", " "};
  for (int turn = 0; turn < 500; ++turn) {
    std::string text = "x";
    if (random.below(2) == 0) text = pieces[random.below(pieces.size())];
    for (std::uint64_t i = random.below(6); i > 0; --i) text += pieces[random.below(pieces.size())];
    const auto lines = lines_of({remark(1, text), remark(2, "suivante")});
    REQUIRE(lines.size() == 3);
    const std::string& back = lines[1].at(6);
    const bool formula = std::string_view("=+-@\t").find(text.front()) != std::string_view::npos;
    CHECK(back == (formula ? "'" + text : text));
    CHECK(std::string_view("=+-@\t\r").find(back.front()) == std::string_view::npos);
    CHECK(lines[2].at(6) == "suivante");
  }
}
