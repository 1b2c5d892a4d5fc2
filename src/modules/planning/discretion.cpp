#include "modules/planning/discretion.hpp"

#include <array>

#include "modules/planning/concertation/store_concertation.hpp"
#include "modules/planning/continuity/store_continuity.hpp"
#include "platform/audit/audit.hpp"

namespace maillage::planning {
namespace {

constexpr Date kGdpr{2018, 5, 25};  // the day it applies from

constexpr std::array kFewPosts{
    FewPostsRow{5, kGdpr, "RGPD, art. 5 § 1 c (minimisation) ; moins de 5 : seuil d’usage des statistiques sociales.",
                "GDPR, art. 5(1)(c) (minimisation); fewer than 5: the usual threshold of social statistics."}};

constexpr std::array kRetentions{
    RetentionRow{Words::continuity, 12, kGdpr, "RGPD, art. 5 § 1 e ; durée fixée par le Département à son registre.",
                 "GDPR, art. 5(1)(e); a time set by the Département in its register."},
    RetentionRow{Words::remark, 24, kGdpr, "RGPD, art. 5 § 1 e ; durée fixée par le Département à son registre.",
                 "GDPR, art. 5(1)(e); a time set by the Département in its register."},
};

// The newest row of those in use that day, else the oldest.
template <class Row, class Wanted>
const Row& row_on(std::span<const Row> rows, Date day, Wanted wanted) {
  const Row* used = nullptr;
  for (const Row& row : rows)
    if (wanted(row) && (!used || (row.from <= day && used->from < row.from))) used = &row;
  return *used;
}

Date months_before(Date day, int months) {
  const std::chrono::year_month_day civil{day.days()};
  const auto month = civil.year() / civil.month() - std::chrono::months(months);
  const auto last = (month / std::chrono::last).day();
  return Date(std::chrono::sys_days(month / std::min(civil.day(), last)));
}

}  // namespace

std::span<const FewPostsRow> few_posts_rows() { return kFewPosts; }

const FewPostsRow& few_posts_on(Date day) {
  return row_on(few_posts_rows(), day, [](const FewPostsRow&) { return true; });
}

std::span<const RetentionRow> retention_rows() { return kRetentions; }

Date erased_before(Words words, Date today) {
  const auto& row = row_on(retention_rows(), today, [&](const RetentionRow& one) { return one.words == words; });
  return months_before(today, row.months);
}

std::int64_t erase_expired(sql::Database& database, const platform::Clock& clock) {
  const Date today = clock.today();
  return database.writing([&](sql::Session& session) {
    const std::int64_t erased = erase_continuities(session, erased_before(Words::continuity, today), today) +
                                erase_remarks(session, erased_before(Words::remark, today));
    if (erased > 0)
      platform::audit::record(session, {clock.now(), "", "planning.erase", std::to_string(erased), "done"});
    return erased;
  });
}

}  // namespace maillage::planning
