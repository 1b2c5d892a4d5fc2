// Plans of continuity through their routes, over the usual territory with its houses: what their tests share.
#pragma once

#include "modules/planning/continuity/plan.hpp"
#include "modules/planning/network/testing/square.hpp"

namespace maillage::planning::testing {

inline const std::string kPlans = "/planning/continuity";

inline Date in(int days) { return Date(kToday.days() + std::chrono::days(days)); }

inline ContinuityRequest usual() {
  ContinuityRequest out;
  out.reason = "Dégât des eaux";
  out.from = in(0);
  out.to = in(10);
  out.closed = {"N1"};
  return out;
}

template <class T>
Asking post(const T& body, const std::string& token = "planner") {
  return {"POST", platform::to_json(body), token};
}

// The usual territory with its houses, and what one does there in a crisis.
struct Crisis {
  explicit Crisis(sql::Database& database) : square(database), desk(square.desk) {}

  ContinuityPage draft(const ContinuityRequest& asked = usual()) {
    return desk.read<ContinuityPage>(kPlans, post(asked), 201);
  }
  static std::string at(std::int64_t id, const std::string& rest = "") {
    return kPlans + "/" + std::to_string(id) + rest;
  }
  ContinuityPage decide(std::int64_t id, ContinuityVerdict verdict = ContinuityVerdict::adopted,
                        const std::string& token = "planner") {
    return desk.read<ContinuityPage>(at(id, "/decision"), post(ContinuityDecision{verdict, "Vu."}, token));
  }
  ContinuityPage end(std::int64_t id, Date day, const std::string& note = "Réparé.") {
    return desk.read<ContinuityPage>(at(id, "/end"), post(ContinuityEnd{day, note}, "executive"));
  }
  ContinuityPage page(std::int64_t id, const std::string& token = "planner") {
    return desk.read<ContinuityPage>(at(id), {"GET", "", token});
  }
  std::string refused(const std::string& path, const Asking& asking) { return square.refused(path, asking); }
  std::string refused_decision(std::int64_t id) {
    return refused(at(id, "/decision"), post(ContinuityDecision{ContinuityVerdict::adopted, ""}));
  }
  // All that the territory answers on that day, but for the relays.
  std::string competence(Date day, const std::string& code = code_at(0, 0)) {
    return *desk.ask("/territory/competence?code=" + code + "&at=" + day.str()).body;
  }
  // Who receives in that commune that day: the permanent house is said by "mds".
  bool relayed(Date day, const std::string& code = code_at(0, 0)) {
    return competence(day, code).find("\"relays\":[]") == std::string::npos;
  }
  std::string permanent(Date day) {
    return *desk.ask("/territory/assignments?at=" + day.str()).body +
           *desk.ask("/territory/sites?at=" + day.str()).body + *desk.ask("/territory/overview?at=" + day.str()).body;
  }

  Square square;
  Desk& desk;
};

inline void on_crisis(const std::function<void(Crisis&)>& test) {
  on_both([&](sql::Database& database) {
    Crisis crisis(database);
    test(crisis);
  });
}

}  // namespace maillage::planning::testing
