// The invented Département as the files that publishers would make of it.
#pragma once

#include <fmt/format.h>

#include <string>

#include "modules/territory/demonstration/openings.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {

inline std::string ring_text(const Ring& ring) {
  std::string text;
  for (const Lambert93 point : ring)
    text += fmt::format("{}[{:.0f},{:.0f}]", text.empty() ? "" : ",", point.x, point.y);
  return "[" + text + "]";
}

inline std::string feature(const std::string& properties, const Outline& outline) {
  std::string polygons;
  for (const Polygon& polygon : outline) {
    polygons += (polygons.empty() ? "[" : ",[") + ring_text(polygon.outer);
    for (const Ring& hole : polygon.holes) polygons += "," + ring_text(hole);
    polygons += "]";
  }
  return fmt::format(
      R"({{"type":"Feature","properties":{{{}}},"geometry":{{"type":"MultiPolygon","coordinates":[{}]}}}})", properties,
      polygons);
}

// A collection in Lambert-93 metres, as its "crs" says.
inline std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},)"
         "\n\"features\":[" +
         features + "]}";
}

inline std::string communes_file(const Departement& d, Date day) {
  std::string features;
  for (const Commune* c : in_force(d.communes, day))
    features += (features.empty() ? "\n" : ",\n") +
                feature(fmt::format(R"("code":"{}","nom":"{}","population":{},"codeEpci":"{}")", c->code.str(), c->name,
                                    c->population, c->epci.str()),
                        c->outline);
  return collection(features);
}

inline std::string iris_file(const Departement& d, Date day) {
  std::string features;
  for (const Iris* i : in_force(d.iris, day))
    features +=
        (features.empty() ? "\n" : ",\n") +
        feature(fmt::format(R"("CODE_IRIS":"{}","NOM_IRIS":"{}","TYP_IRIS":"{}")", i->code.str(), i->name, i->type),
                i->outline);
  return collection(features);
}

inline std::string populations_file(const Departement& d, Date day) {
  std::string rows = "IRIS;P22_POP\n";
  for (const Iris* i : in_force(d.iris, day)) rows += fmt::format("{};{}\n", i->code.str(), i->population);
  return rows;
}

inline std::string epci_file(const Departement& d, Date day) {
  std::map<EpciCode, std::string> names;
  for (const Epci& epci : d.epcis) names[epci.code] = epci.name;
  std::string rows = "CODGEO;EPCI;LIBEPCI\n";
  for (const Commune* c : in_force(d.communes, day))
    rows += fmt::format("{};{};{}\n", c->code.str(), c->epci.str(), names.at(c->epci));
  return rows;
}

inline std::string sectors_file(const Departement& d, const std::string& mission, Date day) {
  std::string rows = "code;sector;name\n";
  for (const Sector& sector : d.sectors)
    for (const SectorMember& member : sector.members)
      if (sector.mission == mission && member.period.contains(day))
        rows += fmt::format("{};{};{}\n", member.unit.str(), sector.code, sector.name);
  return rows;
}

inline std::string sites_file(const Departement& d, Date day) {
  std::string rows = "id;nom;type;adresse;code_insee;x;y;horaires\n";
  for (const Site* s : in_force(d.sites, day))
    rows += fmt::format("{};{};{};\"{}\";{};{:.0f};{:.0f};\"{}\"\n", s->code, s->name, s->kind, s->address,
                        s->commune.str(), s->place.x, s->place.y, hours_of(*s));
  return rows;
}

}  // namespace maillage::territory::demonstration
