#include "modules/planning/concertation/store_concertation.hpp"

#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

std::int64_t id_of(const std::optional<ConcertationId>& id) { return id ? id->value : 0; }
std::string text_of(const std::optional<RemarkState>& state) {
  return state ? std::string(describe::type_of<RemarkState>.names[static_cast<std::size_t>(*state)]) : "";
}

}  // namespace

ConcertationId insert_concertation(sql::Session& session, const Concertation& concertation,
                                   const PublicPicture& picture) {
  const Concertation& one = concertation;
  return {*session.first<std::int64_t>("planning.insert_concertation", one.scenario_id, one.key, one.version, one.at,
                                       one.title, one.presentation, one.opened_at, one.opened_by, one.closes_on,
                                       ConcertationState::open, platform::to_json(picture))};
}

std::vector<ListedConcertation> concertations_of(sql::Session& session, ScenarioId scenario) {
  return session.rows<ListedConcertation>("planning.concertations", scenario);
}

std::optional<Concertation> concertation_of_key(sql::Session& session, std::string_view key) {
  return session.first<Concertation>("planning.concertation_of_key", std::string(key));
}

PublicPicture picture_of(sql::Session& session, ConcertationId id) {
  const auto json = session.first<std::string>("planning.concertation_picture", id);
  return read_stored<PublicPicture>(json.value_or(""));
}

bool end_concertation(sql::Session& session, ConcertationId id, ConcertationState from, ConcertationState to,
                      const Hand& hand) {
  return session.exec("planning.end_concertation", to, hand.at, hand.by, id, from) > 0;
}

RemarkId insert_remark(sql::Session& session, const Remark& remark) {
  return {*session.first<std::int64_t>("planning.insert_remark", remark.concertation_id, remark.place,
                                       remark.place_name, remark.content, remark.received_at, RemarkState::received)};
}

std::int64_t count_remarks(sql::Session& session, ConcertationId id) {
  return *session.first<std::int64_t>("planning.count_remarks", id);
}

std::optional<Remark> find_remark(sql::Session& session, ScenarioId scenario, RemarkId id) {
  return session.first<Remark>("planning.find_remark", scenario, id);
}

std::vector<Remark> remarks_of(sql::Session& session, const RemarksAsked& asked) {
  return session.rows<Remark>("planning.remarks_of_scenario", asked.scenario, id_of(asked.concertation),
                              text_of(asked.state), asked.place.has_value(), asked.place.value_or(""), asked.order,
                              asked.limit, asked.offset);
}

std::vector<StateCount> count_by_state(sql::Session& session, const RemarksAsked& asked) {
  return session.rows<StateCount>("planning.count_remarks_of_scenario", asked.scenario, id_of(asked.concertation),
                                  asked.place.has_value(), asked.place.value_or(""));
}

std::vector<PlaceCount> count_by_place(sql::Session& session, const RemarksAsked& asked) {
  return session.rows<PlaceCount>("planning.remark_places", asked.scenario, id_of(asked.concertation),
                                  text_of(asked.state));
}

bool read_remark(sql::Session& session, RemarkId id, std::int32_t seen, const Reading& reading, const Hand& hand) {
  if (session.exec("planning.read_remark", reading.state, reading.answer, reading.reason, seen + 1, hand.at, hand.by,
                   id, seen) == 0)
    return false;
  session.exec("planning.insert_remark_step", id, seen, reading.state, reading.answer, reading.reason, hand.at,
               hand.by);
  return true;
}

std::vector<RemarkStep> steps_of(sql::Session& session, RemarkId id) {
  return session.rows<RemarkStep>("planning.remark_steps", id);
}

std::vector<PublishedRemark> published_remarks(sql::Session& session, ConcertationId id,
                                               const std::optional<std::string>& place, std::int32_t offset,
                                               std::int32_t limit) {
  return session.rows<PublishedRemark>("planning.published_remarks", id, place.has_value(), place.value_or(""), limit,
                                       offset);
}

std::int64_t count_published(sql::Session& session, ConcertationId id, const std::optional<std::string>& place) {
  return *session.first<std::int64_t>("planning.count_published_remarks", id, place.has_value(), place.value_or(""));
}

std::vector<PlaceCount> published_by_place(sql::Session& session, ConcertationId id) {
  return session.rows<PlaceCount>("planning.published_places", id);
}

std::int64_t erase_remarks(sql::Session& session, Date before) {
  session.exec("planning.erase_remark_steps", before);
  return session.exec("planning.erase_remarks", before);
}

}  // namespace maillage::planning
