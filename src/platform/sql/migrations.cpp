#include "platform/sql/migrations.hpp"

#include <array>
#include <map>

#include "platform/problems/problems.hpp"
#include "platform/sql/texts.hpp"

namespace maillage::sql {
namespace {

struct Applied {
  std::string module;
  std::int32_t number = 0;
  std::string name;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (module, number, name, hash))

using Register = std::map<std::pair<std::string, int>, Applied>;

Register read_register(Session& session) {
  Register applied;
  for (Applied& row : session.rows<Applied>("platform.migrations")) {
    const std::pair key(row.module, row.number);
    applied.emplace(key, std::move(row));
  }
  return applied;
}

Problem refusal(std::string code, std::string_view module, const std::string& migration) {
  return {std::move(code), "", {{"module", std::string(module)}, {"migration", migration}}};
}

// Applies what is missing of one module; strikes what is known off `applied`.
std::optional<Problem> migrate_module(Session& session, std::string_view module, Register& applied, int& count) {
  for (const Migration& migration : migrations_of(module, session.dialect())) {
    const auto found = applied.find({std::string(module), migration.number});
    if (found == applied.end()) {
      session.script(migration.text);
      session.exec("platform.add_migration", module, migration.number, migration.name, migration.hash);
      ++count;
    } else if (found->second.hash != migration.hash) {
      return refusal("migration_edited", module, migration.name);
    } else {
      applied.erase(found);
    }
  }
  return std::nullopt;
}

// Refuses by throwing, so that the transaction is rolled back.
struct Refused {
  Problem problem;
};

int migrate_all(Session& session, std::span<const std::string_view> modules) {
  session.run("platform.lock_migrations", {});
  Register applied = read_register(session);
  int count = 0;
  for (const std::string_view module : modules)
    if (auto problem = migrate_module(session, module, applied, count)) throw Refused{*std::move(problem)};
  if (!applied.empty()) {
    const Applied& unknown = applied.begin()->second;
    throw Refused{refusal("database_newer", unknown.module, unknown.name)};
  }
  return count;
}

constexpr std::array kProblems = {
    ProblemRow{"database_newer", 500,
               "La base a été mise à jour par une version plus récente de Maillage (étape {migration} du module "
               "{module}, inconnue de ce programme). Rien n’a été changé : lancez la version récente, ou restaurez la "
               "sauvegarde faite avant la mise à jour.",
               "The database was migrated by a newer Maillage (step {migration} of module {module} is unknown to this "
               "program). Nothing was changed: run the newer version, or restore the backup made before the update."},
    ProblemRow{
        "migration_edited", 500,
        "L’étape {migration} du module {module} n’est plus celle qui a été appliquée à cette base. Rien n’a été "
        "changé : réinstallez la version d’origine du programme et signalez-le à son éditeur.",
        "Step {migration} of module {module} is no longer the one applied to this database. Nothing was changed: "
        "reinstall the original program and report it to its maker."},
};

}  // namespace

Result<int> migrate(Database& database, std::span<const std::string_view> modules) {
  platform::register_problems(kProblems);
  try {
    // Apart, because PostgreSQL fixes what a transaction sees at its first query, and the lock must come before.
    database.write([](Session& session) { session.run("platform.make_migrations", {}); });
    return database.writing([&](Session& session) { return migrate_all(session, modules); });
  } catch (Refused& refused) {
    return std::move(refused.problem);
  }
}

}  // namespace maillage::sql
