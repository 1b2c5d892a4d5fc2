#include "engines/siting/interchange.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::siting {

Interchange::Interchange(const Table& table, const Choice& choice)
    : table_(table),
      choice_(choice),
      slots_(std::max<std::size_t>(1, choice.most)),
      first_(table.demands()),
      second_(table.demands()),
      marked_(table.demands(), 0) {}

void Interchange::start(const std::vector<char>& open) {
  const std::size_t sites = table_.sites();
  open_.assign(sites, 0);
  slot_of_.assign(sites, -1);
  in_slot_.assign(slots_, -1);
  free_slots_.clear();
  for (std::size_t slot = slots_; slot > 0; --slot) free_slots_.push_back(static_cast<std::int32_t>(slot) - 1);
  gain_.assign(sites, 0);
  loss_.assign(sites, 0);
  extra_.assign(sites * slots_, 0);
  price_ = 0;
  for (std::size_t s = 0; s < sites; ++s)
    if (open[s] != 0) switch_site(static_cast<std::int32_t>(s), true);
  for (std::size_t d = 0; d < table_.demands(); ++d) {
    find_near(d);
    count(d, 1);
  }
}

void Interchange::switch_site(std::int32_t site, bool open) {
  const auto s = static_cast<std::size_t>(site);
  open_[s] = open ? 1 : 0;
  if (choice_.priced()) price_ += open ? choice_.price[s] : -choice_.price[s];
  gain_[s] = loss_[s] = 0;
  if (open) {
    slot_of_[s] = free_slots_.back();
    free_slots_.pop_back();
    in_slot_[static_cast<std::size_t>(slot_of_[s])] = site;
    return;
  }
  const std::int32_t slot = slot_of_[s];
  for (std::size_t in = 0; in < open_.size(); ++in) extra(static_cast<std::int32_t>(in), slot) = 0;
  in_slot_[static_cast<std::size_t>(slot)] = -1;
  free_slots_.push_back(slot);
  slot_of_[s] = -1;
}

void Interchange::find_near(std::size_t demand) {
  const Near outside{-1, table_.outside[demand]};
  Near* next = &first_[demand];
  first_[demand] = second_[demand] = outside;
  for (const Entry& e : table_.rows[demand]) {
    if (open_[static_cast<std::size_t>(e.other)] == 0) continue;
    *next = {e.other, e.cost};
    if (next == &second_[demand]) return;
    next = &second_[demand];
  }
}

// Adds (or takes away) what one demand says of all moves.
void Interchange::count(std::size_t demand, double sign) {
  const Near first = first_[demand], second = second_[demand];
  const std::int32_t slot = first.site < 0 ? -1 : slot_of_[static_cast<std::size_t>(first.site)];
  if (slot >= 0) loss_[static_cast<std::size_t>(first.site)] += sign * (second.cost - first.cost);
  for (const Entry& e : table_.rows[demand]) {
    if (e.cost >= second.cost) break;
    if (open_[static_cast<std::size_t>(e.other)] != 0) continue;
    if (e.cost < first.cost) gain_[static_cast<std::size_t>(e.other)] += sign * (first.cost - e.cost);
    if (slot >= 0) extra(e.other, slot) += sign * (second.cost - std::max(e.cost, first.cost));
  }
}

double Interchange::saving(std::int32_t in, std::int32_t out) const {
  const double gain = in < 0 ? 0 : gain_[static_cast<std::size_t>(in)];
  if (out < 0) return gain;
  const double common = in < 0 ? 0 : extra(in, slot_of_[static_cast<std::size_t>(out)]);
  return gain + common - loss_[static_cast<std::size_t>(out)];
}

bool Interchange::lawful(std::int32_t in, std::int32_t out) const {
  if (out >= 0 && choice_.must[static_cast<std::size_t>(out)] != 0) return false;
  if (out < 0 && in >= 0 && free_slots_.empty()) return false;
  if (!choice_.priced()) return true;
  const double price = price_ + (in < 0 ? 0 : choice_.price[static_cast<std::size_t>(in)]) -
                       (out < 0 ? 0 : choice_.price[static_cast<std::size_t>(out)]);
  return affordable(choice_, price);
}

// No exchange brings more than adding its site alone would.
void Interchange::best_with(std::int32_t in, Move& best) const {
  const auto consider = [&](std::int32_t out) {
    if (const double saved = saving(in, out); saved > best.saving && lawful(in, out)) best = {in, out, saved};
  };
  consider(-1);
  for (const std::int32_t out : in_slot_)
    if (out >= 0) consider(out);
}

Move Interchange::best_move() const {
  Move best;
  best.saving = 1e-10 * value() + 1e-12;
  const double least = best.saving;
  for (std::size_t in = 0; in < open_.size(); ++in)
    if (open_[in] == 0 && gain_[in] > best.saving) best_with(static_cast<std::int32_t>(in), best);
  if (best.saving <= least) best.saving = 0;
  return best;
}

void Interchange::gather_one(std::size_t demand) {
  if (marked_[demand] != 0) return;
  marked_[demand] = 1;
  affected_.push_back(demand);
}

// The demands whose nearest two sites the move may change.
void Interchange::gather(const Move& move) {
  affected_.clear();
  if (move.in >= 0)
    for (const Entry& e : table_.columns[static_cast<std::size_t>(move.in)])
      if (e.cost < second_[static_cast<std::size_t>(e.other)].cost) gather_one(static_cast<std::size_t>(e.other));
  for (std::size_t d = 0; d < first_.size() && move.out >= 0; ++d)
    if (first_[d].site == move.out || second_[d].site == move.out) gather_one(d);
}

void Interchange::apply(const Move& move) {
  gather(move);
  for (const std::size_t d : affected_) count(d, -1);
  if (move.out >= 0) switch_site(move.out, false);
  if (move.in >= 0) switch_site(move.in, true);
  for (const std::size_t d : affected_) {
    find_near(d);
    count(d, 1);
    marked_[d] = 0;
  }
}

bool Interchange::climb(const Watch& watch) {
  for (;;) {
    if (watch.over()) return false;
    const Move move = best_move();
    if (move.saving <= 0) return true;
    apply(move);
  }
}

double Interchange::value() const {
  double value = 0;
  for (const Near& near : first_) value += near.cost;
  return value;
}

}  // namespace maillage::engines::siting
