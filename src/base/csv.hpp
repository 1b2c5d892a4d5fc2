// Delimited text as it is really published: RFC 4180 quoting, any of the usual delimiters, UTF-8 or Windows-1252.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::csv {

enum class Encoding { utf8, windows_1252, utf16 };

// UTF-8 when every sequence is well formed, UTF-16 when a byte order mark says so, Windows-1252 (which holds Latin-1)
// otherwise.
Encoding detect_encoding(std::string_view bytes);

// Where the first malformed sequence of UTF-8 stands in a text that is UTF-8 elsewhere (a damaged or cut file): byte
// offset. Nothing for well-formed UTF-8, and for a text in another encoding, where well-formed sequences of several
// bytes are rare.
std::optional<std::size_t> damaged_utf8(std::string_view bytes);

// The same characters in UTF-8. The five bytes Windows-1252 leaves undefined become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

// The text without its UTF-8 byte order mark.
std::string_view without_mark(std::string_view text);

// The delimiter that cuts the first records most evenly, among ; , tab and |. ';' when none appears.
char detect_delimiter(std::string_view text);

enum class FaultKind { quote_not_closed, text_after_quote, null_byte };

// Where reading had to stop: line and character of that line, both from 1.
struct Fault {
  FaultKind kind;
  int line;
  int column;
};

// A cell of an RFC 4180 file. One that a spreadsheet would take for a formula is written as text: a name is data, never
// something to run.
std::string cell(std::string text);

// Reads records one after the other. Lines end with LF, CRLF or CR; empty lines are skipped; ="93066", which protects a
// code from spreadsheets, reads 93066; a quote inside an unquoted field stands for itself. Fields are views that live
// as long as the reader and its text. Any error stops the reading for good.
class Reader {
 public:
  Reader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Moves to the next record; false at the end of the text or on a fault.
  bool next();
  const std::vector<std::string_view>& fields() const { return fields_; }
  // The line where the record begins, from 1.
  int line() const { return line_; }
  const std::optional<Fault>& fault() const { return fault_; }

 private:
  bool read_field();
  bool read_quoted();
  void read_plain();
  bool end_field();
  void skip_line_end();
  bool stop(FaultKind kind, std::size_t at);

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  int next_line_ = 1;
  int line_ = 0;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unescaped_;
  std::optional<Fault> fault_;
};

}  // namespace maillage::csv
