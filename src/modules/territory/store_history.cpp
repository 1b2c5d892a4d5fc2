#include "modules/territory/store_history.hpp"

#include <algorithm>
#include <unordered_set>

#include "modules/territory/missions.hpp"
#include "platform/hash/sha256.hpp"

namespace maillage::territory::store {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) text.append(part).append(1, '|');
  text.pop_back();
  return text;
}

// The fields of a key, counted from 0.
std::string_view part(std::string_view key, int wanted) {
  for (; wanted > 0; --wanted) key.remove_prefix(std::min(key.find('|') + 1, key.size()));
  return key.substr(0, key.find('|'));
}

std::string place_scope(std::string_view key) { return scope_of(part(key, 0), part(key, 1)); }
std::string membership_scope(std::string_view key) {
  return scope_of(part(key, 0), part(key, 1)).append(1, '>').append(part(key, 2));
}
std::string mission_scope(std::string_view key) { return "sector/" + std::string(part(key, 0)); }
std::string amount_scope(std::string_view key) { return "amount/" + std::string(part(key, 0)); }
std::string kind_scope(std::string_view key) { return "access_point/" + std::string(part(key, 0)); }
std::string grid_scope(std::string_view key) { return "grid_cell/" + std::string(part(key, 0)); }
std::string commune_scope(std::string_view key) { return "address/" + std::string(part(key, 0)); }
std::string place_subject(std::string_view key) { return joined({part(key, 0), part(key, 1)}); }
std::string own_subject(std::string_view key) { return std::string(key); }
std::string no_subject(std::string_view) { return {}; }

// A list of one key: what an incomplete file confirmed.
std::string list_of_one(std::string_view key) { return std::string("=").append(key); }

std::string number(std::int64_t value) { return std::to_string(value); }
std::string optional_number(const std::optional<std::int64_t>& value) { return value ? number(*value) : ""; }

}  // namespace

std::string scope_of(std::string_view level, std::string_view code) {
  std::string scope(level);
  if (level == "commune") return scope.append(1, '/').append(departement_part(code));
  if (level == "iris") return scope.append(1, '/').append(code.substr(0, 5));
  return scope;
}

// How a table is revised: its queries begin with `table`; `bind` gives the columns of a statement before its period.
struct Recorder::Plan {
  std::string_view table;
  std::string (*scope)(std::string_view key);
  std::string (*subject)(std::string_view key);  // what is counted; "" = not counted
  bool primary = false;                          // its subjects are created and closed, not only changed
  bool borders = false;                          // what it holds decides who borders whom
  std::vector<Statement> statements;
  std::function<void(std::size_t, sql::Parameters&)> bind;

  std::string query(std::string_view verb) const {
    return std::string("territory.").append(table).append(1, '_').append(verb);
  }
};

void Recorder::places(const std::vector<PlaceRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"place", place_scope, place_subject, true, true, {}, {}};
  for (const PlaceRecord& row : rows)
    plan.statements.push_back({joined({row.level, row.code}), joined({row.name, row.kind})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) {
    for (const std::string* text : {&rows[i].level, &rows[i].code, &rows[i].name, &rows[i].kind}) out.add(*text);
  };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::populations(const std::vector<PopulationRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"population", place_scope, place_subject, false, false, {}, {}};
  for (const PopulationRecord& row : rows)
    plan.statements.push_back(
        {joined({row.level, row.code}), joined({number(row.persons), row.estimated ? "1" : "0"})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::outlines(const std::vector<OutlineRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"outline", place_scope, place_subject, false, true, {}, {}};
  std::vector<std::string> shapes, fingerprints;
  for (const OutlineRecord& row : rows) {
    shapes.push_back(geometry::to_wkb(row.outline));
    fingerprints.push_back(sha256(shapes.back()));
    plan.statements.push_back({joined({row.level, row.code}), fingerprints.back()});
  }
  plan.bind = [&](std::size_t i, sql::Parameters& out) {
    const Lambert93 inside = geometry::point_inside(rows[i].outline);
    out.add(rows[i].level);
    out.add(rows[i].code);
    out.add(std::as_bytes(std::span(shapes[i])));
    out.add(fingerprints[i]);
    for (double value : {geometry::area_m2(rows[i].outline), inside.x, inside.y}) out.add(value);
  };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::memberships(const std::vector<MembershipRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"membership", membership_scope, place_subject, false, true, {}, {}};
  for (const MembershipRecord& row : rows)
    plan.statements.push_back({joined({row.level, row.code, row.in_level}), row.in_code});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::missions(const std::vector<MissionRecord>& rows, Date day) {
  Plan plan{"mission", own_subject, no_subject, false, false, {}, {}};
  for (const MissionRecord& row : rows) plan.statements.push_back({row.code, joined({row.name_fr, row.name_en})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, {}));
}

void Recorder::sectors(const std::vector<SectorRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"sector", mission_scope, no_subject, false, false, {}, {}};
  for (const SectorRecord& row : rows) plan.statements.push_back({joined({row.mission, row.code}), row.name});
  plan.bind = [&](std::size_t i, sql::Parameters& out) {
    for (const std::string* text : {&rows[i].mission, &rows[i].code, &rows[i].name}) out.add(*text);
  };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::sector_units(const std::vector<SectorUnitRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"sector_unit", mission_scope, own_subject, true, false, {}, {}};
  for (const SectorUnitRecord& row : rows)
    plan.statements.push_back({joined({row.mission, row.sector, row.unit, row.street, number(row.from_number),
                                       number(row.to_number), row.parity}),
                               joined({row.street_name, row.ban_id})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::streets(const std::vector<StreetRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"street", commune_scope, own_subject, true, false, {}, {}};
  for (const StreetRecord& row : rows)
    plan.statements.push_back(
        {joined({row.commune, row.street, number(row.from_number), number(row.to_number), row.parity}),
         joined({row.iris, row.street_name})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::addresses(const std::vector<AddressRecord>& rows, const std::vector<std::string>& ban_ids, Date day,
                         const Scopes& complete) {
  Plan plan{"address", commune_scope, own_subject, true, false, {}, {}};
  for (std::size_t i = 0; i < rows.size(); ++i)
    plan.statements.push_back(
        {joined({rows[i].commune, ban_ids[i]}), joined({rows[i].street_name, number(rows[i].number) + rows[i].suffix,
                                                        number(rows[i].x_dm), number(rows[i].y_dm)})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) {
    out.add(ban_ids[i]);
    out.add(rows[i]);
  };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::sites(const std::vector<SiteRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"site", [](std::string_view) { return std::string("site"); }, own_subject, true, false, {}, {}};
  for (const SiteRecord& row : rows)
    plan.statements.push_back({row.code, joined({row.name, row.kind, row.address, row.commune,
                                                 optional_number(row.x_dm), optional_number(row.y_dm), row.hours})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) {
    for (const std::string* text : {&rows[i].code, &rows[i].name, &rows[i].kind, &rows[i].address, &rows[i].commune})
      out.add(*text);
    out.add(rows[i].x_dm);
    out.add(rows[i].y_dm);
    out.add(rows[i].hours);
  };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::access_points(const std::vector<AccessPoint>& rows, Date day, const Scopes& complete) {
  Plan plan{"access_point", kind_scope, own_subject, true, false, {}, {}};
  for (const AccessPoint& row : rows)
    plan.statements.push_back(
        {joined({row.kind, row.code}), joined({row.kind_name, row.name, row.address, row.commune, row.hours,
                                               number(row.x_dm), number(row.y_dm), row.approximate ? "1" : "0"})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::grid_cells(const std::vector<GridCell>& rows, Date day, const Scopes& complete) {
  Plan plan{"grid_cell", grid_scope, own_subject, true, false, {}, {}};
  for (const GridCell& row : rows)
    plan.statements.push_back(
        {joined({number(row.size_m), number(row.north_m), number(row.east_m)}),
         joined({number(row.x_dm), number(row.y_dm), number(row.residents), number(row.aged_0_5), number(row.aged_65),
                 number(row.aged_80), number(row.households), number(row.poor), row.imputed ? "1" : "0"})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::quantities(const std::vector<QuantityRecord>& rows, Date day) {
  Plan plan{"quantity", own_subject, no_subject, false, false, {}, {}};
  for (const QuantityRecord& row : rows)
    plan.statements.push_back({row.code, joined({row.name, row.unit, row.period, row.mission})});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, {}));
}

void Recorder::amounts(const std::vector<AmountRecord>& rows, Date day, const Scopes& complete) {
  Plan plan{"amount", amount_scope, own_subject, true, false, {}, {}};
  for (const AmountRecord& row : rows)
    plan.statements.push_back({joined({row.quantity, row.level, row.code}), number(row.thousandths)});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, completeness(plan, day, complete));
  add_listings(plan, day, complete);
}

void Recorder::edges(const std::vector<EdgeRecord>& rows, Date day, Date next) {
  Plan plan{"edge", no_subject, no_subject, false, false, {}, {}};
  for (const EdgeRecord& row : rows) plan.statements.push_back({joined({row.a, row.b}), number(row.border_dm)});
  plan.bind = [&](std::size_t i, sql::Parameters& out) { out.add(rows[i]); };
  revise_table(plan, day, {[](std::string_view) { return true; }, [next](std::string_view) { return next; }});
}

void Recorder::events(const std::vector<EventRecord>& rows) {
  const auto known = session_.rows<EventRecord>("territory.events");
  for (const EventRecord& row : rows) {
    const bool told = std::any_of(known.begin(), known.end(), [&](const EventRecord& one) {
      return one.date == row.date && one.kind == row.kind && one.from_code == row.from_code &&
             one.to_code == row.to_code && (row.inferred || !one.inferred);
    });
    const std::string subject = joined({"event", row.date.str(), row.from_code, row.to_code});
    marks_.emplace(subject, told ? Mark::unchanged : Mark::created);
    if (told) continue;
    session_.exec("territory.event_add", row.date, row.kind, row.from_code, row.to_code, row.share, row.inferred,
                  import_id());
  }
}

void Recorder::fact(std::string_view name, std::string_view content) {
  if (session_.first<std::string>("territory.fact", name).value_or("") == content) return;
  import_id();
  session_.exec("territory.fact_set", name, content);
}

void Recorder::end_place(std::string_view level, std::string_view code, Date day) {
  const std::string subject = joined({level, code});
  const Completeness only{[&](std::string_view key) { return place_subject(key) == subject; },
                          [](std::string_view) { return kEndOfTime; }};
  for (std::string_view table : {"place", "population", "outline", "membership"})
    revise_table({table, place_scope, place_subject, table == "place", true, {}, {}}, day, only);
}

std::vector<Date> Recorder::outline_days_after(Date day) {
  std::vector<Date> days = session_.rows<Date>("territory.outline_dates", day);
  std::erase_if(days, [](Date one) { return one >= kEndOfTime; });
  return days;
}

Completeness Recorder::completeness(const Plan& plan, Date day, const Scopes& complete) {
  std::map<std::string, Date> next;
  const auto parameters = sql::Parameters::of(plan.table, day);
  session_.each("territory.listings_after", parameters.values(),
                [&](const sql::Row& row) { next.emplace(row.text(0), Date::parse(row.text(1)).value_or(kEndOfTime)); });
  return {[scope = plan.scope, complete](std::string_view key) { return complete.contains(scope(key)); },
          [scope = plan.scope, next = std::move(next)](std::string_view key) {
            Date first = kEndOfTime;
            for (const std::string& list : {scope(key), list_of_one(key)})
              if (const auto found = next.find(list); found != next.end()) first = std::min(first, found->second);
            return first;
          }};
}

void Recorder::add_listings(const Plan& plan, Date day, const Scopes& complete) {
  for (const std::string& scope : complete)
    if (session_.exec("territory.listing_add", plan.table, scope, day) > 0) import_id();
}

// What is confirmed leaves no version of its own: without a listing, an older file read later would hide it.
void Recorder::add_confirmations(const Plan& plan, const Revision& revision, Date day,
                                 const Completeness& completeness) {
  std::vector<std::string> lists;
  for (const std::size_t position : revision.confirmed) {
    const std::string& key = plan.statements[position].key;
    if (!completeness.covers(key)) lists.push_back(list_of_one(key));
  }
  const auto fresh = session_.run_many("territory.listing_add", lists.size(), [&](std::size_t i, sql::Parameters& out) {
    out.add(plan.table);
    out.add(lists[i]);
    out.add(day);
  });
  if (fresh > 0) import_id();
}

void Recorder::revise_table(const Plan& plan, Date day, const Completeness& completeness) {
  std::vector<Version> existing;
  const auto parameters = sql::Parameters::of(day);
  session_.each(plan.query("versions"), parameters.values(), [&](const sql::Row& row) {
    existing.push_back(
        {row.integer(0),
         std::string(row.text(1)),
         std::string(row.text(2)),
         {Date::parse(row.text(3)).value_or(kBeginningOfTime), Date::parse(row.text(4)).value_or(kEndOfTime)}});
  });
  const Revision revision = revise(existing, plan.statements, day, completeness);
  mark(plan, revision, existing);
  if ((plan.table == "place" || plan.table == "grid_cell") && revision.closed > 0)
    find_hollowed(plan, existing, day, completeness);
  apply(plan, revision);
  add_confirmations(plan, revision, day, completeness);
}

void Recorder::find_hollowed(const Plan& plan, const std::vector<Version>& existing, Date day,
                             const Completeness& completeness) {
  constexpr std::int64_t kFewPlaces = 4;
  std::unordered_set<std::string_view> stated;
  for (const Statement& statement : plan.statements) stated.insert(statement.key);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> kept_and_lost;
  for (const Version& version : existing) {
    if (!version.period.contains(day) || !completeness.covers(version.key)) continue;
    auto& [kept, lost] = kept_and_lost[plan.scope(version.key)];
    ++(stated.contains(version.key) ? kept : lost);
  }
  for (const auto& [scope, counts] : kept_and_lost)
    if (counts.second >= kFewPlaces && counts.second > counts.first) hollowed_.push_back(scope);
}

void Recorder::mark(const Plan& plan, const Revision& revision, const std::vector<Version>& existing) {
  const auto set = [&](std::string_view key, Mark mark) {
    const std::string subject = plan.subject(key);
    if (subject.empty()) return;
    Mark& slot = marks_[subject];
    slot = std::max(slot, plan.primary ? mark : std::min(mark, Mark::changed));
  };
  std::unordered_set<std::int64_t> ended;
  for (const Closing& closing : revision.close) ended.insert(closing.id);
  std::unordered_set<std::string_view> known;
  for (const Version& version : existing)
    if (ended.contains(version.id)) known.insert(version.key);
  std::unordered_set<std::string_view> opened;
  for (const Opening& opening : revision.open) {
    const std::string& key = plan.statements[opening.statement].key;
    opened.insert(key);
    set(key, known.contains(key) ? Mark::changed : Mark::created);
  }
  for (const Statement& statement : plan.statements) set(statement.key, Mark::unchanged);
  for (const Version& version : existing) {
    if (!ended.contains(version.id) || opened.contains(version.key)) continue;
    set(version.key, Mark::closed);
    if (plan.table == "place") closed_places_.push_back(version.key);
  }
}

void Recorder::apply(const Plan& plan, const Revision& revision) {
  if (revision.open.empty() && revision.close.empty()) return;
  const std::int64_t import = import_id();
  borders_touched_ = borders_touched_ || plan.borders;
  for (const Resumption& resumption : revision.resume)
    session_.exec(plan.query("resume"), resumption.period.from, resumption.period.to, import, resumption.id);
  session_.run_many(plan.query("close"), revision.close.size(), [&](std::size_t i, sql::Parameters& out) {
    out.add(revision.close[i].end);
    out.add(revision.close[i].id);
  });
  session_.run_many(plan.query("open"), revision.open.size(), [&](std::size_t i, sql::Parameters& out) {
    plan.bind(revision.open[i].statement, out);
    out.add(revision.open[i].period.from);
    out.add(revision.open[i].period.to);
    out.add(import);
  });
}

std::int64_t Recorder::import_id() {
  if (import_id_ == 0) {
    const ImportHeader& h = header_;
    import_id_ = session_
                     .first<std::int64_t>("territory.import_open", h.kind, h.file_name, h.sha256, h.valid_from,
                                          h.mission, h.source, h.vintage, h.licence, h.imported_at, h.by, h.rows)
                     .value_or(0);
  }
  return import_id_;
}

Tally Recorder::tally() const {
  Tally tally;
  for (const auto& [subject, mark] : marks_)
    ++(mark == Mark::created   ? tally.created
       : mark == Mark::changed ? tally.changed
       : mark == Mark::closed  ? tally.closed
                               : tally.unchanged);
  return tally;
}

std::int64_t Recorder::finish() {
  if (import_id_ == 0) return 0;
  const Tally done = tally();
  session_.exec("territory.import_count", done.created, done.changed, done.closed, import_id_);
  session_.exec("territory.version_next");
  return import_id_;
}

}  // namespace maillage::territory::store
