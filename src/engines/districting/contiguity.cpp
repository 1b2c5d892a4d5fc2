#include "engines/districting/contiguity.hpp"

#include <algorithm>

namespace maillage::engines::districting {

Contiguity::Contiguity(const Model& model) : stamp_(index(model.cells()), 0), piece_(index(model.cells()), 0) {}

// Each neighbour of the cell in its district begins a piece of its own; gives their number.
std::size_t Contiguity::sources(const State& state, Cell cell) {
  ++question_;
  std::size_t count = 0;
  for (Cell n : state.model().graph().neighbours(cell)) {
    if (state.of(n) != state.of(cell)) continue;
    if (count == queue_.size()) queue_.emplace_back(), head_.push_back(0), leader_.push_back(0);
    queue_[count].assign(1, n);
    head_[count] = 0;
    leader_[count] = count;
    stamp_[index(n)] = question_;
    piece_[index(n)] = count++;
  }
  stamp_[index(cell)] = 0;
  return count;
}

std::size_t Contiguity::find(std::size_t piece) const {
  while (leader_[piece] != piece) piece = leader_[piece];
  return piece;
}

// Looks around the next cell of the piece, joining it to the pieces met there.
void Contiguity::expand(const State& state, Cell cell, std::size_t piece) {
  const Cell u = queue_[piece][head_[piece]++];
  for (Cell v : state.model().graph().neighbours(u)) {
    if (v == cell || state.of(v) != state.of(cell)) continue;
    if (stamp_[index(v)] != question_) {
      stamp_[index(v)] = question_;
      piece_[index(v)] = piece;
      queue_[piece].push_back(v);
    } else if (const std::size_t a = find(piece_[index(v)]), b = find(piece); a != b) {
      leader_[a] = b;
    }
  }
}

bool Contiguity::may_leave(const State& state, Cell cell) {
  const std::size_t count = sources(state, cell);
  if (count <= 1) return count == 1;
  for (;;) {
    for (std::size_t piece = 0; piece < count; ++piece)
      if (head_[piece] < queue_[piece].size()) expand(state, cell, piece);
    busy_.assign(count, false);
    std::size_t apart = 0;
    for (std::size_t piece = 0; piece < count; ++piece) {
      apart += leader_[piece] == piece;
      if (head_[piece] < queue_[piece].size()) busy_[find(piece)] = true;
    }
    if (apart == 1) return true;
    for (std::size_t piece = 0; piece < count; ++piece)
      if (leader_[piece] == piece && !busy_[piece]) return false;  // a piece fully seen, joined to nothing else
  }
}

// The pieces are searched in step until one at most is not fully seen, and is larger than the others.
std::vector<Cell> Contiguity::detached_with(const State& state, Cell cell) {
  const std::size_t count = sources(state, cell);
  std::vector<std::size_t> size(count, 0);
  std::size_t largest = 0;
  for (bool settled = false; !settled;) {
    for (std::size_t piece = 0; piece < count; ++piece)
      if (head_[piece] < queue_[piece].size()) expand(state, cell, piece);
    busy_.assign(count, false), size.assign(count, 0);
    for (std::size_t piece = 0; piece < count; ++piece) {
      size[find(piece)] += queue_[piece].size();
      if (head_[piece] < queue_[piece].size()) busy_[find(piece)] = true;
    }
    const auto unfinished = std::count(busy_.begin(), busy_.end(), true);
    largest = static_cast<std::size_t>(std::max_element(size.begin(), size.end()) - size.begin());
    settled = unfinished == 0 ||
              (unfinished == 1 && busy_[largest] && std::count(size.begin(), size.end(), size[largest]) == 1);
  }
  std::vector<Cell> out{cell};
  for (std::size_t piece = 0; piece < count; ++piece)
    if (find(piece) != largest) out.insert(out.end(), queue_[piece].begin(), queue_[piece].end());
  return out;
}

}  // namespace maillage::engines::districting
