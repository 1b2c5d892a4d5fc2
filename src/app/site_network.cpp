#include "app/site_network.hpp"

#include <cmath>
#include <functional>
#include <map>
#include <queue>

#include "app/engine_table.hpp"

namespace maillage::app {
namespace {

constexpr double kMostPlaces = 5000;

// The numbers of a text, with the line of each for the messages.
class Numbers {
 public:
  Numbers(std::string path, std::string_view text) : path_(std::move(path)), text_(text) {}

  bool done() {
    skip_blanks();
    return at_ == text_.size();
  }

  Result<double> next() {
    skip_blanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && !blank(text_[at_])) ++at_;
    double value = 0;
    const std::string word(text_.substr(begin, at_ - begin));
    if (!parse_number(word, value) || !std::isfinite(value))
      return Problem{"engine_not_a_number", place(), {{"text", word}}};
    return value;
  }

  // A whole number from `least` to `most`.
  Result<std::int32_t> whole(double least, double most) {
    const auto value = next();
    if (!value) return value.problem();
    if (*value < least || *value > most || *value != std::floor(*value)) return Problem{"site_graph", place(), {}};
    return static_cast<std::int32_t>(*value);
  }

  std::string place() const { return path_ + ":" + std::to_string(line_); }

 private:
  static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
  void skip_blanks() {
    for (; at_ < text_.size() && blank(text_[at_]); ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
  }

  std::string path_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

using Roads = std::vector<std::map<std::int32_t, double>>;

Result<Done> read_edge(Numbers& numbers, Roads& roads) {
  const auto places = static_cast<double>(roads.size());
  const auto from = numbers.whole(1, places);
  if (!from) return from.problem();
  const auto to = numbers.whole(1, places);
  if (!to) return to.problem();
  const auto cost = numbers.next();
  if (!cost) return cost.problem();
  if (*cost < 0) return Problem{"site_negative_cost", numbers.place(), {}};
  roads[static_cast<std::size_t>(*from - 1)][*to - 1] = *cost;
  roads[static_cast<std::size_t>(*to - 1)][*from - 1] = *cost;
  return Done{};
}

// Dijkstra (1959) from one place.
void shortest_paths(const Roads& roads, std::size_t from, double* cost) {
  using Stop = std::pair<double, std::int32_t>;
  std::priority_queue<Stop, std::vector<Stop>, std::greater<>> queue;
  cost[from] = 0;
  queue.emplace(0, static_cast<std::int32_t>(from));
  while (!queue.empty()) {
    const auto [reached, place] = queue.top();
    queue.pop();
    if (reached > cost[place]) continue;
    for (const auto& [next, length] : roads[static_cast<std::size_t>(place)])
      if (reached + length < cost[next]) queue.emplace(cost[next] = reached + length, next);
  }
}

}  // namespace

Result<Network> read_network(const std::string& path) {
  const auto text = read_whole(path);
  if (!text) return text.problem();
  Numbers numbers(path, *text);
  const auto places = numbers.whole(1, kMostPlaces), edges = numbers.whole(0, 1e8),
             open = numbers.whole(0, kMostPlaces);
  for (const auto* number : {&places, &edges, &open})
    if (!*number) return number->problem();
  const auto n = static_cast<std::size_t>(*places);
  Roads roads(n);
  for (std::int32_t e = 0; e < *edges; ++e)
    if (const auto read = read_edge(numbers, roads); !read) return read.problem();
  if (!numbers.done()) return Problem{"site_graph", numbers.place(), {}};
  Network network{*places, *open, std::vector<double>(n * n, HUGE_VAL)};
  for (std::size_t from = 0; from < n; ++from) shortest_paths(roads, from, network.costs.data() + from * n);
  return network;
}

}  // namespace maillage::app
