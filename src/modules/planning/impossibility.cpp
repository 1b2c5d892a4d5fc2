#include <algorithm>

#include "engines/districting/feasibility.hpp"
#include "modules/planning/computation.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr std::size_t kNamesShown = 5;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// Loads other than residents are counted in thousandths, and said in whole units.
void say_quantity(const Question& question, std::string_view weight, ImpossibilityView& out) {
  for (const territory::Quantity& load : question.loads) {
    if (load.name != weight) continue;
    out.quantity = load.name;
    out.have = (out.have + 500) / 1000;
    out.limit = (out.limit + 500) / 1000;
  }
}

// Places kept whole are named by their communes: the names of neighbourhoods alone would not say which places.
bool kept_whole(const Question& question, std::string_view code) {
  return question.request.keep != Keep::none && code != "unit_too_heavy";
}

ImpossibilityView view_of(const districting::Impossibility& why, const Question& question, std::int32_t districts) {
  const territory::Snapshot& snapshot = *question.snapshot;
  ImpossibilityView out{why.code, {}, why.have, why.limit, districts, std::nullopt};
  say_quantity(question, why.weight, out);
  const auto& names = kept_whole(question, why.code) ? snapshot.commune_names : snapshot.names;
  for (const auto unit : why.units) {
    if (out.units.size() == kNamesShown) break;
    const std::string& name = names[at(unit)];
    if (std::find(out.units.begin(), out.units.end(), name) == out.units.end()) out.units.push_back(name);
  }
  return out;
}

// The locked sectors of a question, and what each holds of a weight; free units count last.
struct Holdings {
  std::vector<std::string> names;
  std::vector<std::int64_t> loads;
  std::int64_t free = 0;
};

Holdings holdings(const Question& question, const Locked& locked, const districting::Weight& weight) {
  Holdings out;
  out.loads.assign(locked.positions.size(), 0);
  for (const auto position : locked.positions) out.names.push_back(question.drawing->districts[at(position)].name);
  for (std::size_t u = 0; u < weight.of_unit.size(); ++u)
    (locked.of_unit[u] < 0 ? out.free : out.loads[at(locked.of_unit[u])]) += weight.of_unit[u];
  return out;
}

// The bound that a load misses, or nothing.
std::optional<std::int64_t> missed(std::int64_t load, std::int64_t lower, std::int64_t upper) {
  if (load < lower) return lower;
  if (load > upper) return upper;
  return std::nullopt;
}

std::optional<ImpossibilityView> locked_amiss(const Question& question, const Locked& locked,
                                              const districting::Instance& instance) {
  const auto others = instance.districts - static_cast<std::int32_t>(locked.positions.size());
  for (const districting::Weight& weight : instance.weights) {
    const Holdings held = holdings(question, locked, weight);
    const auto amiss = [&](std::string code, std::vector<std::string> names, std::int64_t have, std::int64_t bound) {
      ImpossibilityView out{std::move(code), std::move(names), have, bound, instance.districts, std::nullopt};
      say_quantity(question, weight.name, out);
      return out;
    };
    for (std::size_t i = 0; i < held.loads.size(); ++i)
      if (const auto bound = missed(held.loads[i], weight.lower, weight.upper))
        return amiss("locked_outside", {held.names[i]}, held.loads[i], *bound);
    if (const auto bound = missed(held.free, others * weight.lower, others * weight.upper))
      return amiss("locked_leave", held.names, held.free, *bound);
  }
  return std::nullopt;
}

// Whether some map may exist once these sectors are no longer locked.
bool possible_without(Question question, const std::vector<std::int32_t>& positions, std::int32_t districts) {
  for (const auto position : positions) question.drawing->districts[at(position)].locked = false;
  return !districting::impossible(instance_of(question, districts));
}

std::optional<ImpossibilityView> in_the_way(const Question& question, const Locked& locked, std::int32_t districts) {
  ImpossibilityView out{"locked_in_the_way", {}, 0, 0, districts, std::nullopt};
  for (const auto position : locked.positions)
    if (out.units.size() < kNamesShown && possible_without(question, {position}, districts))
      out.units.push_back(question.drawing->districts[at(position)].name);
  if (!out.units.empty()) return out;
  if (!possible_without(question, locked.positions, districts)) return std::nullopt;
  for (const auto position : locked.positions) out.units.push_back(question.drawing->districts[at(position)].name);
  out.units.resize(std::min(out.units.size(), kNamesShown));
  return out;
}

}  // namespace

std::optional<ImpossibilityView> impossible_with(const Question& question, std::int32_t districts) {
  const auto instance = instance_of(question, districts);
  const Locked locked = question.drawing ? locked_in(*question.drawing) : Locked{};
  if (!locked.positions.empty())
    if (auto amiss = locked_amiss(question, locked, instance)) return amiss;
  const auto why = districting::impossible(instance);
  if (!why) return std::nullopt;
  if (!locked.positions.empty())
    if (auto way = in_the_way(question, locked, districts)) return way;
  return view_of(*why, question, districts);
}

}  // namespace maillage::planning
