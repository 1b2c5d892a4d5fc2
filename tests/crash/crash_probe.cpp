// A program to be killed: migrates a database, then writes numbered transactions, noting each one once it is committed.
//   crash_probe write DATABASE NOTES COUNT     crash_probe check DATABASE NOTES
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "platform/audit/audit.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/sql/migrations.hpp"

using namespace maillage;

namespace {

const bool registered = sql::register_sql("probe", "001_probe", R"sql(
CREATE TABLE probe_left (number {integer} PRIMARY KEY, padding TEXT NOT NULL) {strict};
CREATE TABLE probe_right (number {integer} PRIMARY KEY, padding TEXT NOT NULL) {strict};
)sql") && sql::register_sql("probe", "queries", R"sql(
-- name: add_left
INSERT INTO probe_left (number, padding) VALUES (?, ?);

-- name: add_right
INSERT INTO probe_right (number, padding) VALUES (?, ?);

-- name: left_count
SELECT COUNT(*) FROM probe_left;

-- name: last_of_both
SELECT COALESCE(MAX(number), 0) FROM probe_left JOIN probe_right USING (number);

-- name: integrity
PRAGMA integrity_check;
)sql");

const std::string_view kModules[] = {"platform", "probe"};

void write(sql::Database& database, const std::string& notes, int count) {
  static_cast<void>(sql::migrate(database, kModules).value());
  const int file = open(notes.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const std::string padding(9000, 'x');  // several pages, so that a commit is many writes
  for (int number = 1; number <= count; ++number) {
    database.write([&](sql::Session& session) {
      session.exec("probe.add_left", number, padding);
      session.exec("probe.add_right", number, padding);
      platform::audit::record(session, {.at = {}, .who = "", .act = "probe", .object = "probe", .outcome = "done"});
    });
    if (::write(file, ".", 1) != 1) throw std::runtime_error("no note can be taken");
  }
  close(file);
}

// What is wrong with the state, "" when nothing is.
std::string fault_of(sql::Database& database, std::int64_t noted) {
  static_cast<void>(sql::migrate(database, kModules).value());
  return database.reading([&](sql::Session& session) -> std::string {
    const auto count = session.first<std::int64_t>("probe.left_count").value();
    if (session.first<std::string>("probe.integrity") != "ok") return "the file is damaged";
    if (count < noted || count > noted + 1)
      return fmt::format("{} writes were acknowledged, {} are there", noted, count);
    if (session.first<std::int64_t>("probe.last_of_both") != count) return "a transaction is half there";
    if (platform::audit::head(session).sequence != count) return "the audit does not tell what was done";
    if (!platform::audit::verify(database).empty()) return "the audit is broken";
    return "";
  });
}

int check(sql::Database& database, const std::string& notes) {
  const auto noted = std::filesystem::exists(notes) ? std::filesystem::file_size(notes) : 0;
  const std::string fault = fault_of(database, static_cast<std::int64_t>(noted));
  if (!fault.empty()) fmt::print(stderr, "{}\n", fault);
  return fault.empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string act = count > 3 ? arguments[1] : "";
  try {
    if (act != "write" && act != "check") return 2;
    const auto database = sql::Database::open(std::string("sqlite:") + arguments[2]);
    if (act == "check") return check(*database, arguments[3]);
    write(*database, arguments[3], std::stoi(arguments[4]));
    return 0;
  } catch (const std::exception& fault) {
    fmt::print(stderr, "{}\n", fault.what());
    return 3;
  }
}
