#include "modules/planning/network/opening.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

// "10 half-days, 2100 min", with "+" when it may be more; "?" when nobody knows.
std::string said(const std::string& hours) {
  const auto found = opening_of(hours);
  if (!found) return "?";
  return std::to_string(found->half_days) + (found->partial ? "+ " : " ") + std::to_string(found->minutes);
}

}  // namespace

TEST_CASE("hours are read as people write them, in French, in English and as maps do") {
  const std::map<std::string, std::string> cases{
      {"lundi-vendredi 9h-12h30, 13h30-17h", "10 2100"},
      {"Lundi au vendredi : 9 h – 12 h 30 et 13 h 30 – 17 h", "10 2100"},
      {"Du lundi au vendredi de 9h à 12h30 et de 13h30 à 17h", "10 2100"},
      {"Mo-Fr 09:00-12:30,13:30-17:00", "10 2100"},
      {"Mon-Fri 9:00-12:30, 13:30-17:00; PH off", "10 2100"},
      {"lun.-ven. 9-12h30 / 13h30-17h", "10 2100"},
      {"les lundis et jeudis 14h-17h", "2 360"},
      {"mardi-samedi 9:00 - 12:00", "5 900"},
      {"samedi-lundi 9h-12h", "3 540"},
      {"Mo,We,Fr 10:00-12:00", "3 360"},
      {"lundi, mardi, jeudi 9h-12h ; jeudi 14h-17h", "4 720"},
      {"mercredi 9:00 - 12:30 / 14:00 - 17:", "2 390"},
      {"mercredi 9: 12:30 / 13:15 17:", "2 435"},
      {"mercredi 09:00 - 12:00 / 13:30 - 17 : 00", "2 390"},
      {"mercredi 13:30:16:30", "1 180"},
      {"dimanche fermé", "0 0"},
      {"lundi-dimanche fermé", "0 0"},
  };
  for (const auto& [hours, expected] : cases) {
    CAPTURE(hours);
    CHECK(said(hours) == expected);
  }
}

TEST_CASE("a half-day is an hour at least before one o’clock, or after") {
  CHECK(said("lundi 9h-13h") == "1 240");
  CHECK(said("lundi 9h-13h30") == "1 270");
  CHECK(said("lundi 9h-14h") == "2 300");
  CHECK(said("lundi 12h30-14h") == "1 90");
  CHECK(said("lundi 9h-9h30, 10h-10h30") == "1 60");
  CHECK(said("lundi 9h-9h30") == "0 30");
  // Hours written twice are counted once.
  CHECK(said("lundi 9h-12h ; lundi 9h-11h") == "1 180");
}

TEST_CASE("hours by appointment are not hours when one can simply come") {
  CHECK(said("lundi 9:00 - 12:00 / Sur RDV : 13:30 - 17:00") == "1 180");
  CHECK(said("lundi Sur RDV : 9:00 - 12:30 / Sans RDV : 13:30 - 17:00") == "1 210");
  CHECK(said("lundi 9:00 - 12:30 (sur RDV 14:00 - 17:00)") == "1 210");
  CHECK(said("lundi 9:00 - 12:30 / Sur rendez-vous : après-midi ; mardi 9h-12h") == "2 390");
  CHECK(said("lundi Sur RDV") == "0 0");
}

TEST_CASE("a day that is not understood is counted closed, and said; when no day is, nobody knows") {
  CHECK(said("lundi 9h-12h ; mardi semaines paires : 9h-12h") == "1+ 180");
  CHECK(said("lundi-vendredi 9h-12h ; samedi 1er du mois 9h-12h") == "5+ 900");
  CHECK(said("lundi 8:30 - 12:00 / 13/30 - 17:00 ; mardi 9h-12h") == "1+ 180");
  CHECK(said("lundi 12h-9h ; mardi 9h-12h") == "1+ 180");
  for (const char* unknown :
       {"", "Horaires non communiqués", "lundi-vendredi Horaires non communiqués", "9h-17h", "24/7", "lundi",
        "lundi 9h", "lundi 9-12", "lundi 25h-26h", "lundi 113:30 - 18:30", "lundi 9h-12h75", "sur rendez-vous",
        "mardi selon planning bus", "---", "lundi - mardi -"}) {
    CAPTURE(unknown);
    CHECK(said(unknown) == "?");
  }
}

TEST_CASE("whatever is written, a week has no more than its half-days, nor more than its minutes") {
  Random random(11);
  const std::string pieces[] = {"lundi", "ma", "-",    "au",       "9h",   "12h30", "7",     ":",
                                " ",     "/",  "rdv",  "sans",     "(",    ")",     "fermé", "PH",
                                "25:00", "é",  "\xC3", "dimanche", "13:3", ";",     "000",   "h"};
  for (int turn = 0; turn < 3'000; ++turn) {
    std::string hours;
    for (int piece = 0; piece < 12; ++piece) hours += pieces[random.below(std::size(pieces))] + " ";
    const auto found = opening_of(hours);
    if (!found) continue;
    CHECK((found->half_days >= 0 && found->half_days <= 14));
    CHECK((found->minutes >= 60 * found->half_days && found->minutes <= 7 * 24 * 60));
  }
}

TEST_CASE("the marks ascend, each with its reference in both languages") {
  std::int32_t before = 0;
  for (const OpeningRow& row : opening_rows()) {
    CHECK(row.half_days > before);
    before = row.half_days;
    CHECK((row.reference_fr.ends_with('.') && row.reference_en.ends_with('.') && row.reference_fr != row.reference_en));
  }
  CHECK(before <= 14);
}
