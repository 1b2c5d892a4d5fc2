#include "modules/territory/demonstration/naming.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/assert.hpp"
#include "base/random.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/words.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr std::uint64_t kCommunes = 501, kQuarters = 502;
constexpr int kMostTries = 1000;

std::string_view pick(Words words, Random& random) { return words[random.below(words.size())]; }
bool chance(Random& random, unsigned percent) { return random.below(100) < percent; }

struct Surroundings {
  bool coastal = false;
  int river = -1;
  bool suburb = false;
};

// What tells a place from its namesakes; empty when nothing around is worth it.
std::string suffix_of(const Surroundings& around, bool needed, Random& random) {
  if (around.suburb && chance(random, 25)) return "-lès-" + std::string(kCityName);
  if (around.coastal && chance(random, 55)) return std::string(pick(coast_suffixes(), random));
  if (around.river >= 0 && chance(random, 50)) return std::string(kRiverSuffixes[around.river]);
  return needed ? std::string(pick(country_suffixes(), random)) : "";
}

std::string compose(const Surroundings& around, Random& random) {
  const std::uint64_t roll = random.below(100);
  if (roll < 26) return std::string(pick(saints(), random)) + suffix_of(around, chance(random, 55), random);
  if (roll < 36) return std::string(pick(castle_names(), random)) + suffix_of(around, true, random);
  if (roll < 48) return std::string(pick(articled_heads(), random)) + std::string(pick(families(), random));
  const std::string simple = std::string(pick(name_beginnings(), random)) + std::string(pick(name_endings(), random));
  return chance(random, 45) ? simple + suffix_of(around, false, random) : simple;
}

std::string compose_seat(const Settlement& seat, Random& random) {
  return std::string(pick(seat.coastal && chance(random, 70) ? port_names() : town_names(), random));
}

class Registry {
 public:
  // The first name `compose` proposes that nobody bears.
  template <class Compose>
  std::string free_name(Compose compose) {
    for (int tries = 0; tries < kMostTries; ++tries)
      if (std::string name = compose(); taken_.insert(sorting_key(name)).second) return name;
    MAILLAGE_ASSERT(false, "the vocabulary is larger than the Département");
    return {};
  }

 private:
  std::set<std::string> taken_;
};

struct Letter {
  std::string_view accented;
  std::string_view plain;
};
constexpr Letter kLetters[] = {{"à", "a"},  {"â", "a"}, {"ç", "c"}, {"é", "e"}, {"è", "e"}, {"ê", "e"}, {"ë", "e"},
                               {"É", "e"},  {"È", "e"}, {"Ê", "e"}, {"î", "i"}, {"ï", "i"}, {"Î", "i"}, {"ô", "o"},
                               {"œ", "oe"}, {"ù", "u"}, {"û", "u"}, {"ü", "u"}, {"’", " "}};

struct Article {
  std::string_view article;
  std::string_view contracted;
};
constexpr Article kArticles[] = {{"Les ", "des "}, {"Le ", "du "}, {"La ", "de la "}, {"L’", "de l’"}};

std::string_view without_article(std::string_view name) {
  for (const auto& [article, contracted] : kArticles)
    if (name.starts_with(article)) return name.substr(article.size());
  return name;
}

std::string quarter_name(const UnitDraft& unit, std::size_t rank, Random& random) {
  if (unit.type == 'A') return std::string(pick(activity_quarters(), random));
  if (unit.type == 'D') return std::string(pick(open_spaces(), random));
  const bool city = unit.commune == 0;
  if (city && rank < heart_quarters().size()) return std::string(pick(heart_quarters(), random));
  if (!city && rank == 0) return "Centre";
  return std::string(pick(city ? city_quarters() : town_quarters(), random));
}

// Positions of the units of every commune, from its centre outwards.
std::map<Label, std::vector<std::size_t>> from_centre(const Division& division) {
  std::map<Label, std::vector<std::size_t>> units;
  for (std::size_t k = 0; k < division.units.size(); ++k) units[division.units[k].commune].push_back(k);
  for (auto& [commune, members] : units)
    std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(division.units[a].remote_km, a) < std::pair(division.units[b].remote_km, b);
    });
  return units;
}

}  // namespace

std::vector<std::string> name_communes(const Settlements& settlements, std::uint64_t seed) {
  Random random(hash_of(seed, kCommunes));
  Registry registry;
  std::vector<std::string> names{registry.free_name([] { return std::string(kCityName); })};
  const auto suburbs = settlements.neighbours.neighbours(0);
  for (std::size_t k = 1; k < settlements.communes.size(); ++k) {
    const Settlement& commune = settlements.communes[k];
    const bool suburb = std::find(suburbs.begin(), suburbs.end(), static_cast<Label>(k)) != suburbs.end();
    const Surroundings around{commune.coastal, commune.river, suburb};
    names.push_back(
        registry.free_name([&] { return commune.seat ? compose_seat(commune, random) : compose(around, random); }));
  }
  return names;
}

std::vector<std::string> name_units(const Division& division, const std::vector<std::string>& commune_names,
                                    std::uint64_t seed) {
  Random random(hash_of(seed, kQuarters));
  std::vector<std::string> names(division.units.size());
  for (const auto& [commune, members] : from_centre(division)) {
    Registry registry;
    for (std::size_t rank = 0; rank < members.size(); ++rank) {
      const UnitDraft& unit = division.units[members[rank]];
      names[members[rank]] = unit.type == 'Z' ? commune_names[at(commune)]
                                              : registry.free_name([&] { return quarter_name(unit, rank, random); });
    }
  }
  return names;
}

std::string sorting_key(std::string_view name) {
  name = without_article(name);
  std::string key;
  while (!name.empty()) {
    const auto letter = std::find_if(std::begin(kLetters), std::end(kLetters),
                                     [&](const Letter& l) { return name.starts_with(l.accented); });
    if (letter != std::end(kLetters)) {
      key += letter->plain;
      name.remove_prefix(letter->accented.size());
      continue;
    }
    const char c = name.front();
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' ? ' ' : c;
    name.remove_prefix(1);
  }
  return key;
}

std::string of_place(std::string_view name) {
  for (const auto& [article, contracted] : kArticles)
    if (name.starts_with(article)) return std::string(contracted) + std::string(name.substr(article.size()));
  const bool vowel = std::string_view("aeiou").find(sorting_key(name).front()) != std::string_view::npos;
  return (vowel ? "d’" : "de ") + std::string(name);
}

}  // namespace maillage::territory::demonstration
