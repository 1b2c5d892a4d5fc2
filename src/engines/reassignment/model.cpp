#include "engines/reassignment/model.hpp"

#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "engines/graph/union_find.hpp"

namespace maillage::engines::reassignment {

Model::Model(const Instance& instance) : instance_(instance) { find_clusters(); }

void Model::find_clusters() {
  UnionFind joined(instance_.units.size());
  for (std::int32_t u = 0; u < units(); ++u)
    for (const std::int32_t v : unit(u).neighbours) joined.join(u, v);
  std::map<std::int32_t, std::int32_t> number;
  for (std::int32_t u = 0; u < units(); ++u)
    cluster_.push_back(number.try_emplace(joined.find(u), static_cast<std::int32_t>(number.size())).first->second);
  allowed_.resize(number.size());
  for (std::int32_t u = 0; u < units(); ++u)
    for (const Carrier carrier : unit(u).touches)
      if (instance_.carriers[at(carrier)].capacity > 0) allowed_[at(cluster_[at(u)])].push_back(carrier);
  std::vector<Carrier> open;
  for (Carrier carrier = 0; carrier < carriers(); ++carrier)
    if (instance_.carriers[at(carrier)].capacity > 0) open.push_back(carrier);
  MAILLAGE_ASSERT(!open.empty() || units() == 0, "somebody can take what moves");
  for (auto& carriers : allowed_) {
    std::sort(carriers.begin(), carriers.end());
    carriers.erase(std::unique(carriers.begin(), carriers.end()), carriers.end());
    loose_.push_back(carriers.empty());
    if (carriers.empty()) carriers = open;
  }
}

bool Model::touches(std::int32_t u, Carrier carrier) const {
  const auto& all = unit(u).touches;
  return std::find(all.begin(), all.end(), carrier) != all.end();
}

double Model::slope(Carrier carrier) const { return instance_.balance / instance_.carriers[at(carrier)].capacity; }

double Model::price(Carrier carrier, double taken) const {
  return taken > 0 ? slope(carrier) * taken * (kept(carrier) + taken / 2) : 0;
}

std::vector<double> Model::taken(const Assignment& of_unit) const {
  std::vector<double> out(instance_.carriers.size(), 0);
  for (std::int32_t u = 0; u < units(); ++u) out[at(of_unit[at(u)])] += unit(u).load;
  return out;
}

double Model::value(const Assignment& of_unit) const {
  double out = 0;
  for (std::int32_t u = 0; u < units(); ++u) out += cost(u, of_unit[at(u)]);
  const auto loads = taken(of_unit);
  for (Carrier carrier = 0; carrier < carriers(); ++carrier) out += price(carrier, loads[at(carrier)]);
  return out;
}

std::vector<bool> Model::rooted(const Assignment& of_unit, Carrier carrier, std::int32_t without) const {
  std::vector<bool> reached(of_unit.size(), false);
  std::vector<std::int32_t> next;
  const auto reach = [&](std::int32_t u) {
    if (reached[at(u)] || u == without || of_unit[at(u)] != carrier) return;
    reached[at(u)] = true;
    next.push_back(u);
  };
  for (std::int32_t u = 0; u < units(); ++u)
    if (loose(u) || touches(u, carrier)) reach(u);
  while (!next.empty()) {
    const std::int32_t u = next.back();
    next.pop_back();
    for (const std::int32_t v : unit(u).neighbours) reach(v);
  }
  return reached;
}

bool Model::lawful(const Assignment& of_unit) const {
  for (Carrier carrier = 0; carrier < carriers(); ++carrier) {
    const auto reached = rooted(of_unit, carrier);
    for (std::size_t u = 0; u < of_unit.size(); ++u)
      if (of_unit[u] == carrier && !reached[u]) return false;
  }
  for (std::int32_t u = 0; u < units(); ++u)
    if (!std::binary_search(allowed(u).begin(), allowed(u).end(), of_unit[at(u)])) return false;
  return true;
}

}  // namespace maillage::engines::reassignment
