// Other programs run as sub-processes, under limits: what they read is not vouched for.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::platform {

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

struct Command {
  std::string program;  // an absolute path
  std::vector<std::string> arguments;
  std::vector<std::string> environment;  // "NAME=value": all that it inherits
  std::size_t memory_bytes = std::size_t{3} << 30;
  std::size_t file_bytes = std::size_t{512} << 20;  // the largest file it may write
  std::chrono::milliseconds time{std::chrono::seconds(60)};
};

struct ProcessEnd {
  bool in_time = true;
  bool file_too_big = false;
  int status = 0;       // 0 = success; -1 when a signal ended it
  std::string message;  // first line of what it said on stderr, without our paths
};

// Runs the command inside the folder, without a shell, and waits for its end; its outputs go to the files "stdout" and
// "stderr" of the folder. When its time is over, it is killed with its children. Throws std::runtime_error when the
// program is not installed.
ProcessEnd run_process(const TemporaryFolder& folder, const Command& command);

}  // namespace maillage::platform
