// What is left of a covering problem once its plain decisions are taken.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/siting/table.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// Demands and sites by their number in the problem given; those taken away have no list.
struct CoverCore {
  std::vector<char> chosen;                           // sites that an optimal cover may be taken to open (flags)
  std::vector<std::vector<std::int32_t>> sites_of;    // of each demand left, ascending
  std::vector<std::vector<std::int32_t>> demands_of;  // of each site left, ascending
  std::size_t demands_left = 0;
};

// Opens the only site of a demand; drops demands reached by all the sites of another one, and sites whose demands are
// all reached from another one; again, until nothing changes or the watch ends.
CoverCore reduced(const Rows& rows, const std::vector<char>& must, const Watch& watch);

// Of a table where every entry is free: the same, without the sites whose demands another one reaches too (those of
// `must` stay), and with demands that the same sites reach made one. Sites that reach the same demands leave one.
Table merged(const Table& table, const std::vector<char>& must);

}  // namespace maillage::engines::siting
