#include "modules/territory/reading/convert.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace maillage::territory::reading {
namespace {

constexpr std::string_view kPrograms = "/usr/bin/";

// Of util-linux, which every Debian has: it lowers the limits, then becomes the program.
constexpr const char* kPrlimit = "/usr/bin/prlimit";

// Every driver of GDAL 3.6 but the five we use: a file is never opened as something that reads other files or the
// network.
constexpr const char* kSkippedDrivers =
    "GDAL_SKIP="
    "FITS,PCIDSK,netCDF,PDS4,VICAR,JP2OpenJPEG,PDF,MBTiles,BAG,EEDA,OGCAPI,MapInfo File,UK .NTF,LVBAG,"
    "OGR_SDTS,S57,DGN,OGR_VRT,VRT,NAS,GML,GPX,LIBKML,KML,GeoJSONSeq,ESRIJSON,TopoJSON,Interlis 1,"
    "Interlis 2,OGR_GMT,SQLite,ODBC,WAsP,PGeo,MSSQLSpatial,OGR_OGDI,PostgreSQL,MySQL,OpenFileGDB,DXF,CAD,"
    "FlatGeobuf,Geoconcept,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,SOSI,EDIGEO,SVG,Idrisi,ODS,"
    "Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,GMLAS,MVT,NGW,MapML,TIGER,AVCBin,"
    "AVCE00,HTTP,WMS,WCS,DODS";

std::vector<std::string> limited(std::string_view program, const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {kPrlimit,
                                  fmt::format("--as={}", std::size_t{3} << 30),
                                  fmt::format("--cpu={}", kConversionTime.count()),
                                  fmt::format("--fsize={}", std::size_t{512} << 20),
                                  "--nofile=64",
                                  "--core=0",
                                  std::string(kPrograms) + std::string(program)};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

// Nothing of ours is passed on; GDAL is told to stay off the network, off plug-ins and off other files.
std::vector<std::string> environment(const TemporaryFolder& folder) {
  const std::string home = folder.path().string();
  return {"PATH=/usr/bin:/bin",
          "LC_ALL=C.UTF-8",
          "HOME=" + home,
          "TMPDIR=" + home,
          "CPL_TMPDIR=" + home,
          "PROJ_NETWORK=OFF",
          "GDAL_DRIVER_PATH=disable",
          "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS=NO",
          "GDAL_CACHEMAX=64",
          "OGR_XLSX_HEADERS=DISABLE",
          "OGR_XLSX_FIELD_TYPES=STRING",
          "OGR_XLS_HEADERS=DISABLE",
          "OGR_XLS_FIELD_TYPES=STRING",
          kSkippedDrivers};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

class SpawnActions {
 public:
  explicit SpawnActions(const TemporaryFolder& folder) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, (folder.path() / "stdout").c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions_, 2, (folder.path() / "stderr").c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.path().c_str());
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
  }
  ~SpawnActions() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  pid_t spawn(std::vector<std::string> arguments, std::vector<std::string> variables) const {
    pid_t child = 0;
    const int error =
        posix_spawn(&child, kPrlimit, &actions_, &attributes_, pointers(arguments).data(), pointers(variables).data());
    if (error != 0) throw std::runtime_error(fmt::format("cannot start {}: error {}", kPrlimit, error));
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// Waits for the child until the time is over, then ends it with its group.
ProcessEnd waited(pid_t child, std::chrono::milliseconds time) {
  const auto deadline = std::chrono::steady_clock::now() + time;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= deadline) {
      kill(-child, SIGKILL);
      waitpid(child, &status, 0);
      return {false, -1, ""};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return {true, WIFEXITED(status) ? WEXITSTATUS(status) : -1, ""};
}

std::string first_line(std::string text, const std::string& folder) {
  text.resize(std::min(text.find('\n'), std::min<std::size_t>(text.size(), 200)));
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size() + 1);
  return text;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "maillage-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder: " + pattern);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a destructor has nobody to tell
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(std::string_view name, std::string_view bytes) const {
  std::ofstream file(path_ / name, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write a temporary file");
}

std::string TemporaryFolder::read(std::string_view name) const {
  std::ifstream file(path_ / name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

void TemporaryFolder::remove(std::string_view name) const { std::filesystem::remove(path_ / name); }

ProcessEnd run_gdal(const TemporaryFolder& folder, std::string_view program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds time) {
  const std::string path = std::string(kPrograms) + std::string(program);
  if (access(path.c_str(), X_OK) != 0) throw std::runtime_error(path + " is not installed (package gdal-bin)");
  ProcessEnd end = waited(SpawnActions(folder).spawn(limited(program, arguments), environment(folder)), time);
  end.message = first_line(folder.read("stderr"), folder.path().string());
  return end;
}

}  // namespace maillage::territory::reading
