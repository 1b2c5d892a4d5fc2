#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "platform/sql/drivers.hpp"

namespace maillage::sql {

void retry_conflicts(const std::function<void()>& attempt) {
  constexpr int kAttempts = 40;
  constexpr int kLongestPause_ms = 100;
  thread_local std::minstd_rand random(std::random_device{}());
  for (int i = 1;; ++i) {
    try {
      return attempt();
    } catch (const Conflict&) {
      if (i == kAttempts) throw;
    }
    // A random pause, so that writers in conflict do not meet again in step.
    const int longest_ms = std::min(kLongestPause_ms, 2 << std::min(i, 8));
    const int pause_ms = std::uniform_int_distribution<int>(1, longest_ms)(random);
    std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
  }
}

void check_text(std::string_view text) {
  if (text.find('\0') != text.npos) throw SqlFault("a text with a NUL cannot be stored");
}

std::unique_ptr<Database> Database::open(std::string_view url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size())
    return open_sqlite(std::string(url.substr(kSqlite.size())));
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) return open_postgres(std::string(url));
  throw SqlFault("a database is named sqlite:/path/file.db or postgres://user@host:port/base");
}

}  // namespace maillage::sql
