// What every route answers is what docs/reference/openapi.json says it answers, checked on the invented Département: a
// new route without a line here fails.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <set>
#include <thread>

#include "app/product.hpp"
#include "modules/territory/demonstrate.hpp"
#include "platform/http/message.hpp"
#include "platform/log/log.hpp"
#include "platform/routes/dispatch.hpp"
#include "platform/routes/frame.hpp"
#include "platform/routes/openapi.hpp"

using namespace maillage;
using namespace maillage::platform;
namespace json = boost::json;

namespace {

// The part of JSON Schema that our OpenAPI uses. Gives where and why the value does not fit.
class Schema {
 public:
  explicit Schema(const json::value& document) : components_(document.at("components").at("schemas")) {}

  std::vector<std::string> faults(const json::value& value, const json::value& schema) {
    faults_.clear();
    check(value, schema, "");
    return faults_;
  }

 private:
  void fault(const std::string& path, const std::string& why) {
    if (faults_.size() < 5) faults_.push_back((path.empty() ? "/" : path) + " " + why);
  }
  static bool of_type(const json::value& value, std::string_view type) {
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "null") return value.is_null();
    return type == "array" ? value.is_array() : type == "object" && value.is_object();
  }
  void check(const json::value& value, const json::value& schema, const std::string& path) {
    const auto& rules = schema.as_object();
    if (const auto* reference = rules.if_contains("$ref")) {
      const std::string_view name = reference->as_string();
      return check(value, components_.at(name.substr(name.rfind('/') + 1)), path);
    }
    if (const auto* any = rules.if_contains("anyOf")) {
      const auto& choices = any->as_array();
      if (value.is_null()) return;
      return check(value, choices.at(0), path);
    }
    const auto* type = rules.if_contains("type");
    if (type && !of_type(value, std::string_view(type->as_string())))
      return fault(path, "is no " + std::string(type->as_string()) + ": " + json::serialize(value).substr(0, 60));
    if (const auto* names = rules.if_contains("enum")) {
      const auto& all = names->as_array();
      if (std::find(all.begin(), all.end(), value) == all.end()) fault(path, "is not in the enumeration");
    }
    if (value.is_object() && rules.contains("properties")) members(value.as_object(), rules, path);
    if (value.is_array() && rules.contains("items")) {
      std::size_t i = 0;
      for (const auto& item : value.as_array()) check(item, rules.at("items"), path + "/" + std::to_string(i++));
    }
  }
  void members(const json::object& value, const json::object& rules, const std::string& path) {
    const auto& properties = rules.at("properties").as_object();
    for (const auto& name : rules.at("required").as_array())
      if (!value.contains(name.as_string())) fault(path, "lacks " + std::string(name.as_string()));
    for (const auto& member : value) {
      const std::string inside = path + "/" + std::string(member.key());
      if (const auto* expected = properties.if_contains(member.key()))
        check(member.value(), *expected, inside);
      else
        fault(inside, "is not declared");
    }
  }
  const json::value& components_;
  std::vector<std::string> faults_;
};

class Planner : public Authenticator {
 public:
  std::optional<Identity> identify(std::string_view) override {
    return Identity{"claire", "Claire", {Role::planner, Role::administrator}};
  }
};

// The whole product on the invented Département, with one proposal computed.
struct House {
  House() {
    redirect_log([](std::string_view) {});
    REQUIRE(app::migrate(*database).ok());
    territory::load_demonstration(*database, 1, "cli", clock.now());
    product = std::make_unique<app::Product>(*database, clock, app::Exposure{});
    frame = std::make_unique<Frame>(product->routes(),
                                    FrameParts{*database, clock, planner, "__Host-sid", RateTable{}.scaled(1e6)});
    product->jobs().start(1);
    document = json::parse(openapi(product->routes(), "0"));
  }
  ~House() {
    product->jobs().finish();
    redirect_log({});
  }
  http::Response ask(std::string method, std::string_view target, std::string body = "",
                     std::string type = "application/json") {
    http::Request request;
    request.method = std::move(method);
    const auto mark = target.find('?');
    request.path = std::string(kApiPrefix) + std::string(target.substr(0, mark));
    if (mark != target.npos) request.query = target.substr(mark + 1);
    request.headers = {{"host", "localhost"},
                       {"sec-fetch-site", "same-origin"},
                       {"content-type", std::move(type)},
                       {"cookie", "__Host-sid=x"}};
    request.body = std::make_shared<const std::string>(std::move(body));
    request.address = "127.0.0.1";
    return frame->answer(request);
  }
  void wait_for(std::int64_t job) {
    for (int i = 0; i < 3000 && !product->jobs().find({job})->finished_at; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(product->jobs().find({job})->finished_at);
  }
  // The content a route declares for a status, by media type.
  const json::object& declared(std::string_view path, std::string_view method, std::string_view status) const {
    return document.at("paths").at(path).at(method).at("responses").at(status).at("content").as_object();
  }

  SystemClock clock;
  std::unique_ptr<sql::Database> database = sql::Database::open("sqlite::memory:");
  Planner planner;
  std::unique_ptr<app::Product> product;
  std::unique_ptr<Frame> frame;
  json::value document;
};

struct Sample {
  std::string method, path;  // as declared
  std::string target;        // as asked
  int status;
  std::string body = "", type = "application/json";
};

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return value;
  return "";
}

std::string lower(std::string_view method) {
  std::string text(method);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return static_cast<char>(c + 32); });
  return text;
}

void check_answer(House& house, Schema& schema, const Sample& sample, const http::Response& answer) {
  CAPTURE(sample.target);
  REQUIRE_MESSAGE(answer.status == sample.status, (answer.body ? *answer.body : ""));
  const auto& content = house.declared(sample.path, lower(sample.method), std::to_string(sample.status));
  const std::string type = header(answer, "Content-Type");
  CHECK_FALSE(type.empty());
  if (content.contains("*/*")) return;
  REQUIRE_MESSAGE(content.contains(type), type);
  CHECK((answer.events != nullptr) == (type == "text/event-stream"));
  if (answer.events) return;
  for (const auto& fault : schema.faults(json::parse(*answer.body), content.at(type).at("schema"))) FAIL_CHECK(fault);
}

constexpr std::string_view kProposal =
    R"({"name":"essai","at":null,"missions":["ssd","ase","pmi"],"districts_min":9,"districts_max":9,"balance":0.2,)"
    R"("stability":0.5,"seconds":1,"seed":1,"keep":"none"})";

// One scenario from its first step to its submission, in that order.
std::vector<Sample> scenario_samples(House& house, const std::string& iris, std::int64_t proposal) {
  const std::string start =
      R"({"name":"essai","at":null,"origin":"mission/ssd","rules":{"missions":["ssd"],"balance":0.2,"keep":"none"}})";
  const auto made = json::parse(*house.ask("POST", "/planning/scenarios", start).body);
  const std::string id = std::to_string(made.at("scenario").at("id").as_int64());
  const std::string scenario = "/planning/scenarios/" + id, declared = "/planning/scenarios/{id}";
  const std::string rename =
      R"({"seen":0,"steps":[{"kind":"rename","units":[],"district":0,"names":["Nord"],"origin":""}]})";
  const std::string plan = R"({"seen":1,"plan":0,"proposal":)" + std::to_string(proposal) + "}";
  return {
      {"POST", "/planning/scenarios", "/planning/scenarios", 201, start},
      {"GET", "/planning/scenarios", "/planning/scenarios", 200},
      {"POST", declared + "/steps", scenario + "/steps", 200, rename},
      {"POST", declared + "/plan", scenario + "/plan", 200, plan},
      {"POST", declared + "/comments", scenario + "/comments", 200, R"({"unit":"","content":"D’accord."})"},
      {"POST", declared + "/stage", scenario + "/stage", 200, R"({"stage":"submitted","note":"","effective_on":null})"},
      {"GET", declared, scenario, 200},
      {"GET", declared + "/units/{code}", scenario + "/units/" + iris, 200},
      {"GET", declared + "/comments", scenario + "/comments", 200},
      {"GET", declared + "/transition", scenario + "/transition", 200},
      {"GET", declared + "/transition/export", scenario + "/transition/export", 200},
      {"GET", declared + "/export", scenario + "/export?format=geojson", 200},
      {"GET", "/planning/comparison", "/planning/comparison?scenarios=" + id, 200},
  };
}

// A concertation from its opening to its end, in that order; what the public reads in between.
std::vector<Sample> concertation_samples(House& house, const std::string& iris) {
  const std::string start =
      R"({"name":"essai","at":null,"origin":"mission/ssd","rules":{"missions":["ssd","ase"],"balance":0.2,"keep":"none"}})";
  const auto made = json::parse(*house.ask("POST", "/planning/scenarios", start).body);
  const std::string scenario = "/planning/scenarios/" + std::to_string(made.at("scenario").at("id").as_int64());
  const std::string declared = "/planning/scenarios/{id}", open = "/concertation/{key}";
  const std::string asked =
      R"({"version":0,"title":"Vos secteurs","presentation":"Dites ce que vous en pensez.","closes_on":"2999-12-31"})";
  const auto list = json::parse(*house.ask("POST", scenario + "/concertations", asked).body);
  const auto& opened = list.at("items").at(0);
  const std::string id = std::to_string(opened.at("id").as_int64());
  const std::string page = "/concertation/" + std::string(opened.at("key").as_string());
  const std::string said = R"({"place":")" + iris + R"(","content":"Trop loin."})";
  house.ask("POST", page + "/remarks", said);
  const auto remarks = json::parse(*house.ask("GET", scenario + "/remarks").body);
  const std::string remark = "/remarks/" + std::to_string(remarks.at("items").at(0).at("id").as_int64());
  return {
      {"POST", declared + "/concertations", scenario + "/concertations", 201, asked},
      {"GET", declared + "/concertations", scenario + "/concertations", 200},
      {"POST", open + "/remarks", page + "/remarks", 201, said},
      {"GET", declared + "/remarks", scenario + "/remarks?state=received&sort=place", 200},
      {"GET", declared + "/remarks/export", scenario + "/remarks/export?place=whole", 200},
      {"POST", declared + "/remarks/{remark}", scenario + remark, 200,
       R"({"seen":0,"state":"published","answer":"Une ligne ouvre.","reason":""})"},
      {"GET", declared + "/remarks/{remark}", scenario + remark, 200},
      {"GET", open, page, 200},
      {"GET", open + "/map", page + "/map", 200},
      {"GET", open + "/remarks", page + "/remarks?place=" + iris, 200},
      {"POST", declared + "/concertations/{concertation}/end", scenario + "/concertations/" + id + "/end", 200,
       R"({"state":"withdrawn"})"},
  };
}

// Access to the houses, and a study of other networks from its start to its files, in that order.
std::vector<Sample> network_samples(House& house) {
  const std::string asked =
      R"({"name":"essai","at":null,"mode":"car","detour":null,"speed_kmh":null,"kinds":["mds"],"target":"residents",)"
      R"("aim":"mean","radius_minutes":30,"houses_min":9,"houses_max":10,"closable":[],"candidates":"communes",)"
      R"("seconds":2,"seed":1})";
  const auto started = json::parse(*house.ask("POST", "/planning/network/studies", asked).body);
  house.wait_for(started.at("job_id").as_int64());
  const std::string study = "/planning/network/studies/" + std::to_string(started.at("id").as_int64());
  const std::string declared = "/planning/network/studies/{id}", network = declared + "/networks/{index}";
  const std::string travel = "/planning/network/travel";  // nobody listens at that address
  const std::string server =
      R"({"server":{"address":"http://127.0.0.1:9","vintage":"x","profile_car":"driving","profile_walk":null}})";
  return {
      {"GET", "/planning/network/access", "/planning/network/access?mode=walk&kinds=mds,antenne", 200},
      {"GET", "/planning/network/access", "/planning/network/access?at=1900-01-01", 200},
      {"POST", "/planning/network/studies", "/planning/network/studies", 202, asked},
      {"GET", "/planning/network/studies", "/planning/network/studies", 200},
      {"GET", declared, study, 200},
      {"GET", network, study + "/networks/0", 200},
      {"GET", network + "/export", study + "/networks/1/export?format=geojson", 200},
      {"POST", declared + "/stage", study + "/stage", 200, R"({"stage":"submitted","network":0,"note":""})"},
      {"POST", travel + "/tables", travel + "/tables?file_name=a.csv&origin=x&vintage=2026&dry_run=true", 200,
       "from,to,minutes\n1,2,3\n", "application/octet-stream"},
      {"POST", travel + "/server", travel + "/server", 200, server},
      {"POST", travel + "/minutes", travel + "/minutes", 202, R"({"table":1,"at":null,"kinds":["mds"]})"},
  };
}

// A draw of many maps from its start to the places of ours in it.
std::vector<Sample> ensemble_samples(House& house) {
  const std::string all = "/planning/ensembles";
  const std::string asked =
      R"({"at":null,"missions":["ssd"],"districts":4,"balance":0.4,"keep":"none","weights":null,"maps":1000,)"
      R"("seconds":5,"seed":1})";
  const auto started = json::parse(*house.ask("POST", all, asked).body);
  house.wait_for(started.at("job_id").as_int64());
  return {
      {"POST", all, all, 202, asked},
      {"GET", all, all, 200},
      {"GET", all + "/maps", all + "/maps", 200},
      {"GET", all + "/maps", all + "/maps?at=1900-01-01", 200},
      {"GET", all + "/{id}", all + "/" + std::to_string(started.at("id").as_int64()), 200},
  };
}

// A formula of needs from its first day to its last, the posts of a map, and their sharing out.
std::vector<Sample> means_samples(House& house) {
  const std::string formulas = "/planning/means/formulas";
  const std::string formula =
      R"({"kind":"Essai","measure":"post","quantity":"","per_post":5000,"valid_from":"2020-01-01","valid_to":null,)"
      R"("reference":"Règlement départemental"})";
  const auto list = json::parse(*house.ask("POST", formulas, formula).body);
  const std::string id = std::to_string(list.at("items").as_array().back().at("formula").at("id").as_int64());
  const std::string asked = "?origin=mission/pmi&formulas=" + id + "&posts=30&step=0.5";
  return {
      {"POST", formulas, formulas, 201,
       R"({"kind":"Autre","measure":"session","quantity":"","per_post":9,)"
       R"("valid_from":"2020-01-01","valid_to":"2021-01-01","reference":"Texte"})"},
      {"GET", formulas, formulas, 200},
      {"POST", "/planning/means/posts", "/planning/means/posts", 200,
       R"({"origin":"mission/pmi","seen":0,"kind":"Essai","lines":[{"sector":"1","present":2.5,"floor":1,"cap":null}]})"},
      {"GET", "/planning/means", "/planning/means" + asked, 200},
      {"GET", "/planning/means", "/planning/means?origin=mission/ssd", 200},
      {"GET", "/planning/means/export", "/planning/means/export" + asked, 200},
      {"POST", formulas + "/{id}/end", formulas + "/" + id + "/end", 200, R"({"valid_to":"2030-01-01"})"},
  };
}

// A plan of continuity from its preview to its end, and another that is dropped.
std::vector<Sample> continuity_samples(House& house, const std::string& iris) {
  const Date today = house.clock.today();
  const auto in = [&](int days) { return Date(today.days() + std::chrono::days(days)).str(); };
  const std::string asked = R"({"reason":"Inondation","from":")" + in(1) + R"(","to":")" + in(9) +
                            R"(","closed":["S001"],"missions":[],)"
                            R"("absences":[{"mission":"ssd","sector":"SSD01","posts":6,"absent":2.5}],)"
                            R"("load":"residents","mode":"car","detour":null,"speed_kmh":null,"minutes_for_tenth":5})";
  const std::string plans = "/planning/continuity", one = plans + "/1";
  return {
      {"POST", plans + "/preview", plans + "/preview", 200, asked},
      {"POST", plans, plans, 201, asked},
      {"GET", plans, plans, 200},
      {"POST", plans + "/{id}/decision", one + "/decision", 200, R"({"verdict":"adopted","note":""})"},
      {"GET", "/territory/competence", "/territory/competence?code=" + iris + "&at=" + in(3), 200},
      {"GET", plans + "/{id}", one, 200},
      {"GET", plans + "/{id}/export", one + "/export", 200},
      {"POST", plans + "/{id}/end", one + "/end", 200, R"({"last_day":")" + in(2) + R"(","note":"Réparé."})"},
  };
}

}  // namespace

TEST_CASE("every route answers what it declares, on the invented Département") {
  House house;
  Schema schema(house.document);
  const auto proposed = house.ask("POST", "/planning/proposals", std::string(kProposal));
  REQUIRE_MESSAGE(proposed.status == 202, *proposed.body);
  const auto started = json::parse(*proposed.body);
  const std::string proposal = "/planning/proposals/" + std::to_string(started.at("id").as_int64());
  const std::string job = "/jobs/" + std::to_string(started.at("job_id").as_int64());
  house.wait_for(started.at("job_id").as_int64());
  const auto places = json::parse(*house.ask("GET", "/territory/places?level=iris&limit=1").body);
  const std::string iris(places.at("items").at(0).at("code").as_string());
  const std::vector<Sample> samples = {
      {"GET", "/health", "/health", 200},
      {"GET", "/jobs/{id}", job, 200},
      {"GET", "/jobs/{id}/events", job + "/events", 200},
      {"GET", "/planning/disagreement", "/planning/disagreement", 200},
      {"GET", "/planning/disagreement", "/planning/disagreement?missions=ssd,ase", 200},
      {"GET", "/planning/proposals", "/planning/proposals", 200},
      {"GET", "/planning/proposals/{id}", proposal, 200},
      {"GET", "/planning/proposals/{id}/plans/{index}", proposal + "/plans/0", 200},
      {"GET", "/planning/proposals/{id}/plans/{index}/export", proposal + "/plans/0/export?format=csv", 200},
      {"POST", "/planning/proposals", "/planning/proposals", 202, std::string(kProposal)},
      {"GET", "/territory/assignments", "/territory/assignments", 200},
      {"GET", "/territory/competence", "/territory/competence?code=" + iris, 200},
      {"GET", "/territory/competence", "/territory/competence?lon=0&lat=0", 200},
      {"GET", "/territory/coverage", "/territory/coverage?mission=ssd", 200},
      {"GET", "/territory/imports", "/territory/imports", 200},
      {"GET", "/territory/map", "/territory/map?level=unit", 200},
      {"GET", "/territory/overview", "/territory/overview", 200},
      {"GET", "/territory/overview", "/territory/overview?at=1900-01-01", 200},
      {"GET", "/territory/places", "/territory/places?level=sector&mission=pmi&sort=population&descending=true", 200},
      {"GET", "/territory/places/{level}/{code}", "/territory/places/iris/" + iris, 200},
      {"GET", "/territory/sites", "/territory/sites", 200},
      {"GET", "/territory/quantities", "/territory/quantities", 200},
      {"POST", "/territory/imports", "/territory/imports?kind=sites&file_name=s.csv&dry_run=true", 202, "code;name\n",
       "text/csv"},
  };
  std::set<std::string> asked;
  std::vector<Sample> all = samples;
  for (Sample& sample : scenario_samples(house, iris, started.at("id").as_int64())) all.push_back(std::move(sample));
  for (Sample& sample : concertation_samples(house, iris)) all.push_back(std::move(sample));
  for (Sample& sample : network_samples(house)) all.push_back(std::move(sample));
  for (Sample& sample : means_samples(house)) all.push_back(std::move(sample));
  for (Sample& sample : continuity_samples(house, iris)) all.push_back(std::move(sample));
  for (Sample& sample : ensemble_samples(house)) all.push_back(std::move(sample));
  for (const Sample& sample : all) {
    check_answer(house, schema, sample, house.ask(sample.method, sample.target, sample.body, sample.type));
    asked.insert(sample.method + " " + sample.path);
  }
  // Signing in and out need an account (modules/access tests them); stop and cancel a job that has not ended.
  asked.merge(std::set<std::string>{"GET /access/session", "POST /access/session", "DELETE /access/session",
                                    "POST /jobs/{id}/stop", "POST /jobs/{id}/cancel"});
  for (const Route& route : house.product->routes().all()) {
    const std::string name = std::string(method_name(route.method)) + " " + std::string(route.declaration.path);
    CHECK_MESSAGE(asked.contains(name), "no sample for ", name);
  }
}

TEST_CASE("what is refused is the declared problem, on every route and for every kind of refusal") {
  House house;
  Schema schema(house.document);
  std::map<int, int> seen;
  for (const Route& route : house.product->routes().all()) {
    std::string path(route.declaration.path);
    CAPTURE(path);
    for (const auto& name : placeholders(path)) path.replace(path.find('{' + name + '}'), name.size() + 2, "999999");
    for (const char* query : {"?no_such_field=1", "?at=soon", "?a=%zz"}) {
      const std::string type = route.body_kind == BodyKind::upload ? "text/csv" : "application/json";
      const auto answer = house.ask(std::string(method_name(route.method)), path + query, "{", type);
      CHECK((answer.status >= 400 && answer.status < 500));
      CHECK(header(answer, "Content-Type") == "application/problem+json");
      const auto& problem = house.declared(route.declaration.path, lower(method_name(route.method)), "default");
      const auto faults = schema.faults(json::parse(*answer.body), problem.at("application/problem+json").at("schema"));
      for (const auto& fault : faults) FAIL_CHECK(fault);
      ++seen[answer.status];
    }
  }
  CHECK(seen[400] > 0);
  CHECK(seen[422] > 0);
}

TEST_CASE("the checker itself: a member too many, too few, of another type or outside its enumeration is found") {
  const auto document = json::parse(R"({"components":{"schemas":{"Leaf":{"type":"object","properties":
    {"n":{"type":"integer"},"kind":{"type":"string","enum":["a","b"]},"next":{"anyOf":[{"$ref":"#/components/schemas/Leaf"},{"type":"null"}]}},
    "required":["n","kind","next"],"additionalProperties":false}}}})");
  const auto schema = json::parse(R"({"type":"array","items":{"$ref":"#/components/schemas/Leaf"}})");
  Schema checker(document);
  const auto faults = [&](const char* text) { return checker.faults(json::parse(text), schema).size(); };
  CHECK(faults(R"([{"n":1,"kind":"a","next":null},{"n":2,"kind":"b","next":{"n":3,"kind":"a","next":null}}])") == 0);
  CHECK(faults(R"([{"n":1,"kind":"a"}])") == 1);
  CHECK(faults(R"([{"n":1.5,"kind":"a","next":null}])") == 1);
  CHECK(faults(R"([{"n":1,"kind":"c","next":null}])") == 1);
  CHECK(faults(R"([{"n":1,"kind":"a","next":null,"more":0}])") == 1);
  CHECK(faults(R"([{"n":1,"kind":"a","next":{"n":"x","kind":"a","next":null}}])") == 1);
  CHECK(faults(R"({})") == 1);
}
