#include "modules/territory/demonstration/demonstration.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {
namespace {

class Fingerprint {
 public:
  void add(const std::string& text) {
    for (const char c : text + "|") value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  void add(Lambert93 p) { add(fmt::format("{:.0f} {:.0f}", p.x, p.y)); }
  void add(const Outline& outline) {
    for_each_side(outline, [&](const Side& side) { add(Lambert93{side.first.first, side.first.second}); });
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

std::uint64_t fingerprint(const Departement& d) {
  Fingerprint print;
  for (const Commune& c : d.communes) print.add(c.code.str() + c.name + c.period.from.str()), print.add(c.outline);
  for (const Iris& i : d.iris)
    print.add(fmt::format("{}{}{}{}", i.code.str(), i.name, i.type, i.population)), print.add(i.outline);
  for (const Sector& s : d.sectors) {
    print.add(s.mission + s.code + s.name);
    for (const SectorMember& m : s.members) print.add(m.unit.str() + m.period.from.str() + m.period.to.str());
  }
  for (const Site& s : d.sites) print.add(s.code + s.name + s.address), print.add(s.place);
  for (const StreetRange& r : d.streets) print.add(fmt::format("{}{}{}{}", r.street, r.from, r.to, r.unit.str()));
  for (const River& r : d.rivers)
    for (const Lambert93 p : r.course) print.add(p);
  return print.value();
}

template <class Row>
std::int64_t population(const std::vector<const Row*>& rows) {
  std::int64_t total = 0;
  for (const Row* row : rows) total += row->population;
  return total;
}

void check_figures(const Departement& d) {
  const auto communes = in_force(d.communes, kToday);
  CHECK(communes.size() == 180);
  CHECK(in_force(d.communes, Date(2024, 12, 31)).size() == 181);
  CHECK(in_force(d.iris, kToday).size() == 450);
  CHECK(d.epcis.size() == 12);
  CHECK(d.sites.size() == 90);
  CHECK(population(communes) > 1'170'000);
  CHECK(population(communes) < 1'230'000);
  CHECK(population(communes) == population(in_force(d.iris, kToday)));
  CHECK(population(communes) == population(in_force(d.communes, Date(2020, 1, 1))));
  std::vector<std::int64_t> sizes;
  for (const Commune* commune : communes) sizes.push_back(commune->population);
  std::sort(sizes.rbegin(), sizes.rend());
  CHECK(sizes[0] > 220'000);
  CHECK(sizes[0] < 240'000);
  CHECK(std::count_if(sizes.begin() + 1, sizes.end(), [](auto size) { return size >= 20'000; }) >= 6);
  CHECK(sizes[1] < 70'000);
  CHECK(sizes.back() > 50);
}

}  // namespace

TEST_CASE("demonstration: the figures are those of a large Département, whatever the seed") {
  for_each_departement(check_figures);
}

TEST_CASE("demonstration: the same seed gives the same Département on every machine") {
  CHECK(fingerprint(shown()) != fingerprint(generated(2026)));
  CHECK(fingerprint(shown()) == 9004655385295525640U);
}

TEST_CASE("demonstration: the Département does not exist, its codes have the official shape") {
  for_each_departement([&](const Departement& d) {
    CHECK(d.code.str() == "96");
    for (const Commune& commune : d.communes) CHECK(departement_of(commune.code).str() == "96");
  });
}

TEST_CASE("demonstration: IRIS codes begin with their commune, names are unique in it, the undivided end with 0000") {
  for_each_departement([&](const Departement& d) {
    std::map<std::string, std::set<std::string>> names;
    std::set<std::string> codes;
    for (const Iris* iris : in_force(d.iris, kToday)) {
      const std::string commune = commune_of(iris->code).str();
      CHECK(names[commune].insert(sorting_key(iris->name)).second);
      CHECK(codes.insert(iris->code.str()).second);
      CHECK((iris->type == 'Z') == (iris->code.str().substr(5) == "0000"));
      CHECK(std::string("HADZ").find(iris->type) != std::string::npos);
    }
    CHECK(names.size() == 180);
  });
}

TEST_CASE("demonstration: the IRIS of a commune add up to its population; housing IRIS have the usual size") {
  for_each_departement([&](const Departement& d) {
    std::map<std::string, std::int64_t> sums;
    for (const Iris* iris : in_force(d.iris, kToday)) {
      sums[commune_of(iris->code).str()] += iris->population;
      if (iris->type == 'H') CHECK(iris->population > 900);
      if (iris->type == 'H') CHECK(iris->population < 6'000);
      if (iris->type == 'A' || iris->type == 'D') CHECK(iris->population < 700);
    }
    for (const Commune* commune : in_force(d.communes, kToday)) CHECK(sums[commune->code.str()] == commune->population);
  });
}

TEST_CASE("demonstration: one commune absorbs its neighbour in 2025 and keeps its code") {
  for_each_departement([&](const Departement& d) {
    REQUIRE(d.mergers.size() == 1);
    const Merger& merger = d.mergers.front();
    std::vector<const Commune*> into, absorbed;
    for (const Commune& commune : d.communes) {
      if (commune.code == merger.into) into.push_back(&commune);
      if (commune.code == merger.absorbed) absorbed.push_back(&commune);
    }
    REQUIRE(into.size() == 2);
    REQUIRE(absorbed.size() == 1);
    CHECK(into[0]->period.to == merger.date);
    CHECK(into[1]->period.from == merger.date);
    CHECK(absorbed[0]->period.to == merger.date);
    CHECK(into[1]->population == into[0]->population + absorbed[0]->population);
    CHECK(outline_area_m2(into[1]->outline) ==
          doctest::Approx(outline_area_m2(into[0]->outline) + outline_area_m2(absorbed[0]->outline)));
  });
}

TEST_CASE("demonstration: every EPCI has a seat among its communes and every commune an EPCI") {
  for_each_departement([&](const Departement& d) {
    std::map<EpciCode, std::set<CommuneCode>> members;
    for (const Commune* commune : in_force(d.communes, kToday)) members[commune->epci].insert(commune->code);
    CHECK(members.size() == d.epcis.size());
    for (const Epci& epci : d.epcis) CHECK(members[epci.code].contains(epci.seat));
  });
}

}  // namespace maillage::territory::demonstration
