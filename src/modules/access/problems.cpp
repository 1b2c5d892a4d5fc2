#include "modules/access/access.hpp"

namespace maillage::access {
namespace {

constexpr ProblemRow kProblems[] = {
    {"sign_in_refused", 401, "Identifiant ou mot de passe incorrect.", "Wrong login or password."},
    {"sign_in_too_often", 429, "Trop d’essais pour ce compte : réessayez dans {seconds} s.",
     "Too many attempts for this account: try again in {seconds} s."},
    {"login_malformed", 422,
     "L’identifiant « {login} » n’est pas possible : 2 à 64 lettres minuscules sans accent, chiffres, points, tirets.",
     "The login \"{login}\" is not possible: 2 to 64 lower-case letters without accent, digits, dots, dashes."},
    {"login_taken", 409, "Le compte « {login} » existe déjà.", "The account \"{login}\" already exists."},
    {"roles_missing", 422, "Donnez au moins un profil : planner, executive ou administrator.",
     "Give at least one role: planner, executive or administrator."},
    {"password_weak", 422,
     "Le mot de passe doit compter au moins {characters} caractères, dont 6 différents, et ne pas contenir "
     "l’identifiant.",
     "The password must have at least {characters} characters, 6 of them different, and not contain the login."},
    {"account_unknown", 404, "Aucun compte actif « {login} ».", "No active account \"{login}\"."},
};

}  // namespace

std::span<const ProblemRow> problems() { return kProblems; }

}  // namespace maillage::access
