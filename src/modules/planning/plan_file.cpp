#include "modules/planning/plan_file.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <map>

#include "base/csv.hpp"

namespace maillage::planning {
namespace {

std::string quoted(const std::string& text) { return boost::json::serialize(boost::json::string(text)); }

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

}  // namespace

std::string plan_csv(const territory::Snapshot& snapshot, const engines::Plan& of_unit,
                     const std::vector<std::string>& names, const std::vector<DistrictColumn>& more) {
  std::string out = "code,district,name,population,district_name";
  for (const DistrictColumn& column : more) out += ',' + column.name;
  out += "\r\n";
  for (std::size_t u = 0; u < of_unit.size(); ++u) {
    const auto district = of_unit[u];
    out += snapshot.codes[u] + ',' + (district < 0 ? "" : std::to_string(district + 1)) + ',' +
           csv::cell(snapshot.names[u]) + ',' + std::to_string(snapshot.populations[u]) + ',' +
           (district < 0 ? "" : csv::cell(names[at(district)]));
    for (const DistrictColumn& column : more)
      out += ',' + (district < 0 ? "" : csv::cell(column.of_district[at(district)]));
    out += "\r\n";
  }
  return out;
}

std::string plan_geojson(const territory::Snapshot& snapshot, const engines::Plan& of_unit,
                         const std::vector<std::string>& names, const std::vector<std::string>& outlines,
                         const std::vector<DistrictColumn>& more) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t u = 0; u < of_unit.size(); ++u) {
    const auto district = of_unit[u];
    if (u > 0) out += ",\n";
    out += R"({"type":"Feature","properties":{"code":)" + quoted(snapshot.codes[u]) + R"(,"name":)" +
           quoted(snapshot.names[u]) + R"(,"population":)" + std::to_string(snapshot.populations[u]) +
           R"(,"district":)" + (district < 0 ? "null" : std::to_string(district + 1)) + R"(,"district_name":)" +
           (district < 0 ? "null" : quoted(names[at(district)]));
    for (const DistrictColumn& column : more)
      out += ",\"" + column.name + "\":" + (district < 0 ? "null" : quoted(column.of_district[at(district)]));
    out += R"(},"geometry":)" + outlines[u] + '}';
  }
  return out + "]}\n";
}

std::string zones_csv(const territory::Snapshot& snapshot, const territory::DecidedMap& map) {
  // -2 where the commune is cut.
  std::map<std::string_view, std::int32_t> sector_of_commune;
  for (std::size_t u = 0; u < map.of_unit.size(); ++u) {
    const auto [found, fresh] = sector_of_commune.try_emplace(snapshot.commune_codes[u], map.of_unit[u]);
    if (!fresh && found->second != map.of_unit[u]) found->second = -2;
  }
  std::string out = "city_code,city_name,sector_id\r\n";
  const auto line = [&](const std::string& code, const std::string& name, std::int32_t sector) {
    out += code + ',' + csv::cell(name) + ',' + csv::cell(map.sectors[at(sector)].code) + "\r\n";
  };
  for (std::size_t u = 0; u < map.of_unit.size(); ++u) {
    std::int32_t& whole = sector_of_commune[snapshot.commune_codes[u]];
    if (whole >= 0) {
      line(snapshot.commune_codes[u], snapshot.commune_names[u], whole);
      whole = -1;
    } else if (whole == -2 && map.of_unit[u] >= 0) {
      line(snapshot.codes[u], snapshot.names[u], map.of_unit[u]);
    }
  }
  return out;
}

}  // namespace maillage::planning
