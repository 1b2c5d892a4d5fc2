// How many posts a quantity of the territory asks for, dated, with the text that says so.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::planning {

// What a formula counts: full-time posts, or half-days of consultation a week.
enum class Measure { post, session };
BOOST_DESCRIBE_ENUM(Measure, post, session)

struct FormulaTag;
using FormulaId = Id<FormulaTag>;

// One post of `kind` for every `per_post` of the quantity, from a day to a day (both included).
struct Formula {
  std::int64_t id = 0;
  std::string kind;
  Measure measure = Measure::post;
  std::string quantity;  // its code; "" = residents
  std::string quantity_name;
  std::int64_t per_post = 0;
  Date valid_from;
  std::string valid_to;  // "" = still in force
  std::string reference;
  bool law = false;  // else the Département's own
  std::string written_at, written_by;
};
BOOST_DESCRIBE_STRUCT(Formula, (),
                      (id, kind, measure, quantity, quantity_name, per_post, valid_from, valid_to, reference, law,
                       written_at, written_by))

struct NewFormula {
  std::string kind;
  Measure measure = Measure::post;
  std::string quantity;
  std::int64_t per_post = 0;
  Date valid_from;
  std::optional<Date> valid_to;
  std::string reference;
};
BOOST_DESCRIBE_STRUCT(NewFormula, (), (kind, measure, quantity, per_post, valid_from, valid_to, reference))

bool in_force(const Formula& formula, Date day);

// The formula that is asked, its texts trimmed and its quantity named as the territory names it; "residents" keeps an
// empty name. Refused: a kind or a reference that is empty or too long, a divisor out of 1 … 10⁷, an end before the
// beginning, a quantity that nobody imported.
Result<Formula> check(const NewFormula& asked, std::span<const territory::Quantity> known);

// What the routes below /planning/means may refuse.
std::span<const ProblemRow> means_problems();

}  // namespace maillage::planning
