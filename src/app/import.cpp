#include "modules/territory/import.hpp"

#include <fmt/core.h>

#include <fstream>
#include <iterator>

#include "app/commands.hpp"
#include "app/import_report.hpp"
#include "app/product.hpp"

namespace maillage::app {
namespace {

struct ImportOptions {
  std::string kind, file, valid_from;
  std::string database = "sqlite:maillage.db";
  std::string language = "fr";
  territory::ImportRequest request;
};

std::optional<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

int run(ImportOptions& options) {
  const auto kind = territory::import_kind(options.kind);
  if (!kind) return refuse({"territory.import_kind_unknown", "", {{"kind", options.kind}}});
  const auto bytes = bytes_of(options.file);
  if (!bytes) return refuse({"cli.file_unreadable", "", {{"file", options.file}}});
  const platform::SystemClock clock;
  territory::ImportRequest& request = options.request;
  request.kind = *kind;
  request.bytes = *bytes;
  request.file_name = options.file.substr(options.file.rfind('/') + 1);
  request.by = "cli";
  request.today = clock.today();
  request.now = clock.now();
  if (!options.valid_from.empty()) request.valid_from = Date::parse(options.valid_from);
  const auto database = sql::Database::open(options.database);
  if (const auto migrated = migrate(*database); !migrated) return refuse(migrated.problem());
  return print_report(territory::import_file(*database, request), options.language == "en");
}

std::string check_date(const std::string& text) { return Date::parse(text) ? "" : "not a date YYYY-MM-DD"; }

}  // namespace

void add_import(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = program.add_subcommand(
      "import",
      "Imports a published file: communes, iris, populations, epci, cog_changes, sectors, sites, addresses, "
      "quantities, access_points, grid_cells.");
  command->add_option("kind", options->kind, "What the file holds")->required();
  command->add_option("file", options->file, "CSV, GeoJSON, JSON, GPKG, SHP or XLSX")->required();
  command->add_option("--database", options->database, "sqlite:FILE or postgres://…")->capture_default_str();
  command->add_flag("--dry-run", options->request.dry_run, "Says what would be done, and does nothing");
  command->add_option("--valid-from", options->valid_from, "First day the file is true of (YYYY-MM-DD)")
      ->check(check_date);
  command->add_option("--vintage", options->request.vintage, "Vintage of the file, when it does not tell");
  command->add_option("--mission", options->request.mission,
                      "Mission of a map of sectors, or of quantities: ssd, ase, pmi, mds, territoire");
  command->add_option("--lang", options->language, "Language of the report: fr or en")
      ->capture_default_str()
      ->check(CLI::IsMember({"fr", "en"}));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace maillage::app
