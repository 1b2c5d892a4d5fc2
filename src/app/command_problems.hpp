// What the commands may refuse, besides what the modules do.
#pragma once

#include <span>

#include "base/result.hpp"

namespace maillage::app {

std::span<const ProblemRow> command_problems();

}  // namespace maillage::app
