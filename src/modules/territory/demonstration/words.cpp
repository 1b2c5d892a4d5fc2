#include "modules/territory/demonstration/words.hpp"

namespace maillage::territory::demonstration {
namespace {

using std::string_view;

constexpr string_view kTowns[] = {"Montaubrais",  "Chantelorne", "Rochesève",        "Valmorin",   "Arvenay",
                                  "Marvaux",      "Sauvelac",    "Montlandais",      "Villarçay",  "Belmarais",
                                  "Châteaulorne", "Pont-Ardive", "La Roche-Sénance", "Hautelorne", "Bourg-Aubray"};
constexpr string_view kPorts[] = {"Port-Sénance", "Les Sables-Blancs", "Mervanne", "Port-Rainard", "Kervaux", "Belmer"};

constexpr string_view kBeginnings[] = {"Au",  "Ba",  "Be",  "Bou", "Bré", "Cha", "Chau", "Cou", "Dau", "Dou", "Fa",
                                       "Fou", "Gou", "Ja",  "La",  "Loi", "Lou", "Lu",   "Ma",  "Mau", "Mou", "Noi",
                                       "Pa",  "Pou", "Pru", "Rou", "Sau", "Se",  "Ta",   "Tou", "Vau", "Vi",  "Vou"};
constexpr string_view kEndings[] = {"bigné",   "signé", "vigny",  "vignac", "zay",   "vray",  "nay",    "lière",
                                    "neuil",   "mbray", "ndelle", "lon",    "drais", "gères", "zières", "chères",
                                    "ssac",    "ssay",  "bré",    "tré",    "vron",  "rnac",  "rcé",    "mazé",
                                    "teville", "zillé", "chemer", "rzay",   "veau"};

constexpr string_view kSaints[] = {
    "Saint-Aubin",    "Saint-Brice",      "Saint-Clément",    "Saint-Denis",     "Saint-Étienne",  "Saint-Florent",
    "Saint-Georges",  "Saint-Germain",    "Saint-Gilles",     "Saint-Hilaire",   "Saint-Jean",     "Saint-Julien",
    "Saint-Laurent",  "Saint-Léger",      "Saint-Lubin",      "Saint-Maixent",   "Saint-Martin",   "Saint-Médard",
    "Saint-Mesmin",   "Saint-Michel",     "Saint-Nicolas",    "Saint-Philbert",  "Saint-Pierre",   "Saint-Savin",
    "Saint-Sulpice",  "Saint-Symphorien", "Saint-Vincent",    "Sainte-Cécile",   "Sainte-Colombe", "Sainte-Gemme",
    "Sainte-Hermine", "Sainte-Marie",     "Sainte-Opportune", "Sainte-Radegonde"};

constexpr string_view kCastles[] = {"Beaulieu",    "Beaumont",   "Beauvoir",     "Bellevigne", "Bourgneuf",
                                    "Châteauneuf", "Hauteville", "Montfort",     "Montreuil",  "Mortefontaine",
                                    "Neuville",    "Rochefort",  "Villefranche", "Villeneuve", "Vieillevigne"};
constexpr string_view kArticled[] = {"La Chapelle", "La Ferrière", "La Haye",   "La Lande",     "La Roche",
                                     "Le Bois",     "Le Plessis",  "Le Temple", "Les Moutiers", "Les Essarts"};
constexpr string_view kFamilies[] = {"-Achard",  "-Aubry",  "-Basset",  "-Bertin", "-Gaudin",  "-Grimaud",
                                     "-Hermier", "-Morvan", "-Rainard", "-Renou",  "-Thibaud", "-Viau"};
constexpr string_view kCountry[] = {"-des-Bois",     "-la-Forêt",   "-du-Bocage",  "-en-Plaine", "-des-Landes",
                                    "-les-Vignes",   "-le-Vieux",   "-aux-Ormes",  "-l’Abbaye",  "-le-Château",
                                    "-de-la-Marche", "-la-Rivière", "-les-Étangs", "-du-Marais"};
constexpr string_view kCoast[] = {"-sur-Mer", "-Plage", "-l’Océan", "-les-Bains", "-de-la-Mer"};

constexpr string_view kHeart[] = {"Hôtel de Ville",  "Cathédrale",       "Vieux Port",    "Les Halles",
                                  "Château",         "Préfecture",       "Saint-Aubin",   "Palais de Justice",
                                  "La Poissonnerie", "Quai de la Lorne", "Grand Théâtre", "Place d’Armes",
                                  "Les Cordeliers",  "La Monnaie"};
constexpr string_view kCityQuarters[] = {"La Gare",
                                         "Les Quatre-Routes",
                                         "Le Bourg-Neuf",
                                         "La Madeleine",
                                         "Les Tanneries",
                                         "La Fontaine",
                                         "Les Hauts-Pavés",
                                         "Le Clos Fleuri",
                                         "Les Capucins",
                                         "Les Ursulines",
                                         "Le Champ de Mars",
                                         "La Trinité",
                                         "La Croix-Blanche",
                                         "Les Carmes",
                                         "Les Jacobins",
                                         "Beausoleil",
                                         "Bellevue Nord",
                                         "Bellevue Sud",
                                         "La Colline",
                                         "Les Peupliers",
                                         "Le Moulin-Rouge",
                                         "Les Acacias",
                                         "La Grenouillère",
                                         "Les Grandes Rives",
                                         "La Corderie",
                                         "Les Docks",
                                         "La Sablière",
                                         "Le Petit Bois",
                                         "Les Genêts",
                                         "La Bouvardière",
                                         "Les Châtaigniers",
                                         "La Poterie",
                                         "Le Mail",
                                         "Les Closeaux",
                                         "La Roseraie",
                                         "Le Vallon",
                                         "Les Coteaux",
                                         "La Verrerie",
                                         "Le Pont-Neuf",
                                         "Les Iris",
                                         "La Filature",
                                         "Les Salines",
                                         "Le Lazaret",
                                         "L’Arsenal",
                                         "Les Chantiers",
                                         "La Butte",
                                         "Le Grand Clos",
                                         "Les Marronniers",
                                         "La Haute-Forêt",
                                         "Le Tertre",
                                         "Les Aubépines",
                                         "La Perrière",
                                         "Le Pressoir",
                                         "Les Justices",
                                         "La Plaine",
                                         "Le Bois-Joli",
                                         "Les Marais",
                                         "La Pépinière",
                                         "Le Haut-Bourg",
                                         "Les Mouettes",
                                         "La Renaissance",
                                         "Le Parc Nord",
                                         "Le Parc Sud",
                                         "Les Lavandières",
                                         "La Chesnaie",
                                         "Le Gué",
                                         "Les Fougères",
                                         "La Minoterie",
                                         "Le Cèdre",
                                         "Les Provinces",
                                         "La Closerie",
                                         "Le Rond-Point",
                                         "Les Sept-Moulins",
                                         "L’Orangerie",
                                         "La Vigne aux Moines",
                                         "Le Fief",
                                         "Les Bruyères",
                                         "La Bastille",
                                         "Le Grand Large",
                                         "Les Ormeaux",
                                         "La Faïencerie",
                                         "Le Colombier",
                                         "Les Terres Noires",
                                         "L’Abattoir",
                                         "La Berthelière",
                                         "Le Vert-Galant",
                                         "Les Échoppes",
                                         "La Rabine",
                                         "Le Bas-Chemin",
                                         "Les Basses-Landes",
                                         "La Halle aux Grains",
                                         "Le Bout du Monde"};
constexpr string_view kTownQuarters[] = {
    "La Gare",    "Le Bourg-Neuf", "Les Quatre-Routes", "Le Moulin",     "La Croix-Blanche", "Les Vignes",
    "Le Stade",   "La Fontaine",   "Les Jardins",       "Le Vieux Pont", "Les Coteaux",      "La Garenne",
    "Les Écoles", "Le Clos",       "La Prairie",        "Les Tilleuls",  "Le Calvaire",      "Les Hauts",
    "La Vallée",  "Les Pins",      "Le Champ de Foire", "Les Mimosas",   "La Chênaie",       "Le Lavoir"};
constexpr string_view kActivity[] = {
    "Port de commerce",       "Parc d’activités des Landes",    "Zone industrielle Nord",       "Pôle technologique",
    "Plate-forme logistique", "Marché d’intérêt départemental", "Zone d’activités de la Lorne", "Parc des expositions",
    "Chantiers navals"};
constexpr string_view kOpen[] = {
    "Parc de la Garenne", "Forêt communale",     "Marais de l’Ardive", "Bois de la Chesnaie",
    "Hippodrome",         "Prairies inondables", "Île aux Hérons",     "Dunes"};

constexpr string_view kComplements[] = {"de la République",    "de la Fontaine",    "du Moulin",
                                        "des Tanneurs",        "du Vieux Puits",    "des Tilleuls",
                                        "de la Sablière",      "des Acacias",       "du Port",
                                        "des Écoles",          "de l’Océan",        "de la Lorne",
                                        "des Lavandières",     "du Four à Pain",    "de la Corderie",
                                        "des Marronniers",     "de la Liberté",     "du Stade",
                                        "de la Gare",          "des Vignes",        "du Lavoir",
                                        "des Carmes",          "de l’Abreuvoir",    "des Peupliers",
                                        "de la Croix-Blanche", "du Château",        "de l’Hospice",
                                        "des Cordeliers",      "des Hirondelles",   "du Bel-Air",
                                        "de Bretagne",         "de l’Estuaire",     "des Goélands",
                                        "de la Paix",          "des Chantiers",     "du Champ de Foire",
                                        "de la Poste",         "des Trois-Moulins", "du Pressoir",
                                        "de la Digue",         "des Genêts",        "de l’Horloge",
                                        "des Roseaux",         "du Bois-Joli",      "de la Pépinière",
                                        "des Saules",          "de la Verrerie",    "du Gué",
                                        "des Bateliers",       "de l’Écluse",       "des Arcades",
                                        "du Commerce",         "de la Solidarité",  "des Jonquilles",
                                        "du Calvaire"};

}  // namespace

Words town_names() { return kTowns; }
Words port_names() { return kPorts; }
Words name_beginnings() { return kBeginnings; }
Words name_endings() { return kEndings; }
Words saints() { return kSaints; }
Words castle_names() { return kCastles; }
Words articled_heads() { return kArticled; }
Words families() { return kFamilies; }
Words country_suffixes() { return kCountry; }
Words coast_suffixes() { return kCoast; }
Words heart_quarters() { return kHeart; }
Words city_quarters() { return kCityQuarters; }
Words town_quarters() { return kTownQuarters; }
Words activity_quarters() { return kActivity; }
Words open_spaces() { return kOpen; }
Words street_complements() { return kComplements; }

}  // namespace maillage::territory::demonstration
