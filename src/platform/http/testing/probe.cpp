#include "platform/http/testing/probe.hpp"

#include <stdexcept>

#include "platform/log/log.hpp"

namespace maillage::platform::http::testing {

using namespace std::chrono_literals;

std::size_t Probe::body_limit(std::string_view, std::string_view path) const {
  return path == "/long" ? 8 << 20 : 1000;
}

std::optional<Response> Probe::refuse_early(const Request& head) {
  if (head.header("cookie").empty()) return problem_response("signed_out");
  return std::nullopt;
}

Response Probe::answer(const Request& request) {
  ++answered;
  on_thread = std::this_thread::get_id();
  if (request.path == "/slow") std::this_thread::sleep_for(300ms);
  if (request.path == "/throw") throw std::runtime_error("broken");
  Response response;
  response.headers = {{"Content-Type", "text/plain"}};
  if (request.path == "/events") {
    response.events = [this](std::shared_ptr<EventSink> sink) -> std::shared_ptr<void> {
      {
        const std::scoped_lock lock(mutex_);
        events_ = sink;
      }
      sink->send("job", "{\"n\":1}");
      return std::shared_ptr<void>(nullptr, [this](void*) { ++unsubscribed; });
    };
  }
  std::string text = request.method + " " + request.path + " " + request.query + " " + *request.body;
  if (request.path == "/long") text = std::to_string(request.body->size());
  if (request.path == "/headers") {
    text.clear();
    for (const auto& [name, value] : request.headers) text += name + "=" + value + "\n";
  }
  response.body = std::make_shared<const std::string>(std::move(text));
  return response;
}

std::shared_ptr<EventSink> Probe::events() const {
  const std::scoped_lock lock(mutex_);
  return events_;
}

Running::Running(ServerConfig config) {
  redirect_log([](std::string_view) {});
  config.port = 0;
  server = Server::start(config, probe);
}

Running::~Running() {
  server.reset();
  redirect_log({});
}

int Running::status_of(std::string_view request) const {
  Client client(port());
  const auto answer = client.ask(request);
  return answer ? answer->status : 0;
}

std::string get(std::string_view path, std::string_view headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view headers) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

}  // namespace maillage::platform::http::testing
