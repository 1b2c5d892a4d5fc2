// Ctrl-C, SIGTERM and the clock: what was found is kept and written.
#include <csignal>
#include <thread>

#include "app/testing/small_map.hpp"

using namespace maillage;
using namespace maillage::app::testing;

namespace {

// A grid of side × side communes of 100 inhabitants: too large for any search to end by itself.
struct Grid {
  Grid(const Folder& folder, int side) {
    std::string units = "code,population,x_m,y_m\n", edges = "i,j\n", plan = "code,district\n";
    for (int u = 0; u < side * side; ++u) {
      const std::string n = std::to_string(u);
      units += "C" + n + "," + std::to_string(90 + u * 7 % 21) + "," + std::to_string(1000 * (u % side)) + "," +
               std::to_string(1000 * (u / side)) + "\n";
      plan += "C" + n + "," + std::to_string(u / (side * side / 5)) + "\n";
      if (u % side > 0) edges += std::to_string(u - 1) + "," + n + "\n";
      if (u >= side) edges += std::to_string(u - side) + "," + n + "\n";
    }
    files = {"--units", folder.write("u.csv", units), "--edges", folder.write("e.csv", edges)};
    present = folder.write("present.csv", plan);
  }
  std::vector<std::string> files;
  std::string present;
};

// Runs with a signal sent after a while; the time it took, in seconds.
double interrupted(std::vector<std::string> arguments, int signal, Ran& ran) {
  const auto start = std::chrono::steady_clock::now();
  std::thread sender([signal] {
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    ::kill(::getpid(), signal);
  });
  ran = run(std::move(arguments));
  sender.join();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<std::string> join(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("interruption: district keeps its best plan, writes it, and says feasible") {
  const Folder folder;
  const Grid grid(folder, 20);
  for (const int signal : {SIGINT, SIGTERM}) {
    Ran ran;
    const double seconds = interrupted(join({"district", "--districts", "7", "--time", "1h", "--quiet", "--report",
                                             folder.at("r.json"), "--out", folder.at("p.csv")},
                                            grid.files),
                                       signal, ran);
    CHECK(seconds < 20);
    CHECK(ran.code == 0);
    CHECK(districts_of(folder.read("p.csv")).size() == 400);
    CHECK(says(folder.read("r.json"), "\"status\":\"feasible\""));
  }
}

TEST_CASE("interruption: harmonise keeps the plans of the front met so far") {
  const Folder folder;
  const Grid grid(folder, 12);
  Ran ran;
  const double seconds = interrupted(join({"harmonise", "--districts", "5", "--present", grid.present, "--time", "1h",
                                           "--quiet", "--pareto", folder.at("front.csv"), "--out", folder.at("p.csv")},
                                          grid.files),
                                     SIGINT, ran);
  CHECK(seconds < 20);
  CHECK(ran.code == 0);
  CHECK(districts_of(folder.read("p.csv")).size() == 144);
}

TEST_CASE("interruption: ensemble reports the plans drawn so far, and says that there were to be more") {
  const Folder folder;
  const Grid grid(folder, 12);
  Ran ran;
  const double seconds = interrupted(
      join({"ensemble", "--districts", "4", "--balance", "20%", "--plans", "1000000000", "--quiet"}, grid.files),
      SIGINT, ran);
  CHECK(seconds < 20);
  CHECK(ran.code == 0);
  CHECK(says(ran.out, "\"complete\":false"));
}

TEST_CASE("interruption: one command stopped does not stop the next") {
  const Folder folder;
  const auto again = [&] { return run(on_small_map("district", folder, {"--districts", "2", "--balance", "0"})); };
  REQUIRE(again().code == 0);
  ::raise(SIGINT);  // caught by the handler that the command left
  const Ran after = again();
  CHECK(after.code == 0);
  CHECK(districts_of(after.out).size() == 6);
}

TEST_CASE("the clock: nothing found in time is neither a plan nor a proof") {
  const Folder folder;
  const Grid grid(folder, 20);
  const Ran ran = run(join({"district", "--districts", "9", "--balance", "0.01%", "--time", "100ms", "--quiet",
                            "--report", folder.at("r.json"), "--out", folder.at("p.csv")},
                           grid.files));
  CHECK((ran.code == 5 || ran.code == 4));
  CHECK(folder.read("p.csv").empty());
  CHECK_FALSE(says(folder.read("r.json"), "\"status\":\"optimal\""));
  if (ran.code == 5) CHECK(says(ran.err, "nothing proves that there is none"));
}
