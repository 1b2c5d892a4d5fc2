#include "modules/planning/continuity/discreet.hpp"

#include <limits>
#include <set>

namespace maillage::planning {
namespace {

using Names = std::set<std::string>;

// The value of an argument; "" when the reason has none of that name.
std::string argument(const territory::wire::Message& reason, std::string_view name) {
  for (const auto& pair : reason.args)
    if (pair[0] == name) return pair[1];
  return "";
}

bool tells_of(const Names& hidden, const ContinuityLayerPage& layer, const ContinuityMove& move) {
  return hidden.contains(layer.carriers[static_cast<std::size_t>(move.to)].name) ||
         hidden.contains(argument(move.reason, "near"));
}

void hide_burdens(territory::wire::Message& reason) {
  reason.code = "lighter";
  std::erase_if(reason.args, [](const auto& pair) { return pair[0] == "burden" || pair[0] == "near_burden"; });
}

// The sectors of which something was left out, by name.
Names hide_carriers(ContinuityLayerPage& layer, double least) {
  Names out;
  for (ContinuityCarrierRow& carrier : layer.carriers) {
    if (!carrier.absent || *carrier.absent >= least) continue;
    carrier.absent.reset();
    carrier.burden_during.reset();
    out.insert(carrier.name);
  }
  return out;
}

}  // namespace

bool hide_few_posts(ContinuityAnswer& answer, double least) {
  bool any = false;
  for (ContinuityLayerPage& layer : answer.layers) {
    const Names hidden = hide_carriers(layer, least);
    for (ContinuityMove& move : layer.moves)
      if (move.reason.code == "less_loaded" && tells_of(hidden, layer, move)) hide_burdens(move.reason);
    any = any || !hidden.empty();
  }
  std::erase_if(answer.request.absences, [&](const Absence& absence) { return absence.absent < least; });
  return any;
}

ContinuityAnswer without_words(ContinuityAnswer answer) {
  hide_few_posts(answer, std::numeric_limits<double>::infinity());
  answer.request.reason.clear();
  answer.clashes.clear();
  return answer;
}

}  // namespace maillage::planning
