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
    {"planning.day_of_scenario", 422,
     "Le scénario est dessiné sur le territoire du {at} : le calcul porte sur ce jour.",
     "The scenario is drawn on the territory of {at}: the computation is about that day."},
    {"planning.unknown_quantity", 422, "La charge « {quantity} » n’est pas connue à cette date : importez-la.",
     "Quantity “{quantity}” is not known on that date: import it."},
    {"planning.quantity_incomplete", 409,
     "« {name} » n’est pas connue de tout le territoire à cette date : il manque {count} lieux. Importez un fichier à "
     "jour.",
     "“{name}” is not known of the whole territory on that date: {count} places are missing. Import an up-to-date "
     "file."},
    {"planning.quantity_empty", 422, "« {name} » vaut zéro partout : il n’y a rien à équilibrer.",
     "“{name}” is zero everywhere: there is nothing to balance."},
    {"planning.repeated_quantity", 422, "« {name} » est demandée deux fois.", "“{name}” is asked for twice."},
    {"planning.too_many_weights", 422, "Équilibrez au plus {high} charges à la fois, en plus de la population.",
     "Balance {high} quantities at most, besides the population."},
    {"planning.no_mds", 409, "Moins de deux MDS sont connues au {at} : importez les lieux d’accueil.",
     "Fewer than two MDS are known on {at}: import the sites."},
    {"planning.mds_nowhere", 409,
     "On ne sait pas où est la MDS « {name} » : donnez sa position, ou n’imposez pas une MDS par secteur.",
     "Nobody knows where MDS “{name}” is: give its position, or do not ask for one MDS a sector."},
    {"planning.mds_together", 409,
     "« {a} » et « {b} » sont dans la même unité : un secteur ne peut pas tenir autour de chacune.",
     "“{a}” and “{b}” stand in the same unit: no sector can be made around each of them."},
    {"planning.mds_count", 422,
     "Une MDS par secteur : le territoire en compte {count}, demandez exactement {count} secteurs.",
     "One MDS a sector: the territory has {count}, ask for exactly {count} sectors."},
    {"planning.locked_and_mds", 409,
     "Le secteur verrouillé « {name} » contient {count} MDS au lieu d’une : déverrouillez-le, ou n’imposez pas une MDS "
     "par secteur.",
     "Locked sector “{name}” holds {count} MDS instead of one: unlock it, or do not ask for one MDS a sector."},
    {"planning.house_nowhere", 409,
     "On ne sait pas où est la MDS « {name} » : donnez sa position, ou ne donnez pas de maison aux secteurs.",
     "Nobody knows where MDS “{name}” is: give its position, or do not give sectors a house."},
    {"planning.locked_without_house", 409,
     "Le secteur verrouillé « {name} » n’a pas de MDS et aucune ne peut y ouvrir : déverrouillez-le, ou laissez ouvrir "
     "davantage de maisons.",
     "Locked sector “{name}” has no MDS and none may open in it: unlock it, or let more houses open."},
    {"planning.all_locked", 409,
     "Tous les secteurs du scénario sont verrouillés : déverrouillez ceux que le calcul peut redessiner.",
     "Every sector of the scenario is locked: unlock those that the computation may redraw."},
    {"planning.locked_are_more", 422,
     "{locked} secteurs sont verrouillés : demandez-en davantage, ou déverrouillez-en.",
     "{locked} sectors are locked: ask for more than that, or unlock some."},
    {"planning.unknown_scenario", 404, "Ce scénario n’existe pas.", "This scenario does not exist."},
    {"planning.unknown_origin", 422,
     "Un scénario part d’une mission (mission/ssd), d’un scénario (scenario/3) ou d’une carte proposée (proposal/2/0).",
     "A scenario starts from a mission (mission/ssd), a scenario (scenario/3) or a proposed map (proposal/2/0)."},
    {"planning.unknown_district", 422, "Ce secteur n’existe pas dans le scénario.",
     "The scenario holds no such sector."},
    {"planning.unknown_unit", 422, "Ce lieu n’existe pas dans le territoire du scénario.",
     "The scenario’s territory holds no such place."},
    {"planning.bad_name", 422, "Un nom de secteur compte de 1 à {most} caractères.",
     "A sector’s name has 1 to {most} characters."},
    {"planning.locked", 409, "Le secteur « {name} » est verrouillé : déverrouillez-le pour le modifier.",
     "Sector “{name}” is locked: unlock it to change it."},
    {"planning.too_many_districts", 422, "Un scénario compte au plus 500 secteurs.",
     "A scenario has 500 sectors at most."},
    {"planning.nothing_to_undo", 409, "Il n’y a rien à annuler.", "There is nothing to undo."},
    {"planning.nothing_to_redo", 409, "Il n’y a rien à rétablir.", "There is nothing to redo."},
    {"planning.changed_meanwhile", 409,
     "{by} a modifié ce scénario entre-temps : la carte vient d’être remise à jour. Reprenez votre modification si "
     "elle "
     "a encore un sens.",
     "{by} changed this scenario meanwhile: the map has been brought up to date. Make your change again if it still "
     "makes sense."},
    {"planning.not_editable", 409, "Un scénario soumis, adopté ou rejeté ne se modifie plus : partez d’une copie.",
     "A scenario that was submitted, adopted or rejected no longer changes: start from a copy."},
    {"planning.no_such_passage", 409, "Ce scénario ne peut pas passer à cette étape.",
     "This scenario cannot go to that stage."},
    {"planning.planner_decides", 403, "Cette étape revient à l’équipe projet.", "This stage is the project team’s."},
    {"planning.executive_decides", 403, "Cette décision revient à la direction.", "This decision is the executive’s."},
    {"planning.incomplete", 409, "{count} lieux n’ont pas de secteur : la carte doit être complète.",
     "{count} places have no sector: the map must be complete."},
    {"planning.past_date", 422, "Une carte prend effet au plus tôt demain : le passé ne se réécrit pas.",
     "A map takes effect tomorrow at the earliest: the past is not rewritten."},
};

}  // namespace

std::span<const ProblemRow> problems() { return kProblems; }

}  // namespace maillage::planning
