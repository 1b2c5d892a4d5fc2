#include "modules/planning/planning.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.no_territory", 409, "Aucun territoire n’est connu au {at} : importez d’abord les communes.",
     "No territory is known on {at}: import the communes first."},
    {"planning.unknown_mission", 422, "La mission « {mission} » n’a pas de carte au {at}.",
     "Mission “{mission}” has no map on {at}."},
    {"planning.one_mission", 422, "Choisissez au moins deux missions : un désaccord se mesure entre deux cartes.",
     "Choose at least two missions: disagreement is measured between two maps."},
    {"planning.missing", 422, "Ce champ est nécessaire.", "This field is required."},
    {"planning.too_long", 422, "Ce texte ne peut pas dépasser {high} caractères.",
     "This text may not exceed {high} characters."},
    {"planning.repeated_mission", 422, "La mission « {mission} » est demandée deux fois.",
     "Mission “{mission}” is requested twice."},
    {"planning.outside", 422, "La valeur doit être comprise entre {low} et {high}.",
     "The value must lie between {low} and {high}."},
    {"planning.unknown_proposal", 404, "Cette proposition n’existe pas.", "This proposal does not exist."},
    {"planning.unknown_plan", 404, "Cette carte n’existe pas dans la proposition.", "The proposal holds no such map."},
    {"planning.territory_changed", 409,
     "Le territoire a changé depuis le calcul : la carte porte sur des lieux qui n’existent plus sous cette forme. "
     "Relancez la proposition.",
     "The territory has changed since the computation: this map is made of places that no longer exist as they were. "
     "Run the proposal again."},
};

}  // namespace

std::span<const ProblemRow> problems() { return kProblems; }

}  // namespace maillage::planning
