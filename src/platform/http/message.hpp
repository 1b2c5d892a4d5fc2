// One request and one response, free of any network library.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::platform {

class EventSink;

namespace http {

using Headers = std::vector<std::pair<std::string, std::string>>;

// A request that passed the limits of the transport. Header names are in lower case.
struct Request {
  std::string method;  // "GET", "HEAD", "POST", "PUT", "DELETE"
  std::string path;    // as sent: begins with '/', still percent-encoded
  std::string query;   // as sent, without '?'
  Headers headers;
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
  std::string address;  // of the client

  // The value of a header given in lower case; "" when absent.
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;                          // besides those of the transport and of security
  std::shared_ptr<const std::string> body;  // null = no body
  // Set on an event stream: called when the head is sent, what it returns is kept until the stream ends.
  std::function<std::shared_ptr<void>(std::shared_ptr<EventSink>)> events;
};

// What the server serves. Called from several threads.
class Application {
 public:
  virtual ~Application() = default;
  // The longest body accepted, in bytes. On an I/O thread: must not wait.
  virtual std::size_t body_limit(std::string_view method, std::string_view path) const = 0;
  // Asked once the head of a request with a long body is read, on a worker thread: a refusal spares the transfer.
  virtual std::optional<Response> refuse_early(const Request& head) = 0;
  // On a worker thread. What it throws becomes a bare 500.
  virtual Response answer(const Request& request) = 0;
};

// The refusal of a request by the transport or the frame, as application/problem+json.
Response problem_response(std::string_view code, std::vector<std::pair<std::string, std::string>> args = {});

}  // namespace http
}  // namespace maillage::platform
