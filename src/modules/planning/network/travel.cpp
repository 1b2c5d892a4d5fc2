#include "modules/planning/network/travel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::planning {
namespace {

constexpr Date kSince{2019, 1, 1};
constexpr double kMinutesPerHour = 60, kMetresPerKm = 1000;

constexpr std::array kTravel{
    TravelRow{TravelMode::car, 1.3, 40, kSince,
              "Hypothèse : une route est plus longue de 30 % que la ligne droite, et se parcourt à 40 km/h de porte "
              "à porte.",
              "Assumption: a road is 30% longer than the straight line, and is driven at 40 km/h from door to "
              "door."},
    TravelRow{TravelMode::walk, 1.3, 4.5, kSince,
              "Hypothèse : un chemin est plus long de 30 % que la ligne droite, et se marche à 4,5 km/h.",
              "Assumption: a path is 30% longer than the straight line, and is walked at 4.5 km/h."},
};

constexpr std::array kReaches{
    ReachRow{15, kSince, "Repère de proximité, sans valeur réglementaire.", "A mark of proximity, of no legal force."},
    ReachRow{30, kSince,
             "Référentiel de l’accueil social inconditionnel de proximité (janvier 2019) : chacun à moins de 30 "
             "minutes d’un lieu d’accueil.",
             "National reference for unconditional social reception (January 2019): everyone within 30 minutes of a "
             "place of reception."},
    ReachRow{45, kSince, "Repère d’éloignement, sans valeur réglementaire.",
             "A mark of remoteness, of no legal force."},
};

// As it is written in French, without zeros that say nothing: "1,3".
std::string decimal(double value) {
  std::string out = fmt::format("{:.2f}", value);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

Problem outside(const char* field, const char* low, const char* high) {
  return {"planning.outside", field, {{"low", low}, {"high", high}}};
}

}  // namespace

std::span<const TravelRow> travel_rows() { return kTravel; }
std::span<const ReachRow> reach_rows() { return kReaches; }

Travel travel_on(Date day, TravelMode mode, std::optional<double> detour, std::optional<double> speed_kmh) {
  const TravelRow* used = nullptr;
  for (const TravelRow& row : kTravel)
    if (row.mode == mode && (!used || (row.from <= day && used->from < row.from))) used = &row;
  Travel out;
  out.mode = mode;
  out.detour = detour.value_or(used->detour);
  out.speed_kmh = speed_kmh.value_or(used->speed_kmh);
  return out;
}

std::string label_of(const Travel& travel) {
  if (travel.source == TravelSource::file) return fmt::format("importé : {}, {}", travel.origin, travel.vintage);
  if (travel.source == TravelSource::server)
    return fmt::format("calculé par un serveur d’itinéraires : {}, {}", travel.origin, travel.vintage);
  return fmt::format("estimé à vol d’oiseau × {} à {} km/h", decimal(travel.detour), decimal(travel.speed_kmh));
}

Result<Done> check(const Travel& travel) {
  if (!(travel.detour >= 1 && travel.detour <= 3)) return outside("/detour", "1", "3");
  if (!(travel.speed_kmh >= 1 && travel.speed_kmh <= 130)) return outside("/speed_kmh", "1", "130");
  return Done{};
}

double minutes_between(Lambert93 from, Lambert93 to, const Travel& travel) {
  const double km = std::hypot(from.x - to.x, from.y - to.y) / kMetresPerKm;
  return std::round(km * travel.detour / travel.speed_kmh * kMinutesPerHour * 10) / 10;
}

}  // namespace maillage::planning
