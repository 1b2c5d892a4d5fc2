#include <algorithm>
#include <cmath>
#include <map>

#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/outlines.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

enum : std::size_t {
  kCode,
  kName,
  kKind,
  kNetworks,
  kNumber,
  kAddress,
  kPostcode,
  kCommuneName,
  kCommune,
  kX,
  kY,
  kLatLon,
  kIgnore,
  kTravels,
  kHours,
  kFirstDay
};
constexpr Column kColumns[] = {
    {"id", "id|identifiant|uid|codesite|code|structureid|idlieumed|matricule"},
    {"nom", "nom|name|nomstructure|nomsite|libelle|raisonsociale|rslongue|libfranceservices|label", true},
    {"type", "kind|typesite|type|typologie|sscat|categorie|genre"},
    {"reseaux_porteurs", "reseauxporteurs"},
    {"numero", "numero|n|number"},
    {"adresse", "adresse|address|adr|geoaddressfound|voie|rue|street"},
    {"code_postal", "codepostal|cp|postcode|zip|writeaddresspostalcode"},
    {"commune", "commune|ville|nomcommune|libcom|city|communename|writeaddressaddresslocality"},
    {"code_insee", "codeinsee|communecode|codecommune|inseecom|citycode|insee"},
    {"longitude", "longitude|lon|lng|x|dnlongitude|geopoint2dlon"},
    {"latitude", "latitude|lat|y|dnlatitude|geopoint2dlat"},
    {"geo_point_2d", "geopoint2d|geopoint"},
    {"__ignore__", "ignore"},
    {"itinerance", "itinerance|itinerant"},
    {"horaires", "horaires|hours|openinghours|horairesouverture|horairesdouverture|horairesaccueil|heures"},
    {"lundi", "lundi|hlundi|monday"},
    {"mardi", "mardi|hmardi|tuesday"},
    {"mercredi", "mercredi|hmercredi|wednesday"},
    {"jeudi", "jeudi|hjeudi|thursday"},
    {"vendredi", "vendredi|hvendredi|friday"},
    {"samedi", "samedi|hsamedi|saturday"},
    {"dimanche", "dimanche|hdimanche|sunday"},
};

// The words of a text, folded, each between spaces: " maison des solidarites ".
std::string words_of(std::string_view text) {
  std::string words = " ";
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool part =
        i < text.size() && (static_cast<unsigned char>(text[i]) >= 0x80 || !folded(text.substr(i, 1)).empty());
    if (part) {
      word += text[i];
    } else if (!word.empty()) {
      words += folded(word) + " ";
      word.clear();
    }
  }
  return words;
}

bool any_of(const std::string& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view w) { return words.find(w) != std::string::npos; });
}

// The narrower kind first: "Antenne de la MDS de Bondy" is an antenne, "Permanence PMI" a permanence.
std::optional<SiteKind> kind_in(std::string_view text) {
  const std::string words = words_of(text);
  if (any_of(words, {" antenne ", " antennes "})) return SiteKind::antenne;
  if (any_of(words, {" permanence ", " permanences "})) return SiteKind::permanence;
  if (any_of(words, {" pmi ", " protection maternelle ", " pmi sante "})) return SiteKind::pmi;
  if (any_of(words, {" mds ", " sdsei ", " cms ", " maison departementale des solidarites ",
                     " maison departementale de solidarite ", " maison du departement solidarite ",
                     " maison des solidarites ", " maisons des solidarites ", " maison de la solidarite ",
                     " centre medico social ", " circonscription "})) {
    return SiteKind::mds;
  }
  return std::nullopt;
}

std::string lower_dashes(const std::string& words) {
  std::string code = words.substr(1, words.size() > 2 ? words.size() - 2 : 0);
  std::replace(code.begin(), code.end(), ' ', '-');
  return code;
}

class SiteReader {
 public:
  SiteReader(const Table& table, Notes& notes) : cursor_(table, notes), outlines_(table, notes) {}

  std::vector<SiteRow> sites() {
    std::vector<SiteRow> rows;
    while (cursor_.next())
      if (auto row = read_row()) rows.push_back(*std::move(row));
    return rows;
  }

  // `france_services`: the file is the national one, whose types are shortened.
  std::vector<AccessPointRow> points(bool france_services) {
    std::vector<AccessPointRow> rows;
    while (cursor_.next()) {
      if (travels()) {
        cursor_.repair(kTravels, "territory.point_travels", {{"name", std::string(cursor_.text(kName))}});
        continue;
      }
      auto site = read_row();
      std::string type = france_services ? full_type() : cursor_.required(kKind);
      if (site && cursor_.sound()) rows.push_back({site->line, std::move(type), *std::move(site)});
    }
    return rows;
  }

 private:
  std::optional<SiteRow> read_row() {
    if (!cursor_.text(kIgnore).empty() && cursor_.text(kIgnore) != "0") {
      cursor_.repair(kIgnore, "territory.help_row");
      return std::nullopt;
    }
    if (says_nothing()) {
      cursor_.repair(kName, "territory.site_empty");
      return std::nullopt;
    }
    SiteRow row;
    row.line = cursor_.line();
    row.kind = kind();
    row.address = address();
    row.name = name(row.address);
    row.postcode = postcode();
    row.commune_name = std::string(cursor_.text(kCommuneName));
    if (!cursor_.text(kCommune).empty()) row.commune = cursor_.commune(kCommune);
    row.position = position();
    row.hours = hours();
    if (!row.position && !row.commune && row.commune_name.empty() && cursor_.sound()) {
      cursor_.problem(kCommune, "territory.site_position_missing");
    }
    row.code = code(row);
    if (!cursor_.sound() || !cursor_.first_time(row.code, kCode)) return std::nullopt;
    return row;
  }

  // "Oui", or a type that says so: "FS itinerante".
  bool travels() const {
    const std::string said = folded(cursor_.text(kTravels));
    return said == "oui" || said == "yes" ||
           any_of(words_of(cursor_.text(kKind)), {" itinerant ", " itinerante ", " bus "});
  }

  std::string full_type() const {
    return any_of(words_of(cursor_.text(kKind)), {" antenne "}) ? "Antenne France services" : "France services";
  }

  std::string hours() const {
    static constexpr std::string_view kDays[] = {"lundi",    "mardi",  "mercredi", "jeudi",
                                                 "vendredi", "samedi", "dimanche"};
    if (!cursor_.text(kHours).empty()) return std::string(cursor_.text(kHours));
    std::string out;
    for (std::size_t day = 0, next = 0; day < std::size(kDays); day = next) {
      const std::string_view said = cursor_.text(kFirstDay + day);
      for (next = day + 1; next < std::size(kDays) && cursor_.text(kFirstDay + next) == said;) ++next;
      if (said.empty()) continue;
      out.append(out.empty() ? "" : " ; ").append(kDays[day]);
      if (next > day + 1) out.append("-").append(kDays[next - 1]);
      out.append(" ").append(said == "-" ? "fermé" : said);
    }
    return out;
  }

  // Directories keep the line of a site that is no more, with its identifier only.
  bool says_nothing() const {
    return cursor_.text(kName).empty() && cursor_.text(kAddress).empty() && cursor_.text(kCommuneName).empty() &&
           cursor_.text(kCommune).empty();
  }

  std::string name(const std::string& address) {
    if (!cursor_.text(kName).empty() || address.empty()) return cursor_.required(kName);
    cursor_.repair(kName, "territory.name_from_address", {{"name", address}});
    return address;
  }

  SiteKind kind() const {
    if (folded(cursor_.text(kKind)) == "siege") return SiteKind::mds;  // of a SDSEI, beside antennes and permanences
    const auto said = kind_in(cursor_.text(kKind));
    const auto named = said ? said : kind_in(cursor_.text(kName));
    const auto carried = named ? named : kind_in(cursor_.text(kNetworks));
    return carried.value_or(SiteKind::other);
  }

  // A spreadsheet makes 12.0 of the number 12; "25 bis" stays.
  std::string address() const {
    std::string_view number = cursor_.text(kNumber);
    if (number.ends_with(".0")) number.remove_suffix(2);
    return std::string(trimmed(std::string(number) + " " + std::string(cursor_.text(kAddress))));
  }

  std::string postcode() {
    std::string text(cursor_.text(kPostcode));
    if (text.empty()) return text;
    const std::string asked = text;
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    if (text.size() == 4) text.insert(text.begin(), '0');
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || text.size() != 5) {
      cursor_.repair(kPostcode, "territory.postcode_invalid", {{"text", asked}});
      return "";
    }
    if (text != asked) cursor_.repair(kPostcode, "territory.code_mended", {{"text", asked}, {"code", text}});
    return text;
  }

  // From the geometry, from two columns, or from one ("latitude, longitude").
  std::optional<LonLat> position() {
    if (const auto drawn = outlines_.position(cursor_.row())) return drawn;
    const std::string_view pair = cursor_.text(kLatLon);
    if (pair.empty()) return cursor_.position(kX, kY);
    const std::size_t comma = std::min(pair.find(','), pair.size() - 1);
    const auto lat = decimal(pair.substr(0, comma)), lon = decimal(pair.substr(comma + 1));
    if (lat && lon && std::abs(*lat) <= 90 && std::abs(*lon) <= 180) return LonLat{*lon, *lat};
    cursor_.problem(kLatLon, "territory.position_invalid", {{"x", std::string(pair)}, {"y", ""}});
    return std::nullopt;
  }

  std::string code(const SiteRow& row) {
    if (!cursor_.text(kCode).empty() || row.name.empty()) return std::string(cursor_.text(kCode));
    std::string made = lower_dashes(words_of(row.name + " " + (row.commune ? row.commune->str() : row.commune_name)));
    const int times = ++made_[made];
    if (times > 1) made += "-" + std::to_string(times);
    cursor_.repair(kCode, "territory.code_made", {{"code", made}});
    return made;
  }

  Cursor cursor_;
  OutlineReader outlines_;
  std::map<std::string, int> made_;
};

}  // namespace

Read<SiteRow> read_sites(const File& file) {
  Read<SiteRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) {
    read.rows = SiteReader(*table, notes).sites();
    if (table->has(kNetworks)) read.source = "data·inclusion";
  }
  read.vintage = last_year(file.name);
  notes.deliver(read);
  return read;
}

Read<AccessPointRow> read_access_points(const File& file) {
  Read<AccessPointRow> read;
  Notes notes;
  if (const auto table = load_table(file, kColumns, notes)) {
    const bool france_services = folded(table->header(kName)) == "libfranceservices";
    read.rows = SiteReader(*table, notes).points(france_services);
    if (france_services) read.source = "ANCT, France services";
    if (france_services) read.licence = "Licence Ouverte 2.0";
  }
  read.vintage = last_year(file.name);
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
