// What a handler may receive and answer besides described structs.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/describe.hpp"

namespace maillage::platform {

struct Nothing {};  // no query, no body, or a 204 answer
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// A raw body, whatever it holds; shared so that a job can keep it after the answer without a copy.
struct Upload {
  std::shared_ptr<const std::string> bytes;
  std::string content_type;
};

// An answer that is not a described struct: a file, a map, a cookie.
struct RawAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::shared_ptr<const std::string> body;     // null = empty
  std::shared_ptr<const std::string> gzipped;  // the same bytes already compressed, when the handler keeps them
  std::string etag;                            // without quotes, "" = none; the frame answers 304 when it matches
  std::string download_name;                   // "" = shown in place
  std::string set_cookie;                      // "" = none
};

// The server's end of an event stream. Callable from any thread; a slow reader loses its oldest events, never the last.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // False once the client has gone or the stream is closed.
  virtual bool send(std::string_view event, std::string_view data) = 0;
  // What was sent before is still delivered.
  virtual void close() = 0;
};

// `open` is called once when the answer starts; what it returns (a subscription) is kept until the stream ends.
struct EventStream {
  std::function<std::shared_ptr<void>(std::shared_ptr<EventSink>)> open;
};

// Any answer, ready for the wire.
using Reply = std::variant<Nothing, RawAnswer, EventStream>;

// A described struct written as JSON.
RawAnswer json_reply(const describe::Type& type, const void* value);

}  // namespace maillage::platform
