// The file of the plans of an ensemble.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <string>

#include "engines/graph/graph.hpp"

namespace maillage::app {

// Layout, whole numbers little-endian on 32 bits: "MPLANS1\n", units, districts, then blocks {chain, bytes, block} as
// engines/districting/ensemble_codec.hpp writes them. The first plan of each chain is its start.
class PlansFile {
 public:
  // Overwrites the file.
  PlansFile(const std::string& path, std::int32_t units, std::int32_t districts);
  void add(int chain, const std::string& block);
  // False when anything could not be written.
  bool close();

 private:
  void put(std::uint32_t value);
  std::ofstream file_;
};

// Gives back the plans of such a file with their chain; false when it is not one, or is cut short.
bool read_plans(const std::string& path, const std::function<void(int chain, const engines::Plan&)>& visit);

}  // namespace maillage::app
