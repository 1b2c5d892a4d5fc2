#include "modules/territory/address.hpp"

#include <doctest/doctest.h>

using namespace maillage::territory;

TEST_CASE("folding keeps letters and digits only, whatever the accents and the dashes") {
  CHECK(folded("L'Haÿ-les-Roses") == "l hay les roses");
  CHECK(folded("  ŒUVRES & Cœur ") == "oeuvres coeur");
  CHECK(folded("Saint‑Ouen‑sur‑Seine") == "saint ouen sur seine");  // no-break hyphens
  CHECK(folded("ÉPINAY") == folded("épinay"));
  CHECK(folded("") == "");
  CHECK(folded("--") == "");
}

TEST_CASE("two ways to write a street are one street") {
  CHECK(street_key("Av. du Gal de Gaulle") == street_key("AVENUE DU GÉNÉRAL-DE-GAULLE"));
  CHECK(street_key("bd. St-Michel") == street_key("Boulevard Saint Michel"));
  CHECK(street_key("R. de l'Église") == street_key("rue église"));
  CHECK(street_key("Pl. du Dr Calmette") == "place docteur calmette");
  CHECK(street_key("Imp des Lilas") == "impasse lilas");
  CHECK(street_key("rue de Paris") != street_key("avenue de Paris"));
}

TEST_CASE("a commune is found by the names people give it") {
  CHECK(commune_key("L'Île-Saint-Denis") == commune_key("ile st denis"));
  CHECK(commune_key("Le Pré-Saint-Gervais") == commune_key("PRE ST GERVAIS CEDEX 12"));
  CHECK(commune_key("Saint-Denis") != commune_key("L'Île-Saint-Denis"));
}

TEST_CASE("typed addresses") {
  struct Case {
    const char* text;
    int number;
    const char* suffix;
    const char* street;
    const char* postcode;
    const char* town;
  };
  for (const Case& c : {
           Case{"12 bis, avenue Jean-Jaurès 93300 Aubervilliers", 12, "bis", "avenue jean jaures", "93300",
                "aubervilliers"},
           Case{"12bis av. Jean Jaurès", 12, "bis", "av jean jaures", "", ""},
           Case{"7ter r de la Paix, Pantin", 7, "ter", "r de la paix", "", "pantin"},
           Case{"3 B rue du Moulin 64000 Pau", 3, "b", "rue du moulin", "64000", "pau"},
           Case{"5 R du Moulin, 64000 PAU CEDEX", 5, "", "r du moulin", "64000", "pau cedex"},
           Case{"rue de Douai, Bapaume", 0, "", "rue de douai", "", "bapaume"},
           Case{"place du 8 mai 1945", 0, "", "place du 8 mai 1945", "", ""},
           Case{"93300 Aubervilliers", 0, "", "", "93300", "aubervilliers"},
           Case{"Aubervilliers", 0, "", "aubervilliers", "", ""},
           Case{"12, rue du Bac", 12, "", "rue du bac", "", ""},
           Case{"", 0, "", "", "", ""},
           Case{",", 0, "", "", "", ""},
       }) {
    CAPTURE(c.text);
    const TypedAddress read = parse_address(c.text);
    CHECK(read.number == c.number);
    CHECK(read.suffix == c.suffix);
    CHECK(read.street == c.street);
    CHECK(read.postcode == c.postcode);
    CHECK(read.town == c.town);
  }
}
