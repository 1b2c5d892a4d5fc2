#include "engines/siting/instance.hpp"

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"

namespace maillage::engines::siting {
namespace {

bool cheaper(const Reach& a, const Reach& b) { return a.cost != b.cost ? a.cost < b.cost : a.site < b.site; }

bool any_negative(const std::vector<std::int64_t>& weights) {
  return std::any_of(weights.begin(), weights.end(), [](std::int64_t w) { return w < 0; });
}

// Whether what may be done of one site has a meaning.
std::string malformed_terms(const SiteTerms& terms) {
  if (terms.capacity < 0) return "capacity_negative";
  if (!std::isfinite(terms.price_open) || !std::isfinite(terms.price_closed)) return "price_not_a_number";
  return {};
}

}  // namespace

void Costs::Held::end_row() {
  std::sort(reaches.begin() + static_cast<std::ptrdiff_t>(first.back()), reaches.end(), cheaper);
  first.push_back(reaches.size());
}

Costs::Costs(Demand demands, Site sites, std::vector<Link> links) {
  for (const Link& link : links) {
    MAILLAGE_ASSERT(link.demand >= 0 && link.demand < demands, "a link of no demand");
    MAILLAGE_ASSERT(link.site >= 0 && link.site < sites, "a link to no site");
    MAILLAGE_ASSERT(std::isfinite(link.cost) && link.cost >= 0, "a cost below zero or without a value");
  }
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return a.demand != b.demand ? a.demand < b.demand : a.site != b.site ? a.site < b.site : a.cost < b.cost;
  });
  const auto same = [](const Link& a, const Link& b) { return a.demand == b.demand && a.site == b.site; };
  links.erase(std::unique(links.begin(), links.end(), same), links.end());
  Held held{.sites = sites};
  held.reaches.reserve(links.size());
  auto link = links.begin();
  for (Demand d = 0; d < demands; ++d) {
    for (; link != links.end() && link->demand == d; ++link) held.reaches.push_back({link->site, link->cost});
    held.end_row();
  }
  held_ = std::make_shared<const Held>(std::move(held));
}

Costs Costs::by_rows(Demand demands, Site sites, const AddRow& add) {
  Held held{.sites = sites};
  for (Demand d = 0; d < demands; ++d) {
    add(d, held.reaches);
    held.end_row();
  }
  Costs costs;
  costs.held_ = std::make_shared<const Held>(std::move(held));
  return costs;
}

Costs Costs::dense(Demand demands, Site sites, std::span<const double> table) {
  const auto width = static_cast<std::size_t>(sites);
  MAILLAGE_ASSERT(table.size() == static_cast<std::size_t>(demands) * width, "a table of another size");
  return by_rows(demands, sites, [&](Demand demand, std::vector<Reach>& reaches) {
    for (std::size_t s = 0; s < width; ++s) {
      const double cost = table[static_cast<std::size_t>(demand) * width + s];
      MAILLAGE_ASSERT(cost >= 0, "a cost below zero or without a value");
      if (std::isfinite(cost)) reaches.push_back({static_cast<Site>(s), cost});
    }
  });
}

std::vector<std::int64_t> blended(const std::vector<std::vector<std::int64_t>>& publics,
                                  const std::vector<std::int64_t>& coefficients) {
  MAILLAGE_ASSERT(!publics.empty() && publics.size() == coefficients.size(), "one coefficient per public");
  std::vector<std::int64_t> weights(publics.front().size(), 0);
  for (std::size_t k = 0; k < publics.size(); ++k) {
    MAILLAGE_ASSERT(publics[k].size() == weights.size(), "publics of several lengths");
    for (std::size_t d = 0; d < weights.size(); ++d) weights[d] += coefficients[k] * publics[k][d];
  }
  return weights;
}

std::string malformed(const Instance& instance) {
  if (instance.weights.size() != static_cast<std::size_t>(instance.costs.demands())) return "sizes_differ";
  if (instance.sites.size() != static_cast<std::size_t>(instance.costs.sites())) return "sizes_differ";
  if (!instance.loads.empty() && instance.loads.size() != instance.weights.size()) return "sizes_differ";
  if (any_negative(instance.weights) || any_negative(instance.loads)) return "weight_negative";
  const bool counted = instance.model != Model::set_cover && instance.model != Model::budgeted;
  if (instance.open < (counted ? 1 : 0)) return "open_out_of_range";
  if (!(instance.radius >= 0)) return "radius_negative";
  if (!std::isfinite(instance.budget)) return "price_not_a_number";
  for (const SiteTerms& terms : instance.sites)
    if (auto fault = malformed_terms(terms); !fault.empty()) return fault;
  return {};
}

std::optional<double> gap(const Answer& answer) {
  if (!answer.bound || (answer.status != Status::optimal && answer.status != Status::feasible)) return std::nullopt;
  const double apart = std::fabs(*answer.bound - answer.value);
  return apart == 0 ? 0 : apart / std::fabs(answer.value);
}

Decision decision(const Instance& instance, const Answer& answer, Site site) {
  const bool open = std::binary_search(answer.open.begin(), answer.open.end(), site);
  if (instance.sites[static_cast<std::size_t>(site)].existing) return open ? Decision::kept : Decision::closed;
  return open ? Decision::opened : Decision::unused;
}

}  // namespace maillage::engines::siting
