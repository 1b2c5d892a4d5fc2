#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <functional>
#include <system_error>
#include <thread>

#include "app/commands.hpp"
#include "app/product.hpp"
#include "modules/planning/discretion.hpp"
#include "platform/http/server.hpp"
#include "platform/http/static_files.hpp"
#include "platform/log/log.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/site.hpp"

namespace maillage::app {
namespace {

using namespace platform;
using namespace std::chrono_literals;

struct ServeOptions {
  std::string database = "sqlite:maillage.db";
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string static_folder;
  std::string public_url;
  std::vector<std::string> allowed_hosts;
  double rate_factor = 1;
  int job_threads = 2;
};

bool loopback(const ServeOptions& options) {
  return options.address.starts_with("127.") || options.address == "::1" || options.address == "localhost";
}

Exposure exposure_of(const ServeOptions& options) {
  // Browsers keep a Secure cookie from http://localhost, and from no other plain address.
  return {loopback(options), loopback(options) || options.public_url.starts_with("https://")};
}

// "https://maillage.example:8443/" → "maillage.example".
std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != url.npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find_first_of(":/")));
}

http::ServerConfig server_config(const ServeOptions& options) {
  http::ServerConfig config;
  config.address = options.address == "localhost" ? "127.0.0.1" : options.address;
  config.port = options.port;
  config.worker_threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency() * 2, 4u, 32u));
  config.allowed_hosts.insert(config.allowed_hosts.end(), options.allowed_hosts.begin(), options.allowed_hosts.end());
  if (!options.public_url.empty()) config.allowed_hosts.push_back(host_of(options.public_url));
  return config;
}

// A connection is a file descriptor: take all those the system allows.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Blocked before any thread starts, so that only wait_for_signal() receives them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// What has been kept long enough; one that fails is tried again an hour later.
void erase(sql::Database& database, const Clock& clock) {
  try {
    if (const auto erased = planning::erase_expired(database, clock); erased > 0)
      log(LogLevel::info, "erased", {{"count", erased}});
  } catch (const std::exception& fault) {
    log(LogLevel::error, "erasing_failed", {{"why", fault.what()}});
  }
}

// Calls `hourly` at once, then every hour until a signal comes.
int wait_for_signal(const sigset_t& signals, const std::function<void()>& hourly) {
  constexpr timespec kHour{3600, 0};
  while (true) {
    hourly();
    if (const int received = sigtimedwait(&signals, nullptr, &kHour); received > 0) return received;
  }
}

// The pages, or why there are none.
Result<http::StaticFiles> open_pages(const std::string& folder) {
  if (folder.empty()) return http::StaticFiles{};
  if (!std::filesystem::is_regular_file(std::filesystem::path(folder) / "index.html"))
    return Problem{"cli.static_missing", "--static", {{"folder", folder}}};
  return http::StaticFiles(folder);
}

// Listens, or says why it may not.
Result<std::unique_ptr<http::Server>> listen(const ServeOptions& options, http::Application& application) {
  try {
    return http::Server::start(server_config(options), application);
  } catch (const std::system_error& fault) {
    const std::string port = std::to_string(options.port);
    if (fault.code() == std::errc::address_in_use)
      return Problem{"cli.port_taken", "--port", {{"port", port}, {"address", options.address}}};
    if (fault.code() == std::errc::permission_denied) return Problem{"cli.port_forbidden", "--port", {{"port", port}}};
    throw;
  }
}

int serve(const ServeOptions& options) {
  const sigset_t signals = block_signals();
  raise_descriptor_limit();
  const SystemClock clock;
  const auto database = sql::Database::open(options.database);
  if (const auto migrated = migrate(*database); !migrated) return refuse(migrated.problem());
  const Exposure exposure = exposure_of(options);
  Product product(*database, clock, exposure);
  Frame frame(product.routes(),
              {*database, clock, product.authenticator(), std::string(access::cookie_name(exposure.secure_cookies)),
               RateTable{}.scaled(options.rate_factor)});
  const auto files = open_pages(options.static_folder);
  if (!files) return refuse(files.problem());
  Site site(frame, *files);
  const auto listening = listen(options, site);
  if (!listening) return refuse(listening.problem());
  const auto& server = *listening;
  product.jobs().start(options.job_threads);
  log(LogLevel::info, "serving", {{"address", options.address}, {"port", server->port()}, {"version", kVersion}});
  fmt::print("Maillage {} : http://{}:{}/\n", kVersion, loopback(options) ? "localhost" : options.address,
             server->port());
  std::fflush(stdout);
  const int signal = wait_for_signal(signals, [&] { erase(*database, clock); });
  log(LogLevel::info, "stopping", {{"signal", signal}});
  server->stop(10s);
  product.jobs().finish();
  log(LogLevel::info, "stopped");
  return 0;
}

}  // namespace

void add_serve(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = program.add_subcommand("serve", "Serves the application and its API until SIGTERM or SIGINT.");
  command->add_option("--database", options->database, "sqlite:FILE or postgres://…")->capture_default_str();
  command->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options->port, "Port; 0 takes a free one")->capture_default_str();
  command->add_option("--static", options->static_folder, "Folder of the built front end (web/dist)");
  command->add_option("--public-url", options->public_url,
                      "Address people type, when a proxy stands in front (https://…)");
  command->add_option("--allowed-host", options->allowed_hosts,
                      "Host name to answer to, besides localhost; repeatable");
  command->add_option("--rate-factor", options->rate_factor, "Multiplies the request rates allowed to each person")
      ->check(CLI::PositiveNumber);
  command->add_option("--job-threads", options->job_threads, "Computations at once")->check(CLI::Range(1, 64));
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

}  // namespace maillage::app
