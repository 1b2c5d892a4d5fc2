#include <fmt/core.h>

#include "app/commands.hpp"
#include "app/departement.hpp"
#include "app/product.hpp"
#include "base/codes.hpp"
#include "modules/territory/demonstrate.hpp"
#include "modules/territory/demonstration/demonstration.hpp"

namespace maillage::app {
namespace {

struct DemoOptions {
  std::string database = "sqlite:demo.db";
  std::string departement, from;
  std::uint64_t seed = territory::demonstration::kDefaultSeed;
};

Result<Done> load(sql::Database& database, const platform::Clock& clock, const DemoOptions& options) {
  if (options.departement.empty()) {
    const std::size_t units = territory::load_demonstration(database, options.seed, "cli", clock.now());
    fmt::print("Département inventé : {} IRIS.\n", units);
    return Done{};
  }
  if (!DepartementCode::parse(options.departement))
    return Problem{"cli.departement_unknown", "", {{"code", options.departement}}};
  if (options.from.empty()) return download_departement(database, clock, options.departement, sources_of_environment());
  return load_departement(database, clock, options.departement, options.from);
}

int run(const DemoOptions& options) {
  const platform::SystemClock clock;
  const auto database = sql::Database::open(options.database);
  if (const auto migrated = migrate(*database); !migrated) return refuse(migrated.problem());
  if (const auto done = load(*database, clock, options); !done) {
    const bool download = done.problem().code.starts_with("cli.download_");
    refuse(done.problem());
    return download ? refuse({"cli.from_instead", "", {{"expected", expected_files(options.departement)}}}) : 1;
  }
  for (const access::NewAccount& account : access::create_demonstration_accounts(*database, clock)) {
    std::string roles;
    for (const Role role : account.roles)
      (roles += roles.empty() ? "" : ", ") += describe::type_of<Role>.names[static_cast<std::size_t>(role)];
    fmt::print("Compte {} / {} ({}, {})\n", account.login, account.password, account.name, roles);
  }
  return 0;
}

}  // namespace

void add_demo(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<DemoOptions>();
  auto* command = program.add_subcommand(
      "demo", "Fills a database: the invented Département, or a real one from its published files.");
  command->add_option("--database", options->database, "sqlite:FILE or postgres://…")->capture_default_str();
  command->add_option("--departement", options->departement, "Code of a real Département (93, 64…)");
  command->add_option("--from", options->from, "Folder of published files; without it they are downloaded");
  command->add_option("--seed", options->seed, "Seed of the invented Département")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace maillage::app
