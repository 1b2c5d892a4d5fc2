#include "platform/process/process.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

using namespace maillage::platform;
using namespace std::chrono_literals;

namespace {

Command shell(const std::string& script) {
  Command command;
  command.program = "/bin/sh";
  command.arguments = {"-c", script};
  return command;
}

}  // namespace

TEST_CASE("process: its outputs, its status and the first line of its complaint come back") {
  const TemporaryFolder folder;
  const ProcessEnd end = run_process(folder, shell("echo out; echo first >&2; echo second >&2; exit 7"));
  CHECK(end.in_time);
  CHECK_FALSE(end.file_too_big);
  CHECK(end.status == 7);
  CHECK(end.message == "first");
  CHECK(folder.read("stdout") == "out\n");
  CHECK(run_process(folder, shell("exit 0")).status == 0);
  CHECK(run_process(folder, shell("kill -9 $$")).status == -1);
}

TEST_CASE("process: it runs in its folder, whose path is not told, with no input and only the environment given") {
  const TemporaryFolder folder;
  ::setenv("MAILLAGE_SECRET", "x", 1);
  Command command = shell("cat; echo \"$MAILLAGE_SECRET|$GIVEN\"; pwd; echo $(pwd)/file >&2; exit 1");
  command.environment = {"GIVEN=yes", "PATH=/usr/bin:/bin"};
  const ProcessEnd end = run_process(folder, command);
  ::unsetenv("MAILLAGE_SECRET");
  CHECK(folder.read("stdout") == "|yes\n" + folder.path().string() + "\n");
  CHECK(end.message == "file");
}

TEST_CASE("process: an argument is one argument, whatever is in it") {
  const TemporaryFolder folder;
  Command command;
  command.program = "/bin/echo";
  command.arguments = {"a b", "; touch pwned", "$(touch pwned)", "'\"*"};
  CHECK(run_process(folder, command).status == 0);
  CHECK(folder.read("stdout") == "a b ; touch pwned $(touch pwned) '\"*\n");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "pwned"));
}

TEST_CASE("process: when its time is over it is killed, and its children with it") {
  const TemporaryFolder folder;
  Command command = shell("(sleep 2; echo late > child) & sleep 30");
  command.time = 150ms;
  const auto began = std::chrono::steady_clock::now();
  const ProcessEnd end = run_process(folder, command);
  CHECK_FALSE(end.in_time);
  CHECK(end.status == -1);
  CHECK(std::chrono::steady_clock::now() - began < 1900ms);
  std::filesystem::path child = folder.path() / "child";
  for (int i = 0; i < 25 && !std::filesystem::exists(child); ++i)
    static_cast<void>(run_process(folder, shell("sleep 0.1")));
  CHECK_FALSE(std::filesystem::exists(child));
}

TEST_CASE("process: a file longer than allowed ends it; memory beyond the limit is refused to it") {
  const TemporaryFolder folder;
  Command command;
  command.program = "/usr/bin/head";
  command.arguments = {"-c", "3000000", "/dev/zero"};
  command.file_bytes = 1 << 20;
  const ProcessEnd end = run_process(folder, command);
  CHECK(end.file_too_big);
  CHECK(end.status == -1);
  CHECK(std::filesystem::file_size(folder.path() / "stdout") == (1 << 20));
  Command greedy = shell("x=$(head -c 100000000 /dev/zero | tr '\\0' x); echo ${#x}");
  greedy.memory_bytes = 32 << 20;
  CHECK(run_process(folder, greedy).status != 0);
  CHECK(folder.read("stdout").find("100000000") == std::string::npos);
}

TEST_CASE("process: a program that is not there is a fault of the machine, said by its name") {
  Command command;
  command.program = "/usr/bin/no-such-program";
  CHECK_THROWS_WITH_AS(static_cast<void>(run_process(TemporaryFolder(), command)),
                       "/usr/bin/no-such-program is not installed", std::runtime_error);
}

TEST_CASE("temporary folder: ours alone, with what is written in it, and gone with it") {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms(077)) == std::filesystem::perms::none);
    const std::string bytes("a\0b\n", 4);
    folder.write("file", bytes);
    CHECK(folder.read("file") == bytes);
    folder.remove("file");
    folder.remove("file");
    CHECK(folder.read("file").empty());
    CHECK_THROWS_AS(folder.write("no/such/place", "x"), std::runtime_error);
    CHECK(TemporaryFolder().path() != path);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}
