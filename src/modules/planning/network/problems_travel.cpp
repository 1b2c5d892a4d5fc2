#include "modules/planning/network/routes_network.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.unknown_travel_table", 422, "Ces temps de trajet ne sont pas connus : choisissez-en d’autres.",
     "These travel times are not known: choose others."},
    {"planning.minutes_unreadable", 422,
     "Le fichier ne se lit pas jusqu’au bout : enregistrez-le en CSV, encodé en UTF-8, avec des guillemets fermés.",
     "The file cannot be read to its end: save it as CSV, in UTF-8, with its quotes closed."},
    {"planning.minutes_empty", 422, "Le fichier ne contient aucun temps.", "The file holds no minutes."},
    {"planning.minutes_column", 422,
     "La colonne « {column} » manque : le fichier en compte trois, from, to et minutes.",
     "Column “{column}” is missing: the file has three, from, to and minutes."},
    {"planning.minutes_short", 422, "La ligne a moins de colonnes que la première.",
     "The line has fewer columns than the first one."},
    {"planning.minutes_unknown_unit", 422, "« {code} » n’est pas une unité du territoire à cette date.",
     "“{code}” is no unit of the territory on that date."},
    {"planning.minutes_unknown_place", 422,
     "« {code} » n’est ni un lieu d’accueil, ni une commune, ni une unité à cette date.",
     "“{code}” is neither a site, nor a commune, nor a unit on that date."},
    {"planning.minutes_bad", 422, "« {text} » n’est pas un nombre de minutes compris entre 0 et 1440.",
     "“{text}” is no number of minutes between 0 and 1440."},
    {"planning.minutes_twice", 422, "Le trajet de {from} à {to} est donné deux fois, avec des temps différents.",
     "The way from {from} to {to} is given twice, with different minutes."},
    {"planning.bad_server_address", 422,
     "L’adresse est celle d’un serveur, sans nom ni mot de passe : https://routes.exemple.fr.",
     "The address is that of a server, without name or password: https://routes.example.org."},
    {"planning.bad_server_profile", 422,
     "Un profil est un mot de lettres et de chiffres, comme driving ou foot : c’est le serveur qui le choisit.",
     "A profile is a word of letters and digits, such as driving or foot: the server chooses it."},
    {"planning.server_not_asked", 409,
     "Ces temps de trajet sont incomplets, et le serveur d’itinéraires qui les donnait n’est plus interrogé : "
     "l’administrateur peut en indiquer un.",
     "These travel times are incomplete, and the server of routes that gave them is no longer asked: the administrator "
     "may name one."},
    {"planning.server_silent", 502,
     "Le serveur d’itinéraires {server} ne répond pas ({said}). Les temps déjà obtenus sont gardés ; réessayez, ou "
     "comptez à vol d’oiseau.",
     "The server of routes {server} does not answer ({said}). The minutes already obtained are kept; try again, or "
     "count as the crow flies."},
    {"planning.server_too_late", 504,
     "Le serveur d’itinéraires {server} a mis trop de temps à répondre. Les temps déjà obtenus sont gardés ; réessayez "
     "plus tard.",
     "The server of routes {server} took too long to answer. The minutes already obtained are kept; try again later."},
    {"planning.server_refuses", 502,
     "Le serveur d’itinéraires {server} refuse la question : {said}. Vérifiez son adresse et son profil.",
     "The server of routes {server} refuses the question: {said}. Check its address and its profile."},
    {"planning.server_nonsense", 502,
     "Ce que répond {server} n’est pas un tableau de durées ({said}) : vérifiez que c’est bien un serveur "
     "d’itinéraires OSRM.",
     "What {server} answers is no table of durations ({said}): check that it is an OSRM server of routes."},
};

}  // namespace

std::span<const ProblemRow> travel_problems() { return kProblems; }

}  // namespace maillage::planning
