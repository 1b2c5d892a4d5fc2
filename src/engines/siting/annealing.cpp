#include "engines/siting/annealing.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::siting {
namespace {

// What a disturbance may cost, of the mean value of a site, at the beginning and at the end of a round.
constexpr double kWarm = 0.1, kCold = 0.001;
constexpr std::uint64_t kSites = 3;   // neighbouring sites a disturbance makes anew: from 2, so many sizes
constexpr std::uint64_t kNearby = 8;  // sites near a demand that one is opened among
constexpr std::uint64_t kStay = 5;    // one disturbance in so many moves no site
constexpr std::uint64_t kFar = 5;     // one in so many closes a site in one place and opens one in another
constexpr int kTell = 256;            // disturbances

bool among(const std::vector<std::size_t>& sites, std::size_t site) {
  return std::find(sites.begin(), sites.end(), site) != sites.end();
}

}  // namespace

Annealing::Annealing(const CapacityTable& table, const Choice& choice, Service& service, Random& random)
    : problem_(table), choice_(choice), service_(service), random_(random) {}

// The open sites that cost least from the demand.
void Annealing::add_nearest(std::size_t demand, std::size_t count, std::vector<std::size_t>& around) const {
  for (const Entry& e : problem_.table.rows[demand]) {
    if (count == 0) return;
    const auto site = static_cast<std::size_t>(e.other);
    if (service_.open()[site] == 0) continue;
    --count;
    if (!among(around, site)) around.push_back(site);
  }
}

bool Annealing::open_near(Renewal& renewal, std::size_t demand) {
  const auto row = problem_.table.rows[demand];
  for (std::size_t i = random_.below(std::min<std::uint64_t>(kNearby, row.size())); i < row.size(); ++i) {
    const auto site = static_cast<std::size_t>(row[i].other);
    if (service_.open()[site] != 0 || among(renewal.opened, site)) continue;
    renewal.opened.push_back(site);
    return true;
  }
  return false;
}

// Closes one of the sites around, and opens one near the demand.
void Annealing::exchange_site(Renewal& renewal, std::size_t demand) {
  const std::size_t site = renewal.around[random_.below(renewal.around.size())];
  if (problem_.must[site] != 0 || among(renewal.closed, site)) return;
  if (open_near(renewal, demand)) renewal.closed.push_back(site);
}

Renewal Annealing::draw() {
  Renewal renewal;
  const std::size_t demands = problem_.load.size();
  const std::size_t here = random_.below(demands);
  add_nearest(here, 2 + random_.below(kSites), renewal.around);
  if (random_.below(kFar) == 0) {
    const std::size_t there = random_.below(demands);
    exchange_site(renewal, there);
    add_nearest(there, 2, renewal.around);
  } else if (random_.below(kStay) != 0) {
    const auto& served = problem_.near_by[renewal.around[random_.below(renewal.around.size())]];
    exchange_site(renewal, served[random_.below(served.size())]);
  }
  const auto open = static_cast<std::size_t>(std::count(service_.open().begin(), service_.open().end(), 1));
  if (open < choice_.most) open_near(renewal, here);
  return renewal;
}

void Annealing::round(int steps, const Watch& watch, const std::function<void()>& met) {
  double value = service_.value(), best = value;
  const double warm = kWarm * value / static_cast<double>(choice_.most);
  for (int i = 0; i < steps && !watch.over(); ++i) {
    if (i % kTell == 0) met();
    const double heat = warm * std::pow(kCold / kWarm, static_cast<double>(i) / steps);
    const bool served = service_.renew(draw(), random_);
    const double now = service_.value();
    if (!served || now > value - heat * std::log(1 - random_.unit())) {
      service_.undo();
      continue;
    }
    service_.keep();
    value = now;
    if (value >= best * (1 - 1e-12)) continue;
    best = value;
    met();
  }
}

}  // namespace maillage::engines::siting
