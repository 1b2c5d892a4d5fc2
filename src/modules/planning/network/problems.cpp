#include "modules/planning/network/routes_network.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.unknown_site_kind", 422,
     "« {kind} » n’est pas un genre de lieu d’accueil : mds, antenne, permanence, pmi ou other.",
     "“{kind}” is no kind of site: mds, antenne, permanence, pmi or other."},
    {"planning.unknown_grid", 422,
     "Aucun carreau de {size} m n’est connu à cette date : importez-en le fichier de l’Insee.",
     "No cell of {size} m is known on that date: import the file of INSEE."},
    {"planning.cells_need_crow", 422,
     "Un tableau de minutes part du centre des unités, pas des carreaux : comptez les carreaux à vol d’oiseau.",
     "A table of minutes leaves from the centre of units, not from cells: count cells as the crow flies."},
    {"planning.cells_unknown_public", 422,
     "Les carreaux ne disent pas où vivent « {name} » : ils connaissent les habitants, les enfants de 0 à 5 ans, les "
     "65 ans et plus, les 80 ans et plus et les ménages pauvres. Choisissez l’un d’eux, ou comptez au centre des "
     "unités.",
     "Cells do not tell where “{name}” live: they know residents, children of 0 to 5, people of 65 and over, of 80 and "
     "over, and poor households. Choose one of them, or count at the centre of units."},
    {"planning.cells_no_capacity", 422,
     "Ce que chaque maison peut recevoir se compte au centre des unités, pas aux carreaux : retirez les capacités, ou "
     "comptez au centre des unités.",
     "What each house can receive is counted at the centre of units, not at cells: take the capacities away, or count "
     "at the centre of units."},
    {"planning.cells_too_many", 422,
     "Plus de {limit} millions de trajets entre les carreaux et les maisons possibles : c’est plus que le serveur ne "
     "peut en tenir pour un calcul. Comptez à un carreau plus grand, proposez moins de lieux, ou laissez fermer moins "
     "de maisons.",
     "More than {limit} million ways between the cells and the possible houses: the server cannot hold so many for one "
     "computation. Count at a larger cell, offer fewer places, or let fewer houses close."},
    {"planning.nobody_to_serve", 422, "Ce public est vide : il n’y a personne à desservir.",
     "This public is empty: there is nobody to serve."},
    {"planning.unknown_house", 422, "La maison « {code} » n’est pas de celles que l’on compte à cette date.",
     "House “{code}” is not among those counted on that date."},
    {"planning.no_house_possible", 422,
     "Aucune maison n’existe et aucun lieu n’est proposé pour en ouvrir : choisissez où elles peuvent ouvrir.",
     "No house exists and no place is offered to open one: choose where they may open."},
    {"planning.place_unnamed", 422, "Le lieu « {code} » n’a pas de code, ou pas de nom, ou un texte trop long.",
     "Place “{code}” has no code, no name, or a text that is too long."},
    {"planning.place_nowhere", 422,
     "Le lieu « {code} » n’est pas connu et n’a pas de position en métropole : donnez sa longitude et sa latitude.",
     "Place “{code}” is not known and has no position in mainland France: give its longitude and latitude."},
    {"planning.place_known", 422,
     "« {code} » est déjà le code d’une maison ou d’un lieu possible : donnez-en un autre, ou retirez la position.",
     "“{code}” already is the code of a house or a possible place: give another one, or take the position away."},
    {"planning.place_twice", 422, "Le lieu « {code} » est donné deux fois.", "Place “{code}” is given twice."},
    {"planning.place_price", 422, "Le coût du lieu « {code} » n’est pas un montant possible.",
     "The price of place “{code}” is no possible amount."},
    {"planning.place_capacity", 422, "La capacité du lieu « {code} » doit être d’au moins une personne.",
     "The capacity of place “{code}” must be of one person at least."},
    {"planning.budget_missing", 422, "Donnez le budget, et ce que coûte d’ouvrir une maison.",
     "Give the budget, and what it costs to open a house."},
    {"planning.unknown_study", 404, "Cette étude du réseau n’existe pas.", "This study of the network does not exist."},
    {"planning.study_running", 409,
     "L’étude est encore en cours : attendez sa fin, ou arrêtez-la en gardant ses réseaux.",
     "The study is still running: wait for its end, or stop it and keep its networks."},
    {"planning.unknown_network", 404, "Ce réseau n’existe pas dans l’étude.", "The study holds no such network."},
    {"planning.study_cells_changed", 409,
     "Les carreaux importés ont changé depuis le calcul : l’étude porte sur d’autres. Relancez-la.",
     "The imported cells have changed since the computation: the study is about others. Run it again."},
    {"planning.study_outdated", 409,
     "Le territoire a changé depuis le calcul : l’étude porte sur des lieux qui n’existent plus sous cette forme. "
     "Relancez-la.",
     "The territory has changed since the computation: the study is about places that no longer exist as they were. "
     "Run it again."},
};

}  // namespace

std::span<const ProblemRow> network_problems() { return kProblems; }

}  // namespace maillage::planning
