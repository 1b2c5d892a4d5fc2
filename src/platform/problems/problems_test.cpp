#include "platform/problems/problems.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "platform/json/json.hpp"
#include "platform/problems/written.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

std::size_t count(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

// The {placeholders} of a sentence, sorted.
std::vector<std::string> placeholders(std::string_view sentence) {
  std::vector<std::string> names;
  for (auto open = sentence.find('{'); open != sentence.npos; open = sentence.find('{', open + 1)) {
    names.emplace_back(sentence.substr(open, sentence.find('}', open) - open));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("placeholders are filled once, never twice") {
  CHECK(filled("de {a} à {b}", {{"a", "1"}, {"b", "{a}"}}) == "de 1 à {a}");
  CHECK(filled("{c} reste, {", {{"a", "1"}}) == "{c} reste, {");
  CHECK(filled("", {}).empty());
}

TEST_CASE("French punctuation is never torn from its word, and what fills a sentence is left as it is") {
  CHECK(filled_in_french("« {a} » : non ; 5 % ? oui !", {{"a", "x : y"}}) ==
        "«\u00a0x : y\u00a0»\u00a0: non\u00a0; 5\u00a0%\u00a0? oui\u00a0!");
  CHECK(filled_in_french("un deux, trois", {}) == "un deux, trois");
  CHECK(filled_in_french(" ", {}) == " ");
  for (const ProblemRow& row : all_problem_rows()) {
    const auto sentence = filled_in_french(row.french, {});
    for (const char* torn : {" :", " ;", " ?", " !", " %", " »", "« "})
      CHECK_MESSAGE(sentence.find(torn) == std::string::npos, row.code);
  }
}

TEST_CASE("a date is written out as one says it in each language") {
  CHECK(date_in_french(Date(2027, 1, 1)) == "1er janvier 2027");
  CHECK(date_in_french(Date(2026, 11, 22)) == "22 novembre 2026");
  CHECK(date_in_french(Date(2024, 2, 29)) == "29 février 2024");
  CHECK(date_in_english(Date(2027, 1, 1)) == "1 January 2027");
  CHECK(date_in_english(Date(2026, 12, 31)) == "31 December 2026");
}

TEST_CASE("a date in a refusal is written out in each language, and stays a date in its arguments") {
  static constexpr ProblemRow kRows[] = {{"test_dated", 422, "Rien au {at}.", "Nothing on {at}."}};
  register_problems(kRows);
  const auto body = problem_body({"test_dated", "/at", {{"at", "2027-01-01"}}});
  CHECK(body.detail_fr == "Rien au 1er janvier 2027.");
  CHECK(body.detail_en == "Nothing on 1 January 2027.");
  CHECK(body.args == std::vector<std::vector<std::string>>{{"at", "2027-01-01"}});
}

TEST_CASE("a problem becomes an RFC 9457 body with both sentences") {
  const auto body = problem_body({"job_unknown", "/id", {{"id", "7"}}});
  CHECK(body.status == 404);
  CHECK(body.title == "Not Found");
  CHECK(body.type == "urn:maillage:problem:job_unknown");
  CHECK(body.detail_fr == "Aucun calcul ne porte le numéro 7.");
  CHECK(body.detail_en == "No computation has the number 7.");
  CHECK(body.field == "/id");
  CHECK(body.args == std::vector<std::vector<std::string>>{{"id", "7"}});
  CHECK(from_json<wire::Problem>(to_json(body)).ok());
}

TEST_CASE("an unknown code does not leak: it reads as unexpected") {
  CHECK(problem_body({"no_such_code", "", {}}).status == 500);
  CHECK(problem_body({"no_such_code", "", {}}).code == "unexpected");
}

TEST_CASE("one fault is itself; several are listed under one") {
  CHECK(input_problem({{"/a", "missing", ""}}).code == "input_missing");
  const auto body = input_problem({{"/a", "missing", ""}, {"/b", "enum", "x|y"}});
  CHECK(body.code == "input_invalid");
  CHECK(body.status == 422);
  REQUIRE(body.problems.size() == 2);
  CHECK(body.problems[1].field == "/b");
  CHECK(body.problems[1].detail_fr == "Le champ /b doit être l’une de ces valeurs\u00a0: x|y.");
}

TEST_CASE("a code has one row") {
  static constexpr ProblemRow kSame[] = {{"test_row", 422, "Une phrase.", "A sentence."}};
  static constexpr ProblemRow kOther[] = {{"test_row", 409, "Une phrase.", "A sentence."}};
  register_problems(kSame);
  CHECK_NOTHROW(register_problems(kSame));
  CHECK_THROWS_AS(register_problems(kOther), std::logic_error);
  CHECK(problem_row("test_row").http_status == 422);
}

TEST_CASE("every row is complete: both languages say the same things, and every status has its phrase") {
  for (const ProblemRow& row : all_problem_rows()) {
    CAPTURE(row.code);
    CHECK(row.french.size() > 10);
    CHECK(row.english.size() > 10);
    CHECK(row.french.back() == '.');
    CHECK(row.english.back() == '.');
    CHECK(count(row.french, '{') == count(row.french, '}'));
    CHECK(placeholders(row.french) == placeholders(row.english));
    CHECK(status_phrase(row.http_status) != "Refused");
  }
}
