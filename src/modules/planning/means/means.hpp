// Needs and means of the sectors of a map: what formulas ask for, what there is today, what an allocation would give
// and why. Posts only: nothing here knows who holds them.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engines/allocation/reasons.hpp"
#include "modules/planning/means/formula.hpp"

namespace maillage::planning {

struct MeansSector {
  std::string code;
  std::string name;
  std::int64_t population = 0;
  std::optional<double> room = {};  // most posts that its house holds, all kinds together; absent = no limit
};
BOOST_DESCRIBE_STRUCT(MeansSector, (), (code, name, population, room))

// The map whose sectors are given posts: that of a mission, or of a scenario.
struct MeansMap {
  std::string origin;  // "mission/pmi", "scenario/3"
  std::shared_ptr<const territory::Snapshot> snapshot;
  std::vector<MeansSector> sectors;
  engines::Plan of_unit;  // -1 = nobody's: what is there is in no need
};

// What a sector has of a kind today, and the bounds of what it may be given; absent = none. Of no kind: only the cap
// counts, of all its posts together.
struct PostsLine {
  std::string sector;  // code
  std::string kind;    // "" = all of them
  double present = 0;
  std::optional<double> floor = {};
  std::optional<double> cap = {};
};
BOOST_DESCRIBE_STRUCT(PostsLine, (), (sector, kind, present, floor, cap))

struct Posts {
  std::int32_t version = 0;  // 0 = nobody wrote any
  std::vector<PostsLine> lines = {};
  std::string touched_at = {}, touched_by = {};
};

// `posts`: of every formula, in their order; -1, or none at all = as many as today, or as needed where there are none.
struct MeansAsked {
  std::vector<double> posts = {};
  std::optional<double> moves = {};  // most posts of each kind that may leave their sector
  double step = 0.5;
  std::optional<std::int32_t> years = {};  // to go from today's posts to those asked; `moves` is then of each year
};

// The loads of the posts of a kind, in its quantity per post. `nobody`: sectors that have a need and no post.
struct LoadSpread {
  double lowest = 0;
  double mean = 0;
  double highest = 0;
  double gini = 0;
  std::int32_t nobody = 0;
};
BOOST_DESCRIBE_STRUCT(LoadSpread, (), (lowest, mean, highest, gini, nobody))

// `known`: its quantity is imported; otherwise it is given nothing and the figures are 0.
struct MeansKind {
  Formula formula;
  bool known = false;
  std::string unit, period;
  std::int32_t estimated = 0;  // units whose figure was shared out from their commune's
  double amount = 0;           // of the quantity, in the sectors
  double need = 0;             // posts that the formula asks for
  double present = 0;
  double posts = 0;     // asked to be shared out
  double moved = 0;     // posts that leave their sector
  double created = 0;   // beyond those of today
  double unplaced = 0;  // that no sector may take with profit
  LoadSpread today = {};
  LoadSpread proposed = {};
};
BOOST_DESCRIBE_STRUCT(MeansKind, (),
                      (formula, known, unit, period, estimated, amount, need, present, posts, moved, created, unplaced,
                       today, proposed))

struct MeansCell {
  std::int32_t sector = 0;
  std::int32_t kind = 0;
  double amount = 0;
  double need = 0;
  double present = 0;
  std::optional<double> floor = {};
  std::optional<double> cap = {};
  double given = 0;
};
BOOST_DESCRIBE_STRUCT(MeansCell, (), (sector, kind, amount, need, present, floor, cap, given))

// Why a sector has its last part of a post: it brings the sector to `posts`, its load from `before` (absent: nobody
// was there) to `after`.
struct MeansReason {
  std::int32_t sector = 0;
  std::int32_t kind = 0;
  double posts = 0;
  engines::allocation::Because because = engines::allocation::Because::relief;
  std::optional<double> before;
  double after = 0;
};
BOOST_DESCRIBE_STRUCT(MeansReason, (), (sector, kind, posts, because, before, after))

// What a floor costs: the load that those who are served meet on average in this kind, with it and without it.
struct MeansFloor {
  std::int32_t sector = 0;
  std::int32_t kind = 0;
  double floor = 0;
  double without = 0;  // posts it would be given
  double load_with = 0;
  double load_without = 0;
};
BOOST_DESCRIBE_STRUCT(MeansFloor, (), (sector, kind, floor, without, load_with, load_without))

// A year on the way from today's posts to those asked: their number goes there evenly. `why`: nothing can be done that
// year, nor later; then the rest is empty.
struct MeansYear {
  std::int32_t kind = 0;
  std::int32_t year = 1;
  double posts = 0;
  double moved = 0;  // that leave their sector that year
  LoadSpread loads = {};
  std::vector<double> given = {};  // of every sector
  std::optional<territory::wire::Message> why = {};
};
BOOST_DESCRIBE_STRUCT(MeansYear, (), (kind, year, posts, moved, loads, given, why))

struct MeansPage {
  std::string origin;
  Date at;
  double step = 0.5;
  std::vector<MeansSector> sectors;
  std::vector<MeansKind> kinds;
  std::vector<MeansCell> cells;                        // every sector of the first kind, then of the next
  std::optional<territory::wire::Message> impossible;  // then `given` is `present`
  std::vector<MeansReason> reasons;                    // of every step given, those that relieve most first
  std::vector<MeansReason> next;                       // where kNextPosts posts more of each kind would go, in order
  std::vector<MeansFloor> floors;
  std::vector<MeansYear> years;  // when asked: those of the first kind, then of the next
  std::int64_t left_out = 0;     // residents who are in no sector
  std::int32_t version = 0;      // of the posts, to be sent back with the next ones
  std::string touched_at, touched_by;
};
BOOST_DESCRIBE_STRUCT(MeansPage, (),
                      (origin, at, step, sectors, kinds, cells, impossible, reasons, next, floors, years, left_out,
                       version, touched_at, touched_by))

inline constexpr double kNextPosts = 10;

// Refused: years out of 1 … 10, a step out of 0.1 … 1, numbers of posts that are not one per formula, negative (but -1)
// or beyond 10 000, and figures that are not a whole number of steps.
Result<MeansPage> means_page(const MeansMap& map, const std::vector<Formula>& formulas,
                             const std::vector<territory::Quantity>& quantities, const Posts& posts,
                             const MeansAsked& asked);

// CSV: a row per sector and kind, with its loads today and as proposed.
std::string means_csv(const MeansPage& page);

// Posts that can be kept: each sector and kind named at most once, from 0 to 10 000, floors no higher than caps.
Result<Done> check(const std::vector<PostsLine>& lines);

}  // namespace maillage::planning
