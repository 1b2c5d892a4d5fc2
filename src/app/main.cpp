#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "app/commands.hpp"
#include "app/product.hpp"

int main(int argc, char** argv) {
  CLI::App program("Maillage: the territories of a Département, known, compared and drawn again.");
  program.set_version_flag("--version", std::string(maillage::app::kVersion));
  program.require_subcommand(1);
  int exit_code = 0;
  maillage::app::add_serve(program, exit_code);
  maillage::app::add_demo(program, exit_code);
  maillage::app::add_import(program, exit_code);
  maillage::app::add_account(program, exit_code);
  maillage::app::add_openapi(program, exit_code);
  maillage::app::add_district(program, exit_code);
  maillage::app::add_harmonise(program, exit_code);
  maillage::app::add_ensemble(program, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& fault) {
    fmt::print(stderr, "maillage: {}\n", fault.what());
    return 1;
  }
  return exit_code;
}
