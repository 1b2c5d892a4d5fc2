// C++ values ↔ parameters and columns, without a database.
#include "platform/sql/binding.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/random.hpp"

using namespace maillage;
using namespace maillage::sql;

namespace {

enum class Colour { red, green, blue };
BOOST_DESCRIBE_ENUM(Colour, red, green, blue)

struct Place {
  CommuneCode commune;
  std::optional<std::string> name;
  friend bool operator==(const Place&, const Place&) = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (commune, name))

struct Thing {
  std::int64_t id = 0;
  std::uint8_t small = 0;
  bool flag = false;
  double share = 0;
  std::string text;
  Colour colour = Colour::red;
  Date day;
  std::optional<Date> end;
  Place here;
  std::optional<Place> before;
  Blob bytes;
  friend bool operator==(const Thing&, const Thing&) = default;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, small, flag, share, text, colour, day, end, here, before, bytes))

// A row made of parameters, as a database that stores what it is given would answer.
class Stored : public Row {
 public:
  explicit Stored(std::span<const Value> values) : values_(values.begin(), values.end()) {}
  int columns() const override { return static_cast<int>(values_.size()); }
  bool null(int column) const override { return at(column).index() == 0; }
  std::int64_t integer(int column) const override { return get<std::int64_t>(column); }
  double real(int column) const override { return get<double>(column); }
  std::string_view text(int column) const override { return get<std::string_view>(column); }
  std::span<const std::byte> blob(int column) const override { return get<std::span<const std::byte>>(column); }
  Value& at(int column) { return values_.at(static_cast<std::size_t>(column)); }
  const Value& at(int column) const { return values_.at(static_cast<std::size_t>(column)); }

 private:
  template <class T>
  T get(int column) const {
    if (!std::holds_alternative<T>(at(column))) throw SqlFault("another type");
    return std::get<T>(at(column));
  }
  std::vector<Value> values_;
};

Thing random_thing(Random& random) {
  Thing thing;
  thing.id = static_cast<std::int64_t>(random.next());
  thing.small = static_cast<std::uint8_t>(random.next());
  thing.flag = random.below(2) == 1;
  thing.share = random.unit() * 1e6;
  thing.text = std::string(random.below(5), 'x');
  thing.colour = static_cast<Colour>(random.below(3));
  thing.day = Date(std::chrono::sys_days(std::chrono::days(random.below(50'000))));
  if (random.below(2) == 1) thing.end = thing.day;
  thing.here.commune = *CommuneCode::parse("2A004");
  if (random.below(2) == 1) thing.here.name = "Ajaccio";
  if (random.below(2) == 1) thing.before = Place{*CommuneCode::parse("93066"), std::nullopt};
  thing.bytes.assign(random.below(4), std::byte{7});
  return thing;
}

// The fault of reading a changed row.
std::string fault(int column, Value value) {
  Random random(1);
  const Thing thing = random_thing(random);
  const auto parameters = Parameters::of(thing);
  Stored row(parameters.values());
  row.at(column) = value;
  try {
    read_row<Thing>(row, "test.things");
  } catch (const SqlFault& refused) {
    return refused.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a described record is one parameter per column, nested ones flattened") {
  CHECK(columns_of(describe::type_of<Thing>) == 13);
  CHECK(columns_of(describe::type_of<std::optional<Place>>) == 2);
  CHECK(columns_of(describe::type_of<Blob>) == 1);
  Random random(3);
  for (int i = 0; i < 300; ++i) {
    const Thing thing = random_thing(random);
    const auto parameters = Parameters::of(thing);
    REQUIRE(parameters.values().size() == 13);
    CHECK(read_row<Thing>(Stored(parameters.values()), "test.things") == thing);
  }
}

TEST_CASE("arguments of every kind are bound by their own type") {
  const std::string text = "é";
  const std::optional<std::int32_t> number = 7, nothing;
  const std::optional<Place> no_place;
  const Blob bytes = {std::byte{1}};
  const auto all = Parameters::of(text, "literal", std::string_view("view"), true, 'c', std::uint64_t{5}, 1.5f, number,
                                  nothing, no_place, nullptr, std::nullopt, bytes, Colour::blue, Date(2025, 1, 31),
                                  Id<Place>{9}, std::optional(Id<Place>{8}), std::optional<Id<Place>>());
  const auto values = all.values();
  REQUIRE(values.size() == 19);  // the absent place takes two
  CHECK(std::get<std::string_view>(values[0]) == "é");
  CHECK(std::get<std::string_view>(values[1]) == "literal");
  CHECK(std::get<std::int64_t>(values[3]) == 1);
  CHECK(std::get<std::int64_t>(values[4]) == 'c');
  CHECK(std::get<double>(values[6]) == 1.5);
  CHECK(std::get<std::int64_t>(values[7]) == 7);
  for (const int null : {8, 9, 10, 11, 12, 18}) CHECK(values[static_cast<std::size_t>(null)].index() == 0);
  CHECK(std::get<std::span<const std::byte>>(values[13]).size() == 1);
  CHECK(std::get<std::string_view>(values[14]) == "blue");
  CHECK(std::get<std::string_view>(values[15]) == "2025-01-31");
  CHECK(std::get<std::int64_t>(values[16]) == 9);
  CHECK(std::get<std::int64_t>(values[17]) == 8);
}

TEST_CASE("printed values stay where they are while more are added, and are forgotten together") {
  Parameters parameters;
  for (int day = 1; day <= 28; ++day) parameters.add(Date(2025, 2, static_cast<unsigned>(day)));
  CHECK(std::get<std::string_view>(parameters.values()[0]) == "2025-02-01");
  CHECK(std::get<std::string_view>(parameters.values()[27]) == "2025-02-28");
  parameters.clear();
  CHECK(parameters.values().empty());
}

TEST_CASE("a column that cannot be read says which query, which column and why") {
  CHECK(fault(0, std::monostate{}) == "test.things: column 0 is NULL");
  CHECK(fault(1, std::int64_t{256}) == "test.things: column 1 holds 256, out of range");
  CHECK(fault(1, std::int64_t{-1}) == "test.things: column 1 holds -1, out of range");
  CHECK(fault(5, std::string_view("pink")) == "test.things: column 5 holds \"pink\", which is no Colour");
  CHECK(fault(6, std::string_view("2025-02-30")) == "test.things: column 6 cannot hold \"2025-02-30\"");
  CHECK(fault(8, std::string_view("97900")) == "test.things: column 8 cannot hold \"97900\"");
  CHECK(fault(4, std::int64_t{1}) == "another type");
  CHECK(fault(7, std::monostate{}).empty());
}

TEST_CASE("too few and too many columns are told before anything is read") {
  const auto parameters = Parameters::of(1, 2);
  const Stored row(parameters.values());
  CHECK_THROWS_WITH_AS(read_row<std::int64_t>(row, "q"), "q: gives 2 columns, 1 are expected", SqlFault);
  CHECK_THROWS_WITH_AS(read_row<Thing>(row, "q"), "q: gives 2 columns, 13 are expected", SqlFault);
}

TEST_CASE("an optional record is absent when all its columns are NULL, and only then") {
  Random random(2);
  Thing thing = random_thing(random);
  thing.before = Place{*CommuneCode::parse("93066"), std::nullopt};
  const auto parameters = Parameters::of(thing);
  Stored row(parameters.values());
  CHECK(read_row<Thing>(row, "q").before->name == std::nullopt);
  row.at(10) = std::monostate{};
  CHECK_FALSE(read_row<Thing>(row, "q").before.has_value());
  row.at(11) = std::string_view("a name without its commune");
  CHECK_THROWS_AS(read_row<Thing>(row, "q"), SqlFault);
}
