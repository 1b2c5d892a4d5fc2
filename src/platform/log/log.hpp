// The server's log: one JSON object a line on stderr. An event has a name and fields; no sentence is built from what a
// client sent, so nothing it sends can forge a line. Paths go without their query string, bodies never.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace maillage::platform {

// What tells who a person is. It can be stored and compared, and refuses to be logged: no field is made from it.
template <class T>
class Nominative {
 public:
  Nominative() = default;
  explicit Nominative(T value) : value_(std::move(value)) {}
  // The only way out, easy to search for in a review.
  const T& reveal() const { return value_; }
  friend bool operator==(const Nominative&, const Nominative&) = default;

 private:
  T value_;
};

// One named value of an event.
class LogField {
 public:
  LogField(std::string_view name, std::string_view text) : name_(name), value_(text) {}
  LogField(std::string_view name, const char* text) : name_(name), value_(std::string_view(text)) {}
  LogField(std::string_view name, const std::string& text) : name_(name), value_(std::string_view(text)) {}
  LogField(std::string_view name, double number) : name_(name), value_(number) {}
  template <class Integer>
  requires std::is_integral_v<Integer> LogField(std::string_view name, Integer number)
      : name_(name), value_(static_cast<std::int64_t>(number)) {}
  template <class T>
  LogField(std::string_view name, const Nominative<T>& value) = delete;

  void write(std::string& line) const;

 private:
  std::string_view name_;
  std::variant<std::string_view, std::int64_t, double> value_;
};

enum class LogLevel { info, warning, error };

// Writes one line: {"time":…,"level":…,"event":…, fields in order}. Safe from any thread, and never throws.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {}) noexcept;

// Sends the lines elsewhere than to stderr; an empty function sends them back there. For tests.
void redirect_log(std::function<void(std::string_view line)> write);

}  // namespace maillage::platform
