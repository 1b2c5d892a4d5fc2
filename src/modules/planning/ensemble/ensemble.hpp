// Many lawful maps drawn at random for one question: what is ordinary on this territory.
#pragma once

#include <functional>

#include "engines/districting/ensemble.hpp"
#include "modules/planning/question.hpp"

namespace maillage::planning {

// What is drawn: maps of so many sectors, within so much of the mean.
struct EnsembleRequest {
  std::optional<Date> at;             // the territory and the present maps of that day; today when absent
  std::vector<std::string> missions;  // against whose present maps moves are counted; at least one
  std::int32_t districts = 0;
  double balance = 0.1;    // largest deviation from the mean population, 0.005 … 5: today's maps may be very uneven
  Keep keep = Keep::none;  // places that must not be cut
  std::optional<std::vector<WeightAsked>> weights = {};  // quantities to balance besides the residents
  std::int64_t maps = 100'000;                           // to draw, 1 000 … 1 000 000
  std::int32_t seconds = 60;                             // at most, 1 … 600
  std::optional<std::int64_t> seed;
};
BOOST_DESCRIBE_STRUCT(EnsembleRequest, (), (at, missions, districts, balance, keep, weights, maps, seconds, seed))

// A request with all that it names.
struct EnsembleQuestion {
  EnsembleRequest asked;
  Question question;  // the same, as a search would be asked
};

// Finds what the request names, in the caller's transaction, and checks it; writes the day that it leaves out. Every
// refusal names its field.
Result<EnsembleQuestion> question_of(sql::Session& session, territory::Territory& territory, EnsembleRequest asked,
                                     Date today);

inline constexpr int kChains = 4;

// What the caller hears while maps are drawn, at most ten times a second, from its own thread: how far, and twice a
// second what is drawn so far.
struct DrawReport {
  std::function<void(double fraction)> progress;
  std::function<void(const engines::districting::Ensemble&)> look;
};

// Draws by kChains reversible chains, each from a start of its own whose first twentieth is left out: a map comes in
// proportion to the product of its sectors' numbers of spanning trees, the law of `reversible` in engines/districting.
// For at most asked.seconds; gives back what is drawn within 200 ms once `stop` is set. Nothing drawn when no lawful
// map was found to begin from. A draw that is not cut short depends on the seed alone.
engines::districting::Ensemble draw(const EnsembleQuestion& question, std::uint64_t seed, int threads,
                                    const std::atomic<bool>* stop, const DrawReport& report);

}  // namespace maillage::planning
