#include "platform/http/connection.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <ctime>

#include "platform/http/head.hpp"
#include "platform/log/log.hpp"

namespace maillage::platform::http {
namespace {

using namespace std::chrono_literals;
using beast::http::field;
constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

// Received and not parsed yet.
constexpr std::size_t kReadAheadBytes = 64 * 1024;

// Above this, the application is asked before the body is read.
constexpr std::size_t kLongBodyBytes = 1 << 20;
// A slow but honest client sends at least that.
constexpr std::size_t kBytesPerSecond = 64 * 1024;
// What is still read from a client that was refused, so that it sees the answer.
constexpr std::size_t kLingerBytes = 4 << 20;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

bool method_known(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "POST" || method == "PUT" || method == "DELETE";
}

std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

std::string_view body_of(const Response& response, bool head_only) {
  return response.body && !head_only ? std::string_view(*response.body) : std::string_view{};
}

Response busy() {
  auto response = problem_response("overloaded");
  response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Shared& shared)
    : socket_(std::move(socket)),
      shared_(shared),
      deadline_(socket_.get_executor()),
      heartbeat_(socket_.get_executor()),
      buffer_(kReadAheadBytes + shared.config.header_limit_bytes) {}

asio::awaitable<void> Connection::run() {
  // One co_await a statement: g++ 12 evaluates both sides of `co_await a() && co_await b()`.
  while (true) {
    const bool came = co_await wait_for_request();
    if (!came) break;
    const Next next = co_await serve_one();
    if (next == Next::close) break;
  }
  deadline_.cancel();
  beast::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
}

asio::awaitable<void> Connection::refuse_overloaded() {
  arm(5s);
  co_await reply_and_linger(busy(), false);
  deadline_.cancel();
}

void Connection::stop() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    if (const auto events = self->events_.lock()) events->close();
    if (self->idle_) self->socket_.cancel();
  });
}

void Connection::abort() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    beast::error_code ignored;
    self->socket_.close(ignored);
    self->heartbeat_.cancel();
  });
}

// From now, what waits on the socket is cancelled after `time`; replaces the previous deadline.
void Connection::arm(std::chrono::milliseconds time) {
  timed_out_ = false;
  deadline_.expires_after(time);
  deadline_.async_wait([self = weak_from_this()](beast::error_code error) {
    const auto connection = self.lock();
    if (error || !connection || connection->deadline_.expiry() > std::chrono::steady_clock::now()) return;
    connection->timed_out_ = true;
    connection->socket_.cancel();
  });
}

asio::awaitable<bool> Connection::wait_for_request() {
  if (shared_.stopping) co_return false;
  if (buffer_.size() > 0) co_return true;  // pipelined
  arm(shared_.config.idle_time);
  idle_ = true;
  const auto [error, size] = co_await socket_.async_read_some(buffer_.prepare(4096), kTuple);
  idle_ = false;
  if (error) co_return false;
  buffer_.commit(size);
  co_return true;
}

asio::awaitable<Connection::Next> Connection::serve_one() {
  arm(shared_.config.header_time);
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(shared_.config.header_limit_bytes));
  parser.body_limit(boost::none);
  const auto [error, size] = co_await beast::http::async_read_header(socket_, buffer_, parser, kTuple);
  auto refusal = error ? refusal_of_error(error, 0) : refusal_of_head(parser);
  if (error && !refusal) co_return Next::close;
  Request request;
  if (!refusal) {
    request = request_of(parser);
    refusal = co_await read_body(parser, request);
  }
  if (refusal) {
    co_await reply_and_linger(*refusal, parser.get().method() == beast::http::verb::head);
    co_return Next::close;
  }
  deadline_.cancel();
  const auto response = co_await on_worker([&] { return shared_.application.answer(request); });
  const bool keep_alive = parser.keep_alive() && !shared_.stopping;
  if (response->events && request.method != "HEAD") {
    const bool goes_on = co_await stream(*response, keep_alive);
    co_return goes_on ? Next::request : Next::close;
  }
  co_return co_await reply(*response, request.method == "HEAD", keep_alive);
}

// Reads the body into the request; gives the refusal when it may not come, or did not come within the limits.
asio::awaitable<std::optional<Response>> Connection::read_body(Parser& parser, Request& request) {
  const std::size_t limit = shared_.application.body_limit(request.method, request.path);
  const auto announced = parser.content_length();
  if (announced && *announced > limit) co_return refusal_of_error(beast::http::error::body_limit, limit);
  if (parser.is_done()) co_return std::nullopt;
  if (limit > kLongBodyBytes && (!announced || *announced > kLongBodyBytes)) {
    deadline_.cancel();
    if (auto refusal = co_await on_worker([&] { return shared_.application.refuse_early(request); })) co_return refusal;
  }
  const std::size_t expected = announced ? static_cast<std::size_t>(*announced) : limit;
  arm(shared_.config.body_time + std::chrono::seconds(expected / kBytesPerSecond));
  if (lower(request.header("expect")) == "100-continue") {
    const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!written) co_return problem_response("timed_out");
  }
  parser.body_limit(limit);
  const auto [error, size] = co_await beast::http::async_read(socket_, buffer_, parser, kTuple);
  if (error) {
    auto refusal = refusal_of_error(error, limit);
    co_return refusal ? std::move(refusal) : problem_response("malformed");
  }
  request.body = std::make_shared<const std::string>(std::move(parser.get().body()));
  co_return std::nullopt;
}

// A worker's answer; what the application throws, against its promise, is still answered.
asio::awaitable<std::optional<Response>> Connection::on_worker(std::function<std::optional<Response>()> work) {
  if (shared_.waiting >= shared_.config.max_waiting) co_return busy();
  ++shared_.waiting;
  auto task = [](std::function<std::optional<Response>()> its_work) -> asio::awaitable<std::optional<Response>> {
    try {
      co_return its_work();
    } catch (const std::exception& fault) {
      log(LogLevel::error, "application_threw", {{"what", fault.what()}});
    }
    co_return problem_response("unexpected");
  };
  auto response = co_await asio::co_spawn(shared_.workers, task(std::move(work)), asio::use_awaitable);
  --shared_.waiting;
  co_return response;
}

asio::awaitable<Connection::Next> Connection::reply(const Response& response, bool head_only, bool keep_alive) {
  const std::string_view body = body_of(response, head_only);
  arm(shared_.config.body_time + std::chrono::seconds(body.size() / kBytesPerSecond));
  const auto head = response_head(response, Framing::length, keep_alive, imf_date(std::time(nullptr)));
  const bool written = co_await write(head, body);
  co_return written&& keep_alive ? Next::request : Next::close;
}

// Closing at once would lose the answer when the client is still sending: it is let talk for a moment, unheard.
asio::awaitable<void> Connection::reply_and_linger(const Response& response, bool head_only) {
  log(LogLevel::info, "refused", {{"status", response.status}});
  arm(2s);
  const auto head = response_head(response, Framing::length, false, imf_date(std::time(nullptr)));
  if (!co_await write(head, body_of(response, head_only))) co_return;
  beast::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  std::array<char, 16384> unheard;
  for (std::size_t total = 0; total < kLingerBytes;) {
    const auto [error, size] = co_await socket_.async_read_some(asio::buffer(unheard), kTuple);
    if (error) co_return;
    total += size;
  }
}

asio::awaitable<bool> Connection::stream(const Response& response, bool keep_alive) {
  arm(shared_.config.body_time);
  const auto head = response_head(response, Framing::chunked, keep_alive, imf_date(std::time(nullptr)));
  if (!co_await write(head)) co_return false;
  co_await follow(response);
  const bool written = co_await write(chunk(""));
  co_return written&& keep_alive && !shared_.stopping;
}

// Subscribes on a worker, as it may wait for the database, and writes what comes. However it ends, destroyed with the
// server included, the subscription goes first, then the queue lets go of this connection's executor.
asio::awaitable<void> Connection::follow(const Response& response) {
  struct Reader {
    std::shared_ptr<EventQueue> queue;
    ~Reader() { queue->abandon(); }
  };
  const Reader reader{std::make_shared<EventQueue>([self = weak_from_this(), executor = socket_.get_executor()] {
    asio::post(executor, [self] {
      if (const auto connection = self.lock()) connection->heartbeat_.cancel();
    });
  })};
  events_ = reader.queue;
  deadline_.cancel();
  std::shared_ptr<void> subscription;
  const auto refused = co_await on_worker([&]() -> std::optional<Response> {
    subscription = response.events(reader.queue);
    return std::nullopt;
  });
  if (!refused) co_await write_events(*reader.queue);
}

// Between take() and the wait nothing else runs on this connection's strand, so no wake-up is lost.
asio::awaitable<void> Connection::write_events(EventQueue& queue) {
  while (socket_.is_open() && !shared_.stopping) {
    bool ended = false;
    std::string text = queue.take(ended);
    if (text.empty() && ended) co_return;
    if (text.empty()) {
      heartbeat_.expires_after(shared_.config.heartbeat_time);
      const auto [woken] = co_await heartbeat_.async_wait(kTuple);
      if (woken) continue;
      text = ": still here\n\n";
    }
    arm(shared_.config.body_time);
    if (!co_await write(chunk(text))) co_return;
    deadline_.cancel();
  }
}

asio::awaitable<bool> Connection::write(std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
  const auto [error, size] = co_await asio::async_write(socket_, parts, kTuple);
  co_return !error;
}

std::optional<Response> Connection::refusal_of_head(const Parser& parser) const {
  const auto& head = parser.get();
  if (head.target().size() > shared_.config.url_limit_bytes) {
    return problem_response("url_too_long", {{"limit", std::to_string(shared_.config.url_limit_bytes)}});
  }
  // A coding other than "chunked" hides where the body ends: what follows could be read as another request.
  const bool coded = head.count(field::transfer_encoding) > 0;
  if (coded && lower(view(head[field::transfer_encoding])) != "chunked") return problem_response("malformed");
  if (!view(head.target()).starts_with('/')) return problem_response("malformed");
  if (head.count(field::host) != 1 || !host_allowed(view(head[field::host]), shared_.config.allowed_hosts)) {
    return problem_response("host_refused");
  }
  if (!method_known(view(head.method_string()))) {
    auto response = problem_response("method_not_allowed", {{"methods", "GET, HEAD, POST, PUT, DELETE"}});
    response.headers.emplace_back("Allow", "GET, HEAD, POST, PUT, DELETE");
    return response;
  }
  return std::nullopt;
}

// Nothing when the client has gone: there is nobody to tell.
std::optional<Response> Connection::refusal_of_error(beast::error_code error, std::size_t body_limit) const {
  if (timed_out_) return problem_response("timed_out");
  if (error == beast::http::error::header_limit) {
    return problem_response("header_too_large", {{"limit", std::to_string(shared_.config.header_limit_bytes)}});
  }
  if (error == beast::http::error::body_limit) {
    return problem_response("body_too_large", {{"limit", std::to_string(body_limit)}});
  }
  const bool gone = error == beast::http::error::end_of_stream || error == beast::http::error::partial_message ||
                    error.category() != beast::http::make_error_code(beast::http::error::bad_method).category();
  if (gone) return std::nullopt;
  return problem_response("malformed");
}

Request Connection::request_of(const Parser& parser) const {
  const auto& head = parser.get();
  Request request;
  request.method = view(head.method_string());
  const std::string_view target = view(head.target());
  request.path = target.substr(0, target.find('?'));
  if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
  for (const auto& header : head) request.headers.emplace_back(lower(view(header.name_string())), view(header.value()));
  beast::error_code ignored;
  request.address = socket_.remote_endpoint(ignored).address().to_string();
  return request;
}

}  // namespace maillage::platform::http
