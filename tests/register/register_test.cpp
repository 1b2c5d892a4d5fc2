// Every column of the database has a class and a retention rule in docs/reference/data-register.csv. The schema is made
// from the migrations as they stand in the source tree.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <map>
#include <set>

#include "platform/sql/embedded.hpp"
#include "platform/sql/migrations.hpp"

using namespace maillage;
namespace fs = std::filesystem;

namespace {

const bool registered = sql::register_sql("register", "queries", R"sql(
-- name: columns
SELECT tables.name, columns.name FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' ORDER BY tables.name, columns.cid;
)sql");

struct Column {
  std::string table, name;
  friend auto operator<=>(const Column&, const Column&) = default;
};
BOOST_DESCRIBE_STRUCT(Column, (), (table, name))

struct Entry {
  std::string data_class, retention;
};

std::string file_text(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts{""};
  for (const char c : text) c == separator ? void(parts.emplace_back()) : parts.back().push_back(c);
  return parts;
}

// The module of src/modules/x/… or src/x/….
std::string module_of(const fs::path& relative) {
  auto part = relative.begin();
  return *part == "modules" ? *++part : *part;
}

// The migrations of every module but the platform's, which are linked in. The texts must live on.
std::set<std::string_view> register_modules() {
  static std::list<std::string> texts;
  static std::set<std::string> modules;
  const fs::path sources = fs::path(MAILLAGE_SOURCE_DIR) / "src";
  for (const auto& entry : fs::recursive_directory_iterator(sources)) {
    const std::string stem = entry.path().stem().string();
    const std::string module = module_of(entry.path().lexically_relative(sources));
    if (entry.path().extension() != ".sql" || !std::isdigit(static_cast<unsigned char>(stem[0])) ||
        module == "platform")
      continue;
    sql::register_sql(module, stem, texts.emplace_back(file_text(entry.path())));
    modules.insert(module);
  }
  return {modules.begin(), modules.end()};
}

std::vector<Column> columns_of_the_schema() {
  const auto others = register_modules();
  std::vector<std::string_view> modules{"platform"};
  modules.insert(modules.end(), others.begin(), others.end());
  const auto database = sql::Database::open("sqlite::memory:");
  REQUIRE(sql::migrate(*database, modules).ok());
  return database->reading([](sql::Session& s) { return s.rows<Column>("register.columns"); });
}

std::map<Column, Entry> read_register(const std::string& csv) {
  std::map<Column, Entry> entries;
  const auto lines = split(csv, '\n');
  REQUIRE(lines.at(0) == "table,column,class,retention");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto cells = split(lines[i], ',');
    REQUIRE_MESSAGE(cells.size() == 4, lines[i]);
    CHECK_MESSAGE(entries.try_emplace({cells[0], cells[1]}, Entry{cells[2], cells[3]}).second, "twice: ", lines[i]);
  }
  return entries;
}

// What is wrong between a schema and a register.
std::vector<std::string> faults(const std::vector<Column>& columns, const std::map<Column, Entry>& entries) {
  static const std::set<std::string> kClasses = {"public", "professional", "personal", "sensitive", "secret"};
  std::vector<std::string> found;
  for (const Column& column : columns)
    if (!entries.contains(column)) found.push_back(column.table + "." + column.name + " has no class in the register");
  for (const auto& [column, entry] : entries) {
    const std::string name = column.table + "." + column.name;
    if (std::find(columns.begin(), columns.end(), column) == columns.end())
      found.push_back(name + " is not in the schema");
    if (!kClasses.contains(entry.data_class)) found.push_back(name + " has no known class: " + entry.data_class);
    if (entry.retention.empty()) found.push_back(name + " has no retention rule");
  }
  return found;
}

}  // namespace

TEST_CASE("every column is classed, and every class has its column") {
  const auto columns = columns_of_the_schema();
  CHECK(columns.size() > 30);
  const auto entries = read_register(file_text(fs::path(MAILLAGE_SOURCE_DIR) / "docs/reference/data-register.csv"));
  for (const std::string& fault : faults(columns, entries)) FAIL_CHECK(fault);
}

TEST_CASE("a planted column, a ghost, an invented class and a missing retention are found") {
  const auto entries = read_register(
      "table,column,class,retention\n"
      "person,name,personal,5 years\n"
      "person,ghost,public,for ever\n"
      "person,note,private,\n");
  CHECK(faults({{"person", "name"}, {"person", "note"}, {"person", "birth"}}, entries) ==
        std::vector<std::string>{"person.birth has no class in the register", "person.ghost is not in the schema",
                                 "person.note has no known class: private", "person.note has no retention rule"});
}
