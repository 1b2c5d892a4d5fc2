#include "engines/reassignment/dual.hpp"

#include <algorithm>
#include <limits>

namespace maillage::engines::reassignment {
namespace {

constexpr int kSteps = 600;
constexpr int kPatience = 25;  // steps without progress before they are halved

// The relaxed problem at some prices.
struct Relaxed {
  double value = 0;
  std::vector<double> gradient;  // load that its units give each carrier, minus what that carrier would take
};

class Relaxation {
 public:
  explicit Relaxation(const Model& model) : model_(model), most_(at(model.carriers()), 0) {
    for (std::int32_t u = 0; u < model.units(); ++u)
      for (const Carrier carrier : model.allowed(u)) most_[at(carrier)] += model.unit(u).load;
  }

  Relaxed at_prices(const std::vector<double>& prices) const {
    Relaxed out{0, std::vector<double>(prices.size(), 0)};
    for (std::int32_t u = 0; u < model_.units(); ++u) {
      const Carrier best = cheapest(u, prices);
      out.value += priced(u, best, prices);
      out.gradient[at(best)] += model_.unit(u).load;
    }
    for (Carrier carrier = 0; carrier < model_.carriers(); ++carrier) {
      const double price = prices[at(carrier)], wished = wish(carrier, price);
      out.value += model_.price(carrier, wished) - price * wished;
      out.gradient[at(carrier)] -= wished;
    }
    return out;
  }

  double priced(std::int32_t u, Carrier carrier, const std::vector<double>& prices) const {
    return model_.cost(u, carrier) + model_.unit(u).load * prices[at(carrier)];
  }

 private:
  Carrier cheapest(std::int32_t u, const std::vector<double>& prices) const {
    const auto& all = model_.allowed(u);
    return *std::min_element(all.begin(), all.end(),
                             [&](Carrier a, Carrier b) { return priced(u, a, prices) < priced(u, b, prices); });
  }
  // The load that the carrier would take at that price.
  double wish(Carrier carrier, double price) const {
    const double most = most_[at(carrier)];
    if (most <= 0) return 0;
    const double slope = model_.slope(carrier);
    if (slope <= 0) return price > 0 ? most : 0;
    return std::clamp(price / slope - model_.kept(carrier), 0.0, most);
  }

  const Model& model_;
  std::vector<double> most_;  // load that each carrier could be given
};

double square(const std::vector<double>& vector) {
  double sum = 0;
  for (const double one : vector) sum += one * one;
  return sum;
}

}  // namespace

Dual dual(const Model& model, double value, const std::vector<double>& taken) {
  const Relaxation relaxation(model);
  std::vector<double> prices(taken.size(), 0);
  for (Carrier carrier = 0; carrier < model.carriers(); ++carrier)
    if (taken[at(carrier)] > 0) prices[at(carrier)] = model.slope(carrier) * (model.kept(carrier) + taken[at(carrier)]);
  std::vector<double> best = prices;
  double bound = -std::numeric_limits<double>::infinity(), pace = 1;
  int idle = 0;
  for (int step = 0; step < kSteps; ++step) {
    const Relaxed here = relaxation.at_prices(prices);
    const bool better = here.value > bound;
    if (better) bound = here.value, best = prices;
    idle = better ? 0 : idle + 1;
    if (idle == kPatience) pace /= 2, idle = 0, prices = best;
    const double length = square(here.gradient);
    if (length <= 0 || value - bound <= 1e-12 * (1 + value)) break;
    for (std::size_t j = 0; j < prices.size(); ++j)
      prices[j] += pace * (value - here.value) / length * here.gradient[j];
  }
  Dual out{bound, {}};
  for (std::int32_t u = 0; u < model.units(); ++u) {
    auto& row = out.excess.emplace_back();
    for (const Carrier carrier : model.allowed(u)) row.push_back(relaxation.priced(u, carrier, best));
    const double least = *std::min_element(row.begin(), row.end());
    for (double& one : row) one -= least;
  }
  return out;
}

}  // namespace maillage::engines::reassignment
