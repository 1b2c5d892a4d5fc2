// Services within the capacities made better by disturbing a part of them: ruin and recreate, accepted as in simulated
// annealing. Schrimpf, Schneider, Stamm-Wilbrandt & Dueck, Journal of Computational Physics 159 (2000).
#pragma once

#include <functional>

#include "engines/siting/choice.hpp"
#include "engines/siting/service.hpp"

namespace maillage::engines::siting {

class Annealing {
 public:
  // `service` is one of the table's; every site it opens is lawful for `choice`, which has no budget.
  Annealing(const CapacityTable& table, const Choice& choice, Service& service, Random& random);

  // So many disturbances from the service at hand, ever less ready to go on from a worse one, or the end of the watch.
  // `met` is called each time the service is the best since the beginning of the round, and now and then.
  void round(int steps, const Watch& watch, const std::function<void()>& met);

 private:
  Renewal draw();
  void add_nearest(std::size_t demand, std::size_t count, std::vector<std::size_t>& around) const;
  void exchange_site(Renewal& renewal, std::size_t demand);
  bool open_near(Renewal& renewal, std::size_t demand);

  const CapacityTable& problem_;
  const Choice& choice_;
  Service& service_;
  Random& random_;
};

}  // namespace maillage::engines::siting
