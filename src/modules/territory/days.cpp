#include "modules/territory/days.hpp"

#include <algorithm>

#include "modules/territory/geometry/topology.hpp"
#include "modules/territory/store.hpp"
#include "platform/hash/sha256.hpp"

namespace maillage::territory {
namespace {

constexpr std::size_t kDaysKept = 8;
constexpr double kMapWidth_px = 2000;

// The area of a triangle of half a pixel.
double smallest_triangle_m2(const std::vector<geometry::MapUnit>& units) {
  geometry::Box box;
  for (const geometry::MapUnit& unit : units)
    if (unit.outline != nullptr && !unit.outline->empty()) box.include(geometry::bounds(*unit.outline));
  if (box.empty()) return 0;
  const double pixel_m = std::max(box.x_max - box.x_min, box.y_max - box.y_min) / kMapWidth_px;
  return pixel_m * pixel_m / 2;
}

SentText sent(std::string text, const Compress& compress) {
  SentText made;
  made.etag = sha256(text).substr(0, 32);
  made.gzipped = std::make_shared<const std::string>(compress(text));
  made.plain = std::make_shared<const std::string>(std::move(text));
  return made;
}

}  // namespace

std::shared_ptr<Days::Entry> Days::entry(Date at) {
  const std::int64_t version = database_.reading([](sql::Session& session) { return store::version(session); });
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(recent_.begin(), recent_.end(),
                                  [&](const auto& one) { return one->version == version && one->at == at; });
  if (found != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, found);
  } else {
    recent_.push_front(std::make_shared<Entry>());
    recent_.front()->version = version;
    recent_.front()->at = at;
    if (recent_.size() > kDaysKept) recent_.pop_back();
  }
  return recent_.front();
}

const std::shared_ptr<const Day>& Days::day_of(Entry& entry) {
  if (!entry.day)
    entry.day = database_.reading(
        [&](sql::Session& session) { return std::make_shared<const Day>(store::day(session, entry.at)); });
  return entry.day;
}

std::shared_ptr<const Day> Days::day(Date at) {
  const auto its = entry(at);
  const std::lock_guard lock(its->mutex);
  return day_of(*its);
}

std::shared_ptr<const CompetenceIndex> Days::competence(Date at) {
  const auto its = entry(at);
  const std::lock_guard lock(its->mutex);
  if (its->competence) return its->competence;
  const auto day = day_of(*its);
  const auto outlines = unit_outlines(*day);
  database_.read([&](sql::Session& session) {
    its->competence = std::make_shared<const CompetenceIndex>(day, outlines, store::streets(session, at),
                                                              store::addresses(session, at));
  });
  return its->competence;
}

SentText Days::map(Date at, MapLevel level, const Compress& compress) {
  const auto its = entry(at);
  const std::lock_guard lock(its->mutex);
  const auto day = day_of(*its);
  const auto [found, fresh] = its->maps.try_emplace(level);
  if (fresh) found->second = sent(draw(*day, level), compress);
  return found->second;
}

std::map<std::string, geometry::Outline> Days::outlines(Date at, std::string_view level) {
  std::map<std::string, geometry::Outline> all;
  database_.read([&](sql::Session& session) {
    for (auto& [code, wkb] : store::outlines(session, at, level))
      if (auto outline = geometry::from_wkb(wkb)) all.insert_or_assign(code, *std::move(outline));
  });
  return all;
}

std::vector<geometry::Outline> Days::unit_outlines(const Day& day) {
  auto known = outlines(day.snapshot.at, "commune");
  known.merge(outlines(day.snapshot.at, "iris"));
  std::vector<geometry::Outline> all(day.snapshot.codes.size());
  for (std::size_t u = 0; u < all.size(); ++u)
    if (const auto found = known.find(day.snapshot.codes[u]); found != known.end()) all[u] = std::move(found->second);
  return all;
}

std::string Days::draw(const Day& day, MapLevel level) {
  std::vector<geometry::Outline> shapes;
  std::vector<geometry::MapUnit> units;
  if (level == MapLevel::unit) {
    shapes = unit_outlines(day);
    for (std::size_t u = 0; u < shapes.size(); ++u)
      units.push_back({day.snapshot.codes[u], day.snapshot.names[u], day.snapshot.populations[u], &shapes[u]});
    return geometry::topojson(units, {.smallest_triangle_m2 = smallest_triangle_m2(units)});
  }
  const auto communes = outlines(day.snapshot.at, "commune");
  for (const PlaceRecord& place : day.records.places) {
    const bool group = place.level == "epci" || place.level == "ept";
    if (place.level != "commune" && !group) continue;
    if (group != (level == MapLevel::epci)) continue;
    std::vector<const geometry::Outline*> parts;
    const auto members =
        group ? day.members(place.level, place.code, "commune") : std::vector<std::string_view>{place.code};
    for (std::string_view code : members) {
      // A commune in an EPT is drawn with its EPT only.
      if (place.level == "epci" && !day.holder("commune", code, "ept").empty()) continue;
      if (const auto found = communes.find(std::string(code)); found != communes.end()) parts.push_back(&found->second);
    }
    if (group && parts.empty()) continue;
    shapes.push_back(parts.size() == 1 ? *parts.front() : geometry::united(parts));
    units.push_back({place.code, place.name, day.residents(place.level, place.code).persons, nullptr});
  }
  for (std::size_t i = 0; i < units.size(); ++i) units[i].outline = &shapes[i];
  return geometry::topojson(units, {.smallest_triangle_m2 = smallest_triangle_m2(units)});
}

}  // namespace maillage::territory
