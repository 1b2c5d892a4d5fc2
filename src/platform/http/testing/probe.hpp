// What the tests of the server serve, and the requests they send.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "platform/http/server.hpp"
#include "platform/http/testing/client.hpp"
#include "platform/routes/answers.hpp"

namespace maillage::platform::http::testing {

// Any path gives back "METHOD path query body", "/headers" the headers received, "/slow" takes its time, "/events"
// streams, "/throw" breaks its promise, "/long" may be refused before its body. Bodies have 1 000 bytes, 8 MiB on
// /long.
class Probe : public Application {
 public:
  std::size_t body_limit(std::string_view method, std::string_view path) const override;
  std::optional<Response> refuse_early(const Request& head) override;
  Response answer(const Request& request) override;

  std::atomic<int> answered{0};
  std::atomic<int> unsubscribed{0};
  std::atomic<std::thread::id> on_thread;
  // Of the last stream opened.
  std::shared_ptr<EventSink> events() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<EventSink> events_;
};

// A server on a free port, silent in the log.
struct Running {
  explicit Running(ServerConfig config = {});
  ~Running();
  std::uint16_t port() const { return server->port(); }
  // The status of the answer to one request on a connection of its own; 0 when it is closed without an answer.
  int status_of(std::string_view request) const;
  Probe probe;
  std::unique_ptr<Server> server;
};

// Requests to "localhost"; `headers` are whole lines.
std::string get(std::string_view path, std::string_view headers = "");
std::string post(std::string_view path, std::string_view body, std::string_view headers = "");

}  // namespace maillage::platform::http::testing
