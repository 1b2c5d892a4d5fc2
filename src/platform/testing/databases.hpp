// Store tests run on both databases: SQLite always, PostgreSQL when MAILLAGE_TEST_POSTGRES names a server.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "platform/sql/migrations.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::testing {

// A folder of the test's own, removed with all it holds.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / "maillage-test-XXXXXX") {
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// An empty schema of the test server, dropped with all it holds. Its URL leads every connection into it.
class TemporarySchema {
 public:
  explicit TemporarySchema(const std::string& server) : server_(sql::Database::open(server)) {
    static int count = 0;
    name_ = "test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    script("CREATE SCHEMA " + name_);
    url_ = server + (server.find('?') == server.npos ? "?" : "&") + "options=-csearch_path%3D" + name_;
  }
  ~TemporarySchema() { script("DROP SCHEMA " + name_ + " CASCADE"); }
  TemporarySchema(const TemporarySchema&) = delete;
  TemporarySchema& operator=(const TemporarySchema&) = delete;
  const std::string& url() const { return url_; }

 private:
  void script(const std::string& text) {
    server_->write([&](sql::Session& session) { session.script(text); });
  }
  std::unique_ptr<sql::Database> server_;
  std::string name_, url_;
};

// Runs the test with the URL of an empty database, of each kind in turn: for tests that open it several times.
inline void for_each_url(const std::function<void(const std::string& url)>& test) {
  {
    INFO("on SQLite");
    const TemporaryFolder folder;
    test("sqlite:" + folder.path() + "/test.db");
  }
  const char* server = std::getenv("MAILLAGE_TEST_POSTGRES");
  if (!server || !*server) {
    MESSAGE("skipped on PostgreSQL: MAILLAGE_TEST_POSTGRES not set");
    return;
  }
  INFO("on PostgreSQL");
  const TemporarySchema schema(server);
  test(schema.url());
}

// Runs the test on an empty database of each kind in turn.
inline void for_each_database(const std::function<void(sql::Database&)>& test) {
  for_each_url([&](const std::string& url) { test(*sql::Database::open(url)); });
}

// The same after the migrations of `modules`, in their order.
inline void for_each_database(std::initializer_list<std::string_view> modules,
                              const std::function<void(sql::Database&)>& test) {
  for_each_database([&](sql::Database& database) {
    REQUIRE(sql::migrate(database, {modules.begin(), modules.size()}).ok());
    test(database);
  });
}

}  // namespace maillage::testing
