#include "engines/districting/kept_together.hpp"

#include <map>

namespace maillage::engines::districting {

UnionFind kept_together(const Instance& instance) {
  UnionFind classes(static_cast<std::size_t>(instance.graph.units()));
  std::map<std::int32_t, Unit> of_group, of_district;
  for (Unit u = 0; u < static_cast<Unit>(instance.group.size()); ++u)
    if (const std::int32_t g = instance.group[static_cast<std::size_t>(u)]; g >= 0)
      classes.join(of_group.try_emplace(g, u).first->second, u);
  for (const auto& [unit, district] : instance.fixed)
    classes.join(of_district.try_emplace(district, unit).first->second, unit);
  return classes;
}

}  // namespace maillage::engines::districting
