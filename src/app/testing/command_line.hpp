// The program run in this process as from a terminal: arguments and standard input in, both outputs and exit code out.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "app/program.hpp"
#include "platform/testing/databases.hpp"

namespace maillage::app::testing {

// A standard stream led to a file while this lives.
class Diverted {
 public:
  Diverted(std::FILE* stream, int descriptor) : stream_(stream), descriptor_(descriptor), file_(std::tmpfile()) {
    std::fflush(stream_);
    saved_ = ::dup(descriptor_);
    ::dup2(::fileno(file_), descriptor_);
  }
  ~Diverted() { restore(); }
  Diverted(const Diverted&) = delete;
  Diverted& operator=(const Diverted&) = delete;

  // What was written so far; the stream is itself again.
  std::string text() {
    restore();
    std::string all;
    std::rewind(file_);
    for (int c = 0; (c = std::fgetc(file_)) != EOF;) all += static_cast<char>(c);
    std::fclose(file_);
    return all;
  }

 private:
  void restore() {
    if (saved_ < 0) return;
    std::cout.flush();
    std::cerr.flush();
    std::fflush(stream_);
    ::dup2(saved_, descriptor_);
    ::close(saved_);
    saved_ = -1;
  }

  std::FILE* stream_;
  int descriptor_;
  std::FILE* file_;
  int saved_ = -1;
};

struct Ran {
  int code = 0;
  std::string out, err;
};

// `locale` is that of the messages: "C", "fr_FR.UTF-8"…
inline Ran run(std::vector<std::string> arguments, const std::string& locale = "C") {
  ::setenv("LC_ALL", locale.c_str(), 1);
  arguments.insert(arguments.begin(), "maillage");
  std::vector<const char*> argv;
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  Ran ran;
  Diverted out(stdout, STDOUT_FILENO), err(stderr, STDERR_FILENO);
  ran.code = run_program(static_cast<int>(argv.size()), argv.data());
  ran.err = err.text();
  ran.out = out.text();
  ::setenv("LC_ALL", "C", 1);
  return ran;
}

inline bool says(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

// A folder of the test's own, and its files.
class Folder : public maillage::testing::TemporaryFolder {
 public:
  std::string at(const std::string& name) const { return path() + "/" + name; }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(at(name), std::ios::binary) << text;
    return at(name);
  }
  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(at(name), std::ios::binary).rdbuf();
    return text.str();
  }
};

// Standard input, from a file, until the next one.
inline void type(const Folder& folder, const std::string& text) {
  REQUIRE(std::freopen(folder.write("stdin", text).c_str(), "r", stdin) != nullptr);
  std::cin.clear();
}

// The path of a file of the open data, or nothing (said once) when the data is not there.
inline std::string open_data(const std::string& path) {
  const char* folder = std::getenv("MAILLAGE_OPENDATA");
  if (folder != nullptr && *folder != '\0') return std::string(folder) + "/" + path;
  MESSAGE("skipped: MAILLAGE_OPENDATA not set");
  return "";
}

}  // namespace maillage::app::testing
