#include "app/command_problems.hpp"

#include <array>

namespace maillage::app {
namespace {

constexpr std::array kRows = std::to_array<ProblemRow>({
    {"cli.file_unreadable", 422, "Le fichier {file} n’existe pas ou ne peut pas être lu.",
     "The file {file} does not exist or cannot be read."},
    {"cli.departement_unknown", 422, "« {code} » n’est pas le code d’un Département (01 à 95, 2A, 2B, 971 à 978).",
     "\"{code}\" is not the code of a Département (01 to 95, 2A, 2B, 971 to 978)."},
    {"cli.files_missing", 422,
     "Aucun fichier de communes du Département {code} n’a été trouvé dans {folder}. Attendu : {expected}.",
     "No file of communes of Département {code} was found in {folder}. Expected: {expected}."},
    {"cli.file_refused", 422, "Le fichier {file} a été refusé, pour les raisons dites au-dessus. Rien n’a été chargé.",
     "The file {file} was refused, for the reasons said above. Nothing was loaded."},
    {"cli.download_unreachable", 503,
     "{host} ne répond pas ({reason}). Rien n’a été chargé. Vérifiez le réseau et, s’il y en a un, le mandataire "
     "(https_proxy).",
     "{host} does not answer ({reason}). Nothing was loaded. Check the network and, if there is one, the proxy "
     "(https_proxy)."},
    {"cli.download_late", 503, "{host} n’a pas fini de répondre en {limit} secondes. Rien n’a été chargé.",
     "{host} did not finish answering in {limit} seconds. Nothing was loaded."},
    {"cli.download_too_big", 503,
     "La réponse de {host} dépasse {limit} Mo. Elle a été abandonnée, rien n’a été chargé.",
     "The answer of {host} exceeds {limit} MB. It was given up, nothing was loaded."},
    {"cli.download_cut", 503, "La réponse de {host} s’est interrompue ({reason}). Rien n’a été chargé.",
     "The answer of {host} was cut short ({reason}). Nothing was loaded."},
    {"cli.download_astray", 503,
     "{host} renvoie vers une adresse qui n’est pas suivie ({reason}). Rien n’a été chargé.",
     "{host} sends to an address that is not followed ({reason}). Nothing was loaded."},
    {"cli.download_status", 503, "{host} a refusé la demande (code HTTP {status}). Rien n’a été chargé.",
     "{host} refused the request (HTTP status {status}). Nothing was loaded."},
    {"cli.download_type", 503,
     "{host} a répondu autre chose que du JSON ({type}). Rien n’a été chargé. Un portail d’accès au réseau a peut-être "
     "répondu à sa place.",
     "{host} answered something else than JSON ({type}). Nothing was loaded. A captive portal may have answered in its "
     "place."},
    {"cli.download_unreadable", 503, "La réponse de {host} est incomplète ou mal formée. Rien n’a été chargé.",
     "The answer of {host} is incomplete or malformed. Nothing was loaded."},
    {"cli.download_empty", 422, "{host} ne connaît aucune commune du Département {code}. Rien n’a été chargé.",
     "{host} knows no commune of Département {code}. Nothing was loaded."},
    {"cli.groupings_missing", 200,
     "{host} ne donne plus les cantons, arrondissements et EPT. Les cartes SSD et ASE sont à importer.",
     "{host} no longer gives the cantons, arrondissements and EPT. The SSD and ASE maps are to be imported."},
    {"cli.from_instead", 200,
     "Sans réseau, donnez avec --from un dossier de fichiers déjà téléchargés. Fichiers lus s’ils y sont : {expected}.",
     "Without a network, give with --from a folder of files already downloaded. Files read if they are there: "
     "{expected}."},
    {"cli.static_missing", 422,
     "Le dossier {folder} n’a pas de fichier index.html : donnez celui des pages construites (web/dist).",
     "The folder {folder} has no index.html: give that of the built pages (web/dist)."},
    {"cli.port_taken", 503,
     "Le port {port} de {address} est déjà pris : un autre programme écoute. Choisissez-en un autre avec --port.",
     "Port {port} of {address} is already taken: another program listens there. Choose another one with --port."},
    {"cli.port_forbidden", 503,
     "Le port {port} est réservé à l’administrateur de la machine. Choisissez un port au-dessus de 1023 avec --port.",
     "Port {port} is reserved for the administrator of the machine. Choose a port above 1023 with --port."},
    {"cli.folder_unwritable", 422, "Le dossier {folder} ne peut pas être créé ou rempli ({reason}).",
     "The folder {folder} cannot be created or filled ({reason})."},
});

}  // namespace

std::span<const ProblemRow> command_problems() { return kRows; }

}  // namespace maillage::app
