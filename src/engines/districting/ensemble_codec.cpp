#include "engines/districting/ensemble_codec.hpp"

#include <optional>
#include <utility>

namespace maillage::engines::districting {
namespace {

class Bytes {
 public:
  explicit Bytes(std::string_view text) : text_(text) {}
  bool empty() const { return text_.empty(); }
  std::optional<std::uint32_t> byte() {
    if (text_.empty()) return std::nullopt;
    const auto value = static_cast<unsigned char>(text_.front());
    text_.remove_prefix(1);
    return value;
  }
  std::optional<District> varint() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 28; shift += 7) {
      const auto next = byte();
      if (!next) return std::nullopt;
      value |= (*next & 0x7f) << shift;
      if ((*next & 0x80) == 0) return static_cast<District>(value);
    }
    return std::nullopt;
  }

 private:
  std::string_view text_;
};

bool read_whole(Bytes& bytes, Plan& plan) {
  for (District& d : plan) {
    const auto value = bytes.varint();
    if (!value) return false;
    d = *value;
  }
  return true;
}

bool read_change(Bytes& bytes, Plan& plan) {
  const auto a = bytes.varint(), b = bytes.varint();
  if (!a || !b) return false;
  std::uint32_t bits = 0;
  int left = 0;
  for (District& d : plan) {
    if (d != *a && d != *b) continue;
    if (left == 0) {
      const auto next = bytes.byte();
      if (!next) return false;
      bits = *next, left = 8;
    }
    d = (bits & 1) != 0 ? *b : *a;
    bits >>= 1, --left;
  }
  return true;
}

}  // namespace

void PlanEncoder::put(std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) block_.push_back(static_cast<char>((value & 0x7f) | 0x80));
  block_.push_back(static_cast<char>(value));
}

void PlanEncoder::put_whole(const Plan& plan) {
  for (District d : plan) put(static_cast<std::uint32_t>(d));
}

void PlanEncoder::put_change(const Plan& plan, District a, District b) {
  put(static_cast<std::uint32_t>(a));
  put(static_cast<std::uint32_t>(b));
  unsigned bits = 0;
  int count = 0;
  for (std::size_t u = 0; u < plan.size(); ++u) {
    if (previous_[u] != a && previous_[u] != b) continue;
    bits |= static_cast<unsigned>(plan[u] == b) << count;
    if (++count == 8) {
      block_.push_back(static_cast<char>(bits));
      bits = 0, count = 0;
    }
  }
  if (count > 0) block_.push_back(static_cast<char>(bits));
}

void PlanEncoder::add(const Plan& plan, District a, District b) {
  if (block_.empty())
    put_whole(plan);
  else
    put_change(plan, a, b);
  previous_ = plan;
}

std::string PlanEncoder::take() { return std::exchange(block_, {}); }

bool decode_plans(std::string_view block, std::int32_t units, const std::function<void(const Plan&)>& visit) {
  Bytes bytes(block);
  Plan plan(static_cast<std::size_t>(units), -1);
  if (!read_whole(bytes, plan)) return false;
  visit(plan);
  while (!bytes.empty()) {
    if (!read_change(bytes, plan)) return false;
    visit(plan);
  }
  return true;
}

}  // namespace maillage::engines::districting
