// Bugs stop the program: how a test sees it without stopping.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace maillage::testing {

// What `act` prints on stderr before it aborts; "" when it does not abort. Run in a child process.
template <class Act>
std::string last_words(Act act) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // and not the test program's own handler
    dup2(ends[1], 2);
    act();
    _exit(0);
  }
  close(ends[1]);
  std::string said;
  char bytes[512];
  for (ssize_t size; (size = read(ends[0], bytes, sizeof bytes)) > 0;)
    said.append(bytes, static_cast<std::size_t>(size));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? said : "";
}

}  // namespace maillage::testing
