#include "platform/routes/openapi.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "app/commands.hpp"
#include "app/product.hpp"
#include "app/program.hpp"

namespace maillage::app {
namespace {

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::system_error(errno, std::generic_category(), path.string());
}

int print(const std::string& folder) {
  const auto database = sql::Database::open("sqlite::memory:");
  if (const auto migrated = migrate(*database); !migrated) return refuse(migrated.problem());
  const platform::SystemClock clock;
  const Product product(*database, clock, {});
  std::error_code refused;
  std::filesystem::create_directories(folder, refused);
  if (refused) return refuse({"cli.folder_unwritable", "--out", {{"folder", folder}, {"reason", refused.message()}}});
  write_file(std::filesystem::path(folder) / "openapi.json", platform::openapi(product.routes(), kVersion));
  write_file(std::filesystem::path(folder) / "rights.csv", platform::rights_csv(product.routes()));
  write_file(std::filesystem::path(folder) / "commands.md", commands_page());
  return 0;
}

}  // namespace

void add_openapi(CLI::App& program, int& exit_code) {
  auto folder = std::make_shared<std::string>("docs/reference");
  auto* command = program.add_subcommand(
      "openapi", "Writes what is declared here as files: openapi.json, rights.csv, commands.md.");
  command->add_option("--out", *folder, "Folder to write into")->capture_default_str();
  command->callback([folder, &exit_code] { exit_code = print(*folder); });
}

}  // namespace maillage::app
