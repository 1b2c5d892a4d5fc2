// The rows of the platform, registered before any other. Internal to the problems folder.
#pragma once

#include <span>

#include "base/result.hpp"

namespace maillage::platform {

std::span<const ProblemRow> platform_problem_rows();

}  // namespace maillage::platform
