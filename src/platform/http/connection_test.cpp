// One connection on an io_context of the test's own, so that the server's end can be stopped at any point of its life.
#include "platform/http/connection.hpp"

#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

#include "platform/http/testing/client.hpp"
#include "platform/log/log.hpp"

using namespace maillage::platform;
using namespace maillage::platform::http;
using asio::ip::tcp;
using http::testing::Client;
using namespace std::chrono_literals;

namespace {

// Answers everything by a stream whose sink it keeps, as a job that goes on would.
class Streaming : public Application {
 public:
  std::size_t body_limit(std::string_view, std::string_view) const override { return 0; }
  std::optional<Response> refuse_early(const Request&) override { return std::nullopt; }
  Response answer(const Request&) override {
    Response response;
    response.events = [this](std::shared_ptr<EventSink> its_sink) -> std::shared_ptr<void> {
      if (broken) throw std::runtime_error("no subscription");
      subscribed_on = std::this_thread::get_id();
      its_sink->send("job", "first");
      sink = its_sink;
      opened = true;
      return std::shared_ptr<void>(nullptr, [this, its_sink](void*) {
        sent_while_leaving = its_sink->send("job", "leaving");
        ++unsubscribed;
      });
    };
    return response;
  }
  bool broken = false;
  std::atomic<bool> opened{false};
  std::atomic<std::thread::id> subscribed_on;
  std::shared_ptr<EventSink> sink;
  bool sent_while_leaving = false;
  int unsubscribed = 0;
};

// A connected client and the server's end of it, run by hand.
struct Line {
  explicit Line(Application& application) : shared{config, application, workers}, acceptor(io, loopback()) {
    redirect_log([](std::string_view) {});
    client = std::make_unique<Client>(acceptor.local_endpoint().port(), 5s);
    auto connection = std::make_shared<Connection>(acceptor.accept(asio::make_strand(io)), shared);
    watched = connection;
    const auto live = [](std::shared_ptr<Connection> its) -> asio::awaitable<void> { co_await its->run(); };
    asio::co_spawn(io, live(std::move(connection)), asio::detached);
  }
  ~Line() {
    workers.join();
    redirect_log({});
  }
  static tcp::endpoint loopback() { return {asio::ip::address_v4::loopback(), 0}; }
  // Runs the server's end until `done`, two seconds at most.
  template <class Done>
  void run_until(Done done) {
    for (int i = 0; i < 200 && !done(); ++i) io.run_for(10ms);
    CHECK(done());
  }
  void open_stream(Streaming& application) {
    client->send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    run_until([&] { return application.opened.load(); });
    io.run_for(30ms);
  }

  const ServerConfig config;
  asio::thread_pool workers{1};
  asio::io_context io;
  Shared shared;
  tcp::acceptor acceptor;
  std::unique_ptr<Client> client;
  std::weak_ptr<Connection> watched;
};

}  // namespace

TEST_CASE("a stream destroyed with its server is unsubscribed, and a sink kept longer holds nothing of it") {
  Streaming application;
  {
    Line line(application);
    line.open_stream(application);
    CHECK(application.unsubscribed == 0);
    CHECK(application.sink->send("job", "second"));
  }
  CHECK(application.unsubscribed == 1);
  CHECK(application.sent_while_leaving);  // the subscription goes before the queue is closed
  CHECK_FALSE(application.sink->send("job", "late"));
  application.sink->close();
}

TEST_CASE("subscribing, which may wait for the database, is done by a worker") {
  Streaming application;
  Line line(application);
  line.open_stream(application);
  CHECK(application.subscribed_on.load() != std::thread::id());
  CHECK(application.subscribed_on.load() != std::this_thread::get_id());
  CHECK(line.client->read_until("first\n\n").find("event: job\ndata: first") != std::string::npos);
}

TEST_CASE("a subscription that fails ends the stream, not the connection") {
  Streaming application;
  application.broken = true;
  Line line(application);
  line.client->send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  std::string heard;
  std::thread reading([&] {
    heard = line.client->read_until("0\r\n\r\n");
    heard += line.client->read_until("0\r\n\r\n");
  });
  line.io.run_for(200ms);
  reading.join();
  CHECK(heard.find("200 OK") != heard.rfind("200 OK"));
  CHECK(heard.find("\ndata:") == heard.npos);
}

TEST_CASE("a stopped connection ends its stream; an aborted one closes at once") {
  for (const bool abort : {false, true}) {
    CAPTURE(abort);
    Streaming application;
    Line line(application);
    line.open_stream(application);
    if (abort) {
      line.watched.lock()->abort();
    } else {
      line.shared.stopping = true;
      line.watched.lock()->stop();
    }
    line.run_until([&] { return line.watched.expired(); });
    CHECK(application.unsubscribed == 1);
    CHECK_FALSE(application.sink->send("job", "late"));
    CHECK(line.client->read_until("0\r\n\r\n").ends_with("0\r\n\r\n") == !abort);
  }
}
