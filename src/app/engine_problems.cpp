#include "app/engine_problems.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "app/language.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"engine_file_unreadable", 422, "Le fichier ne peut pas être lu : vérifiez son chemin et vos droits.",
     "the file cannot be read: check its path and your rights"},
    {"engine_file_empty", 422, "Le fichier n’a aucune ligne sous son en-tête.",
     "the file has no line below its header"},
    {"engine_quote_not_closed", 422, "Un guillemet ouvert ici n’est jamais fermé.",
     "a quote opened here is never closed"},
    {"engine_text_after_quote", 422, "Du texte suit un guillemet fermant.", "text follows a closing quote"},
    {"engine_null_byte", 422, "Le fichier contient un octet nul : ce n’est pas du texte.",
     "the file holds a null byte: it is not text"},
    {"engine_field_count", 422, "La ligne a {have} champs, l’en-tête en a {want}.",
     "the line has {have} fields, the header has {want}"},
    {"engine_column_missing", 422, "Il manque une colonne : {columns}.", "a column is missing: {columns}"},
    {"engine_not_a_number", 422, "« {text} » n’est pas un nombre.", "\"{text}\" is not a number"},
    {"engine_unknown_unit", 422, "« {text} » n’est pas une unité connue.", "\"{text}\" is not a known unit"},
    {"engine_self_edge", 422, "Une unité ne peut pas être voisine d’elle-même.", "a unit cannot be its own neighbour"},
    {"engine_duplicate_code", 422, "Le code {code} est donné deux fois.", "the code {code} is given twice"},
    {"engine_unit_twice", 422, "L’unité {code} est donnée deux fois.", "the unit {code} is given twice"},
    {"engine_bad_load", 422, "Colonne {column}, unité {code} : « {text} » n’est pas une charge positive.",
     "column {column}, unit {code}: \"{text}\" is not a positive load"},
    {"engine_not_a_dual_graph", 422, "Ce n’est pas un graphe dual NetworkX : {what}.",
     "not a NetworkX dual graph: {what}"},
    {"engine_district_number", 422, "« {text} » n’est pas un district de 1 à {most}.",
     "\"{text}\" is not a district from 1 to {most}"},
    {"engine_no_centres", 422, "L’inertie demande les colonnes x_l93_m et y_l93_m.",
     "inertia needs the columns x_l93_m and y_l93_m (or x_m and y_m)"},
    {"engine_too_many_seeds", 422, "Il y a plus de germes que de districts.", "there are more seeds than districts"},
    {"engine_too_many_units", 422, "L’inertie est limitée à {most} unités (mémoire).",
     "inertia is limited to {most} units (memory)"},
    {"engine_part_missing", 422, "Le fichier {extension} qui va avec manque.", "its {extension} file is missing"},
    {"engine_outlines", 422, "{sentences}", "{sentences}"},
    {"engine_without_outline", 422, "Aucun contour n’a le code {code}.", "no outline has the code {code}"},
    {"engine_not_written", 422, "Le fichier ne peut pas être écrit.", "the file cannot be written"},
};

struct Reason {
  std::string_view code;
  std::string_view french;
  std::string_view english;
};

constexpr Reason kReasons[] = {
    {"no_districts", "il faut demander au moins un district", "at least one district must be asked"},
    {"too_few_units", "il y a {have} unités pour {limit} districts", "there are {have} units for {limit} districts"},
    {"too_few_seats", "{have} districts peuvent avoir une maison, il en est demandé {limit}",
     "{have} districts may have a house, {limit} districts are asked"},
    {"unit_too_heavy",
     "{units} pèse {have} en {weight}{share}, un district peut en porter {limit} : découpez-la en unités plus petites, "
     "demandez "
     "moins de districts ou un équilibre plus large",
     "{units} weighs {have} in {weight}{share}, a district may hold {limit}: cut it into smaller units, ask fewer "
     "districts "
     "or a wider balance"},
    {"group_too_heavy", "le groupe de {units} pèse {have} en {weight}, un district peut en porter {limit}",
     "the group of {units} weighs {have} in {weight}, a district may hold {limit}"},
    {"load_too_small", "le total de {weight} est {have}, les bornes basses demandent {limit}",
     "the whole {weight} is {have}, the lower bounds ask {limit}"},
    {"load_too_large", "le total de {weight} est {have}, les bornes hautes permettent {limit}",
     "the whole {weight} is {have}, the upper bounds allow {limit}"},
    {"fixed_conflict", "{units} est fixée dans deux districts", "{units} is fixed in two districts"},
    {"fixed_too_heavy",
     "les unités fixées dans un même district ({units}) pèsent {have} en {weight}, il peut en porter {limit}",
     "the units fixed in one district ({units}) weigh {have} in {weight}, it may hold {limit}"},
    {"disconnected",
     "le morceau qui contient {units} pèse {have} en {weight} et ne peut pas porter des districts entiers (limite "
     "{limit}) : ajoutez un pont entre les morceaux (une ligne de longueur 0) ou élargissez l’équilibre",
     "the part that holds {units} weighs {have} in {weight} and cannot hold whole districts (limit {limit}): "
     "add a bridge between parts (an edge of border 0) or widen the balance"},
    {"components_do_not_add_up",
     "les morceaux séparés de la carte ne peuvent pas porter ensemble {have} districts (limite {limit})",
     "the separate parts of the map cannot hold {have} districts together (limit {limit})"},
    {"too_many_components",
     "la carte est en {have} morceaux ({units}) pour {limit} districts : ajoutez des ponts (lignes de longueur 0)",
     "the map is in {have} separate parts ({units}) for {limit} districts: add bridges (edges of border 0)"},
    {"fixed_beyond", "{units} est fixée dans le district {have}, le dernier est {limit}",
     "{units} is fixed in district {have}, the last one is {limit}"},
    {"units_apart",
     "{units} doivent partager un district et ne peuvent pas se rejoindre ({have} morceaux) : ajoutez un pont, "
     "autorisez à les couper ou libérez une unité",
     "{units} must share a district and cannot meet ({have} pieces): add a bridge, let them be cut, or free a unit"},
    {"unit_shut_in",
     "autour de {units}, tout ce qui tient dans un district pèse {have} en {weight}, il en faut {limit} : les autres "
     "voisines sont trop lourdes pour s’y joindre ; demandez moins de districts ou un équilibre plus large",
     "around {units}, all that fits in one district weighs {have} in {weight}, it needs {limit}: the other neighbours "
     "are too heavy to join; ask fewer districts or a wider balance"},
    {"no_sum_fits",
     "aucun ensemble d’unités{around} ne fait un district en {weight} : la somme la plus proche est {have}, la borne "
     "{limit} ; découpez des unités ou élargissez l’équilibre",
     "no set of units{around} makes a district in {weight}: the nearest sum is {have}, the bound {limit}; cut units "
     "into smaller ones or widen the balance"},
    {"cut_too_heavy",
     "ce qui ne touche le reste que par une unité est trop léger pour un district à part et doit la rejoindre "
     "({units}) : {have} en {weight}, un district peut en porter {limit}",
     "what touches the rest through one unit only is too light for a district of its own and must join it ({units}): "
     "{have} in {weight}, a district may hold {limit}"},
    {"cut_does_not_add_up",
     "les morceaux que seule {units} relie ne peuvent pas faire {have} districts dans les bornes de {weight} (nombre "
     "le "
     "plus proche : {limit}, 0 pour aucun)",
     "the parts that only {units} joins cannot make {have} districts within the bounds of {weight} (nearest number: "
     "{limit}, 0 for none)"},
    {"units_keep_apart", "{have} unités ({units}) demandent chacune leur district, {limit} sont demandés",
     "{have} units ({units}) each need a district of their own, {limit} are asked"},
};

constexpr bool each_said_once() {
  for (const Reason& one : kReasons)
    for (const Reason& other : kReasons)
      if (&one != &other && one.code == other.code) return false;
  return true;
}
static_assert(each_said_once());

std::string names_of(const std::vector<engines::Unit>& units, const UnitTable& table) {
  std::string names;
  for (std::size_t i = 0; i < std::min<std::size_t>(units.size(), 3); ++i)
    names += (i == 0 ? "" : ", ") + table.names[static_cast<std::size_t>(units[i])];
  return units.size() > 3
             ? names + fmt::format(fmt::runtime(french() ? " et {} autres" : " and {} more"), units.size() - 3)
             : names;
}

std::string around(const engines::districting::Impossibility& why, const UnitTable& table) {
  return why.units.empty() ? "" : (french() ? " autour de " : " around ") + names_of(why.units, table);
}

// " (35.1 % of the whole)" when the reason is a load.
std::string share_of_total(const engines::districting::Impossibility& why) {
  if (why.total <= 0) return "";
  const double percent = 100 * static_cast<double>(why.have) / static_cast<double>(why.total);
  return fmt::format(fmt::runtime(french() ? " ({:.1f} % du total)" : " ({:.1f} % of the whole)"), percent);
}

}  // namespace

int refuse_input(const Problem& problem) {
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const auto& r) { return r.code == problem.code; });
  const std::string sentence = row == std::end(kRows) ? problem.code : said(row->french, row->english, problem.args);
  fmt::print(stderr, "{}: {}\n", problem.field, sentence);
  return kBadInput;
}

std::string explain(const engines::districting::Impossibility& why, const UnitTable& units) {
  const auto reason =
      std::find_if(std::begin(kReasons), std::end(kReasons), [&](const auto& r) { return r.code == why.code; });
  if (reason == std::end(kReasons)) return why.code;
  return said(reason->french, reason->english,
              {{"units", names_of(why.units, units)},
               {"around", around(why, units)},
               {"weight", why.weight},
               {"share", share_of_total(why)},
               {"have", std::to_string(why.have)},
               {"limit", std::to_string(why.limit)}});
}

void say_impossible(const std::string& why) {
  fmt::print(stderr, "{}{}\n", french() ? "impossible : " : "impossible: ", why);
}

void say_nothing_found() {
  fmt::print(stderr, "{}\n",
             french() ? "aucune carte permise n’a été trouvée dans le temps donné ; rien ne prouve qu’il n’y en a pas"
                      : "no lawful plan was found in time; nothing proves that there is none");
}

}  // namespace maillage::app
