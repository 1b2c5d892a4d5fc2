#include "modules/planning/continuity/plan.hpp"

#include <algorithm>
#include <charconv>

#include "base/csv.hpp"
#include "modules/planning/continuity/reasons.hpp"
#include "modules/planning/continuity/search.hpp"

namespace maillage::planning {
namespace {

using territory::Relay;
using territory::RelayKind;
using territory::RelayLine;
using territory::Snapshot;

constexpr std::string_view kOrigin = "continuity/";
constexpr std::int32_t kFarMinutes = 30;  // the mark of the national reference (reach_rows)

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// The weights of the load chosen, and their words.
struct Load {
  std::vector<std::int64_t> of_unit;
  std::string name, unit, period;
  double per_unit = 1;  // of the numbers above in one of the unit
};

Load load_of(const ContinuityRequest& request, const ContinuityGround& ground) {
  for (const territory::Quantity& one : ground.quantities)
    if (one.code == request.load) return {one.of_unit, one.name, one.unit, one.period, 1000};
  return {ground.first->populations, "", "", "", 1};
}

// The name under which a relay spends a carrier.
std::string spent_key(const RelayLine& line, const std::string& code) {
  return line.kind == RelayKind::desk ? code : line.mission + "/" + code;
}

// All that it closes or leaves short, be there nothing of it to hand over.
void add_spent(const RunningPlan& other, Spent& out) {
  out.insert(other.request.closed.begin(), other.request.closed.end());
  for (const Absence& absence : other.request.absences) out.insert(absence.mission + "/" + absence.sector);
  for (const RelayLine& line : other.relay.lines) out.insert(spent_key(line, line.from_code));
}

Spent spent_by(const std::vector<RunningPlan>& others) {
  Spent out;
  for (const RunningPlan& other : others) add_spent(other, out);
  return out;
}

// Everything the figures of a layer are made from.
struct Context {
  const ContinuityLayer& layer;
  const SolvedLayer& solved;
  const Snapshot& snapshot;
  const engines::Graph& graph;
  const Load& load;
  const Travel& travel;

  double minutes(std::size_t unit, std::int32_t carrier) const {
    return carrier < 0 ? -1 : minutes_to(snapshot, unit, layer.carriers[at(carrier)], travel);
  }
};

ContinuityCarrierRow row_of(const ContinuityCarrier& carrier) {
  ContinuityCarrierRow out;
  out.code = carrier.code;
  out.name = carrier.name;
  out.lacks = carrier.lacks;
  out.posts = carrier.posts;
  out.absent = carrier.absent;
  if (carrier.place) out.x = carrier.place->x, out.y = -carrier.place->y;
  return out;
}

// Over the mean of usual times.
std::optional<double> burden(double load, double capacity, double mean) {
  if (capacity <= 0 || mean <= 0) return std::nullopt;
  return load / capacity / mean;
}

void fill_burdens(const Context& context, std::vector<ContinuityCarrierRow>& rows) {
  double load = 0, usual = 0;
  for (std::size_t c = 0; c < rows.size(); ++c) load += rows[c].load_before, usual += context.layer.carriers[c].usual;
  const double mean = usual > 0 ? load / usual : 0;
  for (std::size_t c = 0; c < rows.size(); ++c) {
    const ContinuityCarrier& carrier = context.layer.carriers[c];
    rows[c].burden_before = burden(rows[c].load_before, carrier.usual, mean);
    // One that takes nothing but lacks nothing still carries what it has.
    rows[c].burden_during = burden(rows[c].load_during, carrier.lacks ? carrier.capacity : carrier.usual, mean);
  }
}

std::vector<ContinuityCarrierRow> rows_of(const Context& context) {
  std::vector<ContinuityCarrierRow> out;
  for (const ContinuityCarrier& carrier : context.layer.carriers) out.push_back(row_of(carrier));
  const auto& before = context.layer.of_unit;
  const auto& during = context.solved.of_unit;
  for (std::size_t u = 0; u < before.size(); ++u) {
    if (before[u] < 0) continue;
    const double load = static_cast<double>(context.load.of_unit[u]) / context.load.per_unit;
    ContinuityCarrierRow &giver = out[at(before[u])], &taker = out[at(during[u])];
    giver.residents_before += context.snapshot.populations[u];
    giver.load_before += load;
    taker.residents_during += context.snapshot.populations[u];
    taker.load_during += load;
    giver.given += before[u] != during[u];
    taker.taken += before[u] != during[u];
  }
  const auto carriers = static_cast<std::int32_t>(out.size());
  const auto pieces_before = engines::pieces(context.graph, before, carriers);
  const auto pieces_during = engines::pieces(context.graph, during, carriers);
  for (std::size_t c = 0; c < out.size(); ++c)
    out[c].pieces_before = pieces_before[c], out[c].pieces_during = pieces_during[c];
  fill_burdens(context, out);
  return out;
}

// Minutes of those who reach somebody; shares of all.
struct AccessSum {
  double weight = 0, reaching = 0, minutes = 0, beyond = 0;

  void add(double residents, double its_minutes) {
    weight += residents;
    if (its_minutes >= 0) reaching += residents, minutes += residents * its_minutes;
    if (its_minutes < 0 || its_minutes > kFarMinutes) beyond += residents;
  }
  double mean() const { return reaching > 0 ? minutes / reaching : 0; }
  double share() const { return weight > 0 ? beyond / weight : 0; }
};

ContinuityAccess access_of(const Context& context, bool concerned_only) {
  ContinuityAccess out;
  AccessSum before, during;
  for (std::size_t u = 0; u < context.layer.of_unit.size(); ++u) {
    const std::int32_t from = context.layer.of_unit[u], to = context.solved.of_unit[u];
    if (concerned_only && from == to) continue;
    const auto residents = static_cast<double>(context.snapshot.populations[u]);
    out.residents += context.snapshot.populations[u];
    before.add(residents, context.minutes(u, from));
    during.add(residents, context.minutes(u, to));
  }
  out.mean_before = before.mean(), out.mean_during = during.mean();
  out.beyond_before = before.share(), out.beyond_during = during.share();
  return out;
}

std::vector<ContinuityMove> moves_of(const Context& context) {
  const Reasons reasons(context.layer, context.solved);
  std::vector<ContinuityMove> out;
  for (std::size_t i = 0; i < context.solved.movable.size(); ++i) {
    const std::int32_t unit = context.solved.movable[i];
    const std::int32_t from = context.layer.of_unit[at(unit)], to = context.solved.of_unit[at(unit)];
    if (from == to) continue;
    ContinuityMove move;
    move.unit = context.snapshot.codes[at(unit)];
    move.name = context.snapshot.names[at(unit)];
    move.commune = context.snapshot.commune_names[at(unit)];
    move.residents = context.snapshot.populations[at(unit)];
    move.load = static_cast<double>(context.load.of_unit[at(unit)]) / context.load.per_unit;
    move.from = from, move.to = to;
    move.minutes_before = context.minutes(at(unit), from);
    move.minutes_during = context.minutes(at(unit), to);
    move.reason = reasons.of(static_cast<std::int32_t>(i), move.minutes_during >= 0);
    out.push_back(std::move(move));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.residents > b.residents; });
  return out;
}

ContinuityLayerPage page_of(const Context& context) {
  ContinuityLayerPage out;
  out.kind = context.layer.kind;
  out.mission = context.layer.mission;
  out.site_kind = context.layer.site_kind;
  out.posts_known = context.layer.posts_known;
  out.carriers = rows_of(context);
  out.before_of_unit = context.layer.of_unit;
  out.during_of_unit = context.solved.of_unit;
  out.moves = moves_of(context);
  out.everyone = access_of(context, false);
  out.concerned = access_of(context, true);
  const auto& answer = context.solved.answer;
  out.optimal = answer.optimal;
  if (!context.solved.movable.empty() && answer.value > 0) out.gap = (answer.value - answer.bound) / answer.value;
  return out;
}

// The units of the layer's moves that the relay hands over too.
void add_shared_units(const ContinuityLayerPage& layer, const ContinuityRequest& request, const Relay& relay,
                      std::set<std::string>& names) {
  const auto same_mission = [&](const RelayLine& line) {
    if (line.kind == RelayKind::sector) return line.mission == layer.mission;
    return request.missions.empty() || line.mission.empty() ||
           std::find(request.missions.begin(), request.missions.end(), line.mission) != request.missions.end();
  };
  for (const ContinuityMove& move : layer.moves)
    for (const RelayLine& line : relay.lines)
      if (line.kind == layer.kind && line.unit == move.unit && same_mission(line) &&
          (line.kind == RelayKind::sector || line.from_code == layer.carriers[at(move.from)].code))
        names.insert(move.name);
}

// The carriers of the layer that lack something and that the relay fills.
void add_taking(const ContinuityLayerPage& layer, const Relay& relay, std::set<std::string>& names) {
  for (const ContinuityCarrierRow& carrier : layer.carriers)
    for (const RelayLine& line : relay.lines)
      if (carrier.lacks && line.kind == layer.kind && line.to_code == carrier.code &&
          (line.kind == RelayKind::desk || line.mission == layer.mission))
        names.insert(carrier.name);
}

// Some sector lacks agents here and there: what is left of it is counted once.
bool short_twice(const ContinuityLayerPage& layer, const RunningPlan& other) {
  Spent spent;
  add_spent(other, spent);
  return layer.kind == RelayKind::sector &&
         std::any_of(layer.carriers.begin(), layer.carriers.end(), [&](const ContinuityCarrierRow& carrier) {
           return carrier.lacks && spent.contains(layer.mission + "/" + carrier.code);
         });
}

void add_clashes(const ContinuityAnswer& answer, const RunningPlan& other, std::vector<ContinuityClash>& out) {
  const Relay& relay = other.relay;
  std::set<std::string> shared, taking;
  bool same_team = false;
  for (const ContinuityLayerPage& layer : answer.layers) {
    add_shared_units(layer, answer.request, relay, shared);
    add_taking(layer, relay, taking);
    same_team = same_team || short_twice(layer, other);
  }
  const auto add = [&](const std::set<std::string>& names, bool taker) {
    out.push_back({plan_of_origin(relay.origin),
                   relay.reason,
                   relay.period.from,
                   eve(relay.period.to),
                   {names.begin(), names.end()},
                   taker});
  };
  if (!shared.empty()) add(shared, false);
  if (same_team) add({}, false);
  if (!taking.empty()) add(taking, true);
}

std::vector<ContinuityClash> clashes_of(const ContinuityAnswer& answer, const std::vector<RunningPlan>& others) {
  std::vector<ContinuityClash> out;
  for (const RunningPlan& other : others) add_clashes(answer, other, out);
  return out;
}

// Two layers, kept or just made, of the same carriers.
template <class A, class B>
bool same_subject(const A& a, const B& b) {
  return a.kind == b.kind && a.mission == b.mission && a.site_kind == b.site_kind &&
         std::equal(a.carriers.begin(), a.carriers.end(), b.carriers.begin(), b.carriers.end(),
                    [](const auto& x, const auto& y) { return x.code == y.code; });
}

void add_lines(const ContinuityLayerPage& layer, const std::vector<std::string>& missions, Relay& out) {
  for (const ContinuityMove& move : layer.moves) {
    const ContinuityCarrierRow &from = layer.carriers[at(move.from)], &to = layer.carriers[at(move.to)];
    for (const std::string& mission : missions)
      out.lines.push_back({layer.kind, mission, move.unit, from.code, from.name, to.code, to.name});
  }
}

}  // namespace

Result<ContinuityAnswer> continuity_plan(const ContinuityRequest& request, const ContinuityGround& ground,
                                         const std::vector<RunningPlan>& others) {
  const Snapshot& snapshot = *ground.first;
  const Load load = load_of(request, ground);
  ContinuityAnswer out;
  out.request = request;
  out.travel = travel_on(request.from, request.mode, request.detour, request.speed_kmh);
  out.units = {snapshot.unit_level, snapshot.codes, snapshot.names, snapshot.commune_names};
  out.load_name = load.name, out.load_unit = load.unit, out.load_period = load.period;
  out.far_minutes = kFarMinutes;
  const auto layers = layers_of(request, ground, load.of_unit, spent_by(others));
  if (!layers) return layers.problem();
  const engines::Graph graph(static_cast<engines::Unit>(snapshot.codes.size()), snapshot.edges);
  for (const ContinuityLayer& layer : *layers) {
    const SolvedLayer solved = solve_layer(layer, snapshot, graph, load.of_unit, out.travel, request.minutes_for_tenth);
    out.layers.push_back(page_of({layer, solved, snapshot, graph, load, out.travel}));
  }
  out.clashes = clashes_of(out, others);
  return out;
}

Relay relay_of(const ContinuityAnswer& answer, std::int64_t id) {
  const ContinuityRequest& request = answer.request;
  Relay out{origin_of(id), request.reason, {request.from, next_day(request.to)}, {}};
  const std::vector<std::string> all{""};
  for (const ContinuityLayerPage& layer : answer.layers) {
    const bool desk = layer.kind == RelayKind::desk;
    add_lines(layer, !desk ? std::vector{layer.mission} : request.missions.empty() ? all : request.missions, out);
  }
  return out;
}

std::string origin_of(std::int64_t id) { return std::string(kOrigin) + std::to_string(id); }

std::int64_t plan_of_origin(std::string_view origin) {
  std::int64_t id = 0;
  if (origin.starts_with(kOrigin)) std::from_chars(origin.data() + kOrigin.size(), origin.data() + origin.size(), id);
  return id;
}

bool still_fits(const ContinuityAnswer& answer, const ContinuityGround& day) {
  if (answer.units.codes != day.first->codes) return false;
  std::set<std::string> houses;
  for (const ContinuityLayerPage& layer : answer.layers)
    if (layer.kind == RelayKind::desk)
      for (const ContinuityCarrierRow& carrier : layer.carriers) houses.insert(carrier.code);
  ContinuityGround ground = day;
  std::erase_if(ground.sites, [&](const territory::SiteInUnit& site) { return !houses.contains(site.code); });
  const auto layers = layers_of(answer.request, ground, ground.first->populations, {});
  return layers && std::equal(answer.layers.begin(), answer.layers.end(), layers->begin(), layers->end(),
                              [](const ContinuityLayerPage& page, const ContinuityLayer& layer) {
                                return same_subject(page, layer) && page.before_of_unit == layer.of_unit;
                              });
}

bool same_moves(const ContinuityAnswer& a, const ContinuityAnswer& b) {
  const auto same = [](const ContinuityLayerPage& x, const ContinuityLayerPage& y) {
    return same_subject(x, y) && x.before_of_unit == y.before_of_unit && x.during_of_unit == y.during_of_unit;
  };
  return a.units.codes == b.units.codes &&
         std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(), same);
}

std::string continuity_csv(const ContinuityAnswer& answer) {
  std::string out = "layer,unit,name,commune,residents,from,to,minutes_before,minutes_during\r\n";
  for (const ContinuityLayerPage& layer : answer.layers)
    for (const ContinuityMove& move : layer.moves)
      out += csv::cell(layer.kind == RelayKind::desk ? layer.site_kind : layer.mission) + ',' + csv::cell(move.unit) +
             ',' + csv::cell(move.name) + ',' + csv::cell(move.commune) + ',' + std::to_string(move.residents) + ',' +
             csv::cell(layer.carriers[at(move.from)].name) + ',' + csv::cell(layer.carriers[at(move.to)].name) + ',' +
             tenths_text(move.minutes_before) + ',' + tenths_text(move.minutes_during) + "\r\n";
  return out;
}

}  // namespace maillage::planning
