#include "app/engine_problems.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"engine_file_unreadable", 422, "Le fichier ne peut pas être lu : vérifiez son chemin et vos droits.",
     "the file cannot be read: check its path and your rights"},
    {"engine_file_empty", 422, "Le fichier n'a aucune ligne sous son en-tête.",
     "the file has no line below its header"},
    {"engine_quote_not_closed", 422, "Un guillemet ouvert ici n'est jamais fermé.",
     "a quote opened here is never closed"},
    {"engine_text_after_quote", 422, "Du texte suit un guillemet fermant.", "text follows a closing quote"},
    {"engine_null_byte", 422, "Le fichier contient un octet nul : ce n'est pas du texte.",
     "the file holds a null byte: it is not text"},
    {"engine_field_count", 422, "La ligne a {have} champs, l'en-tête en a {want}.",
     "the line has {have} fields, the header has {want}"},
    {"engine_column_missing", 422, "Il manque une colonne : {columns}.", "a column is missing: {columns}"},
    {"engine_not_a_number", 422, "« {text} » n'est pas un nombre.", "\"{text}\" is not a number"},
    {"engine_unknown_unit", 422, "« {text} » n'est pas une unité connue.", "\"{text}\" is not a known unit"},
    {"engine_self_edge", 422, "Une unité ne peut pas être voisine d'elle-même.", "a unit cannot be its own neighbour"},
    {"engine_duplicate_code", 422, "Le code {code} est donné deux fois.", "the code {code} is given twice"},
    {"engine_unit_twice", 422, "L'unité {code} est donnée deux fois.", "the unit {code} is given twice"},
    {"engine_bad_load", 422, "Colonne {column}, unité {code} : « {text} » n'est pas une charge positive.",
     "column {column}, unit {code}: \"{text}\" is not a positive load"},
    {"engine_not_a_dual_graph", 422, "Ce n'est pas un graphe dual NetworkX : {what}.",
     "not a NetworkX dual graph: {what}"},
    {"engine_district_number", 422, "« {text} » n'est pas un district de 1 à {most}.",
     "\"{text}\" is not a district from 1 to {most}"},
    {"engine_no_centres", 422, "L'inertie demande les colonnes x_l93_m et y_l93_m.",
     "inertia needs the columns x_l93_m and y_l93_m (or x_m and y_m)"},
    {"engine_too_many_seeds", 422, "Il y a plus de germes que de districts.", "there are more seeds than districts"},
    {"engine_too_many_units", 422, "L'inertie est limitée à {most} unités (mémoire).",
     "inertia is limited to {most} units (memory)"},
    {"engine_not_written", 422, "Le fichier ne peut pas être écrit.", "the file cannot be written"},
};

struct Reason {
  std::string_view code;
  std::string_view sentence;
};

constexpr Reason kReasons[] = {
    {"no_districts", "at least one district must be asked"},
    {"too_few_units", "there are {have} units for {limit} districts"},
    {"unit_too_heavy",
     "{units} weighs {have} in {weight}, a district may hold {limit}: cut it into smaller units, ask fewer districts "
     "or "
     "a wider balance"},
    {"group_too_heavy", "the group of {units} weighs {have} in {weight}, a district may hold {limit}"},
    {"load_too_small", "the whole {weight} is {have}, the lower bounds ask {limit}"},
    {"load_too_large", "the whole {weight} is {have}, the upper bounds allow {limit}"},
    {"fixed_conflict", "{units} is fixed in two districts"},
    {"fixed_too_heavy", "the units fixed in one district ({units}) weigh {have} in {weight}, it may hold {limit}"},
    {"disconnected",
     "the part that holds {units} weighs {have} in {weight} and cannot hold whole districts (limit {limit}): "
     "add a bridge between parts (an edge of border 0) or widen the balance"},
    {"components_do_not_add_up", "the separate parts of the map cannot hold {have} districts together (limit {limit})"},
    {"too_many_components",
     "the map is in {have} separate parts ({units}) for {limit} districts: add bridges (edges of border 0)"},
    {"units_keep_apart", "{have} units ({units}) each need a district of their own, {limit} are asked"},
};

std::string names_of(const std::vector<engines::Unit>& units, const UnitTable& table) {
  std::string names;
  for (std::size_t i = 0; i < std::min<std::size_t>(units.size(), 3); ++i)
    names += (i == 0 ? "" : ", ") + table.names[static_cast<std::size_t>(units[i])];
  return units.size() > 3 ? names + fmt::format(" and {} more", units.size() - 3) : names;
}

}  // namespace

int refuse_input(const Problem& problem) {
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const auto& r) { return r.code == problem.code; });
  const std::string_view sentence = row == std::end(kRows) ? std::string_view(problem.code) : row->english;
  fmt::print(stderr, "{}: {}\n", problem.field, platform::filled(sentence, problem.args));
  return kBadInput;
}

std::string explain(const engines::districting::Impossibility& why, const UnitTable& units) {
  const auto reason =
      std::find_if(std::begin(kReasons), std::end(kReasons), [&](const auto& r) { return r.code == why.code; });
  if (reason == std::end(kReasons)) return why.code;
  return platform::filled(reason->sentence, {{"units", names_of(why.units, units)},
                                             {"weight", why.weight},
                                             {"have", std::to_string(why.have)},
                                             {"limit", std::to_string(why.limit)}});
}

}  // namespace maillage::app
