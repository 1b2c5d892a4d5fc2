// The commands of those who keep the server: import, account, demo, openapi, serve.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <csignal>
#include <thread>

#include "app/product.hpp"
#include "app/testing/command_line.hpp"
#include "modules/territory/territory.hpp"

using namespace maillage;
using namespace maillage::app::testing;

namespace {

std::string in_folder(const Folder& folder) { return "sqlite:" + folder.at("test.db"); }

Ran import(const Folder& folder, const std::string& kind, const std::string& file, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"import", kind, file, "--database", in_folder(folder)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

std::string communes(const Folder& folder) {
  return folder.write(
      "communes.csv",
      "code;nom;population;epci\n93066;Saint-Denis;149077;200054781\n93001;Aubervilliers;90000;200054781\n");
}

// Makes the database look as if a later program had migrated it.
void age(const Folder& folder) {
  const auto database = sql::Database::open(in_folder(folder));
  REQUIRE(app::migrate(*database).ok());
  database->write([](sql::Session& session) {
    session.script(
        "INSERT INTO platform_migration (module, number, name, hash) VALUES ('territory', 999, '999_later', 'x')");
  });
}

// A socket that listens on a free port of this machine.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(socket_, 1) == 0);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = std::to_string(ntohs(address.sin_port));
  }
  ~Listener() { ::close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  const std::string& port() const { return port_; }

 private:
  int socket_;
  std::string port_;
};

}  // namespace

TEST_CASE("import: a dry run tells what would be done and does nothing; then it is done; then nothing is left to do") {
  const Folder folder;
  const Ran trial = import(folder, "communes", communes(folder), {"--dry-run", "--valid-from", "2025-01-01"});
  CHECK(trial.code == 0);
  CHECK(trial.out == "communes.csv (communes) : essai, 2 lignes, 2 créés, 0 modifiés, 0 inchangés, 0 fermés\n");
  const auto known = [&] {
    const auto database = sql::Database::open(in_folder(folder));
    territory::Territory territory(*database);
    return territory.snapshot(Date(2025, 6, 1))->codes.size();
  };
  CHECK(known() == 0);
  const Ran done = import(folder, "communes", communes(folder), {"--valid-from", "2025-01-01", "--lang", "en"});
  CHECK(done.code == 0);
  CHECK(done.out == "communes.csv (communes): imported, 2 rows, 2 created, 0 changed, 0 unchanged, 0 closed\n");
  CHECK(known() == 2);
  const Ran again = import(folder, "communes", communes(folder), {"--valid-from", "2025-01-01", "--lang", "en"});
  CHECK(says(again.out, "0 created, 0 changed, 2 unchanged"));
}

TEST_CASE("import: a faulty file is refused whole, each fault with its line, in the language asked") {
  const Folder folder;
  const auto file =
      folder.write("bad.csv", "code;nom;population\n93066;Saint-Denis;many\nXX;;5\n93001;Aubervilliers;90000\n");
  const Ran french = import(folder, "communes", file), english = import(folder, "communes", file, {"--lang", "en"});
  CHECK(french.code == 1);
  CHECK(english.code == 1);
  CHECK(says(french.out, "refusé"));
  CHECK(says(french.err, "faute ligne 2, population: "));
  CHECK(says(french.err, "faute ligne 3, code: "));
  CHECK(says(english.err, "fault line 2, population: "));
  CHECK(says(english.err, "fault line 3, code: "));
  CHECK_FALSE(says(english.err, "line 4"));
}

TEST_CASE("import: what is asked wrongly is refused before the database is touched") {
  const Folder folder;
  const Ran kind = import(folder, "villages", communes(folder));
  CHECK(kind.code == 1);
  CHECK(says(kind.err, "\"villages\" is not a known kind of file"));
  const Ran absent = import(folder, "communes", folder.at("absent.csv"));
  CHECK(absent.code == 1);
  CHECK(absent.err == "maillage: The file " + folder.at("absent.csv") + " does not exist or cannot be read.\n");
  CHECK_FALSE(std::filesystem::exists(folder.at("test.db")));
  const Ran mission = import(folder, "sectors", folder.write("s.csv", "code;sector\n93066;S1\n"), {"--lang", "en"});
  CHECK(mission.code == 1);
  CHECK(says(mission.err, "is not the code of a mission"));
}

TEST_CASE("account: the password is read from the standard input, and is nowhere else") {
  const Folder folder;
  const std::string database = "--database=" + in_folder(folder), secret = "Correct-horse-battery-9";
  type(folder, secret + "\n");
  const Ran added =
      run({"account", database, "add", "jeanne", "--name", "Jeanne Roux", "--role", "planner", "--role", "executive"});
  CHECK_MESSAGE(added.code == 0, added.err);
  CHECK(added.out.empty());
  CHECK(added.err.empty());
  CHECK(run({"account", "list", database}).out == "jeanne\tplanner,executive\tactive\tJeanne Roux\n");
  CHECK_FALSE(says(folder.read("test.db"), secret));
  CHECK(run({"account", database, "add", "paul", "--name", "Paul", "--role", "planner", "--password", "x"}).code == 2);
}

TEST_CASE("account: what cannot be is refused with its reason; a disabled account is listed as such") {
  const Folder folder;
  const std::string database = "--database=" + in_folder(folder);
  const auto add = [&](const std::string& login, const std::string& password) {
    type(folder, password + "\n");
    return run({"account", "add", login, "--name", "X", "--role", "planner", database});
  };
  CHECK(add("jeanne", "Correct-horse-battery-9").code == 0);
  for (const auto& [login, password] : {std::pair("jeanne", "Correct-horse-battery-9"),
                                        {"Jeanne!", "Correct-horse-battery-9"},
                                        {"paul", "short"},
                                        {"paul", ""}}) {
    INFO(login << " " << password);
    const Ran refused = add(login, password);
    CHECK(refused.code == 1);
    CHECK(refused.err.starts_with("maillage: "));
    if (*password != '\0') CHECK_FALSE(says(refused.err, password));
  }
  CHECK(run({"account", "disable", "nobody", database}).code == 1);
  CHECK(run({"account", "disable", "jeanne", database}).code == 0);
  CHECK(run({"account", "list", database}).out == "jeanne\tplanner\tdisabled\tX\n");
  CHECK(run({"account", "add", "x", "--name", "X", "--role", "king", database}).code == 2);
}

TEST_CASE("refusals follow the locale of the messages") {
  const Folder folder;
  const std::vector<std::string> arguments{"account", "disable", "nobody", "--database", in_folder(folder)};
  const Ran english = run(arguments), french = run(arguments, "fr_FR.UTF-8"), german = run(arguments, "de_DE.UTF-8");
  CHECK(english.err != french.err);
  CHECK(german.err == english.err);
}

TEST_CASE("a database of a newer program is refused by every command that opens one, and is left alone") {
  const Folder folder;
  age(folder);
  const std::string before = folder.read("test.db"), database = "--database=" + in_folder(folder);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"serve", database, "--port", "0"},
                                                  {"demo", database},
                                                  {"account", "list", database},
                                                  {"import", "communes", communes(folder), database}}) {
    INFO(command.front());
    const Ran ran = run(command);
    CHECK(ran.code == 1);
    CHECK_MESSAGE(says(ran.err, "newer"), ran.err);
  }
  CHECK(folder.read("test.db") == before);
}

TEST_CASE("serve: a port already taken and pages that are not there are refused in one sentence") {
  const Folder folder;
  const Listener other;
  const Ran taken = run({"serve", "--database", in_folder(folder), "--port", other.port()});
  CHECK(taken.code == 1);
  CHECK(says(taken.err, "maillage: Port " + other.port() + " of 127.0.0.1 is already taken"));
  const Ran pages = run({"serve", "--database", in_folder(folder), "--port", "0", "--static", folder.at("dist")});
  CHECK(pages.code == 1);
  CHECK(says(pages.err, "maillage: The folder " + folder.at("dist") + " has no index.html"));
  const Ran lost = run({"serve", "--database", "sqlite:" + folder.at("absent/test.db"), "--port", "0"});
  CHECK(lost.code == 1);
  CHECK(lost.err.starts_with("maillage: "));
}

TEST_CASE("serve: serves its pages until it is told to stop, and then ends well") {
  const Folder folder;
  folder.write("index.html", "<!doctype html><title>Maillage</title>");
  sigset_t signals, before;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, &before);
  std::thread stopper([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    ::kill(::getpid(), SIGTERM);
  });
  const Ran served = run({"serve", "--database", in_folder(folder), "--port", "0", "--static", folder.path()});
  stopper.join();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  CHECK(served.code == 0);
  CHECK(served.out.starts_with("Maillage " MAILLAGE_VERSION " : http://localhost:"));
}

TEST_CASE("openapi: writes the three files, the same each time; a folder that cannot be made is refused") {
  const Folder folder;
  REQUIRE(run({"openapi", "--out", folder.at("a/b")}).code == 0);
  REQUIRE(run({"openapi", "--out", folder.at("c")}).code == 0);
  for (const char* name : {"openapi.json", "rights.csv", "commands.md"}) {
    const std::string text = folder.read(std::string("a/b/") + name);
    CHECK(text.size() > 500);
    CHECK(text == folder.read(std::string("c/") + name));
  }
  folder.write("file", "");
  const Ran refused = run({"openapi", "--out", folder.at("file/below")});
  CHECK(refused.code == 1);
  CHECK(says(refused.err, "cannot be created or filled"));
}

TEST_CASE("demo: fills the database with the invented Département and says the accounts; twice is once") {
  const Folder folder;
  const auto fill = [&] { return run({"demo", "--database", in_folder(folder)}); };
  const Ran first = fill();
  CHECK(first.code == 0);
  CHECK(first.out.starts_with("Département inventé : 450 IRIS.\n"));
  for (const char* account : {"Compte claire / ", "Compte marc / ", "Compte nadia / "}) CHECK(says(first.out, account));
  const auto imports = [&] {
    std::int64_t count = 0;
    const auto database = sql::Database::open(in_folder(folder));
    territory::Territory territory(*database);
    const auto day = territory.snapshot(Date(2026, 1, 1));
    CHECK(day->demonstration);
    CHECK(day->codes.size() == 450);
    count = day->population();
    return count;
  };
  const auto residents = imports();
  CHECK(fill().out == first.out);
  CHECK(imports() == residents);
  CHECK(run({"account", "list", "--database", in_folder(folder)}).out.size() > 60);
}

TEST_CASE("demo: a Département that is not one, or whose files are not in the folder, is refused") {
  const Folder folder;
  const Ran unknown = run({"demo", "--database", in_folder(folder), "--departement", "9Z"});
  CHECK(unknown.code == 1);
  CHECK(says(unknown.err, "\"9Z\" is not the code of a Département"));
  const Ran missing = run({"demo", "--database", in_folder(folder), "--departement", "93", "--from", folder.path()});
  CHECK(missing.code == 1);
  CHECK(says(missing.err, "communes_93.geojson"));
}
