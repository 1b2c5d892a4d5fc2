// ogr2ogr as a sub-process: files that nobody vouches for are opened there, with little memory, little time, no
// network.
#pragma once

#include "platform/process/process.hpp"

namespace maillage::territory::reading {

using platform::ProcessEnd;
using platform::TemporaryFolder;

inline constexpr std::chrono::seconds kConversionTime{60};

// Runs one of GDAL's programs ("ogr2ogr", "ogrinfo") inside the folder, without inherited environment, under limits of
// memory (3 GiB), processor time, output size (512 MiB) and wall time; its output goes to the file "stdout" of the
// folder. Throws std::runtime_error when the program is not installed (package gdal-bin).
ProcessEnd run_gdal(const TemporaryFolder& folder, std::string_view program, std::vector<std::string> arguments,
                    std::chrono::milliseconds time = kConversionTime);

}  // namespace maillage::territory::reading
