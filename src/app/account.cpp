#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "app/commands.hpp"
#include "app/language.hpp"
#include "app/product.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

using platform::SystemClock;

struct AccountOptions {
  std::string database = "sqlite:maillage.db";
  access::NewAccount account;
  std::vector<std::string> roles;
};

// One line of stdin, not shown when it is typed. Never an argument: other users of the machine see those.
std::string read_password() {
  termios shown{};
  const bool typed = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &shown) == 0;
  if (typed) {
    fmt::print(stderr, "Mot de passe : ");
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  }
  std::string password;
  std::getline(std::cin, password);
  if (typed) {
    tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    fmt::print(stderr, "\n");
  }
  return password;
}

std::vector<Role> parse_roles(const std::vector<std::string>& names) {
  std::vector<Role> roles;
  const auto& known = describe::type_of<Role>.names;
  for (std::size_t role = 0; role < known.size(); ++role) {
    if (std::find(names.begin(), names.end(), known[role]) != names.end()) roles.push_back(static_cast<Role>(role));
  }
  return roles;
}

// Runs `act` on the migrated database.
template <class Act>
int with_database(const std::string& url, Act act) {
  const auto database = sql::Database::open(url);
  if (const auto migrated = migrate(*database); !migrated) return refuse(migrated.problem());
  return act(*database);
}

int done_or_refused(const Result<Done>& result) { return result ? 0 : refuse(result.problem()); }

int add(AccountOptions& options) {
  options.account.roles = parse_roles(options.roles);
  options.account.password = read_password();
  return with_database(options.database, [&](sql::Database& database) {
    return done_or_refused(access::add_account(database, SystemClock(), options.account));
  });
}

int list(const AccountOptions& options) {
  return with_database(options.database, [](sql::Database& database) {
    for (const auto& line : access::list_accounts(database)) {
      std::string roles;
      for (const Role role : line.roles) {
        (roles += roles.empty() ? "" : ",") += describe::type_of<Role>.names[static_cast<std::size_t>(role)];
      }
      fmt::print("{}\t{}\t{}\t{}\n", line.login, roles, line.active ? "active" : "disabled", line.name);
    }
    return 0;
  });
}

int disable(const AccountOptions& options) {
  return with_database(options.database, [&](sql::Database& database) {
    return done_or_refused(access::disable_account(database, SystemClock(), options.account.login));
  });
}

}  // namespace

int refuse(const Problem& problem) {
  const auto body = platform::problem_body(problem);
  fmt::print(stderr, "maillage: {}\n", french() ? body.detail_fr : body.detail_en);
  return 1;
}

void add_account(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<AccountOptions>();
  auto* command = program.add_subcommand("account", "Accounts of the people who sign in.");
  command->require_subcommand(1);
  command->add_option("--database", options->database, "sqlite:FILE or postgres://…")->capture_default_str();
  auto* adding = command->add_subcommand("add", "Creates an account; the password is read on the standard input.");
  adding->add_option("login", options->account.login, "Login: a-z 0-9 . _ -")->required();
  adding->add_option("--name", options->account.name, "Name shown to others")->required();
  adding->add_option("--role", options->roles, "planner, executive or administrator; repeatable")
      ->required()
      ->check(CLI::IsMember({"planner", "executive", "administrator"}));
  auto* listing = command->add_subcommand("list", "Lists the accounts.");
  auto* disabling = command->add_subcommand("disable", "Ends the sessions of an account and refuses the next.");
  disabling->add_option("login", options->account.login, "Login")->required();
  for (auto* sub : {adding, listing, disabling}) sub->fallthrough();
  adding->callback([options, &exit_code] { exit_code = add(*options); });
  listing->callback([options, &exit_code] { exit_code = list(*options); });
  disabling->callback([options, &exit_code] { exit_code = disable(*options); });
}

}  // namespace maillage::app
