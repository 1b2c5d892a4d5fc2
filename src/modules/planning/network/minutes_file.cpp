#include "modules/planning/network/minutes_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/csv.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::planning {
namespace {

constexpr double kMostMinutes = 24 * 60, kTenths = 10;
enum ColumnOf : std::size_t { kFrom, kTo, kMinutes, kColumns };

constexpr std::array<std::array<std::string_view, 5>, kColumns> kNames{{
    {"from", "de", "depuis", "origine", "unite"},
    {"to", "vers", "destination", "lieu", "site"},
    {"minutes", "minute", "temps", "duree", "temps_min"},
}};

// Without accents nor spaces around, in lower case: as the names above are written.
std::string plain(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name.substr(i).starts_with("é") || name.substr(i).starts_with("É")) {
      out += 'e';
      ++i;
    } else if (name[i] != ' ' && name[i] != '\t') {
      out += name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Tenths of "12.5" or "12,5"; nothing when it is no number of minutes.
std::optional<std::int32_t> tenths_of(std::string_view cell) {
  std::string text(trimmed(cell));
  std::replace(text.begin(), text.end(), ',', '.');
  double value = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !(value >= 0 && value <= kMostMinutes))
    return std::nullopt;
  return static_cast<std::int32_t>(std::lround(value * kTenths));
}

class File {
 public:
  explicit File(const KnownPlaces& known) : known_(known) {}

  ReadMinutes read(std::string_view bytes) {
    const auto encoding = csv::detect_encoding(bytes);
    if (encoding == csv::Encoding::utf16) {
      fault(0, "", {"planning.minutes_unreadable", "", {}});
      return std::move(out_);
    }
    const std::string converted = encoding == csv::Encoding::windows_1252 ? csv::from_windows_1252(bytes) : "";
    const std::string_view text = converted.empty() ? csv::without_mark(bytes) : std::string_view(converted);
    csv::Reader reader(text, csv::detect_delimiter(text));
    if (head(reader))
      while (reader.next()) line(reader);
    if (reader.fault()) fault(reader.fault()->line, "", {"planning.minutes_unreadable", "", {}});
    if (out_.rows == 0 && out_.faults.empty()) fault(0, "", {"planning.minutes_empty", "", {}});
    return std::move(out_);
  }

 private:
  void fault(int line, std::string_view column, const Problem& problem) {
    if (out_.faults.size() >= kMostFaults) return;
    const auto said = platform::problem_body(problem);
    out_.faults.push_back({line, std::string(column), problem.code, said.detail_fr, said.detail_en});
  }

  // Where each column stands; false when one is missing.
  bool head(csv::Reader& reader) {
    if (!reader.next()) return !reader.fault();
    at_.fill(reader.fields().size());
    for (std::size_t i = 0; i < reader.fields().size(); ++i)
      for (std::size_t column = 0; column < kColumns; ++column)
        if (std::find(kNames[column].begin(), kNames[column].end(), plain(reader.fields()[i])) != kNames[column].end())
          at_[column] = std::min(at_[column], i);
    bool all = true;
    for (std::size_t column = 0; column < kColumns; ++column) {
      if (at_[column] < reader.fields().size()) continue;
      fault(reader.line(), kNames[column][0],
            {"planning.minutes_column", "", {{"column", std::string(kNames[column][0])}}});
      all = false;
    }
    return all;
  }

  void line(const csv::Reader& reader) {
    ++out_.rows;
    const auto& fields = reader.fields();
    if (fields.size() <= *std::max_element(at_.begin(), at_.end()))
      return fault(reader.line(), "", {"planning.minutes_short", "", {}});
    const std::string_view from = trimmed(fields[at_[kFrom]]), to = trimmed(fields[at_[kTo]]);
    const auto tenths = tenths_of(fields[at_[kMinutes]]);
    const bool good_from = known_.departures.contains(from), good_to = known_.destinations.contains(to);
    if (!good_from) fault(reader.line(), "from", {"planning.minutes_unknown_unit", "", {{"code", std::string(from)}}});
    if (!good_to) fault(reader.line(), "to", {"planning.minutes_unknown_place", "", {{"code", std::string(to)}}});
    if (!tenths)
      fault(reader.line(), "minutes", {"planning.minutes_bad", "", {{"text", std::string(fields[at_[kMinutes]])}}});
    if (good_from && good_to && tenths) keep(reader.line(), std::string(from), std::string(to), *tenths);
  }

  void keep(int line, const std::string& from, const std::string& to, std::int32_t tenths) {
    if (const Minutes::Departures* column = out_.minutes.to(to))
      if (const auto found = column->find(from); found != column->end() && found->second != tenths)
        return fault(line, "minutes", {"planning.minutes_twice", "", {{"from", from}, {"to", to}}});
    out_.minutes.put(to, from, tenths);
  }

  const KnownPlaces& known_;
  std::array<std::size_t, kColumns> at_{};
  ReadMinutes out_;
};

}  // namespace

KnownPlaces known_places(const territory::Snapshot& snapshot, const std::vector<territory::SiteInUnit>& sites) {
  KnownPlaces out;
  out.departures.insert(snapshot.codes.begin(), snapshot.codes.end());
  out.destinations = out.departures;
  out.destinations.insert(snapshot.commune_codes.begin(), snapshot.commune_codes.end());
  for (const territory::SiteInUnit& site : sites) out.destinations.insert(site.code);
  return out;
}

ReadMinutes read_minutes(std::string_view bytes, const KnownPlaces& known) { return File(known).read(bytes); }

}  // namespace maillage::planning
