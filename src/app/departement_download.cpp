#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <map>
#include <optional>

#include "app/commands.hpp"
#include "app/departement.hpp"
#include "app/loading.hpp"

namespace maillage::app {
namespace {

namespace json = boost::json;
using platform::Fetched;
using platform::FetchEnd;
using territory::ImportKind;

// "https://geo.api.gouv.fr/departements/93" → "geo.api.gouv.fr".
std::string host_of(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find_first_of("/?")));
}

bool is_json(std::string_view type) { return type == "application/json" || type.ends_with("+json"); }

// Why an answer cannot be used; nothing when it can.
std::optional<Problem> fault_of(const Fetched& fetched, const std::string& host, const platform::FetchLimits& limits) {
  const auto problem = [&](std::string code, std::vector<std::pair<std::string, std::string>> more) {
    more.insert(more.begin(), {"host", host});
    return Problem{std::move(code), "", std::move(more)};
  };
  switch (fetched.end) {
    case FetchEnd::unreachable:
      return problem("cli.download_unreachable", {{"reason", fetched.reason}});
    case FetchEnd::too_late:
      return problem("cli.download_late",
                     {{"limit", fmt::format("{:g}", std::chrono::duration<double>(limits.time).count())}});
    case FetchEnd::too_big:
      return problem("cli.download_too_big",
                     {{"limit", fmt::format("{:g}", static_cast<double>(limits.bytes >> 10) / 1024)}});
    case FetchEnd::cut_short:
      return problem("cli.download_cut", {{"reason", fetched.reason}});
    case FetchEnd::led_astray:
      return problem("cli.download_astray", {{"reason", fetched.reason}});
    case FetchEnd::answered:
      break;
  }
  if (fetched.status != 200) return problem("cli.download_status", {{"status", std::to_string(fetched.status)}});
  if (!is_json(fetched.content_type))
    return problem("cli.download_type", {{"type", fetched.content_type.empty() ? "-" : fetched.content_type}});
  return std::nullopt;
}

Problem unreadable(const std::string& url) { return {"cli.download_unreadable", "", {{"host", host_of(url)}}}; }

std::string text(const json::object& record, std::string_view key) {
  const json::value* found = record.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

struct Page {
  json::array records;
  std::optional<std::size_t> matched;
};

class Download {
 public:
  explicit Download(const Sources& sources) : sources_(sources) {}

  // The text of a JSON document.
  Result<std::string> document(const std::string& url) const {
    Fetched fetched = platform::fetch(url, sources_.limits);
    if (auto fault = fault_of(fetched, host_of(url), sources_.limits)) return *std::move(fault);
    return std::move(fetched.body);
  }

  // The records of a list, or the features of a collection: objects all, and how many there are in all if it tells.
  Result<Page> page(const std::string& url) const {
    const auto text = document(url);
    if (!text) return text.problem();
    json::error_code error;
    json::value root = json::parse(*text, error);
    if (error.failed()) return unreadable(url);
    Page page;
    json::value* records = &root;
    if (json::object* collection = root.if_object()) {
      records = collection->if_contains("features");
      if (const json::value* matched = collection->if_contains("numberMatched"); matched && matched->is_int64())
        page.matched = static_cast<std::size_t>(matched->get_int64());
    }
    if (records == nullptr || !records->is_array()) return unreadable(url);
    page.records = std::move(records->get_array());
    const auto object = [](const json::value& record) { return record.is_object(); };
    if (!std::all_of(page.records.begin(), page.records.end(), object)) return unreadable(url);
    return page;
  }

  // Every feature of a layer of the WFS whose commune is in the Département, page after page. A server may send fewer
  // at a time than it is asked for.
  Result<json::array> layer(std::string_view name, std::string_view key, const std::string& departement,
                            std::string_view more = "") const {
    json::array all;
    for (;;) {
      const std::string url = fmt::format(
          "{}?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={}&OUTPUTFORMAT=application/json&SRSNAME=EPSG:4326"
          "{}&CQL_FILTER=code_insee%20LIKE%20%27{}%25%27&SORTBY={}&STARTINDEX={}&COUNT={}",
          sources_.outlines, name, more, departement, key, all.size(), sources_.page);
      auto next = page(url);
      if (!next) return next.problem();
      for (json::value& feature : next->records) all.push_back(std::move(feature));
      const bool last = next->matched ? all.size() >= *next->matched : next->records.size() < sources_.page;
      if (last) return all;
      if (next->records.empty()) return unreadable(url);
    }
  }

 private:
  const Sources& sources_;
};

const json::object& properties(const json::value& feature) {
  static const json::object kNone;
  const json::value* found = feature.get_object().if_contains("properties");
  return found != nullptr && found->is_object() ? found->get_object() : kNone;
}

std::string collection(json::array features) {
  return json::serialize(json::object{{"type", "FeatureCollection"}, {"features", std::move(features)}});
}

using Names = std::map<std::string, std::string, std::less<>>;

Result<Names> names_of_epcis(const Download& download, const Sources& sources) {
  const auto list = download.page(sources.communes + "/epcis?fields=nom,code");
  if (!list) return list.problem();
  Names names;
  for (const json::value& epci : list->records)
    names.emplace(text(epci.get_object(), "code"), text(epci.get_object(), "nom"));
  return names;
}

// What ADMIN EXPRESS says of each commune. Nothing of it, said in a sentence, when the service no longer has that
// layer.
Result<json::array> groupings(const Download& download, const Sources& sources, const std::string& code) {
  auto said = download.layer(
      "ADMINEXPRESS-COG.LATEST:commune", "code_insee", code,
      "&PROPERTYNAME=code_insee,nom_officiel,code_insee_du_canton,code_insee_de_l_arrondissement,codes_siren_des_epci");
  if (said || said.problem().code != "cli.download_status") return said;
  refuse({"cli.groupings_missing", "", {{"host", host_of(sources.outlines)}}});
  return json::array();
}

// EPT come after the EPCI ("200054781/200057867"). A commune that several cantons share is, as Insee has it, a town by
// itself.
void complete(Groupings& commune, const json::object& said) {
  const std::string epcis = text(said, "codes_siren_des_epci"), canton = text(said, "code_insee_du_canton");
  if (const auto slash = epcis.find('/'); slash != epcis.npos) {
    commune.ept = epcis.substr(slash + 1, 9);
    commune.ept_name = name_of_ept(commune.ept);
    if (commune.ept_name.empty()) commune.ept_name = "EPT " + commune.ept;
  }
  commune.arrondissement = text(said, "code_insee_de_l_arrondissement");
  const bool whole = !canton.empty() && canton != "NR" && canton != "NC";
  commune.canton = whole ? canton : commune.code;
  commune.canton_name = whole ? "Canton " + canton : "Ville " + text(said, "nom_officiel");
}

std::vector<Groupings> grouped(const json::array& features, const Names& epcis, const json::array& said) {
  std::map<std::string, const json::object*> of_code;
  for (const json::value& feature : said)
    of_code.emplace(text(properties(feature), "code_insee"), &properties(feature));
  std::vector<Groupings> communes;
  for (const json::value& feature : features) {
    Groupings& commune = communes.emplace_back();
    commune.code = text(properties(feature), "code");
    commune.epci = text(properties(feature), "codeEpci");
    if (const auto name = epcis.find(commune.epci); name != epcis.end()) commune.epci_name = name->second;
    if (const auto found = of_code.find(commune.code); found != of_code.end()) complete(commune, *found->second);
  }
  return communes;
}

Date first_of_year(Date day) { return Date(static_cast<int>(std::chrono::year_month_day(day.days()).year()), 1, 1); }

bool overseas(std::string_view code) { return code.starts_with("97"); }

}  // namespace

Sources sources_of_environment() {
  const auto from = [](const char* name, std::string& address) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') address = value;
  };
  Sources sources;
  from("MAILLAGE_GEO_API", sources.communes);
  from("MAILLAGE_WFS", sources.outlines);
  return sources;
}

Result<Done> download_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                                  const Sources& sources) {
  const Download download(sources);
  const auto features = download.page(fmt::format(
      "{}/departements/{}/communes?fields=nom,code,codeDepartement,codeEpci,population,contour&format=geojson"
      "&geometry=contour",
      sources.communes, code));
  if (!features) return features.problem();
  if (features->records.empty())
    return Problem{"cli.download_empty", "", {{"host", host_of(sources.communes)}, {"code", code}}};
  const auto epcis = names_of_epcis(download, sources);
  if (!epcis) return epcis.problem();
  // Outlines are kept in Lambert-93, which ends with the mainland.
  const auto iris = overseas(code) ? Result<json::array>(json::array())
                                   : download.layer("STATISTICALUNITS.IRIS:contours_iris", "code_iris", code);
  if (!iris) return iris.problem();
  const auto said = groupings(download, sources, code);
  if (!said) return said.problem();
  Loading loading(database, clock);
  const Date from = first_of_year(clock.today());
  territory::ImportRequest online;
  online.vintage = clock.today().str();
  loading.add(ImportKind::communes, "communes.geojson", collection(features->records), from, online);
  if (!iris->empty()) loading.add(ImportKind::iris, "contours-iris.geojson", collection(*iris), from, online);
  add_groupings(loading, grouped(features->records, *epcis, *said), host_of(sources.outlines), from,
                {"Cantons ou villes", "Cantons or towns"});
  return loading.finish();
}

}  // namespace maillage::app
