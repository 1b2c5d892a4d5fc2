#include "platform/log/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cmath>
#include <mutex>

#include "platform/clock/clock.hpp"
#include "platform/json/json.hpp"

namespace maillage::platform {
namespace {

std::shared_ptr<spdlog::logger> make_stderr_log() {
  auto logger = std::make_shared<spdlog::logger>("maillage", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::info);
  return logger;
}

struct Output {
  std::mutex mutex;
  std::function<void(std::string_view)> redirected;
  std::shared_ptr<spdlog::logger> standard = make_stderr_log();

  void write(const std::string& line) {
    const std::scoped_lock lock(mutex);
    if (redirected)
      redirected(line);
    else
      standard->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
  }
};

Output& output() {
  static Output the_output;
  return the_output;
}

constexpr std::string_view kLevels[] = {"info", "warning", "error"};

}  // namespace

void LogField::write(std::string& line) const {
  line += ',';
  write_json_string(line, name_);
  line += ':';
  if (const auto* text = std::get_if<std::string_view>(&value_))
    write_json_string(line, *text);
  else if (const auto* integer = std::get_if<std::int64_t>(&value_))
    line += std::to_string(*integer);
  else
    line += std::isfinite(std::get<double>(value_)) ? fmt::format("{}", std::get<double>(value_)) : "null";
}

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) noexcept {
  try {
    std::string line = R"({"time":")" + utc_text(SystemClock().now()) + R"(","level":")";
    (line += kLevels[static_cast<std::size_t>(level)]) += R"(","event":)";
    write_json_string(line, event);
    for (const LogField& field : fields) field.write(line);
    output().write(line += '}');
  } catch (const std::exception&) {
    // Nothing can be done for a log that cannot be written: the act goes on.
  }
}

void redirect_log(std::function<void(std::string_view line)> write) {
  const std::scoped_lock lock(output().mutex);
  output().redirected = std::move(write);
}

}  // namespace maillage::platform
