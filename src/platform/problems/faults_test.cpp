#include "platform/problems/faults.hpp"

#include <doctest/doctest.h>

#include <new>
#include <set>
#include <stdexcept>

#include "platform/problems/problems.hpp"
#include "platform/sql/drivers.hpp"

using namespace maillage;
using namespace maillage::platform;

TEST_CASE("only a full disk is told apart among faults") {
  CHECK(problem_of_fault(sql::StorageFull("x")).code == "storage_full");
  CHECK(problem_body(problem_of_fault(sql::StorageFull("x"))).status == 507);
  CHECK(problem_of_fault(sql::SqlFault("x")).code == "unexpected");
  CHECK(problem_of_fault(sql::Conflict("x")).code == "unexpected");
  CHECK(problem_of_fault(std::bad_alloc()).code == "unexpected");
  CHECK(problem_of_fault(std::runtime_error("secret")).args.empty());
}

TEST_CASE("each refusal of the platform has a status a client can act on, and its own sentences") {
  std::set<std::string_view> french, english;
  for (const ProblemRow& row : all_problem_rows()) {
    CAPTURE(row.code);
    CHECK((row.http_status >= 400 && row.http_status < 600));
    CHECK(row.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.0123456789") == row.code.npos);
    if (row.code.starts_with("test_")) continue;  // rows of other tests
    CHECK(french.insert(row.french).second);
    CHECK(english.insert(row.english).second);
    CHECK(row.french != row.english);
  }
}

TEST_CASE("French sentences are typed as French is: an apostrophe, spaced signs, no English") {
  for (const ProblemRow& row : all_problem_rows()) {
    CAPTURE(row.french);
    for (const char sign : {';', ':', '?', '!'}) {
      const auto at = row.french.find(sign);
      if (at != row.french.npos && at + 1 < row.french.size() && row.french[at + 1] == ' ')
        CHECK((row.french[at - 1] == ' ' || row.french.substr(at - 2, 2) == "\u00a0"));
    }
    CHECK(row.french.find("  ") == row.french.npos);
    CHECK(row.french.find("\" ") == row.french.npos);
  }
}

TEST_CASE("what a client sent cannot write in a sentence but where its argument stands") {
  const auto body = problem_body({"not_found", "", {{"path", "{path}{x}\n<b>"}, {"x", "no"}}});
  CHECK(body.detail_en == "Nothing at this address: {path}{x}\n<b>.");
  CHECK(body.args.size() == 2);
  const auto missing = problem_body({"not_found", "", {}});
  CHECK(missing.detail_en == "Nothing at this address: {path}.");
}

TEST_CASE("the faults of an input: the first decides alone, many are told under one with their count") {
  for (const auto& [code, status] : std::vector<std::pair<std::string, int>>{{"syntax", 400},
                                                                             {"size", 413},
                                                                             {"depth", 400},
                                                                             {"duplicate", 422},
                                                                             {"unknown", 422},
                                                                             {"missing", 422},
                                                                             {"type", 422},
                                                                             {"format", 422},
                                                                             {"enum", 422},
                                                                             {"range", 422}}) {
    const auto body = input_problem({{"/a", code, "what"}});
    CHECK(body.code == "input_" + code);
    CHECK(body.status == status);
    CHECK(body.field == "/a");
    CHECK(body.problems.empty());
  }
  const auto many = input_problem({{"/a", "type", "x"}, {"/a", "type", "y"}, {"", "missing", ""}});
  CHECK(many.status == 422);
  CHECK(many.detail_en.find('3') != std::string::npos);
  CHECK(many.problems.size() == 3);
}

TEST_CASE("a problem written and read again is the same, its list included") {
  auto body = input_problem({{"/é~1", "enum", "a|b"}, {"/b", "type", "x\"\n"}});
  body.incident = "0badf00d";
  const auto back = from_json<wire::Problem>(to_json(body));
  REQUIRE(back.ok());
  CHECK(to_json(back.value) == to_json(body));
  CHECK(back.value.problems.at(0).field == "/é~1");
}

TEST_CASE("every status the server may send has its phrase, one for each") {
  std::set<std::string_view> phrases;
  for (const int status :
       {200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 422, 429, 431, 500, 503, 507}) {
    CHECK(status_phrase(status) != "Refused");
    CHECK(phrases.insert(status_phrase(status)).second);
  }
  CHECK(status_phrase(299) == "Refused");
}
