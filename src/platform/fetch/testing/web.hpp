// A web of one server on this machine, which answers what the test says, well or badly.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace maillage::platform::testing {

// An answer as it goes down the wire, and whether the connection then stays open without a word.
struct Wire {
  std::string bytes;
  bool hangs = false;
};

inline Wire json_answer(const std::string& body, const std::string& type = "application/json; charset=utf-8",
                        const std::string& status = "200 OK") {
  return {"HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
          "\r\nConnection: close\r\n\r\n" + body};
}

class Web {
 public:
  // `answer` is given the target of each request ("/departements/93/communes?…"). It runs in the server's thread.
  explicit Web(std::function<Wire(const std::string& target)> answer)
      : answer_(std::move(answer)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(socket_, 16) == 0);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    base_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    thread_ = std::thread([this] { serve(); });
  }
  ~Web() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
    for (const int connection : hanging_) ::close(connection);
  }
  Web(const Web&) = delete;
  Web& operator=(const Web&) = delete;

  const std::string& base() const { return base_; }
  // The targets asked so far, in order.
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  void serve() {
    for (int connection = ::accept(socket_, nullptr, nullptr); connection >= 0;
         connection = ::accept(socket_, nullptr, nullptr))
      serve_one(connection);
  }

  void serve_one(int connection) {
    const std::string head = head_of(connection);
    const std::string target = head.substr(4, head.find(' ', 4) - 4);
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(target);
    }
    const Wire wire = answer_(target);
    for (std::size_t sent = 0; sent < wire.bytes.size();) {
      const auto now = ::send(connection, wire.bytes.data() + sent, wire.bytes.size() - sent, MSG_NOSIGNAL);
      if (now <= 0) break;
      sent += static_cast<std::size_t>(now);
    }
    if (wire.hangs) return hanging_.push_back(connection);
    ::shutdown(connection, SHUT_WR);
    char rest[256];
    while (::recv(connection, rest, sizeof rest, 0) > 0) continue;
    ::close(connection);
  }

  static std::string head_of(int connection) {
    std::string head;
    char bytes[2048];
    while (head.find("\r\n\r\n") == head.npos) {
      const auto got = ::recv(connection, bytes, sizeof bytes, 0);
      if (got <= 0) break;
      head.append(bytes, static_cast<std::size_t>(got));
    }
    return head.size() < 5 ? "GET / " : head;
  }

  std::function<Wire(const std::string&)> answer_;
  int socket_;
  std::string base_;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  std::vector<int> hanging_;
  std::thread thread_;
};

}  // namespace maillage::platform::testing
