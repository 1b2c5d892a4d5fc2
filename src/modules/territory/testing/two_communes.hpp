// The smallest territory on which something may lie in one commune, in the other or in none.
#pragma once

#include <functional>

#include "modules/territory/testing/imports.hpp"

namespace maillage::territory::testing {

// Runs the test on each database, with two communes side by side known from `from`: Alpha (93001) and Beta (93002),
// each some 730 m wide and 1 100 m high.
inline void on_two_communes(Date from, const std::function<void(sql::Database&)>& test) {
  maillage::testing::for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database,
           request(ImportKind::communes,
                   collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Beta", 200, 1, 0)), from));
    test(database);
  });
}

}  // namespace maillage::territory::testing
