// The ways that a study is computed on.
#include <algorithm>
#include <limits>

#include "modules/planning/network/study.hpp"

namespace maillage::planning {
namespace {

namespace siting = engines::siting;

// The ways to the houses as the crow flies that anybody may take, whatever is opened and closed.
class CrowWays {
 public:
  explicit CrowWays(const StudyQuestion& question) : question_(question) {
    // Where houses have capacities, one may have to pass the nearest that stays.
    const bool nearest_serves = !has_capacities(question);
    for (const House& house : question.houses)
      stays_.push_back(nearest_serves && house.existing && !may_close(question.request, house));
  }

  std::size_t departures() const { return question_.snapshot->codes.size() + places_beyond(question_).size(); }

  // Adds those of a departure, in the order of the houses; none where nobody knows where it is.
  void add(siting::Demand demand, std::vector<siting::Reach>& out) {
    const auto at = static_cast<std::size_t>(demand), units = question_.snapshot->codes.size();
    if (at < units && !is_placed(*question_.snapshot, at)) return;
    const Lambert93 place = at < units ? question_.snapshot->centres[at] : places_beyond(question_)[at - units];
    double longest = std::numeric_limits<double>::infinity();
    minutes_.clear();
    for (std::size_t h = 0; h < stays_.size(); ++h) {
      minutes_.push_back(minutes_between(place, place_of(question_.houses[h]), question_.ways.travel));
      if (stays_[h]) longest = std::min(longest, minutes_.back());
    }
    for (std::size_t h = 0; h < stays_.size(); ++h)
      if (minutes_[h] <= longest) out.push_back({static_cast<siting::Site>(h), minutes_[h]});
  }

 private:
  const StudyQuestion& question_;
  std::vector<bool> stays_;
  std::vector<double> minutes_;
};

bool is_set(const std::atomic<bool>* stop) { return stop && stop->load(std::memory_order_relaxed); }

}  // namespace

const std::vector<Lambert93>& places_beyond(const StudyQuestion& question) {
  static const std::vector<Lambert93> kNone;
  return question.cells ? question.cells->places : kNone;
}

Result<Done> check_ways(const StudyQuestion& question, std::int64_t most) {
  if (!question.cells) return Done{};
  CrowWays ways(question);
  const auto departures = ways.departures();
  if (static_cast<std::int64_t>(departures * question.houses.size()) <= most) return Done{};
  std::vector<siting::Reach> row;
  std::int64_t count = 0;
  for (std::size_t d = 0; d < departures && count <= most; ++d) {
    row.clear();
    ways.add(static_cast<siting::Demand>(d), row);
    count += static_cast<std::int64_t>(row.size());
  }
  if (count <= most) return Done{};
  return Problem{"planning.cells_too_many", "/cells", {{"limit", std::to_string(most / 1'000'000)}}};
}

bool find_ways(StudyQuestion& question, const std::atomic<bool>* stop) {
  if (!question.cells) stop = nullptr;  // at units it is done before one could stop it
  if (question.ways.known) {
    question.costs = costs_of(*question.snapshot, question.houses, question.ways);
    return true;
  }
  CrowWays ways(question);
  question.costs = siting::Costs::by_rows(static_cast<siting::Demand>(ways.departures()),
                                          static_cast<siting::Site>(question.houses.size()),
                                          [&](siting::Demand demand, std::vector<siting::Reach>& row) {
                                            if (!is_set(stop)) ways.add(demand, row);
                                          });
  return !is_set(stop);
}

}  // namespace maillage::planning
