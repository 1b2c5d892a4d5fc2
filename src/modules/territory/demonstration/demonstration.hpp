// An invented Département, for demonstrations and tests: nothing in it is real, everything in it is plausible.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/point.hpp"

namespace maillage::territory::demonstration {

using Ring = std::vector<Lambert93>;  // closed: the last point repeats the first; whole metres

struct Polygon {
  Ring outer;               // counter-clockwise
  std::vector<Ring> holes;  // clockwise
};
using Outline = std::vector<Polygon>;  // the mainland first, then the islets

struct Commune {
  CommuneCode code;
  std::string name;
  std::int64_t population = 0;
  EpciCode epci;
  Lambert93 centre;  // the town hall, inside the outline
  Outline outline;
  Period period;  // a merged commune keeps the code of its seat: one row before, one row after
};

struct Iris {
  IrisCode code;
  std::string name;
  char type = 'Z';  // H housing, A activity, D other, Z the whole of an undivided commune
  std::int64_t population = 0;
  Lambert93 centre;  // inside the outline
  Outline outline;
  Period period;
};

struct Epci {
  EpciCode code;
  std::string name;
  CommuneCode seat;
};

// `into` keeps its code and takes the territory of `absorbed`.
struct Merger {
  Date date;
  CommuneCode into;
  CommuneCode absorbed;
};

struct SectorMember {
  IrisCode unit;
  Period period;
};

struct Sector {
  std::string mission;  // ssd, ase, pmi, territoire, mds
  std::string code;     // SSD01, ASE01, PMI01, T1, MDS1
  std::string name;
  std::vector<SectorMember> members;  // by unit, then by date
};

struct Site {
  std::string code;
  std::string name;
  std::string kind;  // mds, antenne, permanence, pmi
  std::string address;
  CommuneCode commune;
  Lambert93 place;  // inside `unit`
  IrisCode unit;
  Period period;
};

enum class Parity { kBoth, kOdd, kEven };

// The numbers from `from` to `to`, both included, on one or both sides of a street.
struct StreetRange {
  std::string street;
  CommuneCode commune;
  int from = 1;
  int to = 9999;
  Parity parity = Parity::kBoth;
  IrisCode unit;
};

struct River {
  std::string name;
  std::vector<Lambert93> course;  // from upstream to downstream, inside the Département
};

struct Departement {
  DepartementCode code;
  std::string name;
  std::vector<Commune> communes;  // by code, then by date
  std::vector<Iris> iris;         // by code, then by date
  std::vector<Epci> epcis;
  std::vector<Merger> mergers;
  std::vector<Sector> sectors;  // mission after mission
  std::vector<Site> sites;
  std::vector<StreetRange> streets;
  std::vector<River> rivers;
};

// Département 96 « Val-de-Lorne », which does not exist: about 1.2 million inhabitants, 180 communes and 450 IRIS in
// force today. The IRIS tile their commune and neighbours share their border vertex by vertex; every mission's sectors
// are of one piece and cover every unit. The same seed gives the same Département on every machine.
Departement generate(std::uint64_t seed);

// The Département shown by default: an estuary, an island off each shore, a city on both banks.
inline constexpr std::uint64_t kDefaultSeed = 4;

}  // namespace maillage::territory::demonstration
