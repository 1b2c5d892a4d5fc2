#include "engines/siting/regions.hpp"

#include <algorithm>
#include <deque>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr std::size_t kFirstSize = 8;                              // sites of a region
constexpr Effort kPart{.steps = 400, .patience = 2, .nodes = 60};  // spent on a region

}  // namespace

Regions::Regions(const Table& table, const Choice& choice, const std::vector<State>& states, Incumbent& incumbent,
                 const Watch& watch)
    : table_(table), choice_(choice), states_(states), incumbent_(incumbent), watch_(watch.silent()) {}

void Regions::run() {
  open_ = incumbent_.open();
  for (std::size_t size = kFirstSize; 2 * size <= choice_.most && !watch_.over() && !incumbent_.closed();
       size += size / 2)
    improve_all(size);
}

// A region that got better is looked at again, from each of its sites.
void Regions::improve_all(std::size_t size) {
  std::deque<std::int32_t> centres;
  for (std::size_t s = 0; s < open_.size(); ++s)
    if (open_[s] != 0) centres.push_back(static_cast<std::int32_t>(s));
  while (!centres.empty() && !watch_.over() && !incumbent_.closed()) {
    const std::int32_t centre = centres.front();
    centres.pop_front();
    if (open_[static_cast<std::size_t>(centre)] == 0) continue;
    const auto region = around(centre, size);
    if (!improve(region)) continue;
    for (const std::int32_t s : around(region.front(), size)) centres.push_back(s);
  }
}

// The open sites that cost least from the demand which costs least from the site.
std::vector<std::int32_t> Regions::around(std::int32_t site, std::size_t size) const {
  const auto column = table_.columns[static_cast<std::size_t>(site)];
  std::vector<std::int32_t> region;
  if (column.empty()) return region;
  const auto middle =
      std::min_element(column.begin(), column.end(), [](const Entry& a, const Entry& b) { return a.cost < b.cost; });
  for (const Entry& e : table_.rows[static_cast<std::size_t>(middle->other)]) {
    if (open_[static_cast<std::size_t>(e.other)] != 0) region.push_back(e.other);
    if (region.size() == size) break;
  }
  return region;
}

// The sites that could serve a demand of the region for less than it costs without the region; `limit`: that cost, or
// for the other demands what they cost now.
std::vector<char> Regions::candidates(const std::vector<char>& inside, std::vector<double>& limit) const {
  std::vector<char> wanted(table_.sites(), 0);
  limit = table_.outside;
  for (std::size_t d = 0; d < table_.demands(); ++d) {
    const auto row = table_.rows[d];
    const auto nearest = std::find_if(row.begin(), row.end(),
                                      [&](const Entry& e) { return open_[static_cast<std::size_t>(e.other)] != 0; });
    if (nearest == row.end()) continue;
    if (inside[static_cast<std::size_t>(nearest->other)] == 0) {
      limit[d] = nearest->cost;
      continue;
    }
    const auto beyond = std::find_if(nearest, row.end(), [&](const Entry& e) {
      const auto site = static_cast<std::size_t>(e.other);
      return open_[site] != 0 && inside[site] == 0;
    });
    if (beyond != row.end()) limit[d] = beyond->cost;
    for (auto e = row.begin(); e != beyond && e->cost < limit[d]; ++e) {
      const auto site = static_cast<std::size_t>(e->other);
      wanted[site] = inside[site] != 0 || states_[site] != State::closed ? 1 : 0;
    }
  }
  return wanted;
}

Regions::Part Regions::part_of(const std::vector<std::int32_t>& region) const {
  std::vector<char> inside(table_.sites(), 0);
  for (const std::int32_t s : region) inside[static_cast<std::size_t>(s)] = 1;
  std::vector<double> limit;
  const std::vector<char> wanted = candidates(inside, limit);
  Part part;
  std::vector<std::int32_t> position(table_.sites(), -1);
  for (std::size_t s = 0; s < table_.sites(); ++s) {
    if (wanted[s] == 0 && inside[s] == 0) continue;
    position[s] = static_cast<std::int32_t>(part.table.site_of.size());
    part.table.site_of.push_back(static_cast<Site>(s));
    part.choice.must.push_back(choice_.must[s]);
    part.start.push_back(inside[s]);
  }
  for (std::size_t d = 0; d < table_.demands(); ++d) {
    const std::size_t before = part.table.rows.entries();
    for (const Entry& e : table_.rows[d]) {
      if (e.cost >= limit[d]) break;
      if (const std::int32_t site = position[static_cast<std::size_t>(e.other)]; site >= 0)
        part.table.rows.add({site, e.cost});
    }
    if (part.table.rows.entries() == before) continue;
    part.table.rows.end_row();
    part.table.outside.push_back(limit[d]);
  }
  part.table.columns = part.table.rows.turned(part.table.sites());
  part.table.whole = table_.whole;
  part.choice.most = region.size();
  return part;
}

// True when the region has a better choice, which is taken.
bool Regions::improve(const std::vector<std::int32_t>& region) {
  const Part part = part_of(region);
  Incumbent incumbent(part.table, watch_);
  minimise(part.table, part.choice, incumbent, watch_, part.start, {}, kPart);
  if (incumbent.open() == part.start) return false;
  std::vector<char> open = open_;
  for (std::size_t s = 0; s < part.table.sites(); ++s)
    open[static_cast<std::size_t>(part.table.site_of[s])] = incumbent.open()[s];
  if (!incumbent_.offer(open)) return false;
  open_ = std::move(open);
  return true;
}

}  // namespace maillage::engines::siting
