#include "engines/siting/search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr std::size_t kPool = 10;

// Sites opened one by one, with the cost of each demand to the nearest.
class Sampler {
 public:
  Sampler(const Table& table, const Choice& choice)
      : table_(table), choice_(choice), nearest_(table.outside), open_(cheapest(choice)) {
    for (std::size_t s = 0; s < open_.size(); ++s)
      if (open_[s] != 0) open(s);
    price_ = price_of(choice, open_);
  }

  // False when nothing more may open.
  bool step(Random& random) {
    std::vector<std::size_t> free;
    for (std::size_t s = 0; s < open_.size(); ++s)
      if (open_[s] == 0 && affordable(choice_, price_ + price(s))) free.push_back(s);
    if (count_ >= choice_.most || free.empty()) return false;
    const double fewest = static_cast<double>(table_.sites()) / static_cast<double>(choice_.most);
    const auto samples = static_cast<int>(std::ceil(std::log2(1 + fewest)));
    std::size_t best = free[random.below(free.size())];
    double most = worth(best);
    for (int i = 1; i < samples; ++i) {
      const std::size_t site = free[random.below(free.size())];
      if (const double saved = worth(site); saved > most) most = saved, best = site;
    }
    price_ += price(best);
    open(best);
    return true;
  }
  std::vector<char> take() { return std::move(open_); }

 private:
  double price(std::size_t site) const { return choice_.priced() ? choice_.price[site] : 0; }

  double worth(std::size_t site) const {
    double saved = 0;
    for (const Entry& e : table_.columns[site])
      saved += std::max(0.0, nearest_[static_cast<std::size_t>(e.other)] - e.cost);
    return choice_.priced() ? saved / std::max(price(site), 1e-9 * (1 + std::fabs(choice_.budget))) : saved;
  }

  void open(std::size_t site) {
    open_[site] = 1;
    ++count_;
    for (const Entry& e : table_.columns[site]) {
      double& nearest = nearest_[static_cast<std::size_t>(e.other)];
      nearest = std::min(nearest, e.cost);
    }
  }

  const Table& table_;
  const Choice& choice_;
  std::vector<double> nearest_;
  std::vector<char> open_;
  std::size_t count_ = 0;
  double price_ = 0;
};

std::vector<std::int32_t> only_in(const std::vector<char>& a, const std::vector<char>& b) {
  std::vector<std::int32_t> sites;
  for (std::size_t s = 0; s < a.size(); ++s)
    if (a[s] != 0 && b[s] == 0) sites.push_back(static_cast<std::int32_t>(s));
  return sites;
}

}  // namespace

std::vector<char> sampled_start(const Table& table, const Choice& choice, Random& random) {
  Sampler sampler(table, choice);
  while (sampler.step(random)) {
  }
  return sampler.take();
}

Search::Search(const Table& table, const Choice& choice, Incumbent& incumbent, const Watch& watch)
    : table_(table),
      choice_(choice),
      incumbent_(incumbent),
      watch_(watch),
      random_(watch.seed()),
      exchange_(table, choice) {}

void Search::improve(const std::vector<char>& start) {
  exchange_.start(start);
  exchange_.climb(watch_);
  incumbent_.offer(exchange_.open());
  keep({exchange_.open(), exchange_.value()});
}

void Search::keep(Elite elite) {
  for (const Elite& other : pool_)
    if (other.open == elite.open) return;
  if (pool_.size() < kPool) return pool_.push_back(std::move(elite));
  const auto worst =
      std::max_element(pool_.begin(), pool_.end(), [](const Elite& a, const Elite& b) { return a.value < b.value; });
  if (elite.value < worst->value) *worst = std::move(elite);
}

Move Search::best_step(const std::vector<std::int32_t>& ins, const std::vector<std::int32_t>& outs) const {
  Move best;
  for (const std::int32_t in : ins)
    for (const std::int32_t out : outs)
      if (const double saved = exchange_.saving(in, out);
          (best.in < 0 || saved > best.saving) && exchange_.lawful(in, out))
        best = {in, out, saved};
  return best;
}

std::vector<char> Search::between(const Elite& from, const Elite& to) {
  std::vector<std::int32_t> ins = only_in(to.open, from.open), outs = only_in(from.open, to.open);
  std::vector<char> best;
  double best_value = HUGE_VAL;
  exchange_.start(from.open);
  while (ins.size() > 1 && outs.size() > 1 && !watch_.over()) {
    const Move move = best_step(ins, outs);
    if (move.in < 0) break;
    exchange_.apply(move);
    std::erase(ins, move.in);
    std::erase(outs, move.out);
    if (const double value = exchange_.value(); value < best_value) best_value = value, best = exchange_.open();
  }
  return best;
}

void Search::explore(int patience, double seconds) {
  const Watch part = watch_.part(seconds);
  for (int idle = 0; idle < patience && !part.over() && !incumbent_.closed();) {
    const double before = incumbent_.value();
    improve(sampled_start(table_, choice_, random_));
    const Elite fresh{exchange_.open(), exchange_.value()};
    const Elite other = pool_[random_.below(pool_.size())];
    const bool down = other.value < fresh.value;
    if (const auto middle = down ? between(other, fresh) : between(fresh, other); !middle.empty()) improve(middle);
    idle = incumbent_.value() < before ? 0 : idle + 1;
  }
}

}  // namespace maillage::engines::siting
