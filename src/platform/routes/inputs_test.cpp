#include "platform/routes/inputs.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/random.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

enum class Sort { name, population };
BOOST_DESCRIBE_ENUM(Sort, name, population)

struct Query {
  std::string level = "commune";
  bool flag = true;
  std::int16_t small = 5;
  std::uint32_t positive = 1;
  std::int64_t large = 0;
  double share = 0.5;
  Sort sort = Sort::population;
  Date at{2025, 1, 1};
  std::optional<CommuneCode> code;
  std::optional<std::int32_t> limit = 9;
  std::vector<std::string> missions = {"ssd"};
  std::vector<Date> dates;
  friend bool operator==(const Query&, const Query&) = default;
};
BOOST_DESCRIBE_STRUCT(Query, (), (level, flag, small, positive, large, share, sort, at, code, limit, missions, dates))

struct Read {
  Query query;
  std::vector<Fault> faults;
};

Read read(const Pairs& query_string, const Pairs& placeholders = {}, std::vector<std::string_view> required = {}) {
  Route route{};
  route.query = &describe::type_of<Query>;
  route.declaration.required = std::move(required);
  Read result;
  result.faults = read_query(route, placeholders, query_string, &result.query);
  return result;
}

// The only fault of one field given as `text`, as "code expected"; "" when it is read.
std::string fault(const std::string& field, const std::string& text) {
  const auto faults = read({{field, text}}).faults;
  if (faults.empty()) return "";
  CHECK(faults.size() == 1);
  CHECK(faults[0].path == "/" + field);
  return faults[0].code + " " + faults[0].expected;
}

}  // namespace

TEST_CASE("what is not given keeps the default of the struct") {
  CHECK(read({}).query == Query{});
  CHECK(read({}).faults.empty());
}

TEST_CASE("each kind of field is read from its text") {
  const auto given = read({{"level", "iris, é"},
                           {"flag", "false"},
                           {"small", "-32768"},
                           {"positive", "4294967295"},
                           {"large", "-9223372036854775808"},
                           {"share", "-1.5e-3"},
                           {"sort", "name"},
                           {"at", "2024-02-29"},
                           {"code", "2A004"},
                           {"limit", "0"},
                           {"missions", "ase,pmi"},
                           {"dates", "2025-01-01,2026-01-01"}});
  CHECK(given.faults.empty());
  CHECK(given.query.level == "iris, é");
  CHECK_FALSE(given.query.flag);
  CHECK(given.query.small == -32768);
  CHECK(given.query.positive == 4294967295);
  CHECK(given.query.large == std::numeric_limits<std::int64_t>::min());
  CHECK(given.query.share == -0.0015);
  CHECK(given.query.sort == Sort::name);
  CHECK(given.query.at == Date(2024, 2, 29));
  CHECK(given.query.code->str() == "2A004");
  CHECK(given.query.limit == 0);
  CHECK(given.query.missions == std::vector<std::string>{"ase", "pmi"});
  CHECK(given.query.dates == std::vector{Date(2025, 1, 1), Date(2026, 1, 1)});
}

TEST_CASE("an empty text is an absent optional and an empty list, and nothing else") {
  const auto given = read({{"code", ""}, {"limit", ""}, {"missions", ""}, {"level", ""}});
  CHECK(given.faults.empty());
  CHECK_FALSE(given.query.code.has_value());
  CHECK_FALSE(given.query.limit.has_value());
  CHECK(given.query.missions.empty());
  CHECK(given.query.level.empty());
  for (const char* field : {"flag", "small", "share", "sort", "at"}) CHECK_FALSE(fault(field, "").empty());
}

TEST_CASE("what does not read says what was expected") {
  for (const char* text : {"1", "0", "true", "false"}) CHECK(fault("flag", text).empty());
  for (const char* text : {"yes", "TRUE", " 1", "2", "-1"}) CHECK(fault("flag", text) == "type true|false");
  for (const char* text : {"a", "1.0", " 1", "1 ", "+1", "0x1", "1e3", "9223372036854775808", "--1"})
    CHECK(fault("large", text) == "type integer");
  CHECK(fault("small", "32768") == "range an integer of its type");
  CHECK(fault("positive", "-1") == "range an integer of its type");
  for (const char* text : {"nan", "inf", "-inf", "1e999", "0,5", "1.", ".5", "1e"}) {
    const bool read_by_charconv = std::string_view(text) == "1." || std::string_view(text) == ".5";
    CHECK(fault("share", text) == (read_by_charconv ? "" : "type number"));
  }
  CHECK(fault("sort", "Name") == "enum name|population");
  CHECK(fault("at", "2025-02-29") == "format " + std::string(Date::schema()));
  CHECK(fault("code", "97900") == "format " + std::string(CommuneCode::schema()));
  CHECK(fault("dates", "2025-01-01,soon") == "format " + std::string(Date::schema()));
}

TEST_CASE("a field unknown, given twice, or missing is told, with the rest") {
  const auto given = read({{"limit", "x"}, {"no/such~field", "1"}, {"at", "2025-01-01"}, {"at", "2025-01-02"}},
                          {{"level", "iris"}}, {"missions", "level", "sort"});
  const std::vector<Fault> expected = {{"/limit", "type", "integer"},
                                       {"/no~1such~0field", "unknown", ""},
                                       {"/at", "duplicate", ""},
                                       {"/missions", "missing", ""},
                                       {"/sort", "missing", ""}};
  CHECK(given.faults == expected);
  CHECK(given.query.at == Date(2025, 1, 1));
}

TEST_CASE("a placeholder of the path cannot be given again by the query string") {
  const auto given = read({{"level", "commune"}}, {{"level", "iris"}});
  CHECK(given.query.level == "iris");
  CHECK(given.faults == std::vector<Fault>{{"/level", "duplicate", ""}});
}

TEST_CASE("integers read back as they are printed, at every width") {
  Random random(41);
  for (int i = 0; i < 2000; ++i) {
    const auto number = static_cast<std::int64_t>(random.next() >> random.below(64));
    CHECK(read({{"large", std::to_string(number)}}).query.large == number);
    const bool fits = number >= -32768 && number <= 32767;
    CHECK(fault("small", std::to_string(number)).empty() == fits);
  }
}
