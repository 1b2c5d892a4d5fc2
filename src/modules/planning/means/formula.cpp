#include "modules/planning/means/formula.hpp"

#include <algorithm>

#include "modules/planning/concertation/concertation.hpp"

namespace maillage::planning {
namespace {

constexpr std::int64_t kMostPerPost = 10'000'000;
constexpr TextBounds kKind{"/kind", 1, 60};
constexpr TextBounds kReference{"/reference", 3, 200};

}  // namespace

bool in_force(const Formula& formula, Date day) {
  const auto end = Date::parse(formula.valid_to);
  return formula.valid_from <= day && (!end || day <= *end);
}

Result<Formula> check(const NewFormula& asked, std::span<const territory::Quantity> known) {
  Formula out;
  auto kind = clean_text(asked.kind, kKind);
  if (!kind) return kind.problem();
  out.kind = *std::move(kind);
  auto reference = clean_text(asked.reference, kReference);
  if (!reference) return reference.problem();
  out.reference = *std::move(reference);
  if (asked.per_post < 1 || asked.per_post > kMostPerPost)
    return Problem{"planning.outside", "/per_post", {{"low", "1"}, {"high", std::to_string(kMostPerPost)}}};
  if (asked.valid_to && *asked.valid_to < asked.valid_from) return Problem{"planning.formula_dates", "/valid_to", {}};
  if (!asked.quantity.empty()) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const territory::Quantity& one) { return one.code == asked.quantity; });
    if (found == known.end()) return Problem{"planning.unknown_quantity", "/quantity", {{"quantity", asked.quantity}}};
    out.quantity_name = found->name;
  }
  out.measure = asked.measure;
  out.quantity = asked.quantity;
  out.per_post = asked.per_post;
  out.valid_from = asked.valid_from;
  out.valid_to = asked.valid_to ? asked.valid_to->str() : "";
  return out;
}

}  // namespace maillage::planning
