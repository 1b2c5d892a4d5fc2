// Addresses written at random in the ways people write them, read back; and what no writing may change.
#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/territory/address.hpp"

using namespace maillage;
using namespace maillage::territory;

namespace {

template <std::size_t N>
std::string any(Random& random, const char* const (&texts)[N]) {
  return texts[random.below(N)];
}

// The same text in another hand: capitals, accents lost, dashes for spaces.
std::string in_another_hand(Random& random, std::string text) {
  static const std::pair<const char*, const char*> kAccents[] = {
      {"é", "e"}, {"è", "e"}, {"ê", "e"}, {"ç", "c"}, {"î", "i"}};
  for (const auto& [accented, plain] : kAccents)
    for (std::size_t at = text.find(accented); random.below(2) == 0 && at != text.npos; at = text.find(accented))
      text.replace(at, 2, plain);
  const bool capitals = random.below(2) == 0, dashes = random.below(2) == 0;
  for (char& c : text) {
    if (capitals && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (dashes && c == ' ') c = '-';
  }
  return text;
}

}  // namespace

TEST_CASE("property: number, suffix, street, postcode and town are found again, whatever the hand") {
  static const char* const kStreets[] = {"rue de la République", "avenue Jean Jaurès", "place du Général de Gaulle",
                                         "chemin des Prés",      "impasse du Château", "quai de l'Île",
                                         "rue Crèvecœur"};
  static const char* const kTowns[] = {"Aubervilliers", "Saint-Denis", "L'Île-Saint-Denis", "Pré-en-Pail",
                                       "Noisy le Sec"};
  static const char* const kSuffixes[] = {"", "bis", "ter", "quater", "b", "c"};
  Random random(77);
  for (int round = 0; round < 3000; ++round) {
    const int number = random.below(5) == 0 ? 0 : 1 + static_cast<int>(random.below(9999));
    const std::string suffix = number == 0 ? "" : any(random, kSuffixes);
    const std::string street = any(random, kStreets), town = any(random, kTowns);
    const std::string postcode = std::to_string(10000 + random.below(90000));
    std::string typed = number == 0 ? "" : std::to_string(number);
    if (!suffix.empty()) typed += (random.below(2) == 0 ? " " : "") + suffix;
    typed += number == 0 ? "" : any(random, {", ", " ", " ,"});
    typed += in_another_hand(random, street) + any(random, {" ", ", ", " - "}) + postcode + " " +
             in_another_hand(random, town);
    CAPTURE(typed);
    const TypedAddress read = parse_address(typed);
    CHECK(read.number == number);
    CHECK(read.suffix == suffix);
    CHECK(street_key(read.street) == street_key(street));
    CHECK(read.postcode == postcode);
    CHECK(commune_key(read.town) == commune_key(town));
  }
}

TEST_CASE("property: the comparable form of a comparable form is itself, for any bytes at all") {
  static constexpr std::string_view kPieces[] = {"rue ", "St-",    "L'",  "É",     "œ", "\xFF", "Bd. ", "  ", "12", "ß",
                                                 "ﬁ",    "\u0301", "de ", "cedex", "🏠", "-",    "\t",   "Æ",  "İ"};
  Random random(78);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::uint64_t i = random.below(8); i-- > 0;) text += kPieces[random.below(std::size(kPieces))];
    const std::string plain = folded(text), street = street_key(text), commune = commune_key(text);
    CHECK_MESSAGE(folded(plain) == plain, text);
    CHECK_MESSAGE(street_key(street) == street, text);
    CHECK_MESSAGE(commune_key(commune) == commune, text);
    for (const char c : plain + street + commune)
      CHECK_MESSAGE(((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' '), text);
    CHECK(plain.find("  ") == plain.npos);
    CHECK((plain.empty() || (plain.front() != ' ' && plain.back() != ' ')));
  }
}

TEST_CASE("property: abbreviations are opened as whole words only, in any street") {
  for (const auto& [abbreviated, whole] :
       {std::pair("av de Paris", "avenue de Paris"), std::pair("BD de Paris", "boulevard paris"),
        std::pair("All. des Stes", "allée des saintes"), std::pair("Imp Dr Roux", "impasse docteur Roux"),
        std::pair("Rte de St-Leu", "route Saint Leu"), std::pair("Sq. Mal Foch", "square du maréchal Foch"),
        std::pair("r ND", "rue Notre-Dame"), std::pair("pl. JJ Rousseau", "place Jean-Jacques Rousseau")})
    CHECK(street_key(abbreviated) == street_key(whole));
  for (const char* word : {"stade", "rabelais", "avocat", "placebo", "allemane", "coligny"})
    CHECK(street_key(std::string("rue ") + word) == std::string("rue ") + word);
}
