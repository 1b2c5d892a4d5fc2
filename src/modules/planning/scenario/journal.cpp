#include "modules/planning/scenario/journal.hpp"

#include <algorithm>

namespace maillage::planning {
namespace {

constexpr std::size_t kNameCharacters = 80;
constexpr std::size_t kDistricts = 500;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

Problem refused(std::string code, std::string field) { return {std::move(code), std::move(field), {}}; }

bool known(const Draft& draft, std::int32_t district) { return district >= 0 && at(district) < draft.districts.size(); }

// Characters, not bytes: continuation bytes of UTF-8 are not counted.
std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Result<Done> check_names(const std::vector<std::string>& names, std::size_t wanted) {
  const bool good = names.size() == wanted && std::all_of(names.begin(), names.end(), [](const std::string& name) {
                      return !name.empty() && characters(name) <= kNameCharacters;
                    });
  if (!good) return Problem{"planning.bad_name", "/names", {{"most", std::to_string(kNameCharacters)}}};
  return Done{};
}

Problem locked(const Draft& draft, std::int32_t district) {
  return {"planning.locked", "/district", {{"name", draft.districts[at(district)].name}}};
}

Result<Done> check_paint(const Draft& draft, const Step& step) {
  if (step.district != -1 && !known(draft, step.district)) return refused("planning.unknown_district", "/district");
  if (step.units.empty()) return refused("planning.missing", "/units");
  if (step.district != -1 && draft.districts[at(step.district)].locked) return locked(draft, step.district);
  for (const std::int32_t unit : step.units) {
    if (unit < 0 || at(unit) >= draft.of_unit.size()) return refused("planning.unknown_unit", "/units");
    const std::int32_t from = draft.of_unit[at(unit)];
    if (from >= 0 && from != step.district && draft.districts[at(from)].locked) return locked(draft, from);
  }
  return Done{};
}

// A map taken whole leaves what is locked as it is.
Result<Done> check_replace(const Draft& draft, const Step& step) {
  if (step.units.size() != draft.of_unit.size()) return refused("planning.unknown_unit", "/units");
  if (step.names.size() > kDistricts) return refused("planning.too_many_districts", "/names");
  if (step.names.size() < draft.districts.size()) return refused("planning.unknown_district", "/names");
  const auto count = static_cast<std::int32_t>(step.names.size());
  for (std::size_t u = 0; u < step.units.size(); ++u) {
    const std::int32_t from = draft.of_unit[u], to = step.units[u];
    if (to < -1 || to >= count) return refused("planning.unknown_district", "/units");
    if (from == to) continue;
    for (const std::int32_t touched : {from, to})
      if (known(draft, touched) && draft.districts[at(touched)].locked) return locked(draft, touched);
  }
  return check_names(step.names, step.names.size());
}

void apply(Draft& draft, const Step& step) {
  switch (step.kind) {
    case StepKind::paint:
      for (const std::int32_t unit : step.units) draft.of_unit[at(unit)] = step.district;
      break;
    case StepKind::rename:
      draft.districts[at(step.district)].name = step.names.front();
      break;
    case StepKind::lock:
    case StepKind::unlock:
      draft.districts[at(step.district)].locked = step.kind == StepKind::lock;
      break;
    case StepKind::add:
      draft.districts.push_back({step.names.front(), false});
      break;
    case StepKind::replace:
      draft.of_unit = step.units;
      draft.districts.resize(step.names.size());
      for (std::size_t d = 0; d < step.names.size(); ++d) draft.districts[d].name = step.names[d];
      break;
    case StepKind::undo:
    case StepKind::redo:
      break;
  }
}

// Moves the last position of one list to the end of the other.
void carry(std::vector<std::int32_t>& from, std::vector<std::int32_t>& to) {
  to.push_back(from.back());
  from.pop_back();
}

}  // namespace

Result<Done> check(const Journal& journal, const Step& step) {
  const Draft& draft = journal.draft;
  switch (step.kind) {
    case StepKind::paint:
      return check_paint(draft, step);
    case StepKind::replace:
      return check_replace(draft, step);
    case StepKind::undo:
      if (journal.in_force.empty()) return refused("planning.nothing_to_undo", "/kind");
      return Done{};
    case StepKind::redo:
      if (journal.undone.empty()) return refused("planning.nothing_to_redo", "/kind");
      return Done{};
    case StepKind::add:
      if (draft.districts.size() >= kDistricts) return refused("planning.too_many_districts", "/names");
      return check_names(step.names, 1);
    case StepKind::rename:
      if (!known(draft, step.district)) return refused("planning.unknown_district", "/district");
      return check_names(step.names, 1);
    case StepKind::lock:
    case StepKind::unlock:
      if (!known(draft, step.district)) return refused("planning.unknown_district", "/district");
      return Done{};
  }
  MAILLAGE_ASSERT(false, "a kind of step");
  return Done{};
}

Step worded(const Draft& draft, Step step) {
  const std::string name = known(draft, step.district) ? draft.districts[at(step.district)].name : "";
  if (step.kind == StepKind::rename) step.origin = name;
  if (step.kind == StepKind::paint || step.kind == StepKind::lock || step.kind == StepKind::unlock)
    step.names = name.empty() ? std::vector<std::string>{} : std::vector{name};
  return step;
}

Journal replay(const Draft& start, const std::vector<Step>& steps) {
  Journal journal{start, {}, {}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind == StepKind::undo) {
      carry(journal.in_force, journal.undone);
    } else if (steps[i].kind == StepKind::redo) {
      carry(journal.undone, journal.in_force);
    } else {
      journal.in_force.push_back(static_cast<std::int32_t>(i));
      journal.undone.clear();
    }
  }
  for (const std::int32_t position : journal.in_force) apply(journal.draft, steps[at(position)]);
  return journal;
}

}  // namespace maillage::planning
