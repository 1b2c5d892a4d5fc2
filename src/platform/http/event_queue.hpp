// The events of one stream, between the threads that send them and the connection that writes them.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "platform/routes/answers.hpp"

namespace maillage::platform::http {

// `event` and `data` in the text form of server-sent events (WHATWG HTML §9.2): one data line per line of text.
std::string event_text(std::string_view event, std::string_view data);

class EventQueue : public EventSink {
 public:
  // `wake` is called from the sender's thread, under the lock of the queue, whenever there is something new to see. It
  // is let go as soon as the queue is closed: senders may keep the queue longer than what `wake` needs.
  explicit EventQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

  bool send(std::string_view event, std::string_view data) override;
  void close() override;
  // All that waits, as text; "" when nothing does. `ended` tells that nothing more will come.
  std::string take(bool& ended);
  // The reader has gone: what waits is dropped, and nobody is woken any more.
  void abandon();

  // Events kept for a reader that does not follow; the oldest are lost first.
  static constexpr std::size_t kKept = 64;

 private:
  std::mutex mutex_;
  std::deque<std::string> waiting_;
  bool closed_ = false;
  std::function<void()> wake_;
};

}  // namespace maillage::platform::http
