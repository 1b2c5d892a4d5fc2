// ogr2ogr as a sub-process: files that nobody vouches for are opened there, with little memory, little time, no
// network.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::territory::reading {

// A folder of our own, readable by us alone, removed with all it holds.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view name, std::string_view bytes) const;
  std::string read(std::string_view name) const;
  void remove(std::string_view name) const;

 private:
  std::filesystem::path path_;
};

inline constexpr std::chrono::seconds kConversionTime{60};

struct ProcessEnd {
  bool in_time = true;
  int status = 0;       // 0 = success
  std::string message;  // first line of what it said on stderr, without our paths
};

// Runs one of GDAL's programs ("ogr2ogr", "ogrinfo") inside the folder, without shell nor inherited environment, under
// limits of memory (3 GiB), processor time, output size (512 MiB) and wall time; its output goes to the file "stdout"
// of the folder. Throws std::runtime_error when the program is not installed.
ProcessEnd run_gdal(const TemporaryFolder& folder, std::string_view program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds time = kConversionTime);

}  // namespace maillage::territory::reading
