#include "platform/http/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>

#include "platform/http/connection.hpp"
#include "platform/log/log.hpp"

namespace maillage::platform::http {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;

class BeastServer : public Server {
 public:
  BeastServer(const ServerConfig& config, Application& application)
      : config_(config),
        workers_(static_cast<std::size_t>(config.worker_threads)),
        shared_{config_, application, workers_},
        acceptor_(io_, tcp::endpoint(asio::ip::make_address(config.address), config.port)) {
    asio::co_spawn(io_, accept(), asio::detached);
    for (int i = 0; i < config_.io_threads; ++i) threads_.emplace_back([this] { io_.run(); });
  }
  ~BeastServer() override { stop(0ms); }

  std::uint16_t port() const override { return acceptor_port_; }

  void stop(std::chrono::milliseconds grace) override {
    if (shared_.stopping.exchange(true)) return;
    asio::post(io_, [this] { acceptor_.close(); });
    for_each_connection([](Connection& connection) { connection.stop(); });
    const bool ended = wait_for_none(grace);
    if (!ended) for_each_connection([](Connection& connection) { connection.abort(); });
    wait_for_none(2s);
    io_.stop();
    for (auto& thread : threads_) thread.join();
    workers_.join();
  }

 private:
  asio::awaitable<void> accept() {
    while (!shared_.stopping) {
      auto [error, socket] =
          co_await acceptor_.async_accept(asio::make_strand(io_), asio::as_tuple(asio::use_awaitable));
      if (error == asio::error::operation_aborted || shared_.stopping) co_return;
      if (error) {
        // Out of descriptors, most likely: breathe, others are closing.
        log(LogLevel::warning, "accept_failed", {{"reason", error.message()}});
        asio::steady_timer pause(io_, 50ms);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        continue;
      }
      open(std::move(socket));
    }
  }

  void open(tcp::socket socket) {
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto executor = socket.get_executor();
    auto connection = std::make_shared<Connection>(std::move(socket), shared_);
    const bool room = add(connection);
    const auto live = [](std::shared_ptr<Connection> its, bool welcome) -> asio::awaitable<void> {
      if (welcome)
        co_await its->run();
      else
        co_await its->refuse_overloaded();
    };
    asio::co_spawn(executor, live(connection, room), [this, key = connection.get()](std::exception_ptr failure) {
      if (failure) log(LogLevel::error, "connection_failed");
      remove(key);
    });
  }

  // False when there are too many; the connection is kept either way, to be told so.
  bool add(const std::shared_ptr<Connection>& connection) {
    const std::scoped_lock lock(mutex_);
    connections_.emplace(connection.get(), connection);
    return connections_.size() <= config_.max_connections;
  }
  void remove(Connection* connection) {
    const std::scoped_lock lock(mutex_);
    connections_.erase(connection);
    if (connections_.empty()) none_left_.notify_all();
  }
  bool wait_for_none(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return none_left_.wait_for(lock, time, [this] { return connections_.empty(); });
  }
  template <class Act>
  void for_each_connection(Act act) {
    const std::scoped_lock lock(mutex_);
    for (const auto& [key, known] : connections_) {
      if (const auto connection = known.lock()) act(*connection);
    }
  }

  ServerConfig config_;
  asio::io_context io_;
  asio::thread_pool workers_;
  Shared shared_;
  tcp::acceptor acceptor_;
  std::uint16_t acceptor_port_ = acceptor_.local_endpoint().port();
  std::mutex mutex_;
  std::condition_variable none_left_;
  std::unordered_map<Connection*, std::weak_ptr<Connection>> connections_;
  std::vector<std::thread> threads_;
};

}  // namespace

std::unique_ptr<Server> Server::start(const ServerConfig& config, Application& application) {
  try {
    return std::make_unique<BeastServer>(config, application);
  } catch (const boost::system::system_error& refused) {
    throw std::system_error(refused.code(), config.address + ":" + std::to_string(config.port));
  }
}

}  // namespace maillage::platform::http
