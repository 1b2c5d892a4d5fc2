#include "platform/process/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace maillage::platform {
namespace {

// Of util-linux, which every Debian has: it lowers the limits, then becomes the program.
constexpr const char* kPrlimit = "/usr/bin/prlimit";

std::vector<std::string> limited(const Command& command) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(command.time).count();
  std::vector<std::string> all = {kPrlimit,
                                  fmt::format("--as={}", command.memory_bytes),
                                  fmt::format("--cpu={}", std::max<decltype(seconds)>(seconds, 1)),
                                  fmt::format("--fsize={}", command.file_bytes),
                                  "--nofile=64",
                                  "--core=0",
                                  command.program};
  all.insert(all.end(), command.arguments.begin(), command.arguments.end());
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

class SpawnActions {
 public:
  explicit SpawnActions(const TemporaryFolder& folder) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, (folder.path() / "stdout").c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions_, 2, (folder.path() / "stderr").c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.path().c_str());
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
  }
  ~SpawnActions() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  pid_t spawn(std::vector<std::string> arguments, std::vector<std::string> variables) const {
    pid_t child = 0;
    const int error =
        posix_spawn(&child, kPrlimit, &actions_, &attributes_, pointers(arguments).data(), pointers(variables).data());
    if (error != 0) throw std::runtime_error(fmt::format("cannot start {}: error {}", kPrlimit, error));
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// Waits for the child until the time is over, then ends it with its group.
ProcessEnd waited(pid_t child, std::chrono::milliseconds time) {
  const auto deadline = std::chrono::steady_clock::now() + time;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= deadline) {
      kill(-child, SIGKILL);
      waitpid(child, &status, 0);
      return {false, false, -1, ""};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  const bool too_big = WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ;
  return {true, too_big, WIFEXITED(status) ? WEXITSTATUS(status) : -1, ""};
}

std::string first_line(std::string text, const std::string& folder) {
  text.resize(std::min(text.find('\n'), std::min<std::size_t>(text.size(), 200)));
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size() + 1);
  return text;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "maillage-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder: " + pattern);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a destructor has nobody to tell
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(std::string_view name, std::string_view bytes) const {
  std::ofstream file(path_ / name, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write a temporary file");
}

std::string TemporaryFolder::read(std::string_view name) const {
  std::ifstream file(path_ / name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

void TemporaryFolder::remove(std::string_view name) const { std::filesystem::remove(path_ / name); }

ProcessEnd run_process(const TemporaryFolder& folder, const Command& command) {
  if (access(command.program.c_str(), X_OK) != 0) throw std::runtime_error(command.program + " is not installed");
  ProcessEnd end = waited(SpawnActions(folder).spawn(limited(command), command.environment), command.time);
  end.message = first_line(folder.read("stderr"), folder.path().string());
  return end;
}

}  // namespace maillage::platform
