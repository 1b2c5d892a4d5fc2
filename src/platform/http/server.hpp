// The HTTP/1.1 server: every limit is enforced here, before the application sees anything.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/message.hpp"

namespace maillage::platform::http {

struct ServerConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                                                     // 0 = any free port
  std::vector<std::string> allowed_hosts = {"localhost", "127.0.0.1", "[::1]"};  // names accepted in Host, without port
  int io_threads = 1;
  int worker_threads = 4;
  std::size_t max_connections = 4096;
  int max_waiting = 256;  // requests waiting for a worker; beyond, 503
  std::size_t header_limit_bytes = 16 * 1024;
  std::size_t url_limit_bytes = 4096;
  std::chrono::milliseconds header_time{10'000};     // from the first byte to the end of the head
  std::chrono::milliseconds idle_time{60'000};       // between two requests of a connection
  std::chrono::milliseconds body_time{15'000};       // plus one second per 64 KiB announced
  std::chrono::milliseconds heartbeat_time{15'000};  // of event streams
};

class Server {
 public:
  virtual ~Server() = default;  // stops at once
  // Listens before returning; throws std::system_error when the address cannot be used. `application` outlives the
  // server.
  static std::unique_ptr<Server> start(const ServerConfig& config, Application& application);
  virtual std::uint16_t port() const = 0;
  // Accepts nothing more, ends streams, lets the requests under way finish within `grace`, then closes all.
  virtual void stop(std::chrono::milliseconds grace) = 0;
};

}  // namespace maillage::platform::http
