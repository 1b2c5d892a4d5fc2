#include "tests/architecture/layers.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace maillage::architecture {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines out;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out(1);
  for (char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '/' || c == '.')
      out.back() += c;
    else if (!out.back().empty())
      out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// "src/modules/territory/x.cpp" → "modules/territory"; "src/base/x.hpp" → "base".
std::string home_of(std::string_view path_below_src) {
  const auto first = path_below_src.find('/');
  const std::string top(path_below_src.substr(0, first));
  if (top != "modules") return top;
  return std::string(path_below_src.substr(0, path_below_src.find('/', first + 1)));
}

std::string file_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }
bool is_test(std::string_view path) { return path.ends_with("_test.cpp") || path.find("/testing/") != path.npos; }

// The project headers a source includes: "platform/sql/sql.hpp".
std::vector<std::string> includes_of(const Source& source) {
  std::vector<std::string> out;
  for (const std::string& line : lines_of(source.text)) {
    if (!line.starts_with("#include \"")) continue;
    out.push_back(line.substr(10, line.find('"', 10) - 10));
  }
  return out;
}

// Headers other modules may see besides the one named after the module: doors that few need, so that a change in them
// does not compile everything again.
const std::set<std::string> kDoors{"modules/territory/access_points.hpp", "modules/territory/grid.hpp",
                                   "modules/territory/relay.hpp"};

bool may_include(const std::string& home, const std::string& header, const Uses& uses) {
  const std::string target = home_of(header);
  if (target == home || target == "base" || home == "app" || home == "tests") return true;
  if (!home.starts_with("modules/")) return false;
  if (target == "platform" || target == "engines") return true;
  if (!target.starts_with("modules/")) return false;
  const std::string module = home.substr(8), other = target.substr(8);
  const auto found = uses.find(module);
  return found != uses.end() && found->second.contains(other) &&
         (header == "modules/" + other + "/" + other + ".hpp" || kDoors.contains(header));
}

void check_includes(const Source& source, const Uses& uses, Lines& out) {
  const std::string home = home_of(std::string_view(source.path).substr(4));
  for (const std::string& header : includes_of(source)) {
    if (!may_include(home, header, uses)) out.push_back(source.path + ": " + home + " must not include " + header);
    const bool http = header.starts_with("platform/http/") || header.starts_with("platform/routes/");
    if (home.starts_with("modules/") && http && !is_test(source.path) && !file_name(source.path).starts_with("routes"))
      out.push_back(source.path + ": only routes*.cpp of a module sees HTTP, but it includes " + header);
  }
}

// `.exec("x.y"`, `.rows<T>("x.y"`, `.first<T>("x.y"`, `.each("x.y"`, `.run("x.y"`: a named query is run here.
bool runs_sql(std::string_view text) {
  for (std::string_view call : {".exec(", ".rows<", ".first<", ".each(\"", ".run(\"", ".script("})
    if (text.find(call) != text.npos) return true;
  return false;
}

void check_sql_place(const Source& source, Lines& out) {
  if (!source.path.starts_with("src/modules/") || is_test(source.path)) return;
  if (!file_name(source.path).starts_with("store") && runs_sql(source.text))
    out.push_back(source.path + ": only store*.cpp of a module runs SQL");
}

// Names given by WITH … AS inside the text: they are not tables.
std::set<std::string> local_names(const std::vector<std::string>& words) {
  std::set<std::string> out;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i] == "as") out.insert(words[i - 1]);
  return out;
}

std::string without_comments(std::string_view text) {
  std::string out;
  for (const std::string& line : lines_of(text)) out += line.substr(0, line.find("--")) + "\n";
  return out;
}

void check_tables(const Source& source, Lines& out) {
  const std::string home = home_of(std::string_view(source.path).substr(4));
  const std::string prefix = (home.starts_with("modules/") ? home.substr(8) : home) + "_";
  const auto words = words_of(lower(without_comments(source.text)));
  const auto known = local_names(words);
  static const std::set<std::string> before{"from", "join", "into", "update", "table", "references"};
  static const std::set<std::string> not_a_name{
      "if",        "not",    "exists",          "set",  "select", "only", "lateral", "nothing", "of",
      "json_each", "unnest", "generate_series", "skip", "on",     "or"};  // BEFORE UPDATE OR DELETE ON
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!before.contains(words[i])) continue;
    std::size_t k = i + 1;
    while (k < words.size() && (words[k] == "if" || words[k] == "not" || words[k] == "exists")) ++k;
    if (k == words.size() || not_a_name.contains(words[k]) || known.contains(words[k])) continue;
    if (!words[k].starts_with(prefix))
      out.push_back(source.path + ": touches " + words[k] + ", whose prefix is not " + prefix);
  }
}

}  // namespace

Uses read_uses(std::string_view cmake) {
  Uses uses;
  std::set<std::string> modules;
  for (const std::string& line : lines_of(cmake)) {
    const auto words = words_of(line);
    if (words.size() > 2 && words[0] == "maillage_library" && words[2].starts_with("modules/"))
      modules.insert(words[1]);
  }
  for (const std::string& line : lines_of(cmake)) {
    const auto words = words_of(line);
    if (words.size() < 3 || words[0] != "maillage_library" || !modules.contains(words[1])) continue;
    for (const std::string& word : words)
      if (modules.contains(word) && word != words[1]) uses[words[1]].insert(word);
  }
  // What is used by what one uses may be used too: planning → territory → access.
  for (std::size_t round = 0; round < modules.size(); ++round)
    for (auto& [module, used] : uses)
      for (const std::string& other : std::set<std::string>(used)) used.insert(uses[other].begin(), uses[other].end());
  return uses;
}

std::vector<std::string> breaches(const std::vector<Source>& sources, const Uses& uses) {
  Lines out;
  for (const auto& [module, used] : uses)
    if (used.contains(module)) out.push_back("src/CMakeLists.txt: " + module + " uses itself in a circle");
  for (const Source& source : sources) {
    if (source.path.ends_with(".sql")) {
      check_tables(source, out);
    } else {
      check_includes(source, uses, out);
      check_sql_place(source, out);
    }
  }
  return out;
}

std::string draw(const std::vector<Source>& sources) {
  std::set<std::string> arrows;
  for (const Source& source : sources) {
    if (source.path.ends_with(".sql") || is_test(source.path)) continue;
    const std::string home = home_of(std::string_view(source.path).substr(4));
    for (const std::string& header : includes_of(source))
      if (home_of(header) != home) arrows.insert("  " + home + " --> " + home_of(header) + "\n");
  }
  std::string out = "graph TD\n";
  for (const std::string& arrow : arrows) out += arrow;
  return out;
}

std::vector<Source> read_sources(const std::string& root) {
  namespace fs = std::filesystem;
  std::vector<Source> out;
  for (const auto& entry : fs::recursive_directory_iterator(root + "/src")) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".hpp" && extension != ".cpp" && extension != ".sql") continue;
    std::ifstream file(entry.path());
    out.push_back({fs::relative(entry.path(), root).string(), std::string(std::istreambuf_iterator<char>(file), {})});
  }
  std::sort(out.begin(), out.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return out;
}

}  // namespace maillage::architecture
