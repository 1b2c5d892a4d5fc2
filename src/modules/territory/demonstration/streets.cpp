#include "modules/territory/demonstration/streets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/random.hpp"
#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/words.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr std::uint64_t kStream = 601, kAddresses = 602;

struct Kind {
  std::string_view word;
  std::size_t count;
  int longest;  // no number is higher
  int shares;   // percentage of them that several IRIS share
};
constexpr Kind kKinds[] = {{"rue", 128, 110, 45}, {"avenue", 48, 320, 90}, {"boulevard", 24, 260, 90},
                           {"allée", 44, 40, 10}, {"impasse", 32, 20, 0},  {"place", 24, 30, 25}};

// "de la Fontaine", "des Docks": the complements, then what quarters give, each once.
std::vector<std::string> complements() {
  std::vector<std::string> all;
  std::set<std::string> seen;
  const auto add = [&](std::string text) {
    if (seen.insert(sorting_key(text)).second) all.push_back(std::move(text));
  };
  for (const std::string_view text : street_complements()) add(std::string(text));
  for (const std::string_view quarter : city_quarters()) add(of_place(quarter));
  return all;
}

class Surveyor {
 public:
  explicit Surveyor(const Draft& draft) : draft_(draft), random_(hash_of(draft.seed, kStream)) {
    for (std::size_t unit = 0; unit < draft.division.units.size(); ++unit)
      if (draft.in_city(unit) && draft.division.units[unit].type == 'H') homes_.push_back(unit);
  }

  std::vector<StreetRange> run() {
    const auto names = complements();
    for (const Kind& kind : kKinds) {
      std::vector<std::size_t> order(names.size());
      for (std::size_t k = 0; k < order.size(); ++k) {
        order[k] = k;
        std::swap(order[k], order[random_.below(k + 1)]);
      }
      for (std::size_t k = 0; k < kind.count; ++k) lay(kind, fmt::format("{} {}", kind.word, names[order[k]]));
    }
    return std::move(ranges_);
  }

 private:
  void lay(const Kind& kind, const std::string& street) {
    const std::size_t unit = homes_[next_home_++ % homes_.size()];
    const int last =
        kind.longest / 3 + static_cast<int>(random_.below(static_cast<std::uint64_t>(2 * kind.longest / 3)));
    const auto other = next_to(unit, unit);
    if (other == unit || static_cast<int>(random_.below(100)) >= kind.shares)
      put(street, 1, last, Parity::kBoth, unit);
    else if (random_.below(2) == 0)
      put(street, 1, last, Parity::kOdd, unit), put(street, 2, last, Parity::kEven, other);
    else
      run_through(street, last, unit, other);
  }

  // Through two or three units, one after the other.
  void run_through(const std::string& street, int last, std::size_t first, std::size_t second) {
    const std::size_t third = next_to(second, first);
    const int one = last / 3, two = 2 * last / 3;
    put(street, 1, one, Parity::kBoth, first);
    put(street, one + 1, third == second ? last : two, Parity::kBoth, second);
    if (third != second) put(street, two + 1, last, Parity::kBoth, third);
  }

  // A neighbour of the unit inhabited and in the city, other than `but`; the unit itself when there is none.
  std::size_t next_to(std::size_t unit, std::size_t but) {
    std::vector<std::size_t> candidates;
    for (const Label next : draft_.division.neighbours.neighbours(static_cast<Label>(unit)))
      if (at(next) != but && draft_.in_city(at(next)) && draft_.division.units[at(next)].type == 'H')
        candidates.push_back(at(next));
    return candidates.empty() ? unit : candidates[random_.below(candidates.size())];
  }

  void put(const std::string& street, int from, int to, Parity parity, std::size_t unit) {
    ranges_.push_back({street, draft_.commune_codes.front(), from, to, parity, draft_.unit_codes[unit]});
  }

  const Draft& draft_;
  Random random_;
  std::vector<std::size_t> homes_;
  std::size_t next_home_ = 0;
  std::vector<StreetRange> ranges_;
};

// 96000 for the city, one hundred per EPCI elsewhere.
std::string postcode(const Draft& draft, Label commune) {
  const int office = commune == 0 ? 0 : 100 + 70 * draft.settlements.communes[at(commune)].epci;
  return fmt::format("{}{:03}", kDepartementCode, office);
}

}  // namespace

std::vector<StreetRange> lay_streets(const Draft& draft) { return Surveyor(draft).run(); }

std::string address_in(const Draft& draft, const std::vector<StreetRange>& streets, std::size_t unit,
                       std::uint64_t draw) {
  const Label commune = draft.commune_of(unit);
  const std::uint64_t roll = hash_of(hash_of(draft.seed, kAddresses), draw);
  const std::string town = fmt::format("{} {}", postcode(draft, commune), draft.commune_names[at(commune)]);
  std::vector<const StreetRange*> here;
  for (const StreetRange& range : streets)
    if (range.unit == draft.unit_codes[unit]) here.push_back(&range);
  if (!here.empty()) {
    const StreetRange& range = *here[roll % here.size()];
    const int span = (range.to - range.from) / 2;
    const int number = range.from + 2 * (span == 0 ? 0 : static_cast<int>((roll >> 20) % static_cast<unsigned>(span)));
    return fmt::format("{} {}, {}", number, range.street, town);
  }
  const Words words = street_complements();
  return fmt::format("{} rue {}, {}", 1 + (roll >> 20) % 60, words[roll % words.size()], town);
}

}  // namespace maillage::territory::demonstration
