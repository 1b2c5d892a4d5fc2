// Days of the territory kept in memory, each worked out once, until an import changes the territory. Thread-safe.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/competence.hpp"
#include "modules/territory/day.hpp"
#include "modules/territory/geometry/outline.hpp"
#include "modules/territory/territory.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory {

enum class MapLevel { unit, commune, epci };
BOOST_DESCRIBE_ENUM(MapLevel, unit, commune, epci)

class Days {
 public:
  explicit Days(sql::Database& database) : database_(database) {}

  std::shared_ptr<const Day> day(Date at);
  std::shared_ptr<const CompetenceIndex> competence(Date at);
  // TopoJSON; coordinates finer than half a pixel of a map 2 000 pixels wide are left out.
  // `compress` is called once per map.
  SentText map(Date at, MapLevel level, const Compress& compress);
  // Outlines of the units of the day, empty where unknown.
  std::vector<geometry::Outline> unit_outlines(const Day& day);

 private:
  // What was worked out for one day; each part under the entry's own lock, so that days do not wait for one another.
  struct Entry {
    std::int64_t version = 0;
    Date at;
    std::mutex mutex;
    std::shared_ptr<const Day> day;
    std::shared_ptr<const CompetenceIndex> competence;
    std::map<MapLevel, SentText> maps;
  };
  std::shared_ptr<Entry> entry(Date at);
  const std::shared_ptr<const Day>& day_of(Entry& entry);
  std::string draw(const Day& day, MapLevel level);
  std::map<std::string, geometry::Outline> outlines(Date at, std::string_view level);

  sql::Database& database_;
  std::mutex mutex_;
  std::list<std::shared_ptr<Entry>> recent_;  // the most recently used first
};

}  // namespace maillage::territory
