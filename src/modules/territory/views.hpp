// One day of the territory as its pages show it. Pure: from a Day to an answer of the contract.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/competence.hpp"
#include "modules/territory/day.hpp"
#include "modules/territory/wire.hpp"

namespace maillage::territory {

wire::Overview overview(const Day& day);
wire::Assignments assignments(const Day& day);
wire::Sites sites(const Day& day);
wire::Quantities quantities(const Day& day);
wire::Coverage coverage(const Day& day, std::size_t mission);
wire::Competence competence(const Day& day, const Competence& found, std::string asked);

enum class PlaceOrder { name, population, code };
BOOST_DESCRIBE_ENUM(PlaceOrder, name, population, code)

// What is asked of the list of places. Empty texts do not filter; `words` must all begin a word of the name, or the
// code.
struct PlacesAsked {
  std::string level, mission, words;
  PlaceOrder order = PlaceOrder::name;
  bool descending = false;
  std::size_t offset = 0, limit = 50;
};
wire::Places places(const Day& day, const PlacesAsked& asked);

// The page of one place; nothing when it does not exist on that day. `mission` says which of a sector's.
std::optional<wire::PlaceDetail> place_detail(const Day& day, std::string_view level, std::string_view code,
                                              std::string_view mission);

}  // namespace maillage::territory
