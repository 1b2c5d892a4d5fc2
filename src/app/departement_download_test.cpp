// The Département read from the network: a server of this machine gives the answers that the services give.
#include <boost/json.hpp>
#include <set>

#include "app/command_problems.hpp"
#include "app/departement.hpp"
#include "app/testing/command_line.hpp"
#include "base/csv.hpp"
#include "modules/territory/territory.hpp"
#include "platform/fetch/testing/web.hpp"
#include "platform/problems/problems.hpp"

using namespace maillage;
using namespace maillage::app::testing;
using maillage::testing::for_each_database;
using platform::testing::json_answer;
using platform::testing::Web;
using platform::testing::Wire;
namespace json = boost::json;

namespace {

constexpr Date kToday{2026, 3, 1};
const platform::FixedClock kClock{platform::Instant(kToday.days())};

bool asks(const std::string& target, const char* what) { return target.find(what) != target.npos; }

std::size_t number_after(const std::string& target, const std::string& name) {
  return std::stoul(target.substr(target.find(name) + name.size()));
}

// What the two services know of one Département, in their own shapes.
struct Services {
  json::array communes, epcis, iris, groupings;
  std::size_t most_at_once = 1000;  // features of one answer, whatever is asked

  Wire answer(const std::string& target) const {
    if (asks(target, "/epcis?")) return json_answer(json::serialize(epcis));
    if (asks(target, "/communes?"))
      return json_answer(json::serialize(json::object{{"type", "FeatureCollection"}, {"features", communes}}),
                         "application/vnd.geo+json");
    return json_answer(json::serialize(page(asks(target, "contours_iris") ? iris : groupings, target)));
  }

  // As GeoServer pages a layer.
  json::object page(const json::array& all, const std::string& target) const {
    const std::size_t from = std::min(number_after(target, "STARTINDEX="), all.size());
    const std::size_t count = std::min({number_after(target, "COUNT="), most_at_once, all.size() - from});
    json::array features(all.begin() + static_cast<std::ptrdiff_t>(from),
                         all.begin() + static_cast<std::ptrdiff_t>(from + count));
    return {{"type", "FeatureCollection"},
            {"features", std::move(features)},
            {"totalFeatures", all.size()},
            {"numberMatched", all.size()},
            {"numberReturned", count},
            {"timeStamp", "2026-03-01T08:00:00.000Z"},
            {"crs", {{"type", "name"}, {"properties", {{"name", "urn:ogc:def:crs:EPSG::4326"}}}}}};
  }
};

json::value square(double lon, double lat, double side = 0.01) {
  const auto point = [&](double x, double y) { return json::array{lon + x * side, lat + y * side}; };
  return json::object{{"type", "MultiPolygon"},
                      {"coordinates", {{{point(0, 0), point(1, 0), point(1, 1), point(0, 1), point(0, 0)}}}}};
}

json::value feature(json::object properties, json::value geometry) {
  return json::object{{"type", "Feature"}, {"properties", std::move(properties)}, {"geometry", std::move(geometry)}};
}

json::value commune(const char* code, const char* name, int population, json::value geometry) {
  return feature(
      {{"nom", name}, {"code", code}, {"codeDepartement", "93"}, {"codeEpci", "200054781"}, {"population", population}},
      std::move(geometry));
}

json::value iris(const std::string& code, const char* name, json::value geometry) {
  return feature({{"cleabs", "IRIS____" + code},
                  {"code_insee", code.substr(0, 5)},
                  {"nom_commune", "X"},
                  {"iris", code.substr(5)},
                  {"code_iris", code},
                  {"nom_iris", name},
                  {"type_iris", "H"}},
                 std::move(geometry));
}

json::value grouping(const char* code, const char* name, const char* canton, const char* epcis) {
  return feature({{"code_insee", code},
                  {"nom_officiel", name},
                  {"code_insee_du_canton", canton},
                  {"code_insee_de_l_arrondissement", "932"},
                  {"codes_siren_des_epci", epcis}},
                 nullptr);
}

// Two communes side by side, the first of two IRIS.
Services two_communes() {
  Services services;
  services.communes = {commune("93001", "Aubervilliers", 1000, square(2.30, 48.90, 0.02)),
                       commune("93005", "Aulnay-sous-Bois", 501, square(2.32, 48.90, 0.02))};
  services.epcis = {{{"nom", "Métropole du Grand Paris"}, {"code", "200054781"}},
                    {{"nom", "CC d'ailleurs"}, {"code", "200000172"}}};
  services.iris = {iris("930010101", "Nord", square(2.30, 48.90, 0.01)),
                   iris("930010102", "Sud", square(2.31, 48.90, 0.01)),
                   iris("930050000", "Aulnay", square(2.32, 48.90, 0.02))};
  services.groupings = {grouping("93001", "Aubervilliers", "9301", "200054781/200057867"),
                        grouping("93005", "Aulnay-sous-Bois", "NR", "200054781/200058097")};
  return services;
}

app::Sources of(const Web& web) {
  app::Sources sources;
  sources.communes = web.base();
  sources.outlines = web.base() + "/wfs/ows";
  sources.limits = {std::chrono::seconds(20), 32 << 20};
  return sources;
}

void on_both(const std::function<void(sql::Database&)>& test) {
  platform::register_problems(app::command_problems());
  territory::register_problem_rows();
  for_each_database({"platform", "access", "territory"}, test);
}

std::vector<std::string> columns_of(csv::Reader& reader) {
  REQUIRE(reader.next());
  return {reader.fields().begin(), reader.fields().end()};
}

// The real Seine-Saint-Denis of 2023, as the services would give it; nothing without the open data.
std::optional<Services> seine_saint_denis() {
  const std::string communes = open_data("opendata/geometry/communes-2023-riate/communes_93.geojson");
  if (communes.empty()) return std::nullopt;
  const auto features = [](const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return json::parse(text.str()).at("features").as_array();
  };
  Services services;
  for (const json::value& one : features(communes)) {
    const json::value& said = one.at("properties");
    services.communes.push_back(feature({{"nom", said.at("NOM")},
                                         {"code", said.at("INSEE_COM")},
                                         {"codeDepartement", "93"},
                                         {"codeEpci", said.at("EPCI")},
                                         {"population", said.at("POP_2020")}},
                                        one.at("geometry")));
  }
  for (const json::value& one : features(open_data("opendata/geometry/iris-93/contours-iris-93-wgs84.geojson"))) {
    const json::value& said = one.at("properties");
    services.iris.push_back(feature({{"code_insee", said.at("INSEE_COM")},
                                     {"nom_commune", said.at("NOM_COM")},
                                     {"code_iris", said.at("CODE_IRIS")},
                                     {"nom_iris", said.at("NOM_IRIS")},
                                     {"type_iris", said.at("TYP_IRIS")}},
                                    one.at("geometry")));
  }
  std::ostringstream units;
  units << std::ifstream(open_data("territory/93/units.csv")).rdbuf();
  const std::string text = units.str();
  csv::Reader reader(text, ',');
  const auto columns = columns_of(reader);
  while (reader.next()) {
    json::object row;
    for (std::size_t c = 0; c < columns.size(); ++c) row[columns[c]] = reader.fields()[c];
    const bool whole = row.at("canton2015_n") == "1";
    const std::string ept = row.at("ept") == "Plaine Commune"          ? "200057867"
                            : row.at("ept") == "Est Ensemble"          ? "200057875"
                            : row.at("ept") == "Grand Paris Grand Est" ? "200058790"
                                                                       : "200058097";
    services.groupings.push_back(feature({{"code_insee", row.at("code")},
                                          {"nom_officiel", row.at("nom")},
                                          {"code_insee_du_canton", whole ? row.at("canton2015") : "NR"},
                                          {"code_insee_de_l_arrondissement", row.at("arrondissement")},
                                          {"codes_siren_des_epci", "200054781/" + ept}},
                                         nullptr));
  }
  services.epcis = {{{"nom", "Métropole du Grand Paris"}, {"code", "200054781"}}};
  return services;
}

}  // namespace

TEST_CASE("download: communes, IRIS with estimated residents, EPCI and EPT by name, and three maps that stand in") {
  const Services services = two_communes();
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) { return services.answer(target); });
    REQUIRE(app::download_departement(database, kClock, "93", of(web)).ok());
    territory::Territory territory(database);
    const auto day = territory.snapshot(kToday);
    CHECK(day->unit_level == "iris");
    CHECK(day->codes == std::vector<std::string>{"930010101", "930010102", "930050000"});
    CHECK(day->populations == std::vector<std::int64_t>{500, 500, 501});
    CHECK(day->estimated == std::vector<bool>{true, true, true});
    CHECK(day->epci_codes == std::vector<std::string>{"200057867", "200057867", "200058097"});
    REQUIRE(day->missions.size() == 3);
    CHECK(day->missions[0].name_fr == "Cantons ou villes (à défaut des secteurs SSD)");
    CHECK(day->missions[0].sectors[0].name == "Ville Aulnay-sous-Bois");
    CHECK(day->missions[0].sectors[1].name == "Canton 9301");
    CHECK(day->missions[2].sectors[0].name == "Plaine Commune");
    CHECK(territory.snapshot(Date(2026, 1, 1))->codes.size() == 3);
    CHECK(territory.snapshot(Date(2025, 12, 31))->codes.empty());
  });
}

TEST_CASE("download: pages are asked until all is there, even when the server sends fewer than asked") {
  Services services = two_communes();
  services.most_at_once = 2;
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) { return services.answer(target); });
    REQUIRE(app::download_departement(database, kClock, "93", of(web)).ok());
    CHECK(territory::Territory(database).snapshot(kToday)->codes.size() == 3);
    std::vector<std::size_t> starts;
    for (const std::string& target : web.asked())
      if (asks(target, "contours_iris")) starts.push_back(number_after(target, "STARTINDEX="));
    CHECK(starts == std::vector<std::size_t>{0, 2});
  });
}

TEST_CASE("download: what is asked of the services is what they document") {
  const Services services = two_communes();
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) { return services.answer(target); });
    REQUIRE(app::download_departement(database, kClock, "93", of(web)).ok());
    const auto asked = web.asked();
    REQUIRE(asked.size() == 4);
    CHECK(asked[0] ==
          "/departements/93/communes?fields=nom,code,codeDepartement,codeEpci,population,contour&format=geojson&"
          "geometry=contour");
    CHECK(asked[1] == "/epcis?fields=nom,code");
    CHECK(asked[2] ==
          "/wfs/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=STATISTICALUNITS.IRIS:contours_iris"
          "&OUTPUTFORMAT=application/json&SRSNAME=EPSG:4326&CQL_FILTER=code_insee%20LIKE%20%2793%25%27&SORTBY=code_iris"
          "&STARTINDEX=0&COUNT=1000");
    CHECK(asks(asked[3], "TYPENAMES=ADMINEXPRESS-COG.LATEST:commune"));
  });
}

TEST_CASE("download: IRIS of a commune that has merged since go to the one whose ground holds them, and it is said") {
  Services services = two_communes();
  services.iris[1] = iris("930590101", "Pierrefitte", square(2.31, 48.90, 0.01));
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) { return services.answer(target); });
    REQUIRE(app::download_departement(database, kClock, "93", of(web)).ok());
    const auto day = territory::Territory(database).snapshot(kToday);
    CHECK(day->codes == std::vector<std::string>{"930010101", "930050000", "930590101"});
    CHECK(day->commune_codes == std::vector<std::string>{"93001", "93005", "93001"});
    CHECK(day->population() == 1501);
  });
}

TEST_CASE("download: a layer of groupings that is gone leaves the rest; overseas no outline is asked") {
  const Services services = two_communes();
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) {
      return asks(target, "ADMINEXPRESS") ? json_answer("{}", "application/json", "400 Bad Request")
                                          : services.answer(target);
    });
    REQUIRE(app::download_departement(database, kClock, "93", of(web)).ok());
    const auto day = territory::Territory(database).snapshot(kToday);
    REQUIRE(day->missions.size() == 1);
    CHECK(day->missions[0].sectors[0].name == "Métropole du Grand Paris");
    CHECK(app::download_departement(database, kClock, "974", of(web)).ok());
    const auto asked = web.asked();
    CHECK(std::count_if(asked.begin(), asked.end(),
                        [](const std::string& target) { return asks(target, "contours_iris"); }) == 1);
  });
}

namespace {

struct Bad {
  const char* of;  // which request is answered badly
  Wire wire;
  const char* code;  // of the refusal
  const char* says;  // in its English sentence
};

std::vector<Bad> bad_answers() {
  const std::string whole = json::serialize(two_communes().iris);
  const Wire cut{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"features\":[",
                 false};
  const Wire mute{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", true};
  const auto moved = [](const std::string& to) {
    return Wire{"HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
  };
  std::vector<Bad> all;
  for (const char* of : {"/departements/", "/epcis", "contours_iris"}) {
    all.insert(
        all.end(),
        {{of, json_answer("{\"message\":\"Not found\"}", "application/json", "404 Not Found"), "cli.download_status",
          "HTTP status 404"},
         {of, json_answer("", "application/json", "503 Service Unavailable"), "cli.download_status", "503"},
         {of, mute, "cli.download_late", "in 1 seconds"},
         {of, cut, "cli.download_cut", "cut short"},
         {of, {"", false}, "cli.download_cut", "cut short"},
         {of, json_answer("<html>Bienvenue sur le Wi-Fi</html>", "text/html"), "cli.download_type", "JSON (text/html)"},
         {of, json_answer("<ows:ExceptionReport/>", "application/xml"), "cli.download_type", "application/xml"},
         {of, json_answer(whole.substr(0, whole.size() / 2)), "cli.download_unreadable", "malformed"},
         {of, json_answer("{\"features\":7}"), "cli.download_unreadable", "malformed"},
         {of, json_answer("[1,2]"), "cli.download_unreadable", "malformed"},
         {of, json_answer(std::string(2 << 20, ' ')), "cli.download_too_big", "exceeds 1 MB"},
         {of,
          {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + std::string(3 << 20, ' ')},
          "cli.download_too_big",
          "exceeds 1 MB"},
         {of, moved("file:///etc/passwd"), "cli.download_astray", "not followed"},
         {of, moved("/again"), "cli.download_astray", "not followed"}});
  }
  all.push_back({"/departements/", json_answer("{\"features\":[]}"), "cli.download_empty", "knows no commune"});
  all.push_back(
      {"contours_iris", json_answer(R"({"features":[],"numberMatched":3})"), "cli.download_unreadable", "incomplete"});
  return all;
}

}  // namespace

TEST_CASE("download: each bad answer is refused in a sentence of its own, names the host, and leaves nothing") {
  platform::register_problems(app::command_problems());
  territory::register_problem_rows();
  const auto database = sql::Database::open("sqlite::memory:");
  REQUIRE(sql::migrate(*database, std::vector<std::string_view>{"platform", "access", "territory"}).ok());
  const Services services = two_communes();
  for (const Bad& bad : bad_answers()) {
    const std::string which = std::string(bad.of) + " → " + bad.code + " " + bad.wire.bytes.substr(0, 80);
    CAPTURE(which);
    Web web([&](const std::string& target) {
      const bool again = bad.code == std::string("cli.download_astray") && target == "/again";
      return asks(target, bad.of) || again ? bad.wire : services.answer(target);
    });
    app::Sources sources = of(web);
    sources.limits = {std::chrono::seconds(bad.wire.hangs ? 1 : 20), 1 << 20};
    const auto done = app::download_departement(*database, kClock, "93", sources);
    REQUIRE_FALSE(done.ok());
    CHECK(done.problem().code == bad.code);
    const auto said = platform::problem_body(done.problem());
    CHECK_MESSAGE(says(said.detail_en, bad.says), said.detail_en);
    CHECK(says(said.detail_en, "127.0.0.1"));
    CHECK(says(said.detail_fr, "127.0.0.1"));
    for (const std::string& sentence : {said.detail_fr, said.detail_en}) CHECK_FALSE(says(sentence, "{"));
    CHECK(territory::Territory(*database).snapshot(kToday)->codes.empty());
  }
}

TEST_CASE("download: a redirection to another host is followed") {
  const Services services = two_communes();
  on_both([&](sql::Database& database) {
    Web elsewhere([&](const std::string&) { return services.answer("/epcis?"); });
    Web web([&](const std::string& target) {
      if (!asks(target, "/epcis?")) return services.answer(target);
      return Wire{"HTTP/1.1 301 Moved Permanently\r\nLocation: " + elsewhere.base() +
                  "/moved\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
    });
    CHECK(app::download_departement(database, kClock, "93", of(web)).ok());
    CHECK(elsewhere.asked() == std::vector<std::string>{"/moved"});
  });
}

TEST_CASE("download: a file refused by the import undoes those before it") {
  Services services = two_communes();
  services.iris[1] = iris("930010101", "Nord again", square(2.31, 48.90, 0.01));
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) { return services.answer(target); });
    const auto done = app::download_departement(database, kClock, "93", of(web));
    REQUIRE_FALSE(done.ok());
    CHECK(done.problem().code == "cli.file_refused");
    CHECK(territory::Territory(database).snapshot(kToday)->codes.empty());
    CHECK(territory::Territory(database).snapshot(kToday)->commune_codes.empty());
  });
}

TEST_CASE("download: a mirror that is not an address is refused, not run") {
  on_both([](sql::Database& database) {
    for (const char* mirror : {"x", "", "file:///etc", "https://", "-o/tmp/x", "http://127.0.0.1:9/$(id)"}) {
      CAPTURE(mirror);
      app::Sources sources;
      sources.communes = sources.outlines = mirror;
      const auto done = app::download_departement(database, kClock, "93", sources);
      REQUIRE_FALSE(done.ok());
      CHECK(done.problem().code.starts_with("cli.download_"));
    }
  });
}

TEST_CASE("demo: without a network it says so, what to do, and which files; in French and in English") {
  const Folder folder;
  ::setenv("MAILLAGE_GEO_API", "http://127.0.0.1:9", 1);
  ::setenv("MAILLAGE_WFS", "http://127.0.0.1:9/wfs", 1);
  const std::vector<std::string> arguments{"demo", "--departement", "93", "--database",
                                           "sqlite:" + folder.at("test.db")};
  const Ran english = run(arguments), french = run(arguments, "fr_FR.UTF-8");
  ::unsetenv("MAILLAGE_GEO_API");
  ::unsetenv("MAILLAGE_WFS");
  CHECK(english.code == 1);
  CHECK(english.out.empty());
  CHECK(says(english.err, "maillage: 127.0.0.1:9 does not answer ("));
  CHECK(says(english.err, "\nmaillage: Without a network, give with --from a folder"));
  for (const char* file :
       {"communes_93.geojson", "territory/93/communes.geojson", "iris-93/contours-iris", "units.csv"})
    CHECK_MESSAGE(says(english.err, file), file);
  CHECK(says(french.err, "maillage: 127.0.0.1:9 ne répond pas ("));
  CHECK(says(french.err, "\nmaillage: Sans réseau, donnez avec --from un dossier"));
}

TEST_CASE("demo: from mirrors named by the environment, it loads, reports each file and prints the accounts") {
  const Folder folder;
  const Services services = two_communes();
  Web web([&](const std::string& target) { return services.answer(target); });
  ::setenv("MAILLAGE_GEO_API", web.base().c_str(), 1);
  ::setenv("MAILLAGE_WFS", (web.base() + "/wfs").c_str(), 1);
  const std::vector<std::string> arguments{"demo", "--departement", "93", "--database",
                                           "sqlite:" + folder.at("test.db")};
  const Ran first = run(arguments), again = run(arguments, "fr_FR.UTF-8");
  ::unsetenv("MAILLAGE_GEO_API");
  ::unsetenv("MAILLAGE_WFS");
  CHECK_MESSAGE(first.code == 0, first.err);
  CHECK(says(first.out, "contours-iris.geojson (iris): imported, 3 rows, 3 created"));
  CHECK(says(first.out, "Compte claire / "));
  CHECK(says(again.out, "contours-iris.geojson (iris) : importé, 3 lignes, 0 créés, 0 modifiés, 3 inchangés"));
}

TEST_CASE(
    "download: the real Seine-Saint-Denis as the services give it: 614 IRIS, four EPT, three maps, twice is once") {
  const auto services = seine_saint_denis();
  if (!services) return;
  on_both([&](sql::Database& database) {
    Web web([&](const std::string& target) { return services->answer(target); });
    app::Sources sources = of(web);
    sources.page = 250;
    REQUIRE(app::download_departement(database, kClock, "93", sources).ok());
    territory::Territory territory(database);
    const auto day = territory.snapshot(kToday);
    CHECK(day->unit_level == "iris");
    CHECK(day->codes.size() == 614);
    CHECK(day->departement_name == "Seine-Saint-Denis");
    CHECK(std::set<std::string>(day->commune_codes.begin(), day->commune_codes.end()).size() == 40);
    CHECK(std::set<std::string>(day->epci_codes.begin(), day->epci_codes.end()).size() == 4 + 1);  // Pierrefitte's
    std::int64_t residents = 0;
    for (const json::value& one : services->communes) residents += one.at("properties").at("population").as_int64();
    CHECK(day->population() == residents);
    CHECK(std::all_of(day->estimated.begin(), day->estimated.end(), [](bool estimated) { return estimated; }));
    CHECK(day->missions.size() == 3);
    REQUIRE(app::download_departement(database, kClock, "93", sources).ok());
    CHECK(territory.snapshot(kToday) == day);  // nothing new
  });
}
