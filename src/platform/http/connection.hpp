// One client connection: reads requests within the limits, has them answered by a worker, writes the answers.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>

#include "platform/http/event_queue.hpp"
#include "platform/http/server.hpp"

namespace maillage::platform::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

// What the connections of a server share.
struct Shared {
  const ServerConfig& config;
  Application& application;
  asio::thread_pool& workers;
  std::atomic<int> waiting{0};  // requests given to the workers and not answered yet
  std::atomic<bool> stopping{false};
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::ip::tcp::socket socket, Shared& shared);

  // Lives until the connection is closed by either side.
  asio::awaitable<void> run();
  // Tells the client that there are too many connections.
  asio::awaitable<void> refuse_overloaded();
  // Ends a stream or an idle wait; a request under way finishes. From any thread.
  void stop();
  // Closes now. From any thread.
  void abort();

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;
  enum class Next { request, close };

  void arm(std::chrono::milliseconds time);
  asio::awaitable<bool> wait_for_request();
  asio::awaitable<Next> serve_one();
  asio::awaitable<std::optional<Response>> read_body(Parser& parser, Request& request);
  asio::awaitable<std::optional<Response>> on_worker(std::function<std::optional<Response>()> work);
  asio::awaitable<Next> reply(const Response& response, bool head_only, bool keep_alive);
  asio::awaitable<void> reply_and_linger(const Response& response, bool head_only);
  asio::awaitable<bool> stream(const Response& response, bool keep_alive);
  asio::awaitable<void> follow(const Response& response);
  asio::awaitable<void> write_events(EventQueue& queue);
  asio::awaitable<bool> write(std::string_view head, std::string_view body = {});
  std::optional<Response> refusal_of_head(const Parser& parser) const;
  std::optional<Response> refusal_of_error(beast::error_code error, std::size_t body_limit) const;
  Request request_of(const Parser& parser) const;

  asio::ip::tcp::socket socket_;
  Shared& shared_;
  asio::steady_timer deadline_;
  asio::steady_timer heartbeat_;
  beast::flat_buffer buffer_;         // of a bounded size: the head of a chunk has no limit of its own
  std::weak_ptr<EventQueue> events_;  // while a stream is followed
  bool timed_out_ = false;
  bool idle_ = false;
};

}  // namespace maillage::platform::http
