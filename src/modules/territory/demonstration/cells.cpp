#include "modules/territory/demonstration/cells.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.hpp"
#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/geometry/projection.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr std::int32_t kSize_m = 200;
constexpr std::int64_t kThousandths = 1000, kFewHouseholds = 11;
constexpr std::int64_t kResidentsPerCell = 90, kMostCells = 24, kTries = 4;

struct Corner {
  std::int32_t north_m = 0, east_m = 0;
  friend bool operator<(const Corner& a, const Corner& b) {
    return a.north_m != b.north_m ? a.north_m < b.north_m : a.east_m < b.east_m;
  }
};

struct Place {
  Corner corner;
  Lambert93 centre;  // to the decimetre, as it is kept
  std::int64_t weight = 1;
};

std::int32_t on_lattice(double metres) { return static_cast<std::int32_t>(std::floor(metres / kSize_m)) * kSize_m; }

// Gathers the cells of one IRIS.
class Hamlets {
 public:
  Hamlets(const Iris& iris, Random& random) : iris_(iris), random_(random) {}

  std::vector<Place> places() {
    const auto wanted =
        static_cast<std::size_t>(std::clamp(iris_.population / kResidentsPerCell, std::int64_t{3}, kMostCells));
    for (std::int32_t ring = 0; ring < 3 && places_.size() < wanted / 2 + 1; ++ring) add_ring(ring);
    for (std::size_t tries = kTries * wanted; tries > 0 && places_.size() < wanted; --tries)
      add(anywhere(), 1 + below(3));
    if (places_.empty()) add_ring(1), add_ring(2);
    return std::move(places_);
  }

 private:
  std::int64_t below(std::uint64_t n) { return static_cast<std::int64_t>(random_.below(n)); }

  // The cells at that many cells of the one of the centre.
  void add_ring(std::int32_t ring) {
    const auto centre = geometry::grid_of_lambert93(iris_.centre);
    if (!centre) return;
    for (std::int32_t i = -ring; i <= ring; ++i)
      for (std::int32_t j = -ring; j <= ring; ++j)
        if (std::max(std::abs(i), std::abs(j)) == ring)
          add({on_lattice(centre->north) + i * kSize_m, on_lattice(centre->east) + j * kSize_m}, 4 + below(6));
  }

  Corner anywhere() {
    const Ring& ring = iris_.outline.front().outer;
    const Lambert93 a = ring[random_.below(ring.size())];
    const double share = random_.unit();  // of the way from the centre to the border
    const Lambert93 at{iris_.centre.x + share * (a.x - iris_.centre.x),
                       iris_.centre.y + share * (a.y - iris_.centre.y)};
    const auto point = geometry::grid_of_lambert93(at);
    return point ? Corner{on_lattice(point->north), on_lattice(point->east)} : Corner{};
  }

  void add(Corner corner, std::int64_t weight) {
    const auto centre = geometry::lambert93_of_grid({corner.east_m + kSize_m / 2.0, corner.north_m + kSize_m / 2.0});
    if (!centre || !met_.insert(corner).second) return;
    const Lambert93 kept{std::round(centre->x * 10) / 10, std::round(centre->y * 10) / 10};
    if (inside(iris_.outline, kept)) places_.push_back({corner, kept, weight});
  }

  const Iris& iris_;
  Random& random_;
  std::set<Corner> met_;
  std::vector<Place> places_;
};

// So many residents of each place by its weight, adding up; the first ones take what is left over.
std::vector<std::int64_t> shared_out(std::int64_t population, const std::vector<Place>& places) {
  std::int64_t weights = 0, given = 0;
  for (const Place& place : places) weights += place.weight;
  std::vector<std::int64_t> out;
  for (const Place& place : places) given += out.emplace_back(population * place.weight / weights);
  for (std::size_t i = 0; given < population; ++given, i = (i + 1) % out.size()) ++out[i];
  return out;
}

GridCell cell_of(const Place& place, std::int64_t residents, Random& random) {
  const auto part = [&](std::int64_t thousandths, std::int64_t spread) {
    return residents *
           (thousandths - spread + static_cast<std::int64_t>(random.below(2 * static_cast<std::uint64_t>(spread) + 1)));
  };
  GridCell out;
  out.size_m = kSize_m;
  out.north_m = place.corner.north_m;
  out.east_m = place.corner.east_m;
  out.x_dm = std::llround(place.centre.x * 10);
  out.y_dm = std::llround(place.centre.y * 10);
  out.residents = residents * kThousandths;
  out.aged_0_5 = part(65, 25);
  out.aged_80 = part(60, 30);
  out.aged_65 = out.aged_80 + part(150, 50);
  out.households = part(450, 40);
  out.poor = out.households * static_cast<std::int64_t>(60 + random.below(160)) / kThousandths;
  out.imputed = out.households < kFewHouseholds * kThousandths;
  return out;
}

}  // namespace

std::vector<GridCell> grid_cells(const Departement& departement) {
  std::vector<GridCell> out;
  Random random(200);
  for (const Iris& iris : departement.iris) {
    if (iris.period.to != kEndOfTime || iris.population == 0) continue;
    const auto places = Hamlets(iris, random).places();
    if (places.empty()) continue;
    const auto residents = shared_out(iris.population, places);
    for (std::size_t i = 0; i < places.size(); ++i)
      if (residents[i] > 0) out.push_back(cell_of(places[i], residents[i], random));
  }
  return out;
}

}  // namespace maillage::territory::demonstration
