#include "engines/siting/cover_search.hpp"

#include <algorithm>

namespace maillage::engines::siting {
namespace {

// Sites open, and for each site the weight of the demands that opening it would reach, or closing it lose.
class WeightedCover {
 public:
  explicit WeightedCover(const Table& table)
      : table_(table),
        open_(table.sites(), 0),
        score_(table.sites(), 0),
        weight_(table.demands(), 1),
        times_(table.demands(), 0),
        since_(table.sites(), 0),
        may_open_(table.sites(), 1),
        place_(table.demands()) {
    for (std::size_t d = 0; d < table.demands(); ++d) {
      place_[d] = uncovered_.size();
      uncovered_.push_back(d);
      for (const Entry& site : table.rows[d]) score_[index(site)] += 1;
    }
  }

  bool complete() const { return uncovered_.empty(); }
  std::size_t count() const { return count_; }
  const std::vector<char>& open() const { return open_; }

  // The site of most weight, any.
  void open_best() {
    std::size_t best = table_.sites();
    for (std::size_t s = 0; s < open_.size(); ++s)
      if (open_[s] == 0 && (best == table_.sites() || score_[s] > score_[best])) best = s;
    set_open(best);
  }

  // The open site whose demands weigh least, the one open longest among equals; not the one opened last.
  void close_least() {
    std::size_t least = table_.sites();
    for (std::size_t s = 0; s < open_.size(); ++s) {
      if (open_[s] == 0 || (s == last_ && count_ > 1)) continue;
      if (least == table_.sites() || score_[s] < score_[least] ||
          (score_[s] == score_[least] && since_[s] < since_[least]))
        least = s;
    }
    set_closed(least);
  }

  // Opens the site of most weight that reaches one of the demands without any, and makes those that stay heavier.
  void reach_one(Random& random) {
    const std::size_t demand = uncovered_[random.below(uncovered_.size())];
    std::size_t best = table_.sites();
    for (const Entry& site : table_.rows[demand]) {
      const std::size_t s = index(site);
      if (may_open_[s] == 0) continue;
      if (best == table_.sites() || score_[s] > score_[best] || (score_[s] == score_[best] && since_[s] < since_[best]))
        best = s;
    }
    set_open(best == table_.sites() ? index(table_.rows[demand].front()) : best);
    last_ = best;
    for (const std::size_t d : uncovered_) {
      ++weight_[d];
      for (const Entry& site : table_.rows[d]) ++score_[index(site)];
    }
  }

 private:
  static std::size_t index(const Entry& entry) { return static_cast<std::size_t>(entry.other); }

  void set_open(std::size_t site) {
    open_[site] = 1;
    since_[site] = ++clock_;
    ++count_;
    score_[site] = 0;
    for (const Entry& demand : table_.columns[site]) {
      const std::size_t d = index(demand);
      ++times_[d];
      if (times_[d] == 1) {
        drop_uncovered(d);
        score_[site] += weight_[d];
        change_closed(d, -weight_[d]);
      } else if (times_[d] == 2) {
        change_open(d, site, -weight_[d]);
      }
    }
    let_neighbours_open(site);
  }

  void set_closed(std::size_t site) {
    open_[site] = 0;
    since_[site] = ++clock_;
    --count_;
    score_[site] = 0;
    for (const Entry& demand : table_.columns[site]) {
      const std::size_t d = index(demand);
      --times_[d];
      if (times_[d] == 0) {
        place_[d] = uncovered_.size();
        uncovered_.push_back(d);
        change_closed(d, weight_[d]);
      } else if (times_[d] == 1) {
        change_open(d, site, weight_[d]);
      }
    }
    let_neighbours_open(site);
    may_open_[site] = 0;
  }

  void drop_uncovered(std::size_t demand) {
    const std::size_t last = uncovered_.back();
    uncovered_[place_[demand]] = last;
    place_[last] = place_[demand];
    uncovered_.pop_back();
  }

  // A demand that no open site reached, or reaches, counts for every closed one.
  void change_closed(std::size_t demand, std::int64_t by) {
    for (const Entry& site : table_.rows[demand])
      if (open_[index(site)] == 0) score_[index(site)] += by;
  }
  // A demand reached by one open site besides `site` counts for that one.
  void change_open(std::size_t demand, std::size_t site, std::int64_t by) {
    for (const Entry& other : table_.rows[demand])
      if (open_[index(other)] != 0 && index(other) != site) score_[index(other)] += by;
  }
  // A site that was closed may open again once something has changed around it.
  void let_neighbours_open(std::size_t site) {
    for (const Entry& demand : table_.columns[site])
      for (const Entry& other : table_.rows[index(demand)]) may_open_[index(other)] = 1;
  }

  const Table& table_;
  std::vector<char> open_;
  std::vector<std::int64_t> score_, weight_;
  std::vector<std::int32_t> times_;  // open sites that reach each demand
  std::vector<std::int64_t> since_;  // the step a site changed last
  std::vector<char> may_open_;
  std::vector<std::size_t> place_, uncovered_;
  std::size_t count_ = 0, last_ = 0;
  std::int64_t clock_ = 0;
};

}  // namespace

std::vector<char> few_sites(const Table& table, std::size_t enough, int patience, Random random, const Watch& watch) {
  WeightedCover cover(table);
  while (!cover.complete()) cover.open_best();
  std::vector<char> best = cover.open();
  std::size_t fewest = cover.count();
  for (int idle = 0; idle < patience && fewest > std::max<std::size_t>(enough, 1) && !watch.over(); ++idle) {
    while (cover.complete() && cover.count() > 0) {
      if (cover.count() < fewest) fewest = cover.count(), best = cover.open(), idle = 0;
      cover.close_least();
    }
    if (fewest <= enough) break;
    cover.close_least();
    cover.reach_one(random);
  }
  if (cover.complete() && cover.count() < fewest) best = cover.open();
  return best;
}

}  // namespace maillage::engines::siting
