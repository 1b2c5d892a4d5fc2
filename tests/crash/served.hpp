// `maillage serve` in a process of its own, to be killed, and what one asks it.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "platform/http/testing/client.hpp"

namespace maillage::crash {

using platform::http::testing::Answer;
using platform::http::testing::Client;
using namespace std::chrono_literals;

inline constexpr std::string_view kPassword = "un long mot de passe";

class Server {
 public:
  // `kill_at`: a file; once it exists, the server kills itself at the nth word it says to its disk or to a socket.
  explicit Server(const std::string& database, const std::string& kill_at = "") {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], 1);
      close(ends[0]);
      if (!freopen("/dev/null", "w", stderr)) _exit(126);
      if (!kill_at.empty()) {
        setenv("LD_PRELOAD", MAILLAGE_KILL_AT_CALL, 1);
        setenv("MAILLAGE_KILL_AT", kill_at.c_str(), 1);
      }
      execl(MAILLAGE_PROGRAM, "maillage", "serve", "--port", "0", "--rate-factor", "1000", "--database",
            database.c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    port_ = port_said(ends[0]);
    close(ends[0]);
  }
  ~Server() { end(SIGKILL); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Sends the signal and gives the status of the process; -1 when it had already ended.
  int end(int signal) {
    if (process_ == 0) return -1;
    int status = 0;
    kill(process_, signal);
    waitpid(std::exchange(process_, 0), &status, 0);
    return status;
  }
  pid_t process() const { return process_; }
  std::unique_ptr<Client> connect() const { return std::make_unique<Client>(port_, 20s); }

 private:
  // From "Maillage 0.1.0 : http://localhost:41234/".
  static std::uint16_t port_said(int output) {
    std::string said;
    char c = 0;
    while (!said.ends_with("/\n") && read(output, &c, 1) == 1) said += c;
    REQUIRE_MESSAGE(said.rfind(':') != said.npos, "the server does not start: ", said);
    return static_cast<std::uint16_t>(std::stoi(said.substr(said.rfind(':') + 1)));
  }
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
};

inline std::string request(std::string_view method, std::string_view target, std::string_view cookie,
                           std::string_view body = "", std::string_view type = "application/octet-stream") {
  std::string text = std::string(method) + " /api/v1" + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!cookie.empty()) text += "Cookie: " + std::string(cookie) + "\r\n";
  if (method == "POST")
    text += "Sec-Fetch-Site: same-origin\r\nContent-Type: " + std::string(type) +
            "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

inline std::string post(std::string_view target, std::string_view cookie, std::string_view json) {
  return request("POST", target, cookie, json, "application/json");
}

inline boost::json::value get(const Server& server, const std::string& target, const std::string& cookie) {
  const auto answer = server.connect()->ask(request("GET", target, cookie));
  REQUIRE(answer);
  REQUIRE_MESSAGE(answer->status == 200, target, answer->body);
  return boost::json::parse(answer->body);
}

// The cookie of somebody who has signed in.
inline std::string signed_in(const Server& server, const std::string& login) {
  const auto answer = server.connect()->ask(
      post("/access/session", "", R"({"login":")" + login + R"(","password":")" + std::string(kPassword) + "\"}"));
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  return answer->header("Set-Cookie").substr(0, answer->header("Set-Cookie").find(';'));
}

}  // namespace maillage::crash
