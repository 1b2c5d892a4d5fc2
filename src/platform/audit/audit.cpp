#include "platform/audit/audit.hpp"

#include <fmt/format.h>

#include "platform/hash/sha256.hpp"

namespace maillage::platform::audit {
namespace {

struct Line {
  std::int64_t sequence = 0;
  std::string at, who, act, object, outcome;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(Line, (), (sequence, at, who, act, object, outcome, hash))

// Each field with its length before it, so that no two lines have the same text.
std::string hash_of(const Line& line, std::string_view previous_hash) {
  std::string text = fmt::format("{}{},", previous_hash, line.sequence);
  for (const std::string* field : {&line.at, &line.who, &line.act, &line.object, &line.outcome})
    text += fmt::format("{}:{},", field->size(), *field);
  return sha256(text);
}

const std::string kNoHash(64, '0');

// Walks along the lines, resuming after each break with what is stored, so that each break is told once.
class Walk {
 public:
  explicit Walk(const std::optional<Head>& published) : published_(published) {}

  void visit(const Line& line) {
    if (line.sequence < next_) {
      add(line.sequence, Damage::inserted);
      return;
    }
    if (line.sequence > next_) {
      add(next_, Damage::missing);
    } else if (line.hash != hash_of(line, previous_hash_)) {
      add(line.sequence, Damage::changed);
    }
    if (published_ && published_->sequence == line.sequence && published_->hash != line.hash)
      add(line.sequence, Damage::rewritten);
    previous_hash_ = line.hash;
    next_ = line.sequence + 1;
  }
  std::vector<Break> end() {
    if (published_ && published_->sequence >= next_) add(next_, Damage::missing);
    return std::move(breaks_);
  }

 private:
  void add(std::int64_t sequence, Damage damage) { breaks_.push_back({sequence, damage}); }
  const std::optional<Head>& published_;
  std::int64_t next_ = 1;
  std::string previous_hash_ = kNoHash;
  std::vector<Break> breaks_;
};

}  // namespace

Head head(sql::Session& session) { return session.first<Head>("platform.audit_head").value_or(Head{0, kNoHash}); }

void record(sql::Session& session, const Entry& entry) {
  const Head last = head(session);
  Line line{last.sequence + 1,
            utc_text(entry.at),
            std::string(entry.who),
            std::string(entry.act),
            std::string(entry.object),
            std::string(entry.outcome),
            ""};
  line.hash = hash_of(line, last.hash);
  session.exec("platform.add_audit_line", line);
}

std::vector<Break> verify(sql::Database& database, const std::optional<Head>& published) {
  return database.reading([&](sql::Session& session) {
    Walk walk(published);
    auto from = session.first<std::int64_t>("platform.first_audit_sequence");
    while (from) {
      const auto lines = session.rows<Line>("platform.audit_lines_from", *from);
      for (const Line& line : lines) walk.visit(line);
      from = lines.empty() ? std::nullopt : std::optional(lines.back().sequence + 1);
    }
    return walk.end();
  });
}

}  // namespace maillage::platform::audit
