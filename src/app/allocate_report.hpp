// What `maillage allocate` writes.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/allocate_options.hpp"
#include "base/describe.hpp"

namespace maillage::app {

// The loads per post of a kind, over its posts. `nobody`: units that have a need and no post.
struct LoadsReport {
  double posts = 0;
  double lowest = 0;
  double mean = 0;
  double highest = 0;
  double gini = 0;
  std::int32_t nobody = 0;
  double need_nobody = 0;
};
BOOST_DESCRIBE_STRUCT(LoadsReport, (), (posts, lowest, mean, highest, gini, nobody, need_nobody))

struct KindReport {
  std::string kind;
  double need = 0;
  std::optional<LoadsReport> present;
  LoadsReport given;
};
BOOST_DESCRIBE_STRUCT(KindReport, (), (kind, need, present, given))

// Posts that leave their unit and kind, and those that nobody had.
struct PoolReport {
  std::vector<std::string> kinds;
  double posts = 0;
  double unplaced = 0;
  std::optional<double> moved;
  std::optional<double> created;
};
BOOST_DESCRIBE_STRUCT(PoolReport, (), (kinds, posts, unplaced, moved, created))

struct FloorReport {
  std::string code;
  std::string kind;
  double floor = 0;
  double without = 0;  // posts it would be given
  double price = 0;    // what the floor adds to the loss
  double price_nobody = 0;
};
BOOST_DESCRIBE_STRUCT(FloorReport, (), (code, kind, floor, without, price, price_nobody))

struct YearReport {
  std::string status;  // optimal or infeasible
  std::optional<std::string> impossible;
  double need_nobody = 0;  // need of the units that have no post
  double loss = 0;         // Σ need²/posts
  std::vector<PoolReport> pools;
  std::vector<KindReport> kinds;
  std::vector<FloorReport> floors;  // that bind
};
BOOST_DESCRIBE_STRUCT(YearReport, (), (status, impossible, need_nobody, loss, pools, kinds, floors))

struct AllocateReport {
  std::string version;
  double step = 1;
  double seconds = 0;
  std::vector<YearReport> years;  // one unless --years asked more
};
BOOST_DESCRIBE_STRUCT(AllocateReport, (), (version, step, seconds, years))

// One year of the answer; `instance` is as it was that year.
YearReport year_report(const AllocateInput& input, const engines::allocation::Instance& instance,
                       const engines::allocation::Answer& answer);

// CSV code,kind,need,present,posts,load_present,load: a row per unit and kind; a load is empty where there is a need
// and nobody. With several years, the column year comes first and present is of the year before.
std::string allocation_csv(
    const AllocateInput& input,
    const std::vector<std::pair<engines::allocation::Instance, engines::allocation::Answer>>& years);

// CSV rank,code,kind,posts,because,load_before,load_after: a row per step given.
std::string reasons_csv(const AllocateInput& input, const engines::allocation::Instance& instance,
                        const engines::allocation::Answer& answer);

}  // namespace maillage::app
