// What the outside world is told of a fault: never its text, only whether somebody can do something about it.
#pragma once

#include <exception>

#include "base/result.hpp"

namespace maillage::platform {

// "storage_full" when the disk of the database is full, "unexpected" for everything else.
Problem problem_of_fault(const std::exception& fault);

}  // namespace maillage::platform
