#include "modules/planning/means/store_means.hpp"

#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

struct PostsRow {
  std::int32_t version = 0;
  std::string posts;
  std::string touched_at, touched_by;
};
BOOST_DESCRIBE_STRUCT(PostsRow, (), (version, posts, touched_at, touched_by))

}  // namespace

std::vector<Formula> formulas(sql::Session& session) { return session.rows<Formula>("planning.formulas"); }

FormulaId insert_formula(sql::Session& session, const Formula& formula, const Hand& hand) {
  return {*session.first<std::int64_t>("planning.insert_formula", formula.kind, formula.measure, formula.quantity,
                                       formula.quantity_name, formula.per_post, formula.valid_from, formula.valid_to,
                                       formula.reference, hand.at, hand.by)};
}

bool end_formula(sql::Session& session, FormulaId id, Date last_day, const Hand& hand) {
  return session.exec("planning.end_formula", last_day, hand.at, hand.by, id) > 0;
}

Posts posts_of(sql::Session& session, const std::string& origin) {
  const auto row = session.first<PostsRow>("planning.posts_of_map", origin);
  if (!row) return {};
  return {row->version, read_stored<std::vector<PostsLine>>(row->posts), row->touched_at, row->touched_by};
}

bool save_posts(sql::Session& session, const std::string& origin, std::int32_t seen,
                const std::vector<PostsLine>& lines, const Hand& hand) {
  const std::string json = platform::to_json(lines);
  if (seen == 0) return session.exec("planning.insert_posts", origin, json, hand.at, hand.by) > 0;
  return session.exec("planning.update_posts", json, hand.at, hand.by, origin, seen) > 0;
}

}  // namespace maillage::planning
