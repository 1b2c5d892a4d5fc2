// The outlines of one file side by side: what covers the same ground, and what leaves a void.
#pragma once

#include <string>
#include <vector>

#include "modules/territory/reading/notes.hpp"

namespace maillage::territory::reading {

struct CoverageUnit {
  int line = 0;
  std::string code;
  const geometry::Outline* outline = nullptr;
};

// Two outlines that share more than kLargestTolerated of the smaller one are a problem; a smaller overlap and a void
// between neighbours are only listed, among the repairs, as left alone.
inline constexpr double kLargestTolerated = 0.01;
void check_coverage(const std::vector<CoverageUnit>& units, Notes& notes);

}  // namespace maillage::territory::reading
