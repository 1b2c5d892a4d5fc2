#include "modules/territory/demonstration/population.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

#include "base/random.hpp"
#include "modules/territory/demonstration/noise.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kCityPopulation = 230'000;
constexpr double kElsewherePopulation = 970'000;
constexpr double kMetropolitanKm = 5;  // head start of the city when EPCI form
constexpr std::uint64_t kStream = 201;

double between_km(const HexGrid& grid, const Settlements& s, std::size_t a, std::size_t b) {
  return distance_km(grid.centre(s.communes[a].centre), grid.centre(s.communes[b].centre));
}

// The city, then the communes farthest from those already taken; a shore or a river makes a better site.
std::vector<std::size_t> choose_seats(const HexGrid& grid, const Settlements& s) {
  std::vector<std::size_t> seats{0};
  while (seats.size() < at(kEpcis)) {
    double best = -1;
    std::size_t choice = 0;
    for (std::size_t k = 1; k < s.communes.size(); ++k) {
      double nearest = 1e9;
      for (const std::size_t seat : seats) nearest = std::min(nearest, between_km(grid, s, k, seat));
      const bool inner = s.neighbours.neighbours(static_cast<Label>(k)).size() >= 5;
      const double worth =
          nearest * (1 + 0.25 * s.communes[k].coastal + 0.2 * (s.communes[k].river >= 0) + 0.3 * inner);
      if (worth > best) best = worth, choice = k;
    }
    seats.push_back(choice);
  }
  return seats;
}

struct Rally {
  double km;
  std::size_t commune;
  int epci;
  bool operator<(const Rally& other) const { return km != other.km ? km > other.km : commune > other.commune; }
};

// Every commune joins the EPCI whose seat is nearest through its members.
void form_epcis(const HexGrid& grid, Settlements& s, const std::vector<std::size_t>& seats) {
  std::priority_queue<Rally> rallies;
  for (std::size_t k = 0; k < seats.size(); ++k) {
    s.communes[seats[k]].seat = true;
    rallies.push({k == 0 ? -kMetropolitanKm : 0, seats[k], static_cast<int>(k)});
  }
  while (!rallies.empty()) {
    const Rally rally = rallies.top();
    rallies.pop();
    if (s.communes[rally.commune].epci >= 0) continue;
    s.communes[rally.commune].epci = rally.epci;
    for (const Label next : s.neighbours.neighbours(static_cast<Label>(rally.commune)))
      if (s.communes[at(next)].epci < 0)
        rallies.push({rally.km + between_km(grid, s, rally.commune, at(next)), at(next), rally.epci});
  }
}

// How much a place draws people: near the city, by the sea, on a river, around the seats.
std::vector<double> attraction(const HexGrid& grid, const Settlements& s, const std::vector<std::size_t>& seats,
                               std::uint64_t seed) {
  std::vector<double> score(s.communes.size());
  for (std::size_t k = 0; k < score.size(); ++k) {
    const Settlement& commune = s.communes[k];
    score[k] = 1.1 * hash_unit(hash_of(seed, kStream), k) + 4 / (1 + between_km(grid, s, k, 0) / 7) +
               0.55 * commune.coastal + 0.3 * (commune.river >= 0);
    for (std::size_t seat = 1; seat < seats.size(); ++seat)
      score[k] += 0.5 / (1 + between_km(grid, s, k, seats[seat]) / 4);
  }
  for (std::size_t seat = 1; seat < seats.size(); ++seat) score[seats[seat]] += 2.4 - 0.1 * static_cast<double>(seat);
  score[0] = 1e9;
  return score;
}

double size_of_rank(std::size_t rank) {
  const double r = static_cast<double>(rank);
  return (1 - r * r / 36'000) / (r + 2.5);
}

}  // namespace

void populate(const HexGrid& grid, Settlements& s, std::uint64_t seed) {
  const auto seats = choose_seats(grid, s);
  form_epcis(grid, s, seats);
  const auto score = attraction(grid, s, seats, seed);
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(-score[a], a) < std::pair(-score[b], b); });
  Random random(hash_of(seed, kStream + 1));
  std::vector<double> size(order.size());
  double total = 0;
  for (std::size_t rank = 1; rank < order.size(); ++rank)
    total += size[order[rank]] = size_of_rank(rank + 1) * (0.93 + 0.14 * random.unit());
  for (std::size_t k = 0; k < size.size(); ++k)
    s.communes[k].population = static_cast<std::int64_t>(size[k] / total * kElsewherePopulation);
  s.communes[0].population = static_cast<std::int64_t>(kCityPopulation * (0.99 + 0.02 * random.unit()));
}

}  // namespace maillage::territory::demonstration
