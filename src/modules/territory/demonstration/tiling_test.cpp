#include <doctest/doctest.h>
#include <geos_c.h>

#include <map>

#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {
namespace {

// A second opinion on outlines: GEOS.
class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  bool valid(const Outline& outline) const {
    std::vector<GEOSGeometry*> polygons;
    for (const Polygon& polygon : outline) polygons.push_back(make(polygon));
    GEOSGeometry* all = GEOSGeom_createCollection_r(handle_, GEOS_MULTIPOLYGON, polygons.data(),
                                                    static_cast<unsigned>(polygons.size()));
    const bool answer = GEOSisValid_r(handle_, all) == 1;
    GEOSGeom_destroy_r(handle_, all);
    return answer;
  }

 private:
  GEOSGeometry* make(const Ring& ring) const {
    GEOSCoordSequence* points = GEOSCoordSeq_create_r(handle_, static_cast<unsigned>(ring.size()), 2);
    for (std::size_t k = 0; k < ring.size(); ++k)
      GEOSCoordSeq_setXY_r(handle_, points, static_cast<unsigned>(k), ring[k].x, ring[k].y);
    return GEOSGeom_createLinearRing_r(handle_, points);
  }
  GEOSGeometry* make(const Polygon& polygon) const {
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(make(hole));
    return GEOSGeom_createPolygon_r(handle_, make(polygon.outer), holes.data(), static_cast<unsigned>(holes.size()));
  }

  GEOSContextHandle_t handle_;
};

const Date kDays[] = {Date(2020, 1, 1), kToday};

}  // namespace

TEST_CASE("tiling: every outline is valid for GEOS: no crossing, no overlap, holes inside") {
  for_each_departement([&](const Departement& d) {
    const Geos geos;
    for (const Iris& iris : d.iris) CHECK_MESSAGE(geos.valid(iris.outline), iris.code.str());
    for (const Commune& commune : d.communes) CHECK_MESSAGE(geos.valid(commune.outline), commune.code.str());
  });
}

TEST_CASE("tiling: outer rings turn left, holes turn right, rings are closed, points are whole metres") {
  for_each_departement([&](const Departement& d) {
    for (const Iris& iris : d.iris)
      for (const Polygon& polygon : iris.outline) {
        CHECK(ring_area_m2(polygon.outer) > 0);
        for (const Ring& hole : polygon.holes) CHECK(ring_area_m2(hole) < 0);
        CHECK(polygon.outer.front().x == polygon.outer.back().x);
        CHECK(polygon.outer.front().y == polygon.outer.back().y);
        CHECK(polygon.outer.front().x == static_cast<double>(static_cast<long>(polygon.outer.front().x)));
      }
  });
}

TEST_CASE("tiling: no side of a border is claimed twice; only the rim and the shore have one owner") {
  for_each_departement([&](const Departement& d) {
    for (const Date day : kDays) {
      const auto owners = owners_of_sides(in_force(d.iris, day));
      REQUIRE_FALSE(owners.empty());
      std::map<Point, int>
          outward;  // the sides without a neighbour close into rings: as many leave a point as reach it
      for (const auto& [side, iris] : owners) {
        if (owners.contains(reversed(side))) continue;
        ++outward[side.first];
        --outward[side.second];
      }
      CHECK_FALSE(outward.empty());
      for (const auto& [point, balance] : outward) CHECK(balance == 0);
    }
  });
}

TEST_CASE("tiling: a commune is exactly the sum of its IRIS, its border is theirs point by point") {
  for_each_departement([&](const Departement& d) {
    for (const Date day : kDays) {
      const auto owners = owners_of_sides(in_force(d.iris, day));
      std::map<std::string, double> areas;
      for (const Iris* iris : in_force(d.iris, day))
        areas[commune_of(iris->code).str()] += outline_area_m2(iris->outline);
      for (const Commune* commune : in_force(d.communes, day)) {
        CHECK(areas[commune->code.str()] == outline_area_m2(commune->outline));
        for_each_side(commune->outline, [&](const Side& side) {
          const auto owner = owners.find(side);
          REQUIRE(owner != owners.end());
          REQUIRE(commune_of(owner->second->code) == commune->code);
        });
      }
    }
  });
}

TEST_CASE("tiling: centres are inside their outline") {
  for_each_departement([&](const Departement& d) {
    for (const Iris& iris : d.iris) CHECK(inside(iris.outline, iris.centre));
    for (const Commune& commune : d.communes) CHECK(inside(commune.outline, commune.centre));
  });
}

TEST_CASE("tiling: the size of a Département of the West, light enough for a browser") {
  for_each_departement([&](const Departement& d) {
    double area_m2 = 0;
    std::size_t points = 0, islets = 0;
    for (const Iris* iris : in_force(d.iris, kToday)) {
      area_m2 += outline_area_m2(iris->outline);
      islets += iris->outline.size() - 1;
      for_each_side(iris->outline, [&](const Side&) { ++points; });
    }
    CHECK(area_m2 > 4.0e9);
    CHECK(area_m2 < 5.2e9);
    CHECK(points > 15'000);
    CHECK(points < 45'000);
    CHECK(islets >= 1);
    CHECK(islets <= 4);
  });
}

TEST_CASE("tiling: every unit touches another one on the mainland, and the whole is of one piece") {
  for_each_departement([&](const Departement& d) {
    const auto neighbours = neighbours_on(d, kToday);
    CHECK(neighbours.size() == 450);
    std::set<IrisCode> seen{neighbours.begin()->first};
    std::vector<IrisCode> stack(seen.begin(), seen.end());
    while (!stack.empty()) {
      const IrisCode code = stack.back();
      stack.pop_back();
      for (const IrisCode& next : neighbours.at(code))
        if (seen.insert(next).second) stack.push_back(next);
    }
    CHECK(seen.size() == 450);
  });
}

TEST_CASE("tiling: rivers run along borders or inside units, mostly westwards for the main one") {
  for_each_departement([&](const Departement& d) {
    REQUIRE(d.rivers.size() == 3);
    for (const River& river : d.rivers) CHECK(river.course.size() > 20);
    const auto& main = d.rivers.front().course;
    CHECK(main.front().x - main.back().x > 20'000);
    std::set<Point> vertices;
    for (const Iris* iris : in_force(d.iris, kToday))
      for_each_side(iris->outline, [&](const Side& side) { vertices.insert(side.first); });
    std::size_t along = 0;
    for (const Lambert93 p : main) along += vertices.contains({p.x, p.y});
    CHECK(along * 2 > main.size());
  });
}

}  // namespace maillage::territory::demonstration
