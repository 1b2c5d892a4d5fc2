#include "platform/http/event_queue.hpp"

namespace maillage::platform::http {

std::string event_text(std::string_view event, std::string_view data) {
  std::string text;
  if (!event.empty()) ((text += "event: ") += event) += '\n';
  while (true) {
    const auto end = data.find_first_of("\r\n");
    ((text += "data: ") += data.substr(0, end)) += '\n';
    if (end == data.npos) break;
    data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return text += '\n';
}

bool EventQueue::send(std::string_view event, std::string_view data) {
  const std::scoped_lock lock(mutex_);
  if (closed_) return false;
  if (waiting_.size() == kKept) waiting_.pop_front();
  waiting_.push_back(event_text(event, data));
  wake_();
  return true;
}

void EventQueue::close() {
  const std::scoped_lock lock(mutex_);
  if (closed_) return;
  closed_ = true;
  wake_();
  wake_ = nullptr;
}

void EventQueue::abandon() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  wake_ = nullptr;
  waiting_.clear();
}

std::string EventQueue::take(bool& ended) {
  const std::scoped_lock lock(mutex_);
  std::string text;
  for (const auto& event : waiting_) text += event;
  waiting_.clear();
  ended = closed_;
  return text;
}

}  // namespace maillage::platform::http
