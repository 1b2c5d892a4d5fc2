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
    {"cli.network_refused", 503,
     "Les données ouvertes n’ont pas pu être téléchargées ({address}). Vérifiez le réseau, ou donnez un dossier de "
     "fichiers déjà téléchargés avec --from.",
     "The open data could not be downloaded ({address}). Check the network, or give a folder of files already "
     "downloaded "
     "with --from."},
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
