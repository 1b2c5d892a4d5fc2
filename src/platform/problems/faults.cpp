#include "platform/problems/faults.hpp"

#include "platform/sql/row.hpp"

namespace maillage::platform {

Problem problem_of_fault(const std::exception& fault) {
  if (dynamic_cast<const sql::StorageFull*>(&fault)) return {"storage_full", "", {}};
  return {"unexpected", "", {}};
}

}  // namespace maillage::platform
