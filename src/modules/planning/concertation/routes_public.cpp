// What anyone who holds the address of a concertation may read and write, without an account.
#include <algorithm>
#include <charconv>

#include "modules/planning/concertation/public_records.hpp"
#include "modules/planning/concertation/store_concertation.hpp"
#include "modules/planning/routes_parts.hpp"
#include "platform/http/compress.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::RawAnswer;

constexpr std::int32_t kPage = 100;
constexpr std::int64_t kRemarks = 10'000;  // that one concertation may receive
constexpr std::string_view kNoticeFr =
    "Votre remarque est bien reçue. L’équipe projet la lit en entier ; elle la publie sur cette page, avec sa réponse "
    "s’il y a lieu, ou la met de côté si elle nomme une personne ou n’a pas de rapport avec le projet.";
constexpr std::string_view kNoticeEn =
    "Your remark has been received. The project team reads it in full; it publishes it on this page, with its answer "
    "if there is one to give, or sets it aside if it names a person or has nothing to do with the project.";

Problem unknown() { return {"planning.unknown_concertation", "/key", {}}; }

// What the public may know: one that was withdrawn never existed.
std::optional<Concertation> find_public(sql::Session& session, std::string_view key) {
  auto found = concertation_of_key(session, key);
  if (found && found->state == ConcertationState::withdrawn) return std::nullopt;
  return found;
}

// The day in Paris of an instant as it is kept ("2026-11-22T03:10:59.123Z").
Date paris_day(std::string_view utc) {
  const auto number = [&](std::size_t begin) {
    int value = 0;
    std::from_chars(utc.data() + begin, utc.data() + begin + 2, value);
    return value;
  };
  const auto day = Date::parse(utc.substr(0, 10));
  MAILLAGE_ASSERT(day && utc.size() > 16, "an instant that was stored is readable");
  return platform::paris_time(platform::Instant(day->days()) + std::chrono::hours(number(11)) +
                              std::chrono::minutes(number(14)))
      .day;
}

Result<PublicConcertation> show(Context& context, const PublicQuery& query) {
  return context.database.reading([&](sql::Session& session) -> Result<PublicConcertation> {
    const auto found = find_public(session, query.key);
    if (!found) return unknown();
    const ConcertationId id{found->id};
    PublicConcertation out;
    out.title = found->title;
    out.presentation = found->presentation;
    out.opened_on = paris_day(found->opened_at);
    out.closes_on = found->closes_on;
    out.open = state_on(*found, context.today) == ConcertationState::open;
    out.received = count_remarks(session, id);
    for (const PlaceCount& one : published_by_place(session, id)) {
      out.places.push_back({one.place, one.remarks});
      out.published += one.remarks;
    }
    out.picture = picture_of(session, id);
    return out;
  });
}

Result<RawAnswer> map(territory::Territory& territory, Context& context, const PublicQuery& query) {
  const auto found = context.database.reading([&](sql::Session& session) { return find_public(session, query.key); });
  if (!found) return unknown();
  const auto sent = territory.unit_map(found->at, [](std::string_view text) { return platform::http::gzipped(text); });
  RawAnswer answer;
  answer.body = sent.plain;
  answer.gzipped = sent.gzipped;
  answer.etag = sent.etag;
  return answer;
}

Result<PublicRemarks> remarks(Context& context, const PublicRemarksQuery& query) {
  std::optional<std::string> place;
  if (!query.place.empty()) place = query.place == "whole" ? "" : query.place;
  return context.database.reading([&](sql::Session& session) -> Result<PublicRemarks> {
    const auto found = find_public(session, query.key);
    if (!found) return unknown();
    PublicRemarks out{count_published(session, {found->id}, place), {}};
    for (PublishedRemark& one :
         published_remarks(session, {found->id}, place, std::max(0, query.offset), std::clamp(query.limit, 0, kPage)))
      out.items.push_back({std::move(one.place), std::move(one.place_name), std::move(one.content),
                           paris_day(one.received_at), std::move(one.answer), paris_day(one.published_at)});
    return out;
  });
}

// The name a remark keeps of its place: "Centre (Bobigny)"; "" for the whole map.
Result<std::string> name_of(const PublicPicture& picture, const std::string& code) {
  if (code.empty()) return std::string();
  const auto found =
      std::lower_bound(picture.places.begin(), picture.places.end(), code,
                       [](const PublicPlace& place, const std::string& key) { return place.code < key; });
  if (found == picture.places.end() || found->code != code) return Problem{"planning.unknown_unit", "/place", {}};
  return found->commune == found->name ? found->name : found->name + " (" + found->commune + ")";
}

// Nothing says who writes: an agent signed in on the same machine is not named in the audit line either.
Result<RemarkReceipt> receive(Context& context, const PublicQuery& query, const NewRemark& asked) {
  const auto content = clean_text(asked.content, kContent);
  if (!content) return content.problem();
  context.acting("");
  return context.write([&](sql::Session& session) -> Result<RemarkReceipt> {
    const auto found = find_public(session, query.key);
    if (!found) return unknown();
    if (state_on(*found, context.today) != ConcertationState::open)
      return Problem{"planning.concertation_closed", "/key", {}};
    const ConcertationId id{found->id};
    const auto place_name = name_of(picture_of(session, id), asked.place);
    if (!place_name) return place_name.problem();
    if (count_remarks(session, id) >= kRemarks) return Problem{"planning.concertation_full", "/key", {}};
    Remark remark;
    remark.concertation_id = found->id;
    remark.place = asked.place;
    remark.place_name = *place_name;
    remark.content = *content;
    remark.received_at = platform::utc_text(context.clock.now());
    context.about("remark/" + std::to_string(insert_remark(session, remark).value));
    return RemarkReceipt{context.today, *place_name, std::string(kNoticeFr), std::string(kNoticeEn)};
  });
}

}  // namespace

void add_public_routes(platform::Routes& routes, territory::Territory& territory) {
  platform::register_problems(concertation_problems());
  routes.get<PublicQuery, PublicConcertation>(
      {.path = "/concertation/{key}",
       .open = true,
       .summary = "A drawn map shown to the public: before, after, figures and sources."},
      [](Context& context, const PublicQuery& query) { return show(context, query); });
  routes.get<PublicQuery, RawAnswer>(
      {.path = "/concertation/{key}/map", .open = true, .summary = "The outlines of its places, as TopoJSON."},
      [&territory](Context& context, const PublicQuery& query) { return map(territory, context, query); });
  routes.get<PublicRemarksQuery, PublicRemarks>(
      {.path = "/concertation/{key}/remarks",
       .open = true,
       .summary = "The remarks that were published, with their answers, newest first."},
      [](Context& context, const PublicRemarksQuery& query) { return remarks(context, query); });
  routes.post<PublicQuery, NewRemark, RemarkReceipt>(
      {.path = "/concertation/{key}/remarks",
       .open = true,
       .summary = "Takes a remark on a place or on the whole map; it is read before it is published.",
       .rate = platform::RateClass::open_write,
       .audit = "planning.receive_remark",
       .body_limit_bytes = 32 * 1024,
       .success = 201},
      [](Context& context, const PublicQuery& query, const NewRemark& asked) {
        return receive(context, query, asked);
      });
}

}  // namespace maillage::planning
