#include "engines/districting/ensemble_sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/assert.hpp"

namespace maillage::engines::districting {
namespace {

constexpr int kDropped = 52 - 12;  // bits of mantissa that a class forgets

}  // namespace

std::uint64_t Sketch::class_of(double value) {
  MAILLAGE_ASSERT(value >= 0 && std::isfinite(value), "a measure is finite and not negative");
  return std::bit_cast<std::uint64_t>(value + 0.0) >> kDropped;  // + 0.0 turns -0 into 0
}

double Sketch::lower_limit(std::uint64_t cls) { return std::bit_cast<double>(cls << kDropped); }

Sketch::Page& Sketch::page(std::uint64_t index) {
  if (last_ < pages_.size() && pages_[last_].index == index) return pages_[last_];
  const auto place = std::lower_bound(pages_.begin(), pages_.end(), index,
                                      [](const Page& page, std::uint64_t i) { return page.index < i; });
  last_ = static_cast<std::size_t>(place - pages_.begin());
  if (place == pages_.end() || place->index != index) pages_.insert(place, Page{.index = index});
  return pages_[last_];
}

void Sketch::add(double value, std::uint64_t times) {
  const std::uint64_t cls = class_of(value);
  page(cls / kClasses).counts[cls % kClasses] += times;
  count_ += times;
}

void Sketch::add(const Sketch& other) {
  for (const Page& theirs : other.pages_) {
    Page& mine = page(theirs.index);
    for (std::size_t i = 0; i < kClasses; ++i) mine.counts[i] += theirs.counts[i];
  }
  count_ += other.count_;
}

void Sketch::add(const Class& met) {
  MAILLAGE_ASSERT(met.number <= class_of(std::numeric_limits<double>::max()), "a class of finite values");
  page(met.number / kClasses).counts[met.number % kClasses] += met.count;
  count_ += met.count;
}

std::vector<Sketch::Class> Sketch::classes() const {
  std::vector<Class> out;
  for (const Page& page : pages_)
    for (std::uint32_t i = 0; i < kClasses; ++i)
      if (page.counts[i] > 0) out.push_back({page.index * kClasses + i, page.counts[i]});
  return out;
}

double Sketch::quantile(double share) const {
  const double wanted = std::max(1.0, share * static_cast<double>(count_));
  std::uint64_t sum = 0;
  double last = 0;
  for (const Page& page : pages_)
    for (std::size_t i = 0; i < kClasses; ++i) {
      if (page.counts[i] == 0) continue;
      sum += page.counts[i];
      last = lower_limit(page.index * kClasses + i);
      if (static_cast<double>(sum) >= wanted) return last;
    }
  return last;
}

std::uint64_t Sketch::count_below(std::uint64_t cls) const {
  std::uint64_t sum = 0;
  for (const Page& page : pages_) {
    if (page.index > cls / kClasses) break;
    const std::uint64_t end = page.index < cls / kClasses ? kClasses : cls % kClasses;
    sum = std::accumulate(page.counts.begin(), page.counts.begin() + static_cast<std::ptrdiff_t>(end), sum);
  }
  return sum;
}

std::uint64_t Sketch::count_in(std::uint64_t cls) const {
  for (const Page& page : pages_)
    if (page.index == cls / kClasses) return page.counts[cls % kClasses];
  return 0;
}

double Sketch::share_below(double value) const {
  return count_ == 0 ? 0 : static_cast<double>(count_below(class_of(value))) / static_cast<double>(count_);
}

double Sketch::share_above(double value) const {
  if (count_ == 0) return 0;
  const std::uint64_t cls = class_of(value);
  return static_cast<double>(count_ - count_below(cls) - count_in(cls)) / static_cast<double>(count_);
}

}  // namespace maillage::engines::districting
