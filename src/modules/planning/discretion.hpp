// What may point at somebody: below which number posts that are absent are not shown to all, and how long words about
// people are kept. Each rule is a dated row that says where it comes from.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/date.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

// Fewer posts absent than this are shown to planners alone.
struct FewPostsRow {
  std::int32_t posts;
  Date from;
  std::string_view reference_fr, reference_en;
};
std::span<const FewPostsRow> few_posts_rows();
// The row in use on that day; the oldest one before them all.
const FewPostsRow& few_posts_on(Date day);

// continuity: the reason of a plan, its notes, its absences, from its last day on. remark: what a visitor wrote and why
// it was set aside, from the end of the concertation on.
enum class Words { continuity, remark };
BOOST_DESCRIBE_ENUM(Words, continuity, remark)

// So many months, then they are erased.
struct RetentionRow {
  Words words;
  int months;
  Date from;
  std::string_view reference_fr, reference_en;
};
std::span<const RetentionRow> retention_rows();
// What ended before that day is erased today. A month that has no such day counts to its last one.
Date erased_before(Words words, Date today);

// Erases all that has been kept long enough, in one transaction with its audit line; gives how many plans and remarks
// lost their words. Done again, it changes nothing and leaves no line.
std::int64_t erase_expired(sql::Database& database, const platform::Clock& clock);

}  // namespace maillage::planning
