// Two rows of three communes, one kilometre apart, small enough to enumerate every map by hand.
#pragma once

#include "app/testing/command_line.hpp"

namespace maillage::app::testing {

inline std::string small_units(const Folder& folder) {
  return folder.write("units.csv",
                      "idx,code,nom,population,x_l93_m,y_l93_m,epci,cases\n"
                      "0,64001,Aast,10,0,0,A,1\n1,64002,Abère,10,1000,0,A,1\n2,64003,\"Abidos, le bas\",10,2000,0,,4\n"
                      "3,64004,Abitain,10,0,1000,,1\n4,64005,Abos,10,1000,1000,,1\n5,64006,Agnos,10,2000,1000,,4\n");
}
inline std::string small_edges(const Folder& folder) {
  return folder.write("edges.csv", "i,j,shared_border_m\n0,1,5\n1,2,5\n3,4,5\n4,5,5\n0,3,5\n1,4,5\n2,5,0\n");
}

// `maillage COMMAND` on the small map, quietly.
inline std::vector<std::string> on_small_map(const std::string& command, const Folder& folder,
                                             std::vector<std::string> more) {
  std::vector<std::string> all{command,  "--units", small_units(folder), "--edges", small_edges(folder), "--quiet",
                               "--time", "250ms"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// Districts of a plan file, in the order of its lines.
inline std::vector<int> districts_of(const std::string& plan) {
  std::vector<int> districts;
  std::istringstream lines(plan);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) districts.push_back(std::stoi(line.substr(line.find(',') + 1)));
  return districts;
}

// Whether two plans put the same units together.
inline bool same_partition(const std::vector<int>& a, const std::vector<int>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t u = 0; u < a.size(); ++u)
    for (std::size_t v = 0; v < u; ++v)
      if ((a[u] == a[v]) != (b[u] == b[v])) return false;
  return true;
}

}  // namespace maillage::app::testing
