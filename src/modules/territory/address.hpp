// French addresses as people type them, brought to one comparable form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maillage::territory {

// Lower case without accents, punctuation turned into spaces, ligatures opened: "L'Haÿ-les-Roses" → "l hay les roses".
std::string folded(std::string_view text);

// A street name in its comparable form: folded, its abbreviations opened (av → avenue, bd → boulevard, st → saint…),
// little words (de, la, du…) dropped. "Av. du Gal de Gaulle" and "AVENUE DU GENERAL-DE-GAULLE" are the same.
std::string street_key(std::string_view street);
// A commune's name in its comparable form: folded, saint opened, articles dropped, "cedex" and numbers dropped.
std::string commune_key(std::string_view name);

// What was understood of a typed address. number 0 and empty texts = not said.
struct TypedAddress {
  int number = 0;
  std::string suffix;    // "bis", "ter", "quater", or a letter
  std::string street;    // as typed, without number, postcode and commune when those could be told apart
  std::string postcode;  // five digits
  std::string town;      // what follows the postcode, or the last part after a comma
};

// Reads "12 bis, avenue Jean-Jaurès 93300 Aubervilliers" and its variants. Never fails: what is not understood stays in
// `street`.
TypedAddress parse_address(std::string_view text);

}  // namespace maillage::territory
