#include "modules/planning/continuity/request.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.continuity_past", 422, "Un plan de continuité commence aujourd’hui au plus tôt.",
     "A plan of continuity begins today at the earliest."},
    {"planning.continuity_days", 422, "Le dernier jour ne peut pas précéder le premier.",
     "The last day cannot come before the first."},
    {"planning.continuity_long", 422,
     "Un plan de continuité dure au plus {days} jours : au-delà, changez la carte par un scénario.",
     "A plan of continuity lasts {days} days at most: beyond that, change the map by a scenario."},
    {"planning.continuity_nothing", 422,
     "Rien ne ferme et personne n’est absent : choisissez au moins une maison fermée ou un secteur qui manque "
     "d’agents.",
     "Nothing closes and nobody is absent: choose at least a closed house or a sector that lacks agents."},
    {"planning.continuity_map_changes", 409,
     "La carte change avant le {to} : arrêtez le plan la veille de ce changement.",
     "The map changes before {to}: end the plan on the eve of that change."},
    {"planning.continuity_unknown_sector", 422, "La mission n’a pas de secteur « {sector} » à cette date.",
     "The mission has no sector “{sector}” on that date."},
    {"planning.continuity_posts_unknown", 422,
     "On ne sait pas combien de postes a le secteur « {sector} » : indiquez-le ici, ou dans Moyens et besoins.",
     "Nobody knows how many posts sector “{sector}” has: say it here, or in Means and needs."},
    {"planning.continuity_absent", 422,
     "Dans le secteur « {sector} », les postes absents sont plus de zéro et pas plus que ceux du secteur.",
     "In sector “{sector}”, the posts absent are more than zero and no more than those of the sector."},
    {"planning.continuity_twice", 422, "Le secteur « {sector} » est cité deux fois : faites-en une seule ligne.",
     "Sector “{sector}” is named twice: make it one line."},
    {"planning.continuity_nobody_left", 409,
     "Plus personne ne peut prendre le relais de « {name} » : tout ce qui le pourrait est fermé, sans agent, ou déjà "
     "en relais.",
     "Nobody is left to stand in for “{name}”: all that could is closed, without agents, or already being relayed."},
    {"planning.continuity_nowhere", 409,
     "On ne sait pas où est « {name} », ni qui y est reçu : donnez d’abord sa position.",
     "Nobody knows where “{name}” is, nor who is received there: give its position first."},
    {"planning.unknown_continuity", 404, "Ce plan de continuité n’existe pas.",
     "This plan of continuity does not exist."},
    {"planning.continuity_decided", 409, "Ce plan a déjà été décidé ou abandonné.",
     "This plan has already been decided or dropped."},
    {"planning.continuity_empty", 409, "Ce plan ne confie aucun lieu à personne : il n’y a rien à mettre en vigueur.",
     "This plan hands no place to anybody: there is nothing to put in force."},
    {"planning.continuity_stale", 409,
     "Le territoire, les postes ou les autres plans ont changé depuis ce brouillon, et ce relais n’est plus celui que "
     "l’on calculerait : reprenez la question, puis décidez du nouveau brouillon.",
     "The territory, the posts or the other plans have changed since this draft, and this relay is no longer the one "
     "that would be computed: take the question up again, then decide on the new draft."},
    {"planning.continuity_moving", 409,
     "Le territoire, les postes ou les autres plans ont changé pendant ce calcul, et rien n’a été enregistré : "
     "recommencez.",
     "The territory, the posts or the other plans changed while this was computed, and nothing was kept: do it again."},
    {"planning.continuity_clash", 409,
     "Le plan « {reason} », du {from} au {to}, porte déjà sur {names} : mettez-y fin d’abord, ou changez les dates.",
     "Plan “{reason}”, from {from} to {to}, already bears on {names}: end it first, or change the dates."},
    {"planning.continuity_same_team", 409,
     "Le plan « {reason} », du {from} au {to}, compte déjà sur les agents qui restent dans les mêmes équipes : "
     "mettez-y "
     "fin d’abord, puis faites-en un seul.",
     "Plan “{reason}”, from {from} to {to}, already counts on the agents who are left in the same teams: end it first, "
     "then make a single one."},
    {"planning.continuity_taker", 409,
     "« {name} » reçoit des lieux du plan « {reason} » jusqu’au {to} : mettez fin à ce plan, puis refaites-en un seul.",
     "“{name}” receives places of plan “{reason}” until {to}: end that plan, then make a single one."},
    {"planning.continuity_not_running", 409, "Ce plan n’est ni en vigueur ni à venir : il n’y a rien à arrêter.",
     "This plan is neither in force nor to come: there is nothing to end."},
    {"planning.continuity_ended", 409,
     "Ce plan s’arrête déjà le {to} ({by} l’a décidé) : on ne peut que l’arrêter ce jour-là ou plus tôt encore.",
     "This plan already ends on {to} ({by} decided so): it can only end on that day or earlier still."},
    {"planning.continuity_end", 422,
     "Un plan s’arrête au plus tôt hier soir et avant sa fin prévue : le passé ne se réécrit pas.",
     "A plan ends last night at the earliest and before its planned end: the past is not rewritten."},
};

}  // namespace

std::span<const ProblemRow> continuity_problems() { return kProblems; }

}  // namespace maillage::planning
