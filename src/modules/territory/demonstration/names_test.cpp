// Names and addresses read as French: on the words themselves, and on what several seeds make of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"
#include "modules/territory/demonstration/words.hpp"

namespace maillage::territory::demonstration {
namespace {

using std::string_view;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool capital(string_view word) {
  return (word.front() >= 'A' && word.front() <= 'Z') || word.starts_with("É") || word.starts_with("È") ||
         word.starts_with("Î");
}

bool begins_with_one_of(string_view word, std::initializer_list<string_view> letters) {
  return std::any_of(letters.begin(), letters.end(), [&](string_view letter) { return word.starts_with(letter); });
}
// A vowel, or a mute h.
bool vowel(string_view word) {
  return begins_with_one_of(word,
                            {"A", "E", "I", "O", "U", "É", "È", "Ê", "Î", "a", "e", "i", "o", "u", "é", "Hos", "Hor"});
}

// What is wrong in the articles of a phrase, or nothing.
std::string fault_of_articles(const std::string& phrase) {
  const auto words = words_of(phrase);
  for (std::size_t k = 0; k + 1 < words.size(); ++k) {
    const std::string &word = words[k], &next = words[k + 1];
    const bool article = next == "Le" || next == "Les" || next == "le" || next == "les";
    if (word == "de" && article) return "not contracted";
    if (word == "de" && vowel(next)) return "not elided";
    if (word == "du" && !capital(next)) return "du what?";
  }
  for (const std::string& word : words)
    if (begins_with_one_of(word, {"d’", "l’", "L’"}) && !vowel(word.substr(string_view("d’").size())))
      return "elided before a consonant";
  return "";
}

std::string fault_of_spelling(const std::string& name) {
  if (!capital(name)) return "no capital";
  if (name.find('\'') != name.npos) return "typewriter's apostrophe";
  if (name.find("--") != name.npos || name.find("  ") != name.npos || name.ends_with('-') || name.ends_with(' '))
    return "stray sign";
  for (std::size_t k = 2; k < name.size(); ++k)
    if (name[k] == name[k - 1] && name[k] == name[k - 2] && name[k] != '.') return "a letter three times";
  return "";
}

void check_name(const std::string& name) {
  CHECK_MESSAGE(fault_of_spelling(name).empty(), name << ": " << fault_of_spelling(name));
  CHECK_MESSAGE(fault_of_articles(name).empty(), name << ": " << fault_of_articles(name));
}

}  // namespace

TEST_CASE("names: the checks of this file see what is wrong") {
  CHECK(fault_of_articles("Antenne de Le Plessis") == "not contracted");
  CHECK(fault_of_articles("Antenne de Étang") == "not elided");
  CHECK(fault_of_articles("Antenne d’Loup") == "elided before a consonant");
  CHECK(fault_of_spelling("Saint--Jean") == "stray sign");
  CHECK(fault_of_spelling("Place d'Armes") == "typewriter's apostrophe");
  CHECK(fault_of_spelling("saint-Jean") == "no capital");
  CHECK(fault_of_spelling("Loouuu") == "a letter three times");
}

TEST_CASE("words: a list never says the same thing twice, and every word is spelled") {
  for (const Words list : {town_names(), port_names(), name_beginnings(), saints(), castle_names(), articled_heads(),
                           heart_quarters(), city_quarters(), town_quarters(), activity_quarters(), open_spaces()}) {
    std::set<std::string> keys;
    for (const string_view word : list) {
      CHECK_MESSAGE(keys.insert(sorting_key(word)).second, word);
      CHECK_MESSAGE(fault_of_spelling(std::string(word)).empty(), word);
    }
  }
  for (const string_view complement : street_complements())
    CHECK_MESSAGE(fault_of_articles("rue " + std::string(complement)).empty(), complement);
}

TEST_CASE("words: what follows a name begins with a hyphen, what ends it with a small letter") {
  for (const Words list : {families(), country_suffixes(), coast_suffixes()})
    for (const string_view word : list) CHECK_MESSAGE(word.starts_with('-'), word);
  for (const string_view ending : name_endings()) CHECK_MESSAGE(!capital(ending), ending);
}

TEST_CASE("names: of communes, quarters, EPCI, sectors and sites, whatever the seed") {
  for_each_departement([](const Departement& d) {
    for (const Commune& commune : d.communes) check_name(commune.name);
    for (const Iris& iris : d.iris) check_name(iris.name);
    for (const Epci& epci : d.epcis) check_name(epci.name);
    for (const Sector& sector : d.sectors) check_name(sector.name);
    for (const Site& site : d.sites) check_name(site.name);
  });
}

TEST_CASE("names: of communes are unique without regard to accents and articles, and their codes follow the alphabet") {
  for_each_departement([](const Departement& d) {
    std::string last_key, last_code;
    for (const Commune* commune : in_force(d.communes, Date(2024, 12, 31))) {
      const std::string key = sorting_key(commune->name);
      CHECK(last_key < key);
      CHECK(last_code < commune->code.str());
      last_key = key;
      last_code = commune->code.str();
    }
  });
}

TEST_CASE("names: communes by the sea and on the rivers say so, some around the city too") {
  std::size_t sea = 0;
  for_each_departement([&](const Departement& d) {
    std::size_t river = 0, city = 0, saints = 0;
    for (const Commune* commune : in_force(d.communes, kToday)) {
      const string_view name = commune->name;
      sea += name.ends_with("-sur-Mer") || name.ends_with("-Plage") || name.ends_with("-les-Bains") ||
             name.ends_with("-l’Océan") || name.ends_with("-de-la-Mer");
      river += std::any_of(std::begin(kRiverSuffixes), std::end(kRiverSuffixes),
                           [&](string_view suffix) { return name.ends_with(suffix); });
      city += name.ends_with("-lès-" + std::string(kCityName));
      saints += name.starts_with("Saint");
    }
    CHECK(river >= 8);
    CHECK(city <= 8);
    CHECK(saints >= 25);
    CHECK(saints <= 90);
  });
  CHECK(sea >= 6);
}

TEST_CASE("names: an EPCI is named after its seat, by its size") {
  for_each_departement([](const Departement& d) {
    std::map<EpciCode, std::int64_t> population;
    std::map<CommuneCode, std::string> name;
    for (const Commune* commune : in_force(d.communes, kToday)) {
      population[commune->epci] += commune->population;
      name[commune->code] = commune->name;
    }
    std::size_t metropoles = 0;
    for (const Epci& epci : d.epcis) {
      const bool metropole = epci.name.ends_with(" Métropole");
      metropoles += metropole;
      CHECK(metropole == (population[epci.code] >= 400'000));
      const std::string& seat = name.at(epci.seat);
      CHECK((epci.name.find(seat) != epci.name.npos || epci.name == "CC du Pays " + of_place(seat)));
    }
    CHECK(metropoles <= 1);
  });
}

TEST_CASE("names: an address is a number, a street, a postcode of the Département and the commune") {
  for_each_departement([](const Departement& d) {
    std::map<CommuneCode, std::string> name;
    for (const Commune& commune : d.communes) name[commune.code] = commune.name;
    for (const Site& site : d.sites) {
      INFO(site.address);
      const auto comma = site.address.find(", ");
      REQUIRE(comma != site.address.npos);
      const auto street = words_of(site.address.substr(0, comma));
      const std::string town = site.address.substr(comma + 2);
      REQUIRE(street.size() >= 3);
      CHECK(std::stoi(street[0]) >= 1);
      CHECK(std::set<std::string>{"rue", "avenue", "boulevard", "allée", "impasse", "place"}.contains(street[1]));
      CHECK(fault_of_articles(site.address.substr(0, comma)).empty());
      CHECK(town.substr(0, 2) == "96");
      CHECK(std::all_of(town.begin(), town.begin() + 5, [](char c) { return c >= '0' && c <= '9'; }));
      CHECK(town.substr(5) == " " + name.at(site.commune));
    }
  });
}

}  // namespace maillage::territory::demonstration
