#include "base/csv.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "base/utf8.hpp"

namespace maillage::csv {
namespace {

constexpr std::string_view kDelimiters = ";,\t|";
constexpr int kSampledRecords = 20;

// Characters 0x80 … 0x9F of Windows-1252; the rest are those of Latin-1.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// How many times each record holds the delimiter, over the first records.
std::vector<std::size_t> cuts(std::string_view text, char delimiter) {
  std::vector<std::size_t> counts;
  Reader reader(text, delimiter);
  while (counts.size() < kSampledRecords && reader.next()) counts.push_back(reader.fields().size() - 1);
  return counts;
}

struct Evenness {
  std::size_t records = 0;  // that are cut the usual number of times
  std::size_t usual = 0;
  friend auto operator<=>(const Evenness&, const Evenness&) = default;
};

Evenness evenness(const std::vector<std::size_t>& counts) {
  std::map<std::size_t, std::size_t> seen;
  for (const std::size_t count : counts) ++seen[count];
  Evenness best;
  for (const auto& [count, records] : seen) {
    if (count > 0) best = std::max(best, Evenness{records, count});
  }
  return best;
}

}  // namespace

Encoding detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return Encoding::utf16;
  return utf8_valid(bytes) ? Encoding::utf8 : Encoding::windows_1252;
}

std::optional<std::size_t> damaged_utf8(std::string_view bytes) {
  std::size_t well_formed = 0, malformed = 0;
  std::optional<std::size_t> first;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = utf8_length(bytes.substr(at));
    if (length > 1) ++well_formed;
    if (length == 0) {
      ++malformed;
      if (!first) first = at;
    }
    at += std::max<std::size_t>(length, 1);
  }
  return well_formed >= malformed ? first : std::nullopt;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    append_utf8(text, code >= 0x80 && code < 0xA0 ? kWindows1252[code - 0x80u] : code);
  }
  return text;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

char detect_delimiter(std::string_view text) {
  char best = ';';
  Evenness most;
  for (const char delimiter : kDelimiters) {
    const Evenness found = evenness(cuts(text, delimiter));
    if (found > most) {
      most = found;
      best = delimiter;
    }
  }
  return best;
}

bool Reader::next() {
  fields_.clear();
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) skip_line_end();
  if (fault_ || at_ >= text_.size()) return false;
  line_ = next_line_;
  while (read_field()) {
  }
  if (fault_) fields_.clear();
  return !fault_;
}

// Reads one field; true when another one follows in the same record.
bool Reader::read_field() {
  const bool protected_code = text_.substr(at_).starts_with("=\"");
  if (protected_code) ++at_;
  if (at_ < text_.size() && text_[at_] == '"') {
    if (!read_quoted()) return false;
  } else {
    read_plain();
  }
  return !fault_ && end_field();
}

void Reader::read_plain() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') {
    if (text_[at_] == '\0') {
      stop(FaultKind::null_byte, at_);
      return;
    }
    ++at_;
  }
  fields_.push_back(text_.substr(begin, at_ - begin));
}

// From an opening quote to what follows the closing one. Only a field that holds doubled quotes is copied.
bool Reader::read_quoted() {
  const std::size_t opening = at_++;
  const int opening_line = next_line_;
  std::size_t begin = at_;
  std::string* copy = nullptr;
  for (;; ++at_) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      next_line_ = opening_line;
      return stop(FaultKind::quote_not_closed, opening);
    }
    next_line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                              text_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    if (copy == nullptr) copy = &unescaped_.emplace_back();
    copy->append(text_.substr(begin, at_ - begin));
    begin = at_ + 1;
  }
  const std::size_t null = text_.substr(opening, at_ - opening).find('\0');
  if (null != std::string_view::npos) return stop(FaultKind::null_byte, opening + null);
  const std::string_view tail = text_.substr(begin, at_ - 1 - begin);
  fields_.push_back(copy != nullptr ? std::string_view(copy->append(tail)) : tail);
  return true;
}

// After a field: a delimiter announces another one, the end of the line or of the text ends the record.
bool Reader::end_field() {
  if (at_ >= text_.size()) return false;
  if (text_[at_] == delimiter_) {
    ++at_;
    return true;
  }
  if (text_[at_] == '\n' || text_[at_] == '\r') {
    skip_line_end();
    return false;
  }
  return stop(FaultKind::text_after_quote, at_);
}

void Reader::skip_line_end() {
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++next_line_;
}

bool Reader::stop(FaultKind kind, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text_.find_last_of("\r\n", at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view line = text_.substr(begin, at - begin);
  const auto characters = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  fault_ = Fault{kind, next_line_, static_cast<int>(characters) + 1};
  at_ = text_.size();
  return false;
}

std::string cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted(1, '"');
  for (char c : text) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted += '"';
}

}  // namespace maillage::csv
