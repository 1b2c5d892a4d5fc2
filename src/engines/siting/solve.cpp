#include <algorithm>

#include "base/assert.hpp"
#include "engines/siting/evaluate.hpp"
#include "engines/siting/models.hpp"

namespace maillage::engines::siting {
namespace {

Answer solve_model(const Instance& instance, Watch& watch, const std::vector<Site>& start) {
  switch (instance.model) {
    case Model::median:
    case Model::budgeted:
      return solve_median(instance, watch, start);
    case Model::cover:
      return solve_cover(instance, watch, start);
    case Model::set_cover:
      return solve_set_cover(instance, watch);
    case Model::center:
      return solve_center(instance, watch);
    case Model::capacitated:
      return solve_capacitated(instance, watch, start);
  }
  return {};
}

Answer solve_from(const Instance& instance, Watch& watch, const std::vector<Site>& start) {
  Answer answer;
  if (auto why = plain_impossibility(instance)) {
    answer.status = Status::infeasible;
    answer.why = std::move(why);
  } else {
    answer = solve_model(instance, watch, start);
  }
  return answer;
}

bool better(Model model, double a, double b) { return model == Model::cover ? a > b : a < b; }

bool has_sites(const Answer& answer) { return answer.status == Status::optimal || answer.status == Status::feasible; }

// A point no better than the one before it takes its sites, which are lawful for it too.
void inherit(Model model, const Answer& before, Answer& answer) {
  if (!has_sites(before) || answer.status == Status::optimal) return;
  if (has_sites(answer) && !better(model, before.value, answer.value)) return;
  const auto bound = answer.bound;
  answer = before;
  answer.status = Status::feasible;
  answer.bound = bound;
}

// What is proved of a point holds for those with fewer sites.
void share_bounds(Model model, std::vector<CurvePoint>& points) {
  for (std::size_t i = points.size(); i-- > 1;) {
    Answer &fewer = points[i - 1].answer, &more = points[i].answer;
    if (!has_sites(fewer) || !more.bound) continue;
    if (!fewer.bound || better(model, *fewer.bound, *more.bound)) fewer.bound = more.bound;
    if (*fewer.bound == fewer.value) fewer.status = Status::optimal;
  }
}

}  // namespace

Answer solve(const Instance& instance, const Limits& limits) {
  MAILLAGE_ASSERT(malformed(instance).empty(), malformed(instance));
  Watch watch(limits);
  Answer answer = solve_from(instance, watch, {});
  answer.seed = limits.seed;
  answer.seconds = watch.elapsed();
  return answer;
}

std::vector<CurvePoint> curve(const Instance& instance, Site least, Site most, const Limits& limits,
                              const CurveReport& report) {
  MAILLAGE_ASSERT(instance.model != Model::set_cover && instance.model != Model::budgeted, "a model without a curve");
  Watch watch(limits);
  std::vector<CurvePoint> points;
  least = std::max(least, 1);
  most = std::min(most, instance.costs.sites());
  Instance one = instance;
  for (one.open = least; one.open <= most; ++one.open) {
    const double share = watch.left() / (most - one.open + 1);
    Watch part = watch.part(share).silent();
    const double before = watch.elapsed();
    const std::vector<Site> start = points.empty() ? std::vector<Site>() : points.back().answer.open;
    points.push_back({one.open, watch.over() ? Answer() : solve_from(one, part, start)});
    Answer& answer = points.back().answer;
    answer.seed = limits.seed;
    if (points.size() > 1) inherit(instance.model, points[points.size() - 2].answer, answer);
    answer.seconds = watch.elapsed() - before;
    if (report && !watch.over()) report(static_cast<double>(points.size()) / (most - least + 1), points);
  }
  share_bounds(instance.model, points);
  return points;
}

}  // namespace maillage::engines::siting
