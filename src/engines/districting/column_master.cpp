#include "engines/districting/column_master.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "engines/districting/proof.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

// What `upper` is scaled to for the linear solver, and its rounding.
constexpr double kObjective = 1e4;
constexpr double kSolverError = 1e-7;
constexpr double kRounding = 1e-9;    // of the sums of prices, in share of `upper`
constexpr std::size_t kFirst = 2000;  // districts the programme begins with
constexpr std::size_t kAtOnce = 400;  // districts brought in by one pricing
constexpr std::size_t kCutsAtOnce = 60;
constexpr int kCutsOfItem = 8;    // in one round: cuts of other items say more than more of the same
constexpr double kBroken = 0.02;  // a cut is worth adding when the point breaks it by more
constexpr int kRoundsMax = 60;
constexpr std::size_t kBranchMax = 20000;  // columns that branch and cut is given

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

class Master {
 public:
  Master(const Partition& wanted, std::vector<Column> listed, const milp::Limits& limits)
      : wanted_(wanted),
        unit_(wanted.upper / kObjective),
        limits_(limits),
        deadline_(Clock::now() +
                  std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limits.seconds))),
        waiting_(std::move(listed)),
        programme_(rows(), limits.stop) {
    begin();
  }

  Partitioned run() {
    for (int round = 0; round < kRoundsMax && price(); ++round) {
      close();
      if (bound_ >= goal()) return {std::min(bound_ * unit_, wanted_.upper), {}};
      if (!cut()) break;
    }
    Partitioned out{std::min(bound_ * unit_, wanted_.upper), {}};
    if (!ended()) branch(out);
    return out;
  }

 private:
  double goal() const { return kObjective * (1 - kProofTolerance / 2); }
  bool ended() const { return Clock::now() > deadline_ || (limits_.stop != nullptr && limits_.stop->load()); }

  // Every item once, as many districts as asked, each label at most once.
  std::vector<milp::Row> rows() const {
    std::vector<milp::Row> out(at(wanted_.items), milp::Row{{}, {}, 1, 1});
    out.push_back({{}, {}, static_cast<double>(wanted_.districts), static_cast<double>(wanted_.districts)});
    out.resize(out.size() + at(wanted_.labels), milp::Row{{}, {}, -HUGE_VAL, 1});
    return out;
  }

  // The districts that are cheapest for what they hold; and something dear, so that there is always a solution.
  void begin() {
    for (std::int32_t item = 0; item < wanted_.items; ++item) programme_.add_column(kObjective, {item}, {1});
    for (const double side : {1.0, -1.0}) programme_.add_column(kObjective, {wanted_.items}, {side});
    const auto first = static_cast<std::ptrdiff_t>(std::min(kFirst, waiting_.size()));
    const auto dear = [](const Column& column) { return column.cost / column.items.count(); };
    std::nth_element(waiting_.begin(), waiting_.begin() + first, waiting_.end(),
                     [&](const Column& a, const Column& b) { return dear(a) < dear(b); });
    for (std::ptrdiff_t k = 0; k < first; ++k) bring(waiting_[static_cast<std::size_t>(k)]);
    waiting_.erase(waiting_.begin(), waiting_.begin() + first);
  }

  std::vector<std::int32_t> rows_of(const Column& column) const {
    std::vector<std::int32_t> out;
    column.items.for_each([&](std::int32_t item) { out.push_back(item); });
    out.push_back(wanted_.items);
    if (column.label >= 0) out.push_back(wanted_.items + 1 + column.label);
    for (std::size_t cut = 0; cut < cuts_.size(); ++cut)
      if ((column.items & cuts_[cut]).count() >= 2) out.push_back(first_cut() + static_cast<std::int32_t>(cut));
    return out;
  }

  std::int32_t first_cut() const { return wanted_.items + 1 + wanted_.labels; }
  std::int32_t dear_columns() const { return wanted_.items + 2; }

  void bring(const Column& column) {
    const std::vector<std::int32_t> rows = rows_of(column);
    programme_.add_column(column.cost / unit_, rows, std::vector<double>(rows.size(), 1));
    inside_.push_back(column);
  }

  // Brings districts in until the prices ask for none. False when the time is over or the solver lost its way.
  bool price() {
    while (!ended() && programme_.solve()) {
      if (limits_.tick) limits_.tick();
      const double least = reduce();
      if (least > -kSolverError * kObjective) return true;
      bring_cheapest();
    }
    return false;
  }

  // Reduced costs of the districts that wait, and the least of them; what the prices prove is kept. Prices are looked
  // up eight items at a time.
  double reduce() {
    const auto prices = programme_.prices();
    std::array<std::array<double, 256>, ItemSet::kMost / 8> table{};
    const int bytes = (wanted_.items + 7) / 8;
    for (int k = 0; k < bytes; ++k)
      for (std::size_t set = 1; set < 256; ++set) {
        const std::int32_t item = 8 * k + std::countr_zero(set);
        table[at(k)][set] = table[at(k)][set & (set - 1)] + (item < wanted_.items ? prices[at(item)] : 0);
      }
    std::vector<std::pair<ItemSet, double>> active;
    for (std::size_t cut = 0; cut < cuts_.size(); ++cut)
      if (const double price = prices[at(first_cut()) + cut]; price < 0) active.emplace_back(cuts_[cut], price);
    const auto reduced = [&](const Column& column) {
      double value = column.cost / unit_ - prices[at(wanted_.items)];
      for (int k = 0; k < bytes; ++k) value -= table[at(k)][column.items.byte(k)];
      if (column.label >= 0) value -= std::min(0.0, prices[at(wanted_.items + 1 + column.label)]);
      for (const auto& [cut, price] : active)
        if ((column.items & cut).count() >= 2) value -= price;
      return value;
    };
    reduced_.clear();
    double least = 0;
    for (const Column& column : waiting_) {
      reduced_.push_back(reduced(column));
      least = std::min(least, reduced_.back());
    }
    double inside = 0;
    for (const Column& column : inside_) inside = std::min(inside, reduced(column));
    raise(std::min(least, inside));
    return least;
  }

  void raise(double least) {
    least_ = least;
    bound_ = std::max(bound_, proved(least));
  }

  // What the prices prove by themselves, whatever the linear solver's accuracy, when no district has a smaller reduced
  // cost than `least`: rows of cuts and of labels count at their price when it is what a ceiling may cost.
  double proved(double least) const {
    const auto prices = programme_.prices();
    double sum = wanted_.districts * (prices[at(wanted_.items)] + std::min(0.0, least));
    for (std::int32_t row = 0; row < static_cast<std::int32_t>(prices.size()); ++row)
      if (row != wanted_.items) sum += row < wanted_.items ? prices[at(row)] : std::min(0.0, prices[at(row)]);
    return sum - kRounding * kObjective;
  }

  void bring_cheapest() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < waiting_.size(); ++i)
      if (reduced_[i] < -kSolverError * kObjective) order.push_back(i);
    const std::size_t many = std::min(kAtOnce, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(many), order.end(),
                      [&](std::size_t a, std::size_t b) { return reduced_[a] < reduced_[b]; });
    order.resize(many);
    std::sort(order.rbegin(), order.rend());
    for (const std::size_t i : order) {
      bring(waiting_[i]);
      waiting_[i] = waiting_.back();
      waiting_.pop_back();
    }
  }

  // Forgets the districts that are in no partition below `upper`, at prices that ask for none.
  void close() {
    const double spare = kObjective - proved(least_);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < waiting_.size(); ++i)
      if (reduced_[i] <= spare) waiting_[kept++] = waiting_[i];
    waiting_.resize(kept);
  }

  // Adds the cuts of three items that the point breaks most. False when it breaks none.
  bool cut() {
    const auto point = programme_.point();
    std::vector<std::pair<double, ItemSet>> parts;
    for (std::size_t i = 0; i < inside_.size(); ++i)
      if (const double x = point[at(dear_columns()) + i]; x > kSolverError) parts.emplace_back(x, inside_[i].items);
    std::vector<std::pair<double, ItemSet>> broken = broken_cuts(parts);
    std::vector<int> used(at(wanted_.items), 0);
    std::size_t added = 0;
    for (const auto& [by, three] : broken) {
      bool fresh = added < kCutsAtOnce;
      three.for_each([&](std::int32_t item) { fresh = fresh && used[at(item)] < kCutsOfItem; });
      if (!fresh) continue;
      three.for_each([&](std::int32_t item) { ++used[at(item)]; });
      add_cut(three);
      ++added;
    }
    return added > 0;
  }

  // By how much the point breaks the cut of each three items, the most broken first.
  std::vector<std::pair<double, ItemSet>> broken_cuts(const std::vector<std::pair<double, ItemSet>>& parts) const {
    const std::int32_t n = wanted_.items;
    std::vector<double> together(at(n) * at(n), 0);
    for (const auto& [x, items] : parts)
      items.for_each([&, x = x, &all = items](std::int32_t a) {
        all.for_each([&](std::int32_t b) { together[at(a) * at(n) + at(b)] += x; });
      });
    const auto pair = [&](std::int32_t a, std::int32_t b) { return together[at(a) * at(n) + at(b)]; };
    std::vector<std::pair<double, ItemSet>> out;
    for (std::int32_t a = 0; a < n; ++a)
      for (std::int32_t b = a + 1; b < n; ++b)
        for (std::int32_t c = b + 1; c < n; ++c) {
          // A district that holds all three counts three times here, once in the cut.
          if (pair(a, b) + pair(a, c) + pair(b, c) <= 1 + kBroken) continue;
          const ItemSet three = ItemSet::of(a) | ItemSet::of(b) | ItemSet::of(c);
          double held = 0;
          for (const auto& [x, items] : parts)
            if ((items & three).count() >= 2) held += x;
          if (held > 1 + kBroken) out.emplace_back(held, three);
        }
    std::stable_sort(out.begin(), out.end(), [](const auto& p, const auto& q) { return p.first > q.first; });
    return out;
  }

  void add_cut(ItemSet three) {
    milp::Row row{{}, {}, -HUGE_VAL, 1};
    for (std::size_t i = 0; i < inside_.size(); ++i)
      if ((inside_[i].items & three).count() >= 2) row.columns.push_back(dear_columns() + static_cast<std::int32_t>(i));
    row.coefficients.assign(row.columns.size(), 1);
    programme_.add_row(row);
    cuts_.push_back(three);
  }

  // What the linear programme leaves open.
  void branch(Partitioned& out) {
    std::vector<Column> left = inside_;
    left.insert(left.end(), waiting_.begin(), waiting_.end());
    if (left.size() > kBranchMax) return;
    milp::Programme whole;
    whole.rows = rows();
    whole.rows.resize(whole.rows.size() + cuts_.size(), milp::Row{{}, {}, -HUGE_VAL, 1});
    for (std::size_t i = 0; i < left.size(); ++i) {
      whole.costs.push_back(left[i].cost / unit_);
      for (const std::int32_t row : rows_of(left[i])) {
        whole.rows[at(row)].columns.push_back(static_cast<std::int32_t>(i));
        whole.rows[at(row)].coefficients.push_back(1);
      }
    }
    milp::Limits limits = limits_;
    limits.cutoff = goal();
    limits.seconds = std::chrono::duration<double>(deadline_ - Clock::now()).count();
    const auto none = [](std::span<const double>) { return std::vector<milp::Row>(); };
    const milp::Answer answer = milp::solve(std::move(whole), none, limits);
    out.bound = std::min(wanted_.upper, std::max(out.bound, answer.bound * unit_ * (1 - kSolverError)));
    for (std::size_t i = 0; i < answer.point.size(); ++i)
      if (answer.point[i]) out.chosen.push_back(left[i]);
  }

  Partition wanted_;
  double unit_;  // of the programme's costs
  const milp::Limits& limits_;
  Clock::time_point deadline_;
  std::vector<Column> waiting_, inside_;  // listed districts out of the programme, and in it
  milp::Linear programme_;
  std::vector<ItemSet> cuts_;    // at most one district with two of these three items
  std::vector<double> reduced_;  // of those that wait, at the last prices
  double least_ = 0;             // the least reduced cost of all, at the last prices
  double bound_ = 0;
};

}  // namespace

Partitioned partition(const Partition& wanted, std::vector<Column> listed, const milp::Limits& limits) {
  return Master(wanted, std::move(listed), limits).run();
}

}  // namespace maillage::engines::districting
