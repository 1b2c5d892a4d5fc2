// Relays in both databases: what is put in force, what clashes, what ends; and nothing else ever changes.
#include <doctest/doctest.h>

#include "modules/territory/relay.hpp"
#include "modules/territory/testing/desk.hpp"
#include "modules/territory/testing/tables.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

Date march(unsigned day) { return Date(2026, 3, day); }

RelayLine desk(std::string unit, std::string from, std::string to, std::string mission = "") {
  return {RelayKind::desk, std::move(mission), std::move(unit), from, "Maison " + from, to, "Maison " + to};
}

RelayLine sector(std::string unit, std::string from, std::string to, std::string mission = "ssd") {
  return {RelayKind::sector, std::move(mission), std::move(unit), from, "Secteur " + from, to, "Secteur " + to};
}

Relay relay(int number, Date from, Date to, std::vector<RelayLine> lines) {
  return {"continuity/" + std::to_string(number), "Motif " + std::to_string(number), {from, to}, std::move(lines)};
}

void on_relays(const std::function<void(sql::Database&)>& test) {
  maillage::testing::for_each_database({"platform", "access", "territory"}, test);
}

std::optional<RelayClash> put(sql::Database& database, const Relay& one) {
  return database.writing([&](sql::Session& session) { return put_in_relay(session, one); });
}

// The units relayed that day, with who takes them.
std::string on(sql::Database& database, Date day) {
  std::string text;
  const auto all = database.reading([&](sql::Session& session) {
    return relays_in(session, {day, Date(day.days() + std::chrono::days(1))});
  });
  for (const Relay& one : all)
    for (const RelayLine& line : one.lines) text += (text.empty() ? "" : " ") + line.unit + ">" + line.to_code;
  return text;
}

}  // namespace

TEST_CASE("a relay holds from its first day to its last, and comes back as it was said") {
  on_relays([](sql::Database& database) {
    const Relay said = relay(1, march(10), march(21), {desk("93001", "M1", "M2"), sector("93001", "A", "B", "ase")});
    CHECK_FALSE(put(database, said));
    CHECK(on(database, march(9)) == "");
    CHECK(on(database, march(10)) == "93001>M2 93001>B");
    CHECK(on(database, march(20)) == "93001>M2 93001>B");
    CHECK(on(database, march(21)) == "");
    const auto kept = database.reading([](sql::Session& session) {
      return relays_in(session, {march(20), Date(2027, 1, 1)});
    });
    REQUIRE(kept.size() == 1);
    CHECK((kept[0].origin == said.origin && kept[0].reason == said.reason && kept[0].period == said.period));
    REQUIRE(kept[0].lines.size() == 2);
    CHECK((kept[0].lines[1].mission == "ase" && kept[0].lines[1].from_name == "Secteur A"));
    CHECK((kept[0].lines[0].mission == "" && kept[0].lines[0].to_name == "Maison M2"));
  });
}

TEST_CASE("said twice is said once") {
  on_relays([](sql::Database& database) {
    const Relay said = relay(1, march(10), march(21), {desk("93001", "M1", "M2")});
    CHECK_FALSE(put(database, said));
    CHECK_FALSE(put(database, said));
    CHECK(on(database, march(12)) == "93001>M2");
  });
}

TEST_CASE("two relays of the same thing in the same days clash, and nothing of the second is written") {
  on_relays([](sql::Database& database) {
    REQUIRE_FALSE(put(database, relay(1, march(10), march(21),
                                      {desk("a", "M1", "M2"), desk("b", "M1", "M3"), sector("c", "A", "B")})));
    struct Case {
      Date from, to;
      RelayLine line;
      bool clashes;
    };
    const std::vector<Case> cases{
        {march(20), march(25), desk("a", "M1", "M3"), true},
        {march(1), march(11), desk("b", "M1", "M2", "pmi"), true},  // every mission is also that one
        {march(21), march(25), desk("a", "M1", "M3"), false},       // the day after
        {march(1), march(10), desk("a", "M1", "M3"), false},        // the eve
        {march(10), march(21), desk("a", "M9", "M3"), false},       // another desk of the same place
        {march(10), march(21), desk("z", "M1", "M3"), false},       // another place
        {march(10), march(21), sector("c", "A", "D"), true},
        {march(10), march(21), sector("c", "A", "D", "ase"), false},  // another mission
        {march(10), march(21), sector("a", "A", "D"), false},         // a desk is no sector
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
      CAPTURE(i);
      const Relay asked = relay(100 + static_cast<int>(i), cases[i].from, cases[i].to,
                                {sector("free" + std::to_string(i), "A", "B"), cases[i].line});
      const auto clash = put(database, asked);
      CHECK(clash.has_value() == cases[i].clashes);
      if (!clash) {
        database.write([&](sql::Session& session) { end_relay(session, asked.origin, asked.period.from); });
        continue;
      }
      CHECK((clash->origin == "continuity/1" && clash->units == std::vector<std::string>{cases[i].line.unit}));
      CHECK((clash->reason == "Motif 1" && clash->period.from == march(10)));
      CHECK(on(database, march(15)) == "a>M2 b>M3 c>B");
    }
  });
}

TEST_CASE("ended early: known until then, nothing after; never prolonged, and nothing left of what had not begun") {
  on_relays([](sql::Database& database) {
    put(database, relay(1, march(10), march(21), {desk("a", "M1", "M2")}));
    const auto end = [&](Date day) {
      database.write([&](sql::Session& session) { end_relay(session, "continuity/1", day); });
    };
    end(march(25));
    CHECK((on(database, march(20)) == "a>M2" && on(database, march(21)) == ""));
    end(march(15));
    CHECK((on(database, march(14)) == "a>M2" && on(database, march(15)) == ""));
    end(march(18));
    CHECK(on(database, march(15)) == "");
    end(march(1));
    CHECK(on(database, march(10)) == "");
    // The days are free again.
    CHECK_FALSE(put(database, relay(2, march(10), march(21), {desk("a", "M1", "M3")})));
    CHECK(on(database, march(12)) == "a>M3");
  });
}

TEST_CASE("who is competent says the relay beside the permanent answer, which no relay changes") {
  on_relays([](sql::Database& database) {
    Desk house(database);
    fill(database);
    import(database, request(ImportKind::sites,
                             "id,nom,type,adresse,code_insee\nM1,Un,mds,1 rue A,93001\nM2,Deux,mds,2 rue B,93002\n",
                             Date(2024, 1, 1)));
    const std::string ask = "/territory/competence?code=93001&at=", map = "/territory/assignments?at=2026-03-12";
    const std::string permanent = tables(database), assigned = *house.ask(map).body;
    const std::string eve = *house.ask(ask + "2026-03-09").body, after = *house.ask(ask + "2026-03-21").body;
    put(database, relay(1, march(10), march(21), {desk("93001", "M1", "M2"), desk("93002", "M1", "M2")}));
    put(database, relay(2, march(12), march(13), {sector("93001", "S1", "S2"), sector("93001", "S9", "S2", "ase")}));
    const auto page = house.read<wire::Competence>(ask + "2026-03-12");
    CHECK((page.answers[0].sector && page.answers[0].sector->code == "S1"));
    REQUIRE(page.relays.size() == 2);
    CHECK((page.relays[0].kind == RelayKind::desk && !page.relays[0].mission && page.relays[0].from.code == "M1"));
    REQUIRE(page.relays[0].site);
    CHECK((page.relays[0].site->name == "Deux" && page.relays[0].site->address == "2 rue B"));
    CHECK((page.relays[0].since == march(10) && page.relays[0].until == march(20)));
    CHECK((page.relays[0].reason == "Motif 1" && page.relays[0].units == 1 && page.relays[0].of_units == 1));
    CHECK((page.relays[1].mission == "ssd" && page.relays[1].to.name == "Secteur S2" && !page.relays[1].site));
    // Before, after, and in every table but its own: as if it had never been.
    CHECK(*house.ask(ask + "2026-03-09").body == eve);
    CHECK(*house.ask(ask + "2026-03-21").body == after);
    CHECK(*house.ask(map).body == assigned);
    CHECK(tables(database) == permanent);
    CHECK(house.read<wire::Competence>("/territory/competence?code=99999&at=2026-03-12").relays.empty());
  });
}

TEST_CASE("a house or a sector renamed after the decision is relayed under its name of the day") {
  on_relays([](sql::Database& database) {
    Desk house(database);
    fill(database);
    const auto houses = [](const std::string& name) {
      return "id,nom,type,adresse,code_insee\nM1,Un,mds,1 rue A,93001\nM2," + name + ",mds,2 rue B,93002\n";
    };
    import(database, request(ImportKind::sites, houses("Deux"), Date(2024, 1, 1)));
    put(database, relay(1, march(10), march(21), {desk("93001", "M1", "M2"), sector("93001", "S1", "S2")}));
    import(database, request(ImportKind::sites, houses("Deux de l’Ourcq"), march(15)));
    const auto names = [&](unsigned day) {
      std::string out;
      for (const auto& one :
           house.read<wire::Competence>("/territory/competence?code=93001&at=" + march(day).str()).relays)
        out += one.from.name + ">" + one.to.name + " ";
      return out;
    };
    const std::string sectors = names(14).substr(names(14).find(' ') + 1);
    CHECK(names(14).starts_with("Un>Deux "));
    CHECK(names(15).starts_with("Un>Deux de l’Ourcq "));
    CHECK(sectors.find("Secteur S1") == sectors.npos);  // the name that was said
  });
}

TEST_CASE("what a relay rests on is known by a number and by its days of change") {
  on_relays([](sql::Database& database) {
    const auto version = [&] {
      return database.reading([](sql::Session& session) { return version_of_territory(session); });
    };
    const auto days = [&](Date from, Date to) {
      std::string out;
      for (const Date day : database.reading([&](sql::Session& session) { return change_days(session, {from, to}); }))
        out += day.str() + " ";
      return out;
    };
    fill(database);
    const auto before = version();
    put(database, relay(1, march(10), march(21), {desk("93001", "M1", "M2")}));
    CHECK(version() == before);
    CHECK(days(march(1), march(30)) == "");
    const std::string site = "id,nom,type,adresse,code_insee\nM1,Un,mds,1 rue A,93001\n";
    import(database, request(ImportKind::sites, site, march(15)));
    CHECK(version() != before);
    CHECK(days(march(15), march(16)) == "2026-03-15 ");
    CHECK(days(march(1), march(15)) == "");
    CHECK(days(march(16), march(30)) == "");
  });
}
