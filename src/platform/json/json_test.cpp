#include "platform/json/json.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/random.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

enum class Colour { red, green, blue };
BOOST_DESCRIBE_ENUM(Colour, red, green, blue)

struct Member {
  std::string name;
  std::optional<Date> birth_date;
  std::vector<std::int32_t> marks;
};
BOOST_DESCRIBE_STRUCT(Member, (), (name, birth_date, marks))

struct Household {
  std::int64_t id = 0;
  bool open = false;
  double share = 0;
  Colour colour = Colour::red;
  std::optional<CommuneCode> commune;
  std::vector<Member> members;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Household, (), (id, open, share, colour, commune, members, note))

struct Tree {
  std::int32_t leaf = 0;
  std::vector<Tree> branches;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (leaf, branches))

struct Empty {};
BOOST_DESCRIBE_STRUCT(Empty, (), ())

struct Small {
  std::int16_t n = 0;
};
BOOST_DESCRIBE_STRUCT(Small, (), (n))

using Faults = std::vector<Fault>;
Faults faults_of(std::string_view text) { return from_json<Household>(text).faults; }

constexpr std::string_view kGood =
    R"({"id":7,"open":true,"share":0.25,"colour":"green","commune":"93066",)"
    R"("members":[{"name":"Ana","birth_date":"2001-02-03","marks":[1,-2]}],"note":null})";

std::string random_text(Random& random) {
  constexpr std::string_view kPieces[] = {"a", "é", "\"", "\\", "\n", "\x01",   "œ",
                                          "𝄞", "/", "~",  "",   " ",  "\u2028", "<"};
  std::string text;
  for (auto n = random.below(8); n > 0; --n) text += kPieces[random.below(std::size(kPieces))];
  return text;
}

Date random_date(Random& random) {
  return Date(std::chrono::sys_days{std::chrono::days{static_cast<int>(random.below(60000)) - 20000}});
}

Member random_member(Random& random) {
  Member member{random_text(random), {}, {}};
  if (random.below(2) == 0) member.birth_date = random_date(random);
  for (auto n = random.below(4); n > 0; --n) member.marks.push_back(static_cast<std::int32_t>(random.next()));
  return member;
}

Household random_household(Random& random) {
  Household household;
  household.id = static_cast<std::int64_t>(random.next());
  household.open = random.below(2) == 0;
  household.share = (random.unit() - 0.5) * static_cast<double>(random.below(1'000'000'000'000));
  household.colour = static_cast<Colour>(random.below(3));
  if (random.below(2) == 0) household.commune = CommuneCode::parse("2A004");
  for (auto n = random.below(4); n > 0; --n) household.members.push_back(random_member(random));
  if (random.below(2) == 0) household.note = random_text(random);
  return household;
}

void check_same(const Member& a, const Member& b) {
  CHECK(a.name == b.name);
  CHECK(a.birth_date == b.birth_date);
  CHECK(a.marks == b.marks);
}

}  // namespace

TEST_CASE("a described record is written in the order of its fields") {
  Household household;
  household.members.push_back({"Ana", Date(2001, 2, 3), {1, -2}});
  household.commune = CommuneCode::parse("93066");
  household.id = 7;
  household.open = true;
  household.share = 0.25;
  household.colour = Colour::green;
  CHECK(to_json(household) == kGood);
  CHECK(to_json(Empty{}) == "{}");
  CHECK(to_json(std::vector<Empty>{{}, {}}) == "[{},{}]");
}

TEST_CASE("read(write(x)) == x, and write(read(write(x))) == write(x)") {
  Random random(20261122);
  for (int i = 0; i < 400; ++i) {
    const Household before = random_household(random);
    const std::string text = to_json(before);
    const auto after = from_json<Household>(text);
    REQUIRE_MESSAGE(after.ok(), text);
    CHECK(after.value.id == before.id);
    CHECK(after.value.open == before.open);
    CHECK(after.value.share == before.share);
    CHECK(after.value.colour == before.colour);
    CHECK(after.value.commune == before.commune);
    CHECK(after.value.note == before.note);
    REQUIRE(after.value.members.size() == before.members.size());
    for (std::size_t m = 0; m < before.members.size(); ++m) check_same(after.value.members[m], before.members[m]);
    CHECK(to_json(after.value) == text);
  }
}

TEST_CASE("all the faults come at once, each with its place") {
  const auto faults = faults_of(
      R"({"id":"x","open":1,"share":"a","colour":"pink","commune":"9306","extra":1,)"
      R"("members":[{"name":"A","marks":[]},{"name":3,"birth_date":"2001-02-30","marks":[1,2.5,99999999999]},7]})");
  const Faults expected = {
      {"/id", "type", "integer"},
      {"/open", "type", "boolean"},
      {"/share", "type", "number"},
      {"/colour", "enum", "red|green|blue"},
      {"/commune", "format", std::string(CommuneCode::schema())},
      {"/members/1/name", "type", "string"},
      {"/members/1/birth_date", "format", std::string(Date::schema())},
      {"/members/1/marks/1", "type", "integer"},
      {"/members/1/marks/2", "range", "an integer of its type"},
      {"/members/2", "type", "object"},
      {"/extra", "unknown", ""},
  };
  CHECK(faults == expected);
}

TEST_CASE("only optionals may be absent") {
  CHECK(faults_of(R"({"id":1,"open":true,"share":1,"colour":"red"})") == Faults{{"/members", "missing", ""}});
  CHECK(faults_of("{}").size() == 5);
  CHECK(faults_of(R"({"id":null,"open":true,"share":1,"colour":"red","members":[]})") ==
        Faults{{"/id", "type", "integer"}});
}

TEST_CASE("what was in the value before reading does not stay") {
  Household household;
  household.note = "old";
  household.members.resize(3);
  CHECK(read_json(kGood, describe::type_of<Household>, &household).empty());
  CHECK(household.note == std::nullopt);
  CHECK(household.members.size() == 1);
}

TEST_CASE("pointers escape ~ and / (RFC 6901)") {
  CHECK(from_json<Empty>(R"({"a/b~c":1})").faults == Faults{{"/a~1b~0c", "unknown", ""}});
}

TEST_CASE("a repeated member is refused where it is") {
  CHECK(faults_of(R"({"id":1,"id":2})") == Faults{{"/id", "duplicate", ""}});
  CHECK(faults_of(R"({"members":[{},{"name":"a","n\u0061me":"b"}]})") == Faults{{"/members/1/name", "duplicate", ""}});
}

TEST_CASE("integers: only whole numbers that fit") {
  CHECK(from_json<Small>(R"({"n":32767})").value.n == 32767);
  CHECK(from_json<Small>(R"({"n":32768})").faults == Faults{{"/n", "range", "an integer of its type"}});
  CHECK(from_json<Small>(R"({"n":18446744073709551615})").faults == Faults{{"/n", "range", "an integer of its type"}});
  CHECK(from_json<Small>(R"({"n":1e2})").faults == Faults{{"/n", "type", "integer"}});
  CHECK(from_json<Small>(R"({"n":true})").faults == Faults{{"/n", "type", "integer"}});
}

TEST_CASE("reals are read exactly, whatever their form") {
  const auto read = [](std::string_view text) { return from_json<std::vector<double>>(text); };
  CHECK(read("[234141892776.35962,-0.0,5e-324,1.7976931348623157e308,3]").value ==
        std::vector<double>{234141892776.35962, -0.0, 5e-324, 1.7976931348623157e308, 3});
  CHECK(read("[0.1000000000000000055511151231257827021181583404541015625,1E+2]").value ==
        std::vector<double>{0.1, 100});
  CHECK(read("[1e400]").faults == Faults{{"/0", "range", "a finite number"}});
}

TEST_CASE("hostile texts are refused, with the place") {
  for (const std::string_view text :
       {"", " ", "{", "[1,]", "{'a':1}", "nul", "{}{}", "{\"a\":1e999999}x", "\xEF\xBB\xBF{}", "{\"a\":NaN}",
        "// comment\n{}", "{\"a\":\"\x01\"}", "{\"a\":\"\xC0\xAF\"}", "{\"a\":\"\xED\xA0\x80\"}", "{\"a\":\"\\ud800\"}",
        "{\"a\":01}", "{\"a\":\"\\x\"}", "\"unfinished"}) {
    const auto faults = faults_of(text);
    REQUIRE_MESSAGE(faults.size() == 1, text);
    CHECK_MESSAGE(faults[0].code == "syntax", text);
  }
  CHECK(faults_of("{\n  \"id\": 1,\n  ]")[0].expected == "JSON, line 3, column 3");
  CHECK(faults_of("[]") == Faults{{"", "type", "object"}});
  CHECK(faults_of("3") == Faults{{"", "type", "object"}});
}

TEST_CASE("depth and size are limited") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(from_json<Tree>(nested(33)).faults == Faults{{"", "depth", "at most 32 levels"}});
  CHECK(from_json<Tree>(nested(1'000'000), {.size_bytes = 4'000'000}).faults ==
        Faults{{"", "depth", "at most 32 levels"}});
  CHECK(from_json<Tree>(nested(32)).faults == Faults{{"", "type", "object"}});
  CHECK(from_json<Empty>("{}  ", {.size_bytes = 3}).faults == Faults{{"", "size", "at most 3 bytes"}});
}

TEST_CASE("a million faults are reported up to the limit") {
  std::string text = R"({"leaf":1,"branches":[0)";
  for (int i = 0; i < 10000; ++i) text += ",0";
  const auto faults = from_json<Tree>(text + "]}").faults;
  CHECK(faults.size() == 100);
  CHECK(faults.back().path == "/branches/99");
}

TEST_CASE("texts: control characters are escaped, bad UTF-8 never gets out") {
  const auto written = [](std::string_view text) {
    std::string out;
    write_json_string(out, text);
    return out;
  };
  CHECK(written("a\"b\\c\n\t\r\x01\x1f\x7f") == "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u001f\x7f\"");
  CHECK(written("Épinay œ 𝄞") == "\"Épinay œ 𝄞\"");
  CHECK(written("a\xFFz") == "\"a\xEF\xBF\xBDz\"");
  CHECK(written("\xC3") == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("a real that is not finite is a fault, not a wrong number") {
  CHECK_THROWS_AS(to_json(std::vector<double>{std::numeric_limits<double>::infinity()}), std::domain_error);
  CHECK_THROWS_AS(to_json(std::vector<double>{std::numeric_limits<double>::quiet_NaN()}), std::domain_error);
  CHECK(to_json(std::vector<double>{0.1, 1e300, -0.0, 3}) == "[0.1,1e+300,-0,3]");
}

TEST_CASE("the schema names records once and allows recursion") {
  std::map<std::string, std::string> components;
  CHECK(json_schema(describe::type_of<Household>, components) == R"({"$ref":"#/components/schemas/Household"})");
  CHECK(components.size() == 2);
  CHECK(components["Member"] == R"({"type":"object","properties":{"name":{"type":"string"},)"
                                R"("birth_date":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]},)"
                                R"("marks":{"type":"array","items":{"type":"integer"}}},)"
                                R"("required":["name","birth_date","marks"],"additionalProperties":false})");
  json_schema(describe::type_of<Tree>, components);
  CHECK_NOTHROW(json_schema(describe::type_of<Tree>, components));
  CHECK(components["Tree"].find(R"("items":{"$ref":"#/components/schemas/Tree"})") != std::string::npos);
  CHECK(json_schema(describe::type_of<Colour>, components) == R"({"type":"string","enum":["red","green","blue"]})");
}

namespace {
namespace elsewhere {
struct Member {
  bool other = false;
};
BOOST_DESCRIBE_STRUCT(Member, (), (other))
}  // namespace elsewhere
}  // namespace

TEST_CASE("two records of one name are found") {
  std::map<std::string, std::string> components;
  json_schema(describe::type_of<Member>, components);
  CHECK_NOTHROW(json_schema(describe::type_of<Member>, components));
  CHECK_THROWS_AS(json_schema(describe::type_of<elsewhere::Member>, components), std::logic_error);
}
