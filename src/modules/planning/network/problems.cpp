#include "modules/planning/network/routes_network.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.unknown_site_kind", 422,
     "« {kind} » n’est pas un genre de lieu d’accueil : mds, antenne, permanence, pmi ou other.",
     "“{kind}” is no kind of site: mds, antenne, permanence, pmi or other."},
    {"planning.nobody_to_serve", 422, "Ce public est vide : il n’y a personne à desservir.",
     "This public is empty: there is nobody to serve."},
    {"planning.unknown_house", 422, "La maison « {code} » n’est pas de celles que l’on compte à cette date.",
     "House “{code}” is not among those counted on that date."},
    {"planning.no_house_possible", 422,
     "Aucune maison n’existe et aucun lieu n’est proposé pour en ouvrir : choisissez où elles peuvent ouvrir.",
     "No house exists and no place is offered to open one: choose where they may open."},
    {"planning.unknown_study", 404, "Cette étude du réseau n’existe pas.", "This study of the network does not exist."},
    {"planning.unknown_network", 404, "Ce réseau n’existe pas dans l’étude.", "The study holds no such network."},
    {"planning.study_outdated", 409,
     "Le territoire a changé depuis le calcul : l’étude porte sur des lieux qui n’existent plus sous cette forme. "
     "Relancez-la.",
     "The territory has changed since the computation: the study is about places that no longer exist as they were. "
     "Run it again."},
};

}  // namespace

std::span<const ProblemRow> network_problems() { return kProblems; }

}  // namespace maillage::planning
