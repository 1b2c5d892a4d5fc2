// The house rules of docs/architecture.md, re-read from the sources: who may include whom, who may touch which table.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::architecture {

struct Source {
  std::string path;  // from the root of the project: "src/modules/territory/store.cpp"
  std::string text;
};

// Modules and the modules each may use, read from the USES lines of src/CMakeLists.txt.
using Uses = std::map<std::string, std::set<std::string>>;
Uses read_uses(std::string_view cmake);

// One sentence per breach: "src/…: what it does that it must not". Empty when the house is in order.
std::vector<std::string> breaches(const std::vector<Source>& sources, const Uses& uses);

// A mermaid graph of the libraries, drawn from the includes that are really there.
std::string draw(const std::vector<Source>& sources);

// Every .hpp, .cpp and .sql below `root`/src.
std::vector<Source> read_sources(const std::string& root);

}  // namespace maillage::architecture
