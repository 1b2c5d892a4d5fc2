#include "platform/json/parse.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <unordered_set>

namespace maillage::platform {
namespace {

namespace bj = boost::json;
using Error = bj::error_code;

// Builds the tree as Boost.JSON's own handler does, and watches for repeated members, which that one lets through: two
// readers of one text could then see two different documents.
class TreeBuilder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  explicit TreeBuilder(bj::storage_ptr storage) { stack_.reset(std::move(storage)); }
  bj::value release() { return stack_.release(); }
  std::vector<Fault> duplicates;

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return open(false); }
  bool on_object_end(std::size_t n, Error&) { return stack_.push_object(n), close(); }
  bool on_array_begin(Error&) { return open(true); }
  bool on_array_end(std::size_t n, Error&) { return stack_.push_array(n), close(); }
  bool on_key_part(bj::string_view part, std::size_t, Error&) {
    return key_.append(part), stack_.push_chars(part), true;
  }
  bool on_key(bj::string_view part, std::size_t, Error&) {
    key_.append(part);
    stack_.push_key(part);
    Frame& frame = frames_.back();
    frame.key = std::exchange(key_, {});
    if (!frame.seen.insert(frame.key).second) duplicates.push_back({path(), "duplicate", ""});
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t, Error&) { return stack_.push_chars(part), true; }
  bool on_string(bj::string_view part, std::size_t, Error&) { return stack_.push_string(part), value_done(); }
  bool on_number_part(bj::string_view part, Error&) { return digits_.append(part), true; }
  bool on_int64(std::int64_t number, bj::string_view, Error&) { return stack_.push_int64(number), number_done(); }
  bool on_uint64(std::uint64_t number, bj::string_view, Error&) { return stack_.push_uint64(number), number_done(); }
  // Boost.JSON 1.81 may be one unit off in the last place: what was written exactly is read exactly here.
  bool on_double(double number, bj::string_view part, Error&) {
    digits_.append(part);
    std::from_chars(digits_.data(), digits_.data() + digits_.size(), number);
    return stack_.push_double(number), number_done();
  }
  bool on_bool(bool value, Error&) { return stack_.push_bool(value), value_done(); }
  bool on_null(Error&) { return stack_.push_null(), value_done(); }
  bool on_comment_part(bj::string_view, Error&) { return true; }
  bool on_comment(bj::string_view, Error&) { return true; }

 private:
  struct Frame {
    bool array;
    std::size_t index;
    std::string key;
    std::unordered_set<std::string> seen;
  };
  bool open(bool array) { return frames_.push_back({array, 0, {}, {}}), true; }
  bool close() { return frames_.pop_back(), value_done(); }
  bool number_done() { return digits_.clear(), value_done(); }
  bool value_done() {
    if (!frames_.empty() && frames_.back().array) ++frames_.back().index;
    return true;
  }
  std::string path() const {
    std::string text;
    for (const Frame& frame : frames_) append_segment(text, frame.array ? std::to_string(frame.index) : frame.key);
    return text;
  }

  bj::value_stack stack_;
  std::vector<Frame> frames_;
  std::string key_;
  std::string digits_;  // of the number being read
};

std::string place(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  return "JSON, line " + std::to_string(line) + ", column " + std::to_string(at - start + 1);
}

}  // namespace

void append_segment(std::string& path, std::string_view segment) {
  path += '/';
  for (const char c : segment) {
    if (c == '~')
      path += "~0";
    else if (c == '/')
      path += "~1";
    else
      path += c;
  }
}

std::optional<bj::value> parse_json(std::string_view text, const JsonLimits& limits, std::vector<Fault>& faults) {
  if (text.size() > limits.size_bytes) {
    faults.push_back({"", "size", "at most " + std::to_string(limits.size_bytes) + " bytes"});
    return std::nullopt;
  }
  bj::parse_options options;
  options.max_depth = limits.depth;
  bj::basic_parser<TreeBuilder> parser(options, bj::storage_ptr{});
  Error error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error == bj::error::too_deep) {
    faults.push_back({"", "depth", "at most " + std::to_string(limits.depth) + " levels"});
  } else if (error || read != text.size() || !parser.done()) {
    faults.push_back({"", "syntax", place(text, read)});
  } else {
    faults = parser.handler().duplicates;
  }
  if (!faults.empty()) return std::nullopt;
  return parser.handler().release();
}

}  // namespace maillage::platform
