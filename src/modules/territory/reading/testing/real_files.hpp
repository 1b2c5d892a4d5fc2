// For tests: the published files, read in place from $MAILLAGE_OPENDATA.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace maillage::territory::reading {

inline std::string slurped(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// The folder of published files; nothing, and a message, when it is not there.
inline std::optional<std::string> open_data() {
  const char* folder = std::getenv("MAILLAGE_OPENDATA");
  if (folder != nullptr && *folder != '\0') return folder;
  MESSAGE("skipped: MAILLAGE_OPENDATA not set");
  return std::nullopt;
}

}  // namespace maillage::territory::reading
