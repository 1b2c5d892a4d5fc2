// What the routes of needs and means receive and answer.
#pragma once

#include "modules/planning/means/means.hpp"

namespace maillage::planning {

// `origin` is "mission/pmi" or "scenario/3"; `posts` one number per formula, in their order (-1 = as many as
// today), or none.
struct MeansQuery {
  std::optional<Date> at;  // today when absent; that of the scenario
  std::string origin;
  std::vector<std::int64_t> formulas = {};
  std::vector<double> posts = {};
  std::optional<double> moves = {};
  std::optional<double> step = {};         // 0.5 when absent
  std::optional<std::int32_t> years = {};  // the way there, no more than 10; `moves` is then of each year
};
BOOST_DESCRIBE_STRUCT(MeansQuery, (), (at, origin, formulas, posts, moves, step, years))

struct FormulasQuery {
  std::optional<Date> at;  // today when absent
};
BOOST_DESCRIBE_STRUCT(FormulasQuery, (), (at))

struct FormulaQuery {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(FormulaQuery, (), (id))

// A formula, and whether it may be used on the day asked: in force, its quantity imported.
struct FormulaItem {
  Formula formula;
  bool in_force = false;
  bool known = false;
};
BOOST_DESCRIBE_STRUCT(FormulaItem, (), (formula, in_force, known))

struct FormulaList {
  Date at;
  std::vector<FormulaItem> items;
};
BOOST_DESCRIBE_STRUCT(FormulaList, (), (at, items))

struct FormulaEnd {
  Date valid_to;  // its last day
};
BOOST_DESCRIBE_STRUCT(FormulaEnd, (), (valid_to))

struct SectorPosts {
  std::string sector;  // code
  double present = 0;
  std::optional<double> floor = {};
  std::optional<double> cap = {};
  std::optional<double> room = {};  // most posts that its house holds, all kinds together; the same for every kind
};
BOOST_DESCRIBE_STRUCT(SectorPosts, (), (sector, present, floor, cap, room))

// All that a map has of a kind: a sector without a line has nothing. The other kinds stay as they are.
struct NewPosts {
  std::string origin;
  std::int32_t seen = 0;  // the version the writer had under the eyes
  std::string kind;
  std::vector<SectorPosts> lines;
};
BOOST_DESCRIBE_STRUCT(NewPosts, (), (origin, seen, kind, lines))

struct PostsWritten {
  std::int32_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PostsWritten, (), (version))

}  // namespace maillage::planning
