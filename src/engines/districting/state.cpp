#include "engines/districting/state.hpp"

#include <algorithm>
#include <limits>

#include "engines/districting/matching.hpp"

namespace maillage::engines::districting {

State::State(const Model& model, Plan plan) : model_(&model), plan_(std::move(plan)) {
  const std::size_t districts = index(model.districts()), cells = plan_.size();
  members_.resize(districts);
  place_.resize(cells);
  loads_.assign(districts * model.weights(), 0);
  border_place_.assign(cells, -1);
  const bool inertia = model.inertia();
  if (inertia) inertia_about_.assign(model.instance().centres.size(), 0);
  centre_.assign(districts, -1);
  inertia_.assign(districts, 0);
  excess_.assign(districts, 0);
  if (model.seated()) {
    seats_.assign(districts, {});
    centrings_.assign(districts, {});
    without_kept_ = without_any_ = model.districts();
  }
  for (const Present& present : model.instance().present)
    match_.emplace_back(
        present.plan.empty() ? 0 : index(*std::max_element(present.plan.begin(), present.plan.end()) + 1), -1);
  for (Cell c = 0; c < model.cells(); ++c) {
    auto& list = members_[index(of(c))];
    place_[index(c)] = static_cast<std::int32_t>(list.size());
    list.push_back(c);
    for (std::size_t w = 0; w < model.weights(); ++w) loads_[index(of(c)) * model.weights() + w] += model.load(c, w);
    join_inertia(of(c), c);
    count_seats(of(c), c, 1);
    refresh_border(c);
    cost_ += inertia ? 0 : cut_around(c, of(c)) / 2;
    cost_ += price(c, of(c));
  }
  for (District d = 0; d < model.districts(); ++d) recentre(d), weigh(d);
  rematch();
}

// Edges between the cell and other districts than d.
double State::cut_around(Cell cell, District d) const {
  const auto neighbours = model_->graph().neighbours(cell);
  const auto edges = model_->graph().edges_of(cell);
  double cut = 0;
  for (std::size_t k = 0; k < neighbours.size(); ++k)
    if (of(neighbours[k]) != d) cut += model_->graph().edges()[index(edges[k])].border_m;
  return cut;
}

double State::excess(District d, std::size_t weight, std::int64_t change) const {
  const Weight& bounds = model_->instance().weights[weight];
  const std::int64_t load = loads_[index(d) * model_->weights() + weight] + change;
  const std::int64_t over = std::max<std::int64_t>({0, load - bounds.upper, bounds.lower - load});
  return static_cast<double>(over) * model_->scale(weight);
}

// The sum is taken anew, not updated: it is zero exactly when every district is in balance.
void State::weigh(District d) {
  excess_[index(d)] = 0;
  for (std::size_t w = 0; w < model_->weights(); ++w) excess_[index(d)] += excess(d, w, 0);
  violation_ = 0;
  for (double e : excess_) violation_ += e;
  if (model_->seated()) violation_ += unseated(without_kept_, without_any_) * model_->mean_load();
}

double State::price(Cell cell, District d) const {
  double sum = 0;
  for (const Attachment& a : model_->attachments(cell))
    if (match_[a.present][index(a.label)] != d) sum += a.price;
  return sum;
}

double State::cost_change(Cell cell, District to) const {
  const District from = of(cell);
  double change = 0;
  if (model_->inertia())
    change = added(to, cell) + (model_->seated() && model_->cell_of(centre_[index(from)]) == cell
                                    ? least_without(from, cell) - inertia_[index(from)]
                                    : -model_->around(cell, centre_[index(from)]));
  else
    change = cut_around(cell, to) - cut_around(cell, from);
  if (!model_->attachments(cell).empty()) change += price(cell, to) - price(cell, from);
  return change;
}

double State::violation_change(Cell cell, District to, Cell back) const {
  const District from = of(cell);
  double change = 0;
  for (std::size_t w = 0; w < model_->weights(); ++w) {
    const std::int64_t load = model_->load(cell, w) - (back < 0 ? 0 : model_->load(back, w));
    change += excess(from, w, -load) - excess(from, w, 0) + excess(to, w, load) - excess(to, w, 0);
  }
  return model_->seated() ? change + unseated_change(cell, to, back) : change;
}

double State::unseated_change(Cell cell, District to, Cell back) const {
  SeatCount moved = model_->seats(cell);
  if (back >= 0) moved.add(model_->seats(back), -1);
  if (moved.kept == 0 && moved.any == 0) return 0;
  const SeatCount &from = seats_[index(of(cell))], &there = seats_[index(to)];
  const auto change = [](std::int32_t held, std::int32_t more) { return (held + more == 0) - (held == 0); };
  const std::int32_t kept = without_kept_ + change(from.kept, -moved.kept) + change(there.kept, moved.kept);
  const std::int32_t any = without_any_ + change(from.any, -moved.any) + change(there.any, moved.any);
  return (unseated(kept, any) - unseated(without_kept_, without_any_)) * model_->mean_load();
}

void State::count_seats(District d, Cell cell, std::int32_t sign) {
  if (!model_->seated()) return;
  SeatCount& held = seats_[index(d)];
  without_kept_ -= held.kept == 0, without_any_ -= held.any == 0;
  held.add(model_->seats(cell), sign);
  without_kept_ += held.kept == 0, without_any_ += held.any == 0;
}

// The cell is among the members already: they count it, and its units count them.
void State::join_inertia(District d, Cell cell) {
  if (inertia_about_.empty()) return;
  for (const Unit u : model_->units_of(cell)) {
    const float* squared = model_->squared_km(u);
    const double load = model_->unit_load(u);
    double sum = 0;
    for (const Cell c : members(d))
      for (const Unit j : model_->units_of(c)) {
        const auto km2 = static_cast<double>(squared[j]);
        sum += model_->unit_load(j) * km2;
        if (c != cell) inertia_about_[index(j)] += load * km2;
      }
    inertia_about_[index(u)] = sum;
  }
}

void State::leave_inertia(District d, Cell cell) {
  if (inertia_about_.empty()) return;
  for (const Unit u : model_->units_of(cell)) {
    const float* squared = model_->squared_km(u);
    const double load = model_->unit_load(u);
    for (const Cell c : members(d))
      for (const Unit j : model_->units_of(c)) inertia_about_[index(j)] -= load * static_cast<double>(squared[j]);
  }
}

// Inertia of the district about a unit that it need not hold.
double State::about(District d, Unit unit) const {
  double sum = 0;
  for (const Cell c : members(d)) sum += model_->around(c, unit);
  return sum;
}

// Inertia of the district without one of its cells, about the best seat left to it; about its centre when none is.
double State::least_without(District d, Cell cell) const {
  Centrings left;
  for (Cell c : members(d)) {
    if (c == cell || model_->seats(c).any == 0) continue;
    for (Unit u : model_->units_of(c))
      left.improve(model_->seat(u), inertia_about_[index(u)] - model_->around(cell, u), u);
  }
  return left.seat().unit >= 0 ? left.seat().value : inertia_[index(d)] - model_->around(cell, centre_[index(d)]);
}

// Inertia that the cell adds to the district: about its centre, or about the first kept seat that it brings there.
double State::added(District d, Cell cell) const {
  if (!model_->seated() || model_->seats(cell).kept == 0 || seats_[index(d)].kept > 0)
    return model_->around(cell, centre_[index(d)]);
  Centrings brought;
  for (Unit u : model_->units_of(cell)) brought.improve(model_->seat(u), about(d, u) + model_->around(cell, u), u);
  return brought.kept.value - inertia_[index(d)];
}

// The centre of a district at a seat; which districts open one may change everywhere.
void State::reseat(District d) {
  centrings_[index(d)] = {};
  for (Cell c : members(d))
    for (Unit u : model_->units_of(c)) centrings_[index(d)].improve(model_->seat(u), inertia_about_[index(u)], u);
  const Seating seating = choose_seats(centrings_, model_->instance().opened_max);
  for (std::size_t k = 0; k < centre_.size(); ++k) {
    const Centring& chosen = seating.centre[k];
    const double value = chosen.unit < 0 ? 0 : chosen.value;
    cost_ += value - inertia_[k];
    inertia_[k] = value;
    centre_[k] = chosen.unit;
  }
}

void State::recentre(District d) {
  if (inertia_about_.empty()) return;
  if (model_->seated()) return reseat(d);
  double least = std::numeric_limits<double>::infinity();
  for (Cell c : members(d))
    for (Unit u : model_->units_of(c))
      if (inertia_about_[index(u)] < least) least = inertia_about_[index(u)], centre_[index(d)] = u;
  if (members(d).empty()) least = 0;
  cost_ += least - inertia_[index(d)];
  inertia_[index(d)] = least;
}

void State::refresh_border(Cell cell) {
  bool on_border = false;
  for (Cell n : model_->graph().neighbours(cell)) on_border = on_border || of(n) != of(cell);
  std::int32_t& place = border_place_[index(cell)];
  if (on_border == (place >= 0)) return;
  if (on_border) {
    place = static_cast<std::int32_t>(border_.size());
    border_.push_back(cell);
    return;
  }
  border_[index(place)] = border_.back();
  border_place_[index(border_.back())] = place;
  border_.pop_back();
  place = -1;
}

void State::move(Cell cell, District to) {
  const District from = of(cell);
  if (inertia_about_.empty())
    cost_ += cost_change(cell, to);
  else
    cost_ += price(cell, to) - price(cell, from);
  auto& old_list = members_[index(from)];
  place_[index(old_list.back())] = place_[index(cell)];
  old_list[index(place_[index(cell)])] = old_list.back();
  old_list.pop_back();
  place_[index(cell)] = size(to);
  members_[index(to)].push_back(cell);
  plan_[index(cell)] = to;
  for (std::size_t w = 0; w < model_->weights(); ++w) {
    loads_[index(from) * model_->weights() + w] -= model_->load(cell, w);
    loads_[index(to) * model_->weights() + w] += model_->load(cell, w);
  }
  count_seats(from, cell, -1), count_seats(to, cell, 1);
  weigh(from), weigh(to);
  refresh_border(cell);
  for (Cell n : model_->graph().neighbours(cell)) refresh_border(n);
  leave_inertia(from, cell), join_inertia(to, cell);
  recentre(from), recentre(to);
}

void State::become(const Plan& plan) {
  for (Cell c = 0; c < model_->cells(); ++c)
    if (of(c) != plan[index(c)]) move(c, plan[index(c)]);
  rematch();
}

void State::rematch() {
  const Instance& instance = model_->instance();
  if (instance.present.empty()) return;
  const Plan plan = model_->expand(plan_);
  for (Cell c = 0; c < model_->cells(); ++c) cost_ -= price(c, of(c));
  for (std::size_t p = 0; p < instance.present.size(); ++p)
    match_[p] = match_districts(instance.present[p].plan, plan, instance.weights.front().of_unit, instance.districts);
  for (Cell c = 0; c < model_->cells(); ++c) cost_ += price(c, of(c));
}

}  // namespace maillage::engines::districting
