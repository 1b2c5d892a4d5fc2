// Minutes that somebody measured or computed: tables of them, and the pairs they know.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

#include "modules/planning/network/houses.hpp"
#include "modules/planning/network/travel.hpp"

namespace maillage::planning {

// A table of minutes. One of a server is made of the pairs asked so far.
struct TravelTable {
  std::int64_t id = 0;
  TravelSource source = TravelSource::file;
  TravelMode mode = TravelMode::car;
  std::string origin;   // who made its minutes; of a server, its address
  std::string vintage;  // of which data
  std::string profile;  // of a server: what it calls the mode
  std::string file_name;
  std::string made_at, made_by;
  bool asked = false;  // of the server that is asked today
  std::int64_t pairs = 0;
};
BOOST_DESCRIBE_STRUCT(TravelTable, (),
                      (id, source, mode, origin, vintage, profile, file_name, made_at, made_by, asked, pairs))

Travel travel_of(const TravelTable& table);

// Tenths of a minute between places that have a key; kNoWay where it is known that no way leads.
class Minutes {
 public:
  static constexpr std::int32_t kNoWay = -1;
  using Departures = std::unordered_map<std::string, std::int32_t>;

  void put(const std::string& destination, const std::string& departure, std::int32_t tenths) {
    of_destination_[destination][departure] = tenths;
  }
  // The places from which the minutes to this one are known; null when it is not a destination.
  const Departures* to(const std::string& destination) const;
  const std::map<std::string, Departures>& of_destination() const { return of_destination_; }
  std::int64_t pairs() const;

 private:
  std::map<std::string, Departures> of_destination_;
};

// How one goes somewhere: as the crow flies, or by minutes that are known.
struct Ways {
  Ways() = default;
  Ways(Travel crow) : travel(std::move(crow)) {}
  Ways(Travel by_table, Minutes minutes)
      : travel(std::move(by_table)), known(std::make_shared<const Minutes>(std::move(minutes))) {}

  Travel travel;
  std::shared_ptr<const Minutes> known;  // null: as the crow flies
};

// By what a table of that source names places: their codes in a file; for a server, where they are
// ("2.35222;48.85661"), so that a place that moves is asked again. "" = a unit that nobody can place.
std::vector<std::string> keys_of(TravelSource source, const territory::Snapshot& snapshot);
std::vector<std::string> keys_of(TravelSource source, const std::vector<House>& houses);

// Called with the unit, the house and the tenths of a minute of every pair that a table knows a way between. A unit is
// at no minute of a house of its own key, when the table does not say otherwise.
using EachKnown = std::function<void(std::size_t unit, std::size_t house, std::int32_t tenths)>;
void each_known(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways,
                const EachKnown& each);

// A pair of which a table says nothing.
struct UnknownPair {
  std::size_t unit = 0, house = 0;
};

// The pairs of which the table says nothing; none as the crow flies.
std::vector<UnknownPair> unknown_pairs(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                                       const Ways& ways);

}  // namespace maillage::planning
