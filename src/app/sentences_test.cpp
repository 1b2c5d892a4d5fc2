// Every sentence the program may refuse with, of all its modules: what a reader of French or of English sees.
#include <set>

#include "app/command_problems.hpp"
#include "app/product.hpp"
#include "app/testing/command_line.hpp"
#include "modules/planning/planning.hpp"
#include "platform/problems/problems.hpp"

using namespace maillage;

namespace {

std::set<std::string> holes_of(std::string_view sentence) {
  std::set<std::string> holes;
  for (std::size_t at = sentence.find('{'); at != sentence.npos; at = sentence.find('{', at + 1))
    holes.emplace(sentence.substr(at, sentence.find('}', at) - at + 1));
  return holes;
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// An apostrophe of a typewriter between two letters.
bool typewritten(std::string_view sentence) {
  for (std::size_t at = sentence.find('\''); at != sentence.npos; at = sentence.find('\'', at + 1))
    if (at > 0 && at + 1 < sentence.size() && letter(sentence[at - 1]) && letter(sentence[at + 1])) return true;
  return false;
}

}  // namespace

TEST_CASE("sentences: both languages fill the same holes, end with a stop, and use the typographic apostrophe") {
  const app::testing::Ran registered = app::testing::run({"--version"});
  CHECK(registered.code == 0);
  const auto rows = platform::all_problem_rows();
  CHECK(rows.size() > 150);
  for (const ProblemRow& row : rows) {
    CAPTURE(row.code);
    CHECK(holes_of(row.french) == holes_of(row.english));
    for (const std::string_view sentence : {row.french, row.english}) {
      CHECK_MESSAGE((sentence.ends_with('.') || sentence.ends_with('?')), sentence);
      CHECK_MESSAGE(!typewritten(sentence), sentence);
      CHECK_MESSAGE(sentence.find("  ") == sentence.npos, sentence);
    }
    CHECK(row.french != row.english);
    CHECK((row.http_status == 200 || (row.http_status >= 400 && row.http_status < 600)));
  }
}
