#include "platform/log/log.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <limits>
#include <thread>
#include <vector>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

// The lines logged while `act` runs.
std::vector<std::string> logged(const std::function<void()>& act) {
  std::vector<std::string> lines;
  redirect_log([&](std::string_view line) { lines.emplace_back(line); });
  act();
  redirect_log({});
  return lines;
}

}  // namespace

TEST_CASE("a nominative value has no way into the log") {
  static_assert(std::is_constructible_v<LogField, std::string_view, std::string>);
  static_assert(!std::is_constructible_v<LogField, std::string_view, Nominative<std::string>>);
  static_assert(!std::is_constructible_v<LogField, std::string_view, Nominative<std::int64_t>>);
  static_assert(!std::is_convertible_v<Nominative<std::string>, std::string_view>);
  CHECK(Nominative<std::string>("Ana").reveal() == "Ana");
}

TEST_CASE("a line is one JSON object with its fields in order") {
  const auto lines = logged([] {
    log(LogLevel::warning, "request", {{"path", "/x"}, {"status", 404}, {"seconds", 0.5}, {"size", std::size_t{7}}});
  });
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].ends_with(R"("level":"warning","event":"request","path":"/x","status":404,"seconds":0.5,"size":7})"));
  CHECK(boost::json::parse(lines[0]).as_object().at("time").as_string().size() == 24);
}

TEST_CASE("nothing sent by a client can forge a line") {
  const std::string hostile = "a\r\n{\"event\":\"forged\"}\x1b[2J\xff\xe2\x80\xa8";
  const auto lines = logged([&] { log(LogLevel::info, hostile, {{hostile, hostile}}); });
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find('\n') == std::string::npos);
  CHECK(lines[0].find('\x1b') == std::string::npos);
  CHECK_NOTHROW(boost::json::parse(lines[0]));
}

TEST_CASE("a number that is not finite does not break the line") {
  const auto lines = logged([] { log(LogLevel::info, "x", {{"n", std::numeric_limits<double>::infinity()}}); });
  CHECK(lines[0].ends_with(R"("n":null})"));
}

TEST_CASE("a log that cannot be written does not stop the act") {
  redirect_log([](std::string_view) { throw std::runtime_error("disk full"); });
  CHECK_NOTHROW(log(LogLevel::error, "x"));
  redirect_log({});
}

TEST_CASE("lines of several threads do not mix") {
  const auto lines = logged([] {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([] {
        for (int i = 0; i < 100; ++i) log(LogLevel::info, "tick", {{"i", i}});
      });
    }
    for (auto& thread : threads) thread.join();
  });
  CHECK(lines.size() == 400);
  for (const auto& line : lines) CHECK((line.starts_with("{") && line.ends_with("}")));
}

namespace {

template <class T>
concept Loggable = std::is_constructible_v<LogField, std::string_view, T>;

struct Person {
  Nominative<std::string> name;
};

}  // namespace

TEST_CASE("by type: what names a person cannot be logged, whole, by reference, wrapped or converted") {
  using Name = Nominative<std::string>;
  static_assert(!Loggable<Name> && !Loggable<Name&> && !Loggable<const Name&> && !Loggable<Name&&>);
  static_assert(!Loggable<Nominative<std::string_view>> && !Loggable<Nominative<const char*>> &&
                !Loggable<Nominative<double>>);
  static_assert(!Loggable<Person> && !Loggable<std::vector<std::string>> && !Loggable<void*>);
  static_assert(!std::is_convertible_v<Name, std::string> && !std::is_convertible_v<Nominative<int>, int>);
  static_assert(!std::is_convertible_v<std::string, Name>);  // nor made by mistake
  static_assert(Loggable<std::string> && Loggable<const char*> && Loggable<bool> && Loggable<unsigned long>);
  const Name ana("Ana"), same("Ana"), ben("Ben");
  CHECK(ana == same);
  CHECK_FALSE(ana == ben);
  CHECK(Nominative<int>().reveal() == 0);
}

TEST_CASE("numbers of every type are logged as they are") {
  const auto lines = logged([] {
    log(LogLevel::info, "x",
        {{"a", std::numeric_limits<std::int64_t>::min()},
         {"b", true},
         {"c", 'c'},
         {"d", 0.1},
         {"e", -0.0},
         {"f", 1e300}});
  });
  CHECK(lines.at(0).ends_with(R"("a":-9223372036854775808,"b":1,"c":99,"d":0.1,"e":-0,"f":1e+300})"));
}

TEST_CASE("any bytes, as the name of an event, of a field or as a value, make one valid line") {
  Random random(77);
  for (int i = 0; i < 500; ++i) {
    std::string bytes;
    for (auto n = random.below(20); n > 0; --n) bytes += static_cast<char>(random.below(256));
    const auto lines = logged([&] { log(LogLevel::error, bytes, {{"field", bytes}}); });
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].find_first_of("\r\n") == std::string::npos);
    const auto tree = boost::json::parse(lines[0]);
    CHECK(tree.at("level").as_string() == "error");
    CHECK(tree.at("event") == tree.at("field"));
  }
}
