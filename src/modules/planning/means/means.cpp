#include "modules/planning/means/means.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/csv.hpp"

namespace maillage::planning {
namespace {

namespace allocation = engines::allocation;
using allocation::Steps;

constexpr double kMostPosts = 10000;
constexpr std::int32_t kMostYears = 10;
constexpr double kAsToday = -1;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// Of every sector, what it holds of the quantity of a formula; nothing when it is not known everywhere.
struct Amounts {
  bool known = false;
  std::string unit, period;
  std::int32_t estimated = 0;
  std::vector<double> of_sector;
};

Amounts amounts_of(const MeansMap& map, const Formula& formula, const std::vector<territory::Quantity>& quantities) {
  Amounts out;
  out.of_sector.assign(map.sectors.size(), 0);
  const auto add = [&](const auto& of_unit, double factor) {
    out.known = true;
    for (std::size_t u = 0; u < map.of_unit.size(); ++u)
      if (map.of_unit[u] >= 0) out.of_sector[at(map.of_unit[u])] += static_cast<double>(of_unit[u]) / factor;
  };
  if (formula.quantity.empty()) {
    add(map.snapshot->populations, 1);
    return out;
  }
  for (const territory::Quantity& one : quantities) {
    if (one.code != formula.quantity || !one.missing.empty()) continue;
    out.unit = one.unit;
    out.period = one.period;
    out.estimated = static_cast<std::int32_t>(std::count(one.estimated.begin(), one.estimated.end(), true));
    add(one.of_unit, 1000);
  }
  return out;
}

// Builds the engine's question and reads its answer, kind after kind.
class Sharing {
 public:
  Sharing(const MeansMap& map, const std::vector<Formula>& formulas, const MeansAsked& asked, MeansPage& page)
      : map_(map), asked_(asked), page_(page) {
    instance_.units = static_cast<std::int32_t>(map.sectors.size());
    instance_.kinds = static_cast<std::int32_t>(formulas.size());
    instance_.step = asked.step;
    instance_.cells.resize(map.sectors.size() * formulas.size());
  }

  Result<Done> add(const Formula& formula, const Amounts& amounts,
                   const std::map<std::pair<std::string, std::string>, PostsLine>& lines) {
    const auto kind = static_cast<std::int32_t>(page_.kinds.size());
    page_.kinds.push_back({formula, amounts.known, amounts.unit, amounts.period, amounts.estimated});
    for (std::int32_t sector = 0; sector < instance_.units; ++sector) {
      MeansCell cell{sector, kind, amounts.of_sector[at(sector)]};
      cell.need = cell.amount / static_cast<double>(formula.per_post);
      const auto line = lines.find({map_.sectors[at(sector)].code, formula.kind});
      if (line != lines.end()) {
        cell.present = line->second.present;
        cell.floor = line->second.floor;
        cell.cap = line->second.cap;
      }
      if (const auto good = put(cell); !good) return good;
      page_.cells.push_back(cell);
      page_.kinds.back().amount += cell.amount;
      page_.kinds.back().need += cell.need;
      page_.kinds.back().present += cell.present;
    }
    return add_pool(page_.kinds.back());
  }

  // What the houses hold, less the posts in place that are not shared out here.
  Result<Done> make_room(const std::map<std::pair<std::string, std::string>, PostsLine>& lines) {
    std::vector<Steps> caps(map_.sectors.size(), allocation::kNoCap);
    bool limited = false;
    for (std::size_t sector = 0; sector < caps.size(); ++sector) {
      const auto line = lines.find({map_.sectors[sector].code, ""});
      if (line == lines.end() || !line->second.cap) continue;
      page_.sectors[sector].room = line->second.cap;
      const auto room = steps(std::max(0.0, *line->second.cap - elsewhere(map_.sectors[sector].code, lines)));
      if (!room) return room.problem();
      caps[sector] = *room;
      limited = true;
    }
    if (limited) instance_.unit_caps = std::move(caps);
    return Done{};
  }

  void share() {
    const auto answer = allocation::solve(instance_);
    std::vector<Steps> present;
    for (const allocation::Cell& cell : instance_.cells) present.push_back(cell.present);
    if (answer.why) page_.impossible = explain(*answer.why);
    const std::vector<Steps>& given = answer.why ? present : answer.given;
    for (MeansCell& cell : page_.cells)
      cell.given = page_.kinds[at(cell.kind)].known ? posts(given[instance_.at(cell.sector, cell.kind)]) : cell.present;
    for (std::int32_t kind = 0; kind < instance_.kinds; ++kind) measure(kind, present, given);
    if (answer.why) return;
    for (std::size_t p = 0; p < answer.unplaced.size(); ++p) page_.kinds[p].unplaced = posts(answer.unplaced[p]);
    for (const allocation::Grant& grant : allocation::reasons(instance_, given))
      page_.reasons.push_back(reason_of(grant));
    add_next(given);
    for (const allocation::Price& price : allocation::floor_prices(instance_, answer)) add_floor(price, given);
  }

  // The way there in so many years, each within the limit of moves.
  void go_there(std::int32_t years) {
    std::vector<Steps> present;
    std::vector<Steps> of_pool(instance_.pools.size(), 0);
    for (std::size_t c = 0; c < instance_.cells.size(); ++c) {
      present.push_back(instance_.cells[c].present);
      of_pool[instance_.pool_of(c)] += instance_.cells[c].present;
    }
    std::vector<std::vector<Steps>> budgets;
    for (std::int32_t year = 1; year <= years; ++year) {
      auto& budget = budgets.emplace_back();
      for (std::size_t p = 0; p < of_pool.size(); ++p) {
        const double share = static_cast<double>(year) / years;
        budget.push_back(of_pool[p] + static_cast<Steps>(std::round(share * (instance_.pools[p].budget - of_pool[p]))));
      }
    }
    const auto answers = allocation::path(instance_, budgets);
    for (std::int32_t kind = 0; kind < instance_.kinds; ++kind) {
      if (!page_.kinds[at(kind)].known) continue;
      const std::vector<Steps>* before = &present;
      for (std::size_t y = 0; y < answers.size(); ++y) {
        page_.years.push_back(year_of(kind, static_cast<std::int32_t>(y) + 1, *before, answers[y]));
        before = &answers[y].given;
      }
    }
  }

 private:
  double posts(Steps steps) const { return steps * instance_.step; }
  double per_post(std::int32_t kind) const { return static_cast<double>(page_.kinds[at(kind)].formula.per_post); }

  Result<Steps> steps(double value) const {
    const double exact = value / instance_.step;
    if (std::abs(exact - std::round(exact)) > 1e-6)
      return Problem{"planning.part_of_post",
                     "/step",
                     {{"posts", fmt::format("{:g}", value)}, {"step", fmt::format("{:g}", instance_.step)}}};
    return static_cast<Steps>(std::round(exact));
  }

  bool shared(const std::string& kind) const {
    return std::any_of(page_.kinds.begin(), page_.kinds.end(),
                       [&](const MeansKind& one) { return one.known && one.formula.kind == kind; });
  }

  // Posts of a sector that stay as they are: of kinds not asked, or whose need is not known.
  double elsewhere(const std::string& sector,
                   const std::map<std::pair<std::string, std::string>, PostsLine>& lines) const {
    double out = 0;
    for (const auto& [key, line] : lines)
      if (key.first == sector && !shared(key.second)) out += line.present;
    return out;
  }

  Result<Done> put(const MeansCell& cell) {
    allocation::Cell& out = instance_.cells[instance_.at(cell.sector, cell.kind)];
    out.need = page_.kinds[at(cell.kind)].known ? cell.need : 0;
    const auto present = steps(cell.present), floor = steps(cell.floor.value_or(0)), cap = steps(cell.cap.value_or(0));
    for (const auto* one : {&present, &floor, &cap})
      if (!*one) return one->problem();
    out.present = *present;
    out.floor = page_.kinds[at(cell.kind)].known ? *floor : 0;
    if (cell.cap) out.cap = *cap;
    return Done{};
  }

  // A pool for each kind: a midwife does not become a nurse.
  Result<Done> add_pool(MeansKind& kind) {
    const auto position = static_cast<std::int32_t>(instance_.pools.size());
    instance_.pool_of_kind.push_back(position);
    const double asked = asked_.posts.empty() ? kAsToday : asked_.posts[at(position)];
    kind.posts = asked >= 0         ? asked
                 : kind.present > 0 ? kind.present
                                    : std::ceil(kind.need / instance_.step - 1e-9) * instance_.step;
    const auto budget = steps(kind.posts), moves = steps(asked_.moves.value_or(0));
    if (!budget) return budget.problem();
    if (!moves) return moves.problem();
    allocation::Pool pool{kind.known ? *budget : 0};
    if (asked_.moves && kind.known) pool.moves_max = *moves;
    instance_.pools.push_back(pool);
    return Done{};
  }

  LoadSpread spread(const std::vector<Steps>& given, std::int32_t kind) const {
    const allocation::Fairness fair = allocation::fairness(instance_, given, kind);
    const double factor = per_post(kind);
    return {fair.lowest * factor, fair.mean * factor, fair.highest * factor, fair.gini, fair.nobody};
  }

  void measure(std::int32_t position, const std::vector<Steps>& present, const std::vector<Steps>& given) {
    MeansKind& kind = page_.kinds[at(position)];
    if (!kind.known) return;
    kind.today = spread(present, position);
    kind.proposed = spread(given, position);
    Steps gone = 0, come = 0;
    for (std::int32_t sector = 0; sector < instance_.units; ++sector) {
      const std::size_t c = instance_.at(sector, position);
      gone += std::max(0, present[c] - given[c]);
      come += std::max(0, given[c] - present[c]);
    }
    kind.moved = posts(gone);
    kind.created = posts(std::max(0, come - gone));
  }

  MeansReason reason_of(const allocation::Grant& grant) const {
    const double factor = per_post(grant.kind);
    MeansReason out{grant.unit, grant.kind, posts(grant.number), grant.because, std::nullopt, grant.after * factor};
    if (std::isfinite(grant.before)) out.before = grant.before * factor;
    return out;
  }

  // More posts take a step from nobody: what they add comes after all that is given.
  void add_next(const std::vector<Steps>& given) {
    allocation::Instance more = instance_;
    for (std::size_t p = 0; p < more.pools.size(); ++p)
      if (page_.kinds[p].known) more.pools[p].budget += static_cast<Steps>(std::round(kNextPosts / instance_.step));
    const auto answer = allocation::solve(more);
    if (answer.why) return;
    for (const allocation::Grant& grant : allocation::reasons(more, answer.given))
      if (grant.number > given[more.at(grant.unit, grant.kind)]) page_.next.push_back(reason_of(grant));
  }

  // Of a kind in a year: from what there was the year before.
  MeansYear year_of(std::int32_t kind, std::int32_t year, const std::vector<Steps>& before,
                    const allocation::Answer& answer) const {
    MeansYear out{kind, year};
    if (answer.why) {
      out.why = explain(*answer.why);
      return out;
    }
    Steps all = 0, gone = 0;
    for (std::int32_t sector = 0; sector < instance_.units; ++sector) {
      const std::size_t c = instance_.at(sector, kind);
      all += answer.given[c];
      gone += std::max(0, before[c] - answer.given[c]);
      out.given.push_back(posts(answer.given[c]));
    }
    out.posts = posts(all);
    out.moved = posts(gone);
    out.loads = spread(answer.given, kind);
    return out;
  }

  // What those who are served meet on average: Σ need²/posts over Σ need.
  void add_floor(const allocation::Price& price, const std::vector<Steps>& given) {
    double loss = 0, need = 0;
    for (std::int32_t sector = 0; sector < instance_.units; ++sector) {
      const std::size_t c = instance_.at(sector, price.kind);
      need += instance_.cells[c].need;
      if (given[c] > 0) loss += instance_.cells[c].need * allocation::load(instance_, c, given[c]);
    }
    const double factor = need > 0 ? per_post(price.kind) / need : 0;
    const double saved = price.with_floor.served - price.without_floor.served;
    page_.floors.push_back(
        {price.unit, price.kind, posts(price.floor), posts(price.without), loss * factor, (loss - saved) * factor});
  }

  territory::wire::Message explain(const allocation::Impossibility& why) const {
    const auto kind = why.kind >= 0 ? why.kind : why.pool;
    return {why.code,
            {{"sector", why.unit < 0 ? "" : map_.sectors[at(why.unit)].name},
             {"kind", kind < 0 ? "" : page_.kinds[at(kind)].formula.kind},
             {"have", fmt::format("{:g}", posts(why.have))},
             {"limit", fmt::format("{:g}", posts(why.limit))}}};
  }

  const MeansMap& map_;
  const MeansAsked& asked_;
  MeansPage& page_;
  allocation::Instance instance_;
};

bool good_amount(double posts) { return std::isfinite(posts) && posts >= 0 && posts <= kMostPosts; }

Problem outside(std::string field, std::string low, std::string high) {
  return {"planning.outside", std::move(field), {{"low", std::move(low)}, {"high", std::move(high)}}};
}

Result<Done> check(const MeansAsked& asked, std::size_t formulas) {
  if (!(asked.step >= 0.1 && asked.step <= 1)) return outside("/step", "0.1", "1");
  if (asked.years && (*asked.years < 1 || *asked.years > kMostYears)) return outside("/years", "1", "10");
  if (!asked.posts.empty() && asked.posts.size() != formulas)
    return Problem{"planning.posts_per_formula", "/posts", {{"count", std::to_string(formulas)}}};
  for (const double posts : asked.posts)
    if (posts != kAsToday && !good_amount(posts)) return outside("/posts", "0", "10000");
  if (asked.moves && !good_amount(*asked.moves)) return outside("/moves", "0", "10000");
  return Done{};
}

std::string figure(double value) { return fmt::format("{:.6g}", value); }

// What is to be done for each post; nothing where there is a need and nobody.
std::string load(double amount, double posts) {
  if (posts > 0) return figure(amount / posts);
  return amount > 0 ? "" : "0";
}

}  // namespace

Result<Done> check(const std::vector<PostsLine>& lines) {
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PostsLine& line = lines[i];
    const std::string field = "/lines/" + std::to_string(i);
    if (!seen.emplace(line.sector, line.kind).second)
      return Problem{"planning.posts_twice", field, {{"sector", line.sector}, {"kind", line.kind}}};
    if (!good_amount(line.present)) return outside(field + "/present", "0", "10000");
    if (!good_amount(line.floor.value_or(0))) return outside(field + "/floor", "0", "10000");
    if (!good_amount(line.cap.value_or(0))) return outside(field + "/cap", "0", "10000");
    if (line.floor && line.cap && *line.floor > *line.cap) return Problem{"planning.floor_above_cap", field, {}};
  }
  return Done{};
}

Result<MeansPage> means_page(const MeansMap& map, const std::vector<Formula>& formulas,
                             const std::vector<territory::Quantity>& quantities, const Posts& posts,
                             const MeansAsked& asked) {
  if (const auto good = check(asked, formulas.size()); !good) return good.problem();
  MeansPage page;
  page.origin = map.origin;
  page.at = map.snapshot->at;
  page.step = asked.step;
  page.sectors = map.sectors;
  page.version = posts.version;
  page.touched_at = posts.touched_at;
  page.touched_by = posts.touched_by;
  for (std::size_t u = 0; u < map.of_unit.size(); ++u)
    if (map.of_unit[u] < 0) page.left_out += map.snapshot->populations[u];
  std::map<std::pair<std::string, std::string>, PostsLine> lines;
  for (const PostsLine& line : posts.lines) lines.emplace(std::pair(line.sector, line.kind), line);
  Sharing sharing(map, formulas, asked, page);
  for (const Formula& formula : formulas)
    if (const auto good = sharing.add(formula, amounts_of(map, formula, quantities), lines); !good)
      return good.problem();
  if (const auto good = sharing.make_room(lines); !good) return good.problem();
  if (formulas.empty()) return page;
  sharing.share();
  if (asked.years) sharing.go_there(*asked.years);
  return page;
}

std::string means_csv(const MeansPage& page) {
  std::string out = "sector,name,kind,amount,need,present,posts,change,load_present,load\n";
  for (const MeansCell& cell : page.cells) {
    const MeansSector& sector = page.sectors[at(cell.sector)];
    out += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv::cell(sector.code), csv::cell(sector.name),
                       csv::cell(page.kinds[at(cell.kind)].formula.kind), figure(cell.amount), figure(cell.need),
                       figure(cell.present), figure(cell.given), figure(cell.given - cell.present),
                       load(cell.amount, cell.present), load(cell.amount, cell.given));
  }
  return out;
}

}  // namespace maillage::planning
