// A client for tests: plain sockets, so that it can also misbehave.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::platform::http::testing {

// One answer as it came: the head up to the blank line, and the body (chunks put together).
struct Answer {
  int status = 0;
  std::string head;
  std::string body;
  // The value of a header, whatever the case of its name; "" when absent.
  std::string header(std::string_view name) const;
};

class Client {
 public:
  // Connects to 127.0.0.1; every wait ends after `patience`.
  explicit Client(std::uint16_t port, std::chrono::milliseconds patience = std::chrono::seconds(20));
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // False when the server has closed.
  bool send(std::string_view text);
  // The next answer; nothing when the connection ends first. `to_head` for answers without a body (HEAD).
  std::optional<Answer> read(bool to_head = false);
  // What comes until the text appears, or the end.
  std::string read_until(std::string_view text);
  // The next bytes of the connection; fewer when it ends.
  std::string take(std::size_t size);
  // Tells the server that nothing more will be sent; answers can still be read.
  void finish_sending();
  // The server has closed, within the patience.
  bool closed();
  // send() then read().
  std::optional<Answer> ask(std::string_view request);

 private:
  bool fill();
  std::string read_chunks();
  int socket_ = -1;
  std::string buffer_;
};

}  // namespace maillage::platform::http::testing
