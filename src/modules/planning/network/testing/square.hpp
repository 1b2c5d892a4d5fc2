// The usual territory with houses and a public, imported through the API: what the route tests of the network share.
#pragma once

#include "modules/planning/network/records.hpp"
#include "modules/planning/testing/desk.hpp"
#include "platform/audit/audit.hpp"

namespace maillage::planning::testing {

inline const std::string kStudies = "/planning/network/studies", kAccess = "/planning/network/access";

inline void import_file(Desk& desk, const std::string& query, const std::string& file) {
  const auto answer = desk.ask("/territory/imports?" + query + "&valid_from=2020-01-01",
                               {"POST", file, "planner", "application/octet-stream"});
  REQUIRE(answer.status == 202);
  const auto view = desk.end_of(std::stoll(answer.body->substr(answer.body->find(':') + 1)));
  REQUIRE_MESSAGE(view.partial.find("\"accepted\":true") != std::string::npos, view.partial);
}

// Houses in the communes of the first row's ends, an antenne nobody can place, a PMI centre in the south-east.
inline void import_houses(Desk& desk) {
  import_file(desk, "kind=sites&file_name=sites.csv",
              "id,nom,type,longitude,latitude,code_insee\n"
              "N1,MDS du Nord-Ouest,mds,2.305,49.005,96100\n"
              "N2,MDS du Nord-Est,mds,2.335,49.005,96103\n"
              "N3,Antenne itinérante,antenne,,,96111\n"
              "P1,Centre de PMI du Sud,pmi,2.335,48.975,96133\n");
}

// A France services in the south, a CCAS of which only the commune is known.
inline void import_points(Desk& desk) {
  import_file(desk, "kind=access_points&file_name=points-2021.csv&vintage=2021",
              "id,nom,type,longitude,latitude,code_insee,horaires\n"
              "12,Maison du Sud,France services,2.305,48.975,96130,lundi-vendredi 9h-12h\n"
              "c,CCAS,CCAS,,,96133,\n");
}

// Two cells in the commune of the first house, one of them imputed, one in the farthest commune.
inline void import_cells(Desk& desk, int first = 100, int poor = 10) {
  import_file(desk, "kind=grid_cells&file_name=Filosofi2021_carreaux_200m_met.csv",
              "idcar_200m,i_est_200,lcog_geo,ind,men,men_pauv,ind_0_3,ind_4_5,ind_65_79,ind_80p\n"
              "CRS3035RES200mN2906200E3759000,0,96100," +
                  std::to_string(first) + ",40," + std::to_string(poor) +
                  ",5,3,20,10\n"
                  "CRS3035RES200mN2906000E3759000,1,96100,10.5,4,1,0.5,0.3,2,1\n"
                  "CRS3035RES200mN2902600E3760800,0,96133,50,20,2,1,1,10,5\n");
}

inline void import_births(Desk& desk) {
  std::string csv = "code,naissances\n";
  for (std::size_t row = 0; row < 4; ++row)
    for (std::size_t column = 0; column < 4; ++column)
      csv += code_at(row, column) + "," + std::to_string(row * 10) + "\n";
  import_file(desk, "kind=quantities&file_name=naissances.csv&vintage=2023", csv);
}

inline StudyRequest usual_request_of_study() {
  StudyRequest out;
  out.name = "Réseau 2027";
  out.target = kResidents;
  out.houses_min = 2;
  out.houses_max = 4;
  out.seconds = 5;
  out.seed = 7;
  return out;
}

inline std::int64_t audit_length(Desk& desk) {
  return desk.database.reading([](sql::Session& session) { return platform::audit::head(session).sequence; });
}

inline Asking posted(const StudyRequest& request, const std::string& token = "planner") {
  return {"POST", platform::to_json(request), token};
}

// The usual territory with its houses.
struct Square {
  explicit Square(sql::Database& database) : desk(database) {
    import_usual(desk);
    import_houses(desk);
  }
  NetworkAccess access(const std::string& query = "") { return desk.read<NetworkAccess>(kAccess + query); }
  StudyStarted start(const StudyRequest& request) {
    return desk.read<StudyStarted>(kStudies, {"POST", platform::to_json(request)}, 202);
  }
  static std::string at(std::int64_t study, const std::string& rest = "") {
    return kStudies + "/" + std::to_string(study) + rest;
  }
  StudyPage page(std::int64_t study) { return desk.read<StudyPage>(at(study)); }
  NetworkPage network(std::int64_t study, std::int32_t index) {
    return desk.read<NetworkPage>(at(study, "/networks/" + std::to_string(index)));
  }
  std::string refused(const std::string& path, const Asking& asking = {}) {
    const auto problem = desk.refusal(path, asking);
    CHECK(problem.detail_fr != problem.detail_en);
    CHECK(problem.detail_fr.find('{') == std::string::npos);
    return std::to_string(problem.status) + " " + problem.code + problem.field;
  }

  Desk desk;
};

inline void on_network(const std::function<void(Square&)>& test) {
  on_both([&](sql::Database& database) {
    Square square(database);
    test(square);
  });
}

}  // namespace maillage::planning::testing
