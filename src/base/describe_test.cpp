#include "base/describe.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "base/codes.hpp"
#include "base/date.hpp"

using namespace maillage;

namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)
struct Inner {
  std::int16_t small = 0;
  std::optional<CommuneCode> commune;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (small, commune))
struct Outer {
  std::string name;
  Colour colour = Colour::red;
  Date day;
  std::vector<Inner> inner;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (name, colour, day, inner))

}  // namespace

TEST_CASE("a described struct lists its fields in order, with their kinds") {
  using describe::Kind;
  const describe::Type& type = describe::type_of<Outer>;
  CHECK(type.kind == Kind::record);
  CHECK(type.name == "Outer");
  REQUIRE(type.fields.size() == 4);
  CHECK(type.fields[0].name == "name");
  CHECK(type.fields[0].type->kind == Kind::text);
  CHECK(type.fields[1].type->kind == Kind::enumeration);
  CHECK(type.fields[1].type->names[1] == "green");
  CHECK(type.fields[2].type->kind == Kind::scalar);
  CHECK(type.fields[3].type->kind == Kind::list);
  CHECK(type.fields[3].type->element->fields[1].type->kind == Kind::optional);
}

TEST_CASE("the table reads and writes the members it describes") {
  Outer outer;
  const describe::Type& type = describe::type_of<Outer>;
  type.fields[1].type->set_integer(type.fields[1].at(&outer), 1);
  CHECK(outer.colour == Colour::green);
  CHECK(type.fields[2].type->parse(type.fields[2].at(&outer), "2025-01-01"));
  CHECK_FALSE(type.fields[2].type->parse(type.fields[2].at(&outer), "soon"));
  CHECK(outer.day == Date(2025, 1, 1));
  void* added = type.fields[3].type->add(type.fields[3].at(&outer));
  const describe::Type& inner = *type.fields[3].type->element;
  CHECK(inner.fields[0].type->fits(32767));
  CHECK_FALSE(inner.fields[0].type->fits(32768));
  inner.fields[0].type->set_integer(inner.fields[0].at(added), 12);
  CHECK(outer.inner.at(0).small == 12);
}

TEST_CASE("bytes are described as a list of small integers") {
  const describe::Type& type = describe::type_of<std::vector<std::byte>>;
  CHECK(type.kind == describe::Kind::list);
  CHECK(type.element == &describe::type_of<std::byte>);
  std::vector<std::byte> bytes;
  type.element->set_integer(type.add(&bytes), 255);
  CHECK(bytes.at(0) == std::byte{255});
  CHECK_FALSE(type.element->fits(256));
}

namespace {

struct Everything {
  bool flag = false;
  std::int8_t tiny = 0;
  std::uint32_t positive = 0;
  std::int64_t large = 0;
  double real = 0;
  std::string text;
  Colour colour = Colour::red;
  Date day;
  std::optional<std::int32_t> maybe;
  std::vector<std::string> texts;
  std::optional<std::vector<Inner>> inner;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (flag, tiny, positive, large, real, text, colour, day, maybe, texts, inner))

const describe::Field& field(std::string_view name) {
  for (const auto& one : describe::type_of<Everything>.fields)
    if (one.name == name) return one;
  FAIL("no such field");
  std::abort();
}

}  // namespace

TEST_CASE("integers fit their own type at both ends, and not one beyond") {
  const auto fits = [](std::string_view name, std::int64_t value) { return field(name).type->fits(value); };
  CHECK((fits("tiny", -128) && fits("tiny", 127) && !fits("tiny", -129) && !fits("tiny", 128)));
  CHECK(
      (fits("positive", 0) && fits("positive", 4294967295) && !fits("positive", -1) && !fits("positive", 4294967296)));
  CHECK((fits("large", INT64_MIN) && fits("large", INT64_MAX)));
  CHECK((fits("colour", 0) && fits("colour", 1) && !fits("colour", 2) && !fits("colour", -1)));
}

TEST_CASE("an optional is an empty or full box, cleared and filled in place") {
  Everything record;
  const auto& type = *field("maybe").type;
  void* place = field("maybe").at(&record);
  CHECK(type.size(place) == 0);
  type.element->set_integer(type.add(place), 7);
  CHECK(record.maybe == 7);
  CHECK(type.size(place) == 1);
  CHECK(type.element->get_integer(type.item(place, 0)) == 7);
  type.clear(place);
  CHECK_FALSE(record.maybe.has_value());
}

TEST_CASE("a list inside an optional of records is reached by tables alone") {
  Everything record;
  const auto& optional = *field("inner").type;
  const auto& list = *optional.element;
  const auto& element = *list.element;
  void* items = optional.add(field("inner").at(&record));
  for (int i = 0; i < 3; ++i) {
    void* added = list.add(items);
    element.fields[0].type->set_integer(element.fields[0].at(added), i);
    const auto& commune = *element.fields[1].type;
    CHECK(commune.element->parse(commune.add(element.fields[1].at(added)), "93066"));
  }
  REQUIRE(record.inner);
  CHECK(record.inner->at(2).small == 2);
  CHECK(record.inner->at(2).commune->str() == "93066");
  CHECK(list.size(items) == 3);
  list.clear(items);
  CHECK(record.inner->empty());
}

TEST_CASE("what does not parse leaves the value as it was; what prints is appended") {
  Everything record;
  record.day = Date(2025, 1, 31);
  const auto& day = *field("day").type;
  CHECK_FALSE(day.parse(field("day").at(&record), "31/01/2025"));
  CHECK(record.day == Date(2025, 1, 31));
  std::string text = "le ";
  day.print(field("day").at(&record), text);
  CHECK(text == "le 2025-01-31");
  CHECK(day.schema == Date::schema());
}

TEST_CASE("one type has one table, wherever it is met") {
  CHECK(field("text").type == &describe::type_of<std::string>);
  CHECK(field("texts").type->element == &describe::type_of<std::string>);
  CHECK(field("inner").type->element->element == &describe::type_of<Inner>);
  CHECK(describe::type_of<Inner>.name == "Inner");
  CHECK(describe::type_of<Colour>.name == "Colour");
  constexpr std::string_view kNames[] = {"flag",   "tiny", "positive", "large", "real", "text",
                                         "colour", "day",  "maybe",    "texts", "inner"};
  const auto& fields = describe::type_of<Everything>.fields;
  REQUIRE(fields.size() == std::size(kNames));
  for (std::size_t i = 0; i < fields.size(); ++i) CHECK(fields[i].name == kNames[i]);
}
