#include "modules/planning/means/formula.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.unknown_formula", 404, "Cette formule de besoin n’existe pas : rechargez la page.",
     "This formula of needs does not exist: load the page again."},
    {"planning.formula_of_law", 409,
     "Cette formule est celle d’un texte : elle ne se modifie pas. Ajoutez une formule du Département à côté d’elle.",
     "This formula is that of a legal text: it does not change. Add a formula of the Département beside it."},
    {"planning.formula_not_in_force", 422,
     "La formule « {kind} » n’est pas en vigueur au {at} : choisissez-en une autre.",
     "The formula “{kind}” is not in force on {at}: choose another."},
    {"planning.formula_twice", 422, "Deux formules comptent « {kind} » : n’en gardez qu’une.",
     "Two formulas count “{kind}”: keep one of them."},
    {"planning.formula_dates", 422, "Le dernier jour d’une formule ne précède pas le premier.",
     "The last day of a formula does not come before its first."},
    {"planning.posts_per_formula", 422, "Donnez un nombre de postes à chacune des {count} formules.",
     "Give each of the {count} formulas a number of posts."},
    {"planning.part_of_post", 422,
     "{posts} n’est pas un nombre entier de parts de {step} poste : choisissez une part plus petite.",
     "{posts} is not a whole number of steps of {step} post: choose a smaller step."},
    {"planning.posts_twice", 422, "Le secteur {sector} a deux lignes pour « {kind} » : n’en gardez qu’une.",
     "Sector {sector} has two lines for “{kind}”: keep one of them."},
    {"planning.floor_above_cap", 422, "Le plancher dépasse le plafond : baissez l’un ou relevez l’autre.",
     "The floor is above the cap: lower one or raise the other."},
    {"planning.posts_changed", 409,
     "{by} a modifié ces postes entre-temps : le tableau vient d’être remis à jour. Reprenez votre modification si "
     "elle a "
     "encore un sens.",
     "{by} changed these posts meanwhile: the table has been brought up to date. Make your change again if it still "
     "makes "
     "sense."},
};

}  // namespace

std::span<const ProblemRow> means_problems() { return kProblems; }

}  // namespace maillage::planning
