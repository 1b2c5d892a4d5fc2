// Refusals as the outside world reads them: RFC 9457 bodies made from the problem tables of the modules.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "platform/json/json.hpp"

namespace maillage::platform {

// Adds the rows of a module to those of the platform; the rows must live for ever (constexpr tables do). Adding the
// same table again changes nothing; two different rows of one code are a bug (std::logic_error). Safe from any thread.
void register_problems(std::span<const ProblemRow> rows);

// The row of a code; a code nobody registered reads as "unexpected" (500).
const ProblemRow& problem_row(std::string_view code);

// Every registered row, in the order of the codes.
std::vector<ProblemRow> all_problem_rows();

// A sentence with its {placeholders} filled; one without argument stays as it is written.
std::string filled(std::string_view sentence, const std::vector<std::pair<std::string, std::string>>& args);

namespace wire {

// The body of application/problem+json.
struct Problem {
  std::string type;
  std::string title;
  std::int32_t status = 0;
  std::string code;
  std::string detail_fr;
  std::string detail_en;
  std::string field;
  std::vector<std::vector<std::string>> args;  // pairs name, value
  std::optional<std::string> incident;         // number to quote when calling for help
  std::vector<Problem> problems;               // all the faults of an input
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, code, detail_fr, detail_en, field, args, incident, problems))

}  // namespace wire

wire::Problem problem_body(const Problem& problem);
// One body for all the faults of an input; its status is that of the first one.
wire::Problem input_problem(const std::vector<Fault>& faults);
// The usual phrase of an HTTP status, "Not Found" for 404.
std::string_view status_phrase(int status);

}  // namespace maillage::platform
