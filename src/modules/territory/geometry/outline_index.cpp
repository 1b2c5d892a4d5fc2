#include <algorithm>

#include "modules/territory/geometry/geos.hpp"

namespace maillage::territory::geometry {

struct OutlineIndex::Trees {
  std::vector<geos::Geometry> geometries;
  std::vector<geos::Prepared> prepared;  // by position; null where the outline holds nothing
  std::vector<std::size_t> positions;    // what the tree points at
  geos::Tree tree;
};

OutlineIndex::OutlineIndex(const std::vector<const Outline*>& outlines) : trees_(std::make_unique<Trees>()) {
  const auto ctx = geos::context();
  trees_->tree.reset(GEOSSTRtree_create_r(ctx, 10));
  trees_->geometries.resize(outlines.size());
  trees_->prepared.resize(outlines.size());
  trees_->positions.resize(outlines.size());
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    trees_->positions[i] = i;
    if (outlines[i] == nullptr || outlines[i]->empty()) continue;
    trees_->geometries[i] = geos::geometry_of(*outlines[i]);
    trees_->prepared[i].reset(GEOSPrepare_r(ctx, trees_->geometries[i].get()));
    if (!trees_->prepared[i]) geos::fail();
    GEOSSTRtree_insert_r(ctx, trees_->tree.get(), trees_->geometries[i].get(), &trees_->positions[i]);
    // GEOS builds its own index of a prepared outline at the first question, which is not safe from two threads: ask it
    // now.
    const auto inside = geos::point(point_inside(*outlines[i]));
    (void)GEOSPreparedIntersects_r(ctx, trees_->prepared[i].get(), inside.get());
  }
  (void)find_all({});  // likewise for the tree
}

OutlineIndex::OutlineIndex(OutlineIndex&&) noexcept = default;
OutlineIndex& OutlineIndex::operator=(OutlineIndex&&) noexcept = default;
OutlineIndex::~OutlineIndex() = default;

std::vector<std::size_t> OutlineIndex::find_all(Lambert93 at) const {
  const auto ctx = geos::context();
  const auto point = geos::point(at);
  std::vector<std::size_t> near;
  GEOSSTRtree_query_r(
      ctx, trees_->tree.get(), point.get(),
      [](void* item, void* list) {
        static_cast<std::vector<std::size_t>*>(list)->push_back(*static_cast<const std::size_t*>(item));
      },
      &near);
  std::erase_if(
      near, [&](std::size_t i) { return GEOSPreparedIntersects_r(ctx, trees_->prepared[i].get(), point.get()) != 1; });
  std::sort(near.begin(), near.end());
  return near;
}

std::optional<std::size_t> OutlineIndex::find(Lambert93 at) const {
  const std::vector<std::size_t> holders = find_all(at);
  if (holders.empty()) return std::nullopt;
  return holders.front();
}

}  // namespace maillage::territory::geometry
