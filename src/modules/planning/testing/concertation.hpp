// A scenario on the usual territory, shown to the public: what the route tests of concertations share.
#pragma once

#include "modules/planning/concertation/public_records.hpp"
#include "modules/planning/concertation/records.hpp"
#include "modules/planning/scenario/records.hpp"
#include "modules/planning/testing/desk.hpp"

namespace maillage::planning::testing {

inline Asking posted(const std::string& body, const std::string& token = "planner") { return {"POST", body, token}; }

// Nobody's: no session.
inline Asking visitor(const std::string& body = "", const std::string& method = "GET") { return {method, body, ""}; }

struct PublicSquare {
  explicit PublicSquare(sql::Database& database) : desk(database) {
    import_usual(desk);
    const NewScenario drawn{"Carte commune", std::nullopt, "mission/ase", {{"ase", "ssd"}, 0.3, Keep::none}};
    scenario = desk.read<ScenarioPage>("/planning/scenarios", posted(platform::to_json(drawn)), 201).scenario.id;
    paint(0, {1}, 1);
  }
  std::string at(const std::string& rest = "") const {
    return "/planning/scenarios/" + std::to_string(scenario) + rest;
  }
  ScenarioPage paint(std::int32_t seen, std::vector<std::int32_t> units, std::int32_t district) {
    Step step;
    step.units = std::move(units);
    step.district = district;
    return desk.read<ScenarioPage>(at("/steps"), posted(platform::to_json(NewSteps{seen, {step}})));
  }
  // A question that is accepted: one month, the map after its only step.
  static NewConcertation usual() {
    return {1, "Vos secteurs demain", "Le Département redessine ses secteurs.\nDites ce que vous en pensez.",
            Date(2026, 3, 31)};
  }
  ConcertationItem open(const NewConcertation& asked = usual()) {
    const auto list = desk.read<ConcertationList>(at("/concertations"), posted(platform::to_json(asked)), 201);
    return list.items.at(0);
  }
  ConcertationItem end(std::int64_t concertation, ConcertationState state) {
    const std::string path = at("/concertations/" + std::to_string(concertation) + "/end");
    const auto list = desk.read<ConcertationList>(path, posted(platform::to_json(ConcertationEnd{state})));
    for (const auto& item : list.items)
      if (item.id == concertation) return item;
    FAIL("the concertation is not in its list");
    return {};
  }
  static std::string address(const ConcertationItem& item, const std::string& rest = "") {
    return "/concertation/" + item.key + rest;
  }
  RemarkReceipt remark(const ConcertationItem& item, const std::string& place, const std::string& content) {
    return desk.read<RemarkReceipt>(address(item, "/remarks"),
                                    visitor(platform::to_json(NewRemark{place, content}), "POST"), 201);
  }
  RemarkList remarks(const std::string& query = "") { return desk.read<RemarkList>(at("/remarks" + query)); }
  RemarkPage reading(std::int64_t id, const NewReading& asked) {
    return desk.read<RemarkPage>(at("/remarks/" + std::to_string(id)), posted(platform::to_json(asked)));
  }
  std::string refused(const std::string& path, const Asking& asking) {
    const auto problem = desk.refusal(path, asking);
    return std::to_string(problem.status) + " " + problem.code + problem.field;
  }

  Desk desk;
  std::int64_t scenario = 0;
};

inline void on_square(const std::function<void(PublicSquare&)>& test) {
  on_both([&](sql::Database& database) {
    PublicSquare square(database);
    test(square);
  });
}

}  // namespace maillage::planning::testing
