// Another network of houses: what is asked, what is answered, in the words of the trade.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "modules/planning/network/cells.hpp"
#include "modules/planning/network/places.hpp"

namespace maillage::planning {

// mean: the least mean number of minutes, within the capacities when there are some; worst: the least minutes of
// whoever is farthest; cover: the most of the public within a number of minutes; everyone: the fewest houses that have
// the whole public within a number of minutes; budget: the least mean number of minutes within a budget.
enum class NetworkAim { mean, cover, worst, everyone, budget };
BOOST_DESCRIBE_ENUM(NetworkAim, mean, cover, worst, everyone, budget)

// One network is looked for, whatever its number of houses, and not one for each number.
bool alone(NetworkAim aim);

struct StudyRequest {
  std::string name;
  std::optional<Date> at;  // the territory and the sites of that day; today when absent
  TravelMode mode = TravelMode::car;
  std::optional<double> detour, speed_kmh;  // in place of the usual ones of the mode
  std::optional<std::int64_t> table;        // of minutes; as the crow flies when absent
  std::vector<std::string> kinds;           // of the sites counted as houses; empty = the usual ones
  std::string target;                       // the public served: "residents" or the code of a quantity
  NetworkAim aim = NetworkAim::mean;
  std::int32_t radius_minutes = 30;  // read by cover and everyone
  std::int32_t houses_min = 0;       // houses open, those kept included; not read when the number is what is sought
  std::int32_t houses_max = 0;
  std::vector<std::string> closable;  // codes of the houses that may close; the others stay
  Candidates candidates = Candidates::communes;
  std::int32_t seconds = 30;  // time allowed, 1 … 600
  std::optional<std::int64_t> seed;
  std::optional<std::vector<PlaceTold>> places;  // more places where a house could open, and what is told of others
  std::optional<double> budget;                  // read by budget: what is spent on the houses in all
  std::optional<double> usual_price;             // read by budget: to open a house of which nothing else is told
  std::optional<std::int64_t> usual_capacity;    // read by mean: of a house of which nothing else is told
  std::optional<std::int32_t> cells;             // metres: the public is counted at such cells, not at units
};
BOOST_DESCRIBE_STRUCT(StudyRequest, (),
                      (name, at, mode, detour, speed_kmh, table, kinds, target, aim, radius_minutes, houses_min,
                       houses_max, closable, candidates, seconds, seed, places, budget, usual_price, usual_capacity,
                       cells))

enum class StudyStatus { optimal, feasible };
BOOST_DESCRIBE_ENUM(StudyStatus, optimal, feasible)

// One number of houses, and the best network that was found with it, for the public that is served.
struct NetworkPoint {
  std::int32_t index = 0;
  std::int32_t houses = 0;  // open
  std::int32_t opened = 0;
  std::int32_t closed = 0;
  PublicReach reach;
  double value = 0;             // what the aim measures: mean or most minutes, the share within the radius, houses
  std::optional<double> bound;  // proved: no network of so many houses does better
  std::optional<double> gap;    // between both, as a share of the value
  StudyStatus status = StudyStatus::feasible;
  std::optional<double> price = {};  // read by budget
};
BOOST_DESCRIBE_STRUCT(NetworkPoint, (), (index, houses, opened, closed, reach, value, bound, gap, status, price))

// A network to keep: its figures and the positions of its open houses, ascending. Where there are capacities, the house
// that serves each unit (-1: none), which is not always the nearest.
struct FoundNetwork {
  NetworkPoint point;
  std::vector<std::int32_t> open;
  std::vector<std::int32_t> served = {};
};

// Why no network does what is asked, in the words of the territory; codes are those of the engine.
struct StudyImpossibility {
  std::string code;
  std::vector<std::string> units, houses;  // names, five at most
  std::int32_t units_in_all = 0;
  std::int64_t have = 0, limit = 0;
  double price = 0;
  std::optional<std::int32_t> cells_in_all = {};  // of these units, when people are counted at cells
};
BOOST_DESCRIBE_STRUCT(StudyImpossibility, (), (code, units, houses, units_in_all, have, limit, price, cells_in_all))

struct StudyAnswer {
  std::vector<FoundNetwork> curve;
  std::optional<StudyImpossibility> why = {};  // when there is no network at all, and this is proved
};

// The request with all that it names, found.
struct StudyQuestion {
  StudyRequest request;
  std::shared_ptr<const territory::Snapshot> snapshot;
  Ways ways;
  std::vector<House> houses;        // those of today, then the candidates
  std::optional<CellDemand> cells;  // where residents are counted; absent: at the centre of their unit
  engines::siting::Costs costs;     // empty until `find_ways`
  std::vector<CountedPublic> publics;
  std::size_t target = 0;  // position in `publics`
};

// The houses of the question of a request: what the territory has, then where houses may open, then the places that
// the request tells of. Field "/places".
Result<std::vector<House>> houses_of(const StudyRequest& request, const territory::Snapshot& snapshot,
                                     const std::vector<territory::SiteInUnit>& sites);

// As the request would have it when it names no table of minutes, on the day of the territory.
Travel crow_of(const StudyRequest& request, Date at);

// The question about these houses, gone to in these ways; its costs are not there yet. Every refusal names its field.
Result<StudyQuestion> question_of(const StudyRequest& request, std::shared_ptr<const territory::Snapshot> snapshot,
                                  std::vector<House> houses, const std::vector<territory::Quantity>& quantities,
                                  Ways ways, std::optional<CellDemand> cells = {});

// The ways that a study holds in memory at most. Each takes some 50 bytes while it is computed (siting.hpp): this makes
// 0.75 GB, which a server shared by an institution can spare (decision 0064).
inline constexpr std::int64_t kMostWays = 15'000'000;

// Refused when there are more of them between the cells and the houses. Field "/cells".
Result<Done> check_ways(const StudyQuestion& question, std::int64_t most = kMostWays);

// Finds the costs of the question: minutes from wherever people are counted to the houses, but for those that are
// longer than to the nearest house that stays, which nobody takes. False when `stop` was set before the end: nothing
// can be computed.
bool find_ways(StudyQuestion& question, const std::atomic<bool>* stop);

// Whether a house of today may be closed by the request.
bool may_close(const StudyRequest& request, const House& house);

// Houses receive so many and no more: one may have to pass the nearest.
bool has_capacities(const StudyQuestion& question);

// The places that people leave from besides the units.
const std::vector<Lambert93>& places_beyond(const StudyQuestion& question);

// The engine's question, whose costs are found; `open` is left to its curve.
engines::siting::Instance instance_of(const StudyQuestion& question);

// The figures of a set of open houses that nothing is proved of.
NetworkPoint point_of(const StudyQuestion& question, const engines::siting::Costs& costs,
                      const std::vector<std::int32_t>& open);

// The curve in the words of the trade: the points that have a network of their own, in order; index is the position.
std::vector<FoundNetwork> describe_curve(const std::vector<engines::siting::CurvePoint>& curve,
                                         const StudyQuestion& question);

// Called with the curve so far, at most about ten times a second, from the calling thread.
using ReportCurve = std::function<void(double fraction, const std::vector<FoundNetwork>& curve)>;

// The minutes of a found network: of each departure to any open house, or to the one that serves it.
engines::siting::Costs costs_in(const StudyQuestion& question, const FoundNetwork& found);

// Computes, once the costs are found, for at most request.seconds; gives back the best so far within 200 ms once `stop`
// is set.
StudyAnswer compute(const StudyQuestion& question, std::uint64_t seed, const std::atomic<bool>* stop,
                    const ReportCurve& report);

// Position of the network shown first: where the curve bends most, farthest from the straight line between its ends.
// -1 when the curve is empty.
std::int32_t best_of(const std::vector<NetworkPoint>& curve);

}  // namespace maillage::planning
