#include "app/program.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <memory>
#include <vector>

#include "app/command_problems.hpp"
#include "app/commands.hpp"
#include "app/product.hpp"
#include "modules/planning/planning.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

// Prints the help of the command that the words name, or of all; 2 when there is none.
int print_help(const CLI::App& program, const std::vector<std::string>& words) {
  const CLI::App* command = &program;
  std::string name = "maillage";
  for (const std::string& word : words) {
    const auto named = command->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
    name += " " + word;
    if (named.empty()) {
      fmt::print(stderr, "maillage: no command is called \"{}\"\n", name);
      return 2;
    }
    command = named.front();
  }
  fmt::print("{}", command->help(name));
  return 0;
}

void add_help(CLI::App& program, int& exit_code) {
  const auto words = std::make_shared<std::vector<std::string>>();
  auto* command = program.add_subcommand("help", "Prints the help of a command, as its option --help does.");
  command->add_option("command", *words, "district, account add…");
  command->callback([&program, words, &exit_code] { exit_code = print_help(program, *words); });
}

void write_command(const CLI::App& command, const std::string& name, std::string& page) {
  page += fmt::format("\n## {}\n```\n{}```\n", name, command.help(name));
  for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; }))
    write_command(*sub, name + " " + sub->get_name(), page);
}

}  // namespace

Program::Program()
    : commands("Maillage: the territories of a Département, known, compared and drawn again.", "maillage") {
  commands.set_version_flag("--version", std::string(kVersion));
  commands.require_subcommand(1);
  for (const auto add : {add_serve, add_demo, add_import, add_account, add_openapi, add_district, add_harmonise,
                         add_ensemble, add_site, add_allocate, add_help})
    add(commands, exit_code);
}

int run_program(int argc, const char* const* argv) {
  platform::register_problems(command_problems());
  platform::register_problems(access::problems());
  platform::register_problems(planning::problems());
  territory::register_problem_rows();
  Program program;
  try {
    program.commands.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.commands.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& fault) {
    fmt::print(stderr, "maillage: {}\n", fault.what());
    return 1;
  }
  return program.exit_code;
}

std::string commands_page() {
  const Program program;
  std::string page = "# Commands\n\nWritten by `maillage openapi`; `maillage help COMMAND` says the same.\n";
  for (const CLI::App* command : program.commands.get_subcommands([](const CLI::App*) { return true; }))
    write_command(*command, "maillage " + command->get_name(), page);
  return page;
}

}  // namespace maillage::app
