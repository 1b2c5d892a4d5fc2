#include <array>

#include "modules/territory/import.hpp"

namespace maillage::territory {
namespace {

// Refusals, then what an import mended or wishes to be known.
constexpr std::array kRows = std::to_array<ProblemRow>({
    {"territory.incomplete_file", 422,
     "Ce fichier fermerait plus de la moitié de la liste « {scope} » au {date} : c’est sans doute un extrait. Importez "
     "le "
     "fichier complet, ou vérifiez la date.",
     "This file would close more than half of the list \"{scope}\" on {date}: it is probably an extract. Import the "
     "whole "
     "file, or check the date."},
    {"territory.nothing_known", 422,
     "Aucun code de ce fichier n’existe dans le territoire au {date}. Importez d’abord les communes (ou les IRIS), ou "
     "vérifiez le Département et la date.",
     "No code of this file exists in the territory on {date}. Import the communes (or IRIS) first, or check the "
     "Département and the date."},
    {"territory.mission_needed", 422,
     "« {mission} » n’est pas un code de mission. Dites quelle mission ce fichier découpe : ssd, ase, pmi, mds ou "
     "territoire.",
     "\"{mission}\" is not the code of a mission. Say which mission this file maps: ssd, ase, pmi, mds or territoire."},
    {"territory.import_kind_unknown", 422,
     "« {kind} » n’est pas une sorte de fichier connue. Choisissez parmi : communes, iris, populations, epci, "
     "cog_changes, sectors, sites, addresses, quantities, access_points, grid_cells.",
     "\"{kind}\" is not a known kind of file. Choose among: communes, iris, populations, epci, cog_changes, sectors, "
     "sites, addresses, quantities, access_points, grid_cells."},
    {"territory.quantity_without_period", 422,
     "Dites de quelle période sont ces chiffres : donnez un millésime, ou mettez l’année dans le nom du fichier.",
     "Say which period these figures are about: give a vintage, or put the year in the file’s name."},
    {"territory.quantity_missing", 422,
     "« {name} » n’est connu que d’une partie du territoire au {date} : il manque {count} lieux ({places}). "
     "Ajoutez-les ; "
     "s’il n’y a rien à compter, écrivez 0.",
     "“{name}” is known for a part of the territory only on {date}: {count} places are missing ({places}). Add them; "
     "where there is nothing to count, write 0."},
    {"territory.quantity_below_its_iris", 422, "« {name} » : les IRIS de {code} comptent ensemble plus que la commune.",
     "“{name}”: the IRIS of {code} count more together than the commune."},
    {"territory.quantity_read", 200, "« {name} », {period} : {total} {unit} en tout, dans {count} lieux.",
     "“{name}”, {period}: {total} {unit} in all, in {count} places."},
    {"territory.quantity_shared_out", 200,
     "« {name} » n’est donné que par commune pour {count} IRIS : réparti selon leurs habitants, et signalé estimé.",
     "“{name}” is given by commune only for {count} IRIS: shared out by their residents, and flagged as estimated."},
    {"territory.upload_gone", 409, "Le fichier déposé n’est plus là. Déposez-le de nouveau.",
     "The uploaded file is no longer there. Upload it again."},
    {"territory.place_unknown", 404, "Aucun lieu de niveau « {level} » et de code {code} n’existe au {date}.",
     "No place of level \"{level}\" and code {code} exists on {date}."},
    {"territory.mission_unknown", 404, "Aucune carte de la mission « {mission} » n’est connue au {date}.",
     "No map of the mission \"{mission}\" is known on {date}."},
    {"territory.question_unclear", 422,
     "Dites un lieu d’une seule façon : un code, ou une longitude et une latitude, ou une adresse.",
     "Say one place in one way: a code, or a longitude and a latitude, or an address."},
    {"territory.merger_inferred", 200,
     "{from} n’est plus dans le fichier et son territoire est dans le contour de {to} : fusion au {date} déduite. "
     "Importez le fichier des changements du COG pour la confirmer.",
     "{from} is no longer in the file and its ground is inside the outline of {to}: a merger on {date} was inferred. "
     "Import the file of COG changes to confirm it."},
    {"territory.closed_without_successor", 200,
     "{code} n’est plus dans le fichier et rien ne dit ce qu’elle est devenue : elle est fermée au {date}.",
     "{code} is no longer in the file and nothing says what became of it: it is closed on {date}."},
    {"territory.iris_attached", 200,
     "{count} IRIS de {from}, qui n’est pas une commune au {date}, ont été rattachés à {to}, dont le contour les "
     "contient.",
     "{count} IRIS of {from}, which is not a commune on {date}, were attached to {to}, whose outline holds them."},
    {"territory.outside_left_out", 200, "{count} lignes portent sur des lieux hors du territoire : laissées de côté.",
     "{count} rows are about places outside the territory: left out."},
    {"territory.withheld_left_out", 200,
     "{count} populations ne sont pas diffusées par le producteur : laissées de côté.",
     "{count} populations are withheld by the publisher: left out."},
    {"territory.unplaced_left_out", 200, "{count} adresses n’ont pas de position utilisable : laissées de côté.",
     "{count} addresses have no usable position: left out."},
    {"territory.site_unplaced", 200,
     "La position de « {name} » est hors de la France métropolitaine : le lieu est gardé sans position. Vérifiez que "
     "longitude et latitude ne sont pas inversées.",
     "The position of \"{name}\" is out of metropolitan France: the site is kept without a position. Check that "
     "longitude and latitude are not exchanged."},
    {"territory.no_point_near", 422,
     "Aucun point d’accès de ce fichier n’est à moins de 30 km du territoire connu au {date}. Importez d’abord les "
     "communes, ou vérifiez le Département et la date.",
     "No access point of this file is within 30 km of the territory known on {date}. Import the communes first, or "
     "check the Département and the date."},
    {"territory.points_far", 200, "{count} points d’accès sont à plus de 30 km du territoire : laissés de côté.",
     "{count} access points are more than 30 km away from the territory: left out."},
    {"territory.points_unplaced", 200,
     "{count} points d’accès n’ont ni position ni commune du territoire : laissés de côté.",
     "{count} access points have neither a position nor a commune of the territory: left out."},
    {"territory.points_approximate", 200,
     "{count} points d’accès n’ont pas de position : placés au centre de leur commune, et signalés ainsi.",
     "{count} access points have no position: put at the centre of their commune, and flagged so."},
    {"territory.no_cell_here", 422,
     "Aucun carreau de ce fichier n’a son centre dans une commune du territoire connue au {date}. Importez d’abord les "
     "communes avec leurs contours, ou vérifiez le Département et la date.",
     "No cell of this file has its centre in a commune of the territory known on {date}. Import the communes with "
     "their "
     "outlines first, or check the Département and the date."},
    {"territory.cells_left_out", 200,
     "{count} carreaux ont leur centre hors du territoire : laissés de côté. Le fichier rattache {beside} d’entre eux, "
     "où vivent {residents} personnes, à une commune du territoire : ils sont à sa bordure.",
     "{count} cells have their centre outside the territory: left out. The file ties {beside} of them, where "
     "{residents} "
     "people live, to a commune of the territory: they are on its border."},
    {"territory.cells_imputed", 200,
     "{count} carreaux sur {total} sont imputés par l’Insee, qui n’en diffuse pas les chiffres : {share} % des "
     "habitants y vivent.",
     "{count} cells of {total} are imputed by INSEE, which does not publish their figures: {share}% of the residents "
     "live there."},
    {"territory.unit_unknown", 200,
     "{code} n’existe pas au {date} : la ligne est gardée telle quelle et signalée par le contrôle de couverture.",
     "{code} does not exist on {date}: the row is kept as it is and reported by the coverage check."},
    {"territory.unit_gone", 200,
     "{code} n’existe plus depuis le {date} (devenue {into}) : la ligne est gardée telle quelle, non recodée, et "
     "signalée "
     "par le contrôle de couverture.",
     "{code} ceased to exist on {date} (now {into}): the row is kept as it is, not recoded, and reported by the "
     "coverage "
     "check."},
});

}  // namespace

std::span<const ProblemRow> problem_rows() { return kRows; }

}  // namespace maillage::territory
