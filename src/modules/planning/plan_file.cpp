#include "modules/planning/plan_file.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "base/csv.hpp"

namespace maillage::planning {
namespace {

std::string quoted(const std::string& text) { return boost::json::serialize(boost::json::string(text)); }

}  // namespace

std::string plan_csv(const territory::Snapshot& snapshot, const PlanPage& page) {
  std::string out = "code,district,name,population,district_name\r\n";
  for (std::size_t u = 0; u < page.units.size(); ++u) {
    const auto district = static_cast<std::size_t>(page.of_unit[u]);
    out += page.units[u] + ',' + std::to_string(district + 1) + ',' + csv::cell(snapshot.names[u]) + ',' +
           std::to_string(snapshot.populations[u]) + ',' + csv::cell(page.districts[district].name) + "\r\n";
  }
  return out;
}

std::string plan_geojson(const territory::Snapshot& snapshot, const PlanPage& page,
                         const std::vector<std::string>& outlines) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t u = 0; u < page.units.size(); ++u) {
    const auto district = static_cast<std::size_t>(page.of_unit[u]);
    if (u > 0) out += ",\n";
    out += R"({"type":"Feature","properties":{"code":)" + quoted(page.units[u]) + R"(,"name":)" +
           quoted(snapshot.names[u]) + R"(,"population":)" + std::to_string(snapshot.populations[u]) +
           R"(,"district":)" + std::to_string(district + 1) + R"(,"district_name":)" +
           quoted(page.districts[district].name) + R"(},"geometry":)" + outlines[u] + '}';
  }
  return out + "]}\n";
}

}  // namespace maillage::planning
