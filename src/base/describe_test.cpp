#include "base/describe.hpp"

#include <doctest/doctest.h>

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
