#include "modules/planning/ensemble/routes_ensemble.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.unknown_ensemble", 404, "Ce tirage de cartes n’existe pas.", "This draw of maps does not exist."},
    {"planning.ensemble_outdated", 409,
     "Le territoire a changé depuis la demande : le tirage porte sur des lieux qui n’existent plus sous cette forme. "
     "Relancez-le.",
     "The territory has changed since this was asked: the draw is about places that no longer exist as they were. Run "
     "it again."},
};

}  // namespace

std::span<const ProblemRow> ensemble_problems() { return kProblems; }

}  // namespace maillage::planning
