// What the siting engine is asked, and what it answers.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::engines::siting {

using Demand = std::int32_t;  // position of a demand
using Site = std::int32_t;    // position of a site

// Cost of going from one demand to one site it can reach (minutes, metres… as the caller likes), finite and ≥ 0.
struct Link {
  Demand demand = 0;
  Site site = 0;
  double cost = 0;
};

// One site within reach of a demand.
struct Reach {
  Site site = 0;
  double cost = 0;
};

// The costs of all reachable pairs, each demand's sites from the cheapest to the dearest (equal costs: by site). A pair
// that is not there cannot be used. Nothing changes them any more: copies share the same memory, 16 bytes per pair.
class Costs {
 public:
  Costs() = default;
  // A pair given several times keeps its cheapest cost. Links must name demands and sites that exist.
  Costs(Demand demands, Site sites, std::vector<Link> links);
  // The whole table, row by row (one row per demand); infinity = cannot be reached.
  static Costs dense(Demand demands, Site sites, std::span<const double> table);
  // Row by row, without a list of links: `add(demand, reaches)` puts the sites of a demand behind those that are there,
  // in any order, each once.
  using AddRow = std::function<void(Demand, std::vector<Reach>&)>;
  static Costs by_rows(Demand demands, Site sites, const AddRow& add);

  Demand demands() const { return static_cast<Demand>(held_->first.size()) - 1; }
  Site sites() const { return held_->sites; }
  std::size_t pairs() const { return held_->reaches.size(); }
  std::span<const Reach> of(Demand demand) const {
    const auto row = static_cast<std::size_t>(demand);
    return {held_->reaches.data() + held_->first[row], held_->first[row + 1] - held_->first[row]};
  }

 private:
  struct Held {
    Site sites = 0;
    std::vector<std::size_t> first = {0};
    std::vector<Reach> reaches = {};
    void end_row();
  };
  std::shared_ptr<const Held> held_ = std::make_shared<const Held>();
};

// median: least Σ weight × cost of at most `open` sites, every demand of weight > 0 served (Hakimi 1964).
// center: least largest cost, with at most `open` sites (Hakimi 1964).
// cover: most weight within `radius` of at most `open` sites (MCLP; Church & ReVelle 1974).
// set_cover: fewest sites that have every demand of weight > 0 within `radius` (LSCP; Toregas et al. 1971).
// capacitated: median where the load served by a site stays within its capacity, each demand by one site.
// budgeted: median where the prices of the open and closed sites together stay within `budget`; `open` > 0 also limits
//           the number of sites.
enum class Model { median, center, cover, set_cover, capacitated, budgeted };

enum class Rule { free, open, closed };

inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

// What may be done of one site, and what it costs. For an existing site `price_open` is the price of keeping it and
// `price_closed` of closing it (< 0: a saving); for a candidate, of opening it and of doing without (0 as a rule).
struct SiteTerms {
  bool existing = false;
  Rule rule = Rule::free;
  std::int64_t capacity = kUnlimited;  // load it can serve; read by the capacitated model only
  double price_open = 0;               // the prices are read by the budgeted model only
  double price_closed = 0;
};

struct Instance {
  Model model = Model::median;
  std::vector<std::int64_t> weights;  // of the demands, ≥ 0; 0 = need not be served
  std::vector<std::int64_t> loads;    // what each takes of a capacity (capacitated model), ≥ 0; empty = its weight
  std::vector<SiteTerms> sites;
  Costs costs;
  Site open = 0;      // how many sites may be open, those with Rule::open included; not read by set_cover
  double radius = 0;  // a cost equal to the radius is within; read by cover and set_cover
  double budget = 0;
};

// One weight per demand made of several: Σ coefficients[k] × publics[k][demand]. All of one length.
std::vector<std::int64_t> blended(const std::vector<std::vector<std::int64_t>>& publics,
                                  const std::vector<std::int64_t>& coefficients);

// What makes the instance meaningless, as a code ("sizes_differ", "weight_negative", "open_out_of_range",
// "radius_negative", "capacity_negative", "price_not_a_number"); empty when it is well formed.
std::string malformed(const Instance& instance);

// optimal only when proved; feasible: obeys, perhaps not best; infeasible: proved impossible; unknown: none found in
// time.
enum class Status { optimal, feasible, infeasible, unknown };

// Why nothing satisfies the instance, as a fact that can be checked by hand:
// "demand_unreachable": `demands` reach no site that may open (set_cover: within the radius);
// "too_many_fixed": `have` sites (`sites`) must be open, `limit` may be;
// "too_few_sites": `limit` sites may be open where at least `have` are needed to reach every demand;
// "demand_too_heavy": the load of `demands[0]` is `have`, the largest capacity it reaches is `limit`;
// "capacity_too_small": all loads together are `have`, the largest capacities of the sites that may open are `limit`;
// "budget_too_small": the cheapest that may be done of each site costs `price`, the budget is less;
// "nothing_fits": no choice exists, shown by a complete search.
// Of sites that were chosen (`evaluate`): "site_misplaced": `sites` are open against the instance, or are not open and
// should be; "too_many_open": `have` are open, `limit` may be; "over_budget": the `price` is above the budget;
// "demand_unreachable" as above; "capacity_short": no way was found to serve all within the capacities.
struct Impossibility {
  std::string code;
  std::vector<Demand> demands;  // heaviest first
  std::vector<Site> sites;
  std::int64_t have = 0;
  std::int64_t limit = 0;
  double price = 0;
};

// Reported while computing; `best` (open sites, ascending) obeys the instance whenever it is given.
struct Progress {
  double fraction = 0;     // of the time allowed
  std::int64_t nodes = 0;  // of the branching
  std::optional<double> value;
  std::optional<double> bound;
  const std::vector<Site>* best = nullptr;
};

struct Limits {
  double seconds = 10;  // wall clock
  std::uint64_t seed = 1;
  const std::atomic<bool>* stop = nullptr;           // set from outside: give back the best so far within 200 ms
  std::function<void(const Progress&)> report = {};  // called from the calling thread, at most ten times a second
};

struct Answer {
  Status status = Status::unknown;
  std::vector<Site> open;            // ascending; empty unless status is optimal or feasible
  std::vector<Site> of_demand;       // the site that serves each demand; -1 = none (beyond its reach or the radius)
  double value = 0;                  // see Model; for cover the weight covered (most is best), else least is best
  std::optional<double> bound;       // proved: no choice has a better value
  double price = 0;                  // of the open and closed sites
  std::optional<Impossibility> why;  // when infeasible
  std::int64_t nodes = 0;            // of the branching
  std::uint64_t seed = 1;
  double seconds = 0;
};

// |bound − value| / |value|; nothing without a bound or a choice; 0 when both are 0.
std::optional<double> gap(const Answer& answer);

// What an answer makes of one site.
enum class Decision { kept, opened, closed, unused };
Decision decision(const Instance& instance, const Answer& answer, Site site);

}  // namespace maillage::engines::siting
