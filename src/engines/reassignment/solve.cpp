#include <algorithm>

#include "engines/reassignment/exact.hpp"
#include "engines/reassignment/search.hpp"

namespace maillage::engines::reassignment {

Answer solve(const Instance& instance, const Limits& limits) {
  const Model model(instance);
  if (model.units() == 0) return {{}, 0, 0, true, 0};
  Assignment best = improved(model, growth(model));
  const double value = model.value(best);
  const Dual lower = dual(model, value, model.taken(best));
  Enumerated found = enumerate(model, lower, std::move(best), limits.nodes);
  Answer out{std::move(found.best), 0, 0, found.complete, found.nodes};
  out.value = model.value(out.of_unit);
  // Rounding may put a tight bound a hair above.
  out.bound = out.optimal ? out.value : std::min(lower.bound, out.value);
  return out;
}

}  // namespace maillage::engines::reassignment
