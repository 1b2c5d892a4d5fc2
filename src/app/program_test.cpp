#include "app/program.hpp"

#include <functional>

#include "app/commands.hpp"
#include "app/testing/command_line.hpp"

using namespace maillage;
using namespace maillage::app::testing;

namespace {

// Every command and sub-command with the words that name it.
void each_command(const CLI::App& from, std::vector<std::string> words,
                  const std::function<void(const CLI::App&, const std::vector<std::string>&)>& visit) {
  for (const CLI::App* command : from.get_subcommands([](const CLI::App*) { return true; })) {
    auto named = words;
    named.push_back(command->get_name());
    visit(*command, named);
    each_command(*command, named, visit);
  }
}

std::vector<std::string> with(std::vector<std::string> words, std::vector<std::string> more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("program: says its version; without a command, with an unknown one or an unknown option, it is wrong usage") {
  const Ran version = run({"--version"});
  CHECK(version.code == 0);
  CHECK(version.out == MAILLAGE_VERSION "\n");
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{}, {"distrcit"}, {"district", "--unit", "u.csv"}, {"help", "distrcit"}, {"account"}}) {
    const Ran ran = run(wrong);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK_FALSE(ran.err.empty());
  }
}

TEST_CASE("program: every command explains itself, and each of its options, by --help and by `help`") {
  const app::Program program;
  int commands = 0;
  each_command(program.commands, {}, [&](const CLI::App& command, const std::vector<std::string>& words) {
    INFO(words.back());
    ++commands;
    const Ran help = run(with(words, {"--help"}));
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    CHECK(says(help.out, command.get_description()));
    for (const CLI::Option* option : command.get_options()) {
      CHECK_FALSE(option->get_description().empty());
      CHECK(says(help.out, option->get_name()));
    }
    const Ran same = run(with({"help"}, words));
    CHECK(same.code == 0);
    CHECK(says(same.out, command.get_description()));
  });
  CHECK(commands == 14);
}

TEST_CASE("program: the page of the commands is that of the repository: run `maillage openapi --out docs/reference`") {
  std::ostringstream page;
  page << std::ifstream(std::string(MAILLAGE_SOURCE_DIR) + "/docs/reference/commands.md").rdbuf();
  const bool fresh = page.str() == app::commands_page();
  CHECK(fresh);
}

TEST_CASE("program: a value that is not one is refused with its option and what was expected") {
  struct Wrong {
    const char* command;
    const char* option;
    const char* value;
    const char* expected;
  };
  const Wrong kWrong[] = {
      {"district", "--districts", "zero", "a number of districts"},
      {"district", "--districts", "20..28", "a number of districts"},
      {"district", "--districts", "-3", "a number of districts"},
      {"district", "--balance", "five", "a share such as 5% or 0.05"},
      {"district", "--balance", "-5%", "a share"},
      {"district", "--weight", "population:much", "column:10%"},
      {"district", "--weight", ":5%", "column:10%"},
      {"district", "--bounds", "720:710", "L:U"},
      {"district", "--bounds", "710", "L:U"},
      {"district", "--levels", "8,30", "falling numbers"},
      {"district", "--levels", "8", "falling numbers"},
      {"district", "--objective", "travel", "inertia"},
      {"district", "--distance-rounding", "m", "km"},
      {"district", "--stability", "1", "--stability"},
      {"district", "--stability", "-0.1", "--stability"},
      {"district", "--time", "soon", "a duration"},
      {"district", "--time", "0s", "a duration"},
      {"district", "--threads", "0", "--threads"},
      {"district", "--threads", "two", "--threads"},
      {"district", "--seed", "-1", "--seed"},
      {"harmonise", "--districts", "28..20", "a range, as 20..28"},
      {"harmonise", "--balance", "x", "a share"},
      {"ensemble", "--balance", "x", "a share such as 5%"},
      {"ensemble", "--time", "x", "a time such as 30s"},
      {"ensemble", "--plans", "0", "--plans"},
      {"ensemble", "--chain", "smc", "recom"},
      {"ensemble", "--threads", "300", "--threads"},
      {"import", "--valid-from", "2025-02-30", "YYYY-MM-DD"},
      {"import", "--lang", "de", "--lang"},
      {"serve", "--port", "70000", "--port"},
      {"serve", "--port", "http", "--port"},
      {"serve", "--rate-factor", "0", "--rate-factor"},
      {"serve", "--job-threads", "0", "--job-threads"},
      {"demo", "--seed", "x", "--seed"},
  };
  for (const Wrong& wrong : kWrong) {
    const std::string asked = std::string(wrong.command) + " " + wrong.option + " " + wrong.value;
    CAPTURE(asked);
    const Ran ran = run({wrong.command, std::string(wrong.option) + "=" + wrong.value});
    CHECK(ran.code == 2);
    CHECK(says(ran.err, wrong.option));
    CHECK_MESSAGE(says(ran.err, wrong.expected), ran.err);
  }
}

TEST_CASE("program: what must be given is asked for by its name") {
  const auto asks = [](std::vector<std::string> arguments, const std::string& missing) {
    const Ran ran = run(std::move(arguments));
    CHECK(ran.code == 2);
    CHECK_MESSAGE(says(ran.err, missing), ran.err);
  };
  asks({"district", "--units", "u.csv", "--edges", "e.csv"}, "--districts or --levels");
  asks({"district", "--districts", "3"}, "--units");
  asks({"district", "--districts", "3", "--units", "u.csv"}, "--edges or --outlines");
  asks({"district", "--districts", "3", "--units", "u.geojson", "--outlines", "v.geojson"}, "already holds outlines");
  asks({"district", "--districts", "3", "--units", "u.csv", "--edges", "e.csv", "--out", "plan.geojson"}, "--outlines");
  asks({"district", "--districts", "3", "--graph", "g.json", "--units", "u.csv"}, "--units");
  asks({"district", "--districts", "3", "--levels", "3,2", "--graph", "g.json"}, "--levels");
  asks({"harmonise", "--units", "u.csv", "--edges", "e.csv", "--districts", "3"}, "--present");
  asks({"harmonise", "--graph", "g.json", "--present", "p.csv"}, "--districts");
  asks({"ensemble", "--units", "u.csv", "--edges", "e.csv", "--districts", "3"}, "--balance");
  asks({"import"}, "kind");
  asks({"import", "communes"}, "file");
  asks({"account", "add", "jeanne", "--name", "Jeanne"}, "--role");
  asks({"account", "disable"}, "login");
}
