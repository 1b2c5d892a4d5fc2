// Numbers that cannot be exchanged by mistake.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace maillage {

// Identity of a stored record. Id<Place> and Id<Site> do not convert into each other.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

// Position in a table of an engine (unit, edge, district). Ordered, dense from 0.
template <class Tag>
struct Index {
  std::int32_t value = -1;
  friend auto operator<=>(const Index&, const Index&) = default;
};

}  // namespace maillage

template <class Tag>
struct std::hash<maillage::Id<Tag>> {
  std::size_t operator()(const maillage::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
