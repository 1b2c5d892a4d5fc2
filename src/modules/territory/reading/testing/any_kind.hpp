// For tests: every kind of file read the same way, its rows as texts, and one small file of each kind.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/sayings.hpp"

namespace maillage::territory::reading {

inline std::string or_dash(const auto& value) { return value ? fmt::format("{}", *value) : "-"; }

inline std::string shown(const std::optional<LonLat>& at) {
  return at ? fmt::format("{:.4f},{:.4f}", at->lon, at->lat) : "-";
}
inline std::string shown(const geometry::Outline& outline) {
  return fmt::format("{:.0f}m2", geometry::area_m2(outline));
}
inline std::string shown(const std::vector<CommuneCode>& codes) {
  std::string all;
  for (const CommuneCode& code : codes) all += (all.empty() ? "" : "+") + code.str();
  return all;
}

inline std::string shown(const CommuneRow& r) {
  return fmt::format("{} {} {} {} {}", r.code.str(), r.name, or_dash(r.population), r.epci ? r.epci->str() : "-",
                     r.outline ? shown(*r.outline) : "-");
}
inline std::string shown(const IrisRow& r) {
  return fmt::format("{} {} {} {} {}", r.code.str(), r.name, r.commune.str(), r.type, shown(r.outline));
}
inline std::string shown(const PopulationRow& r) {
  return fmt::format("{} {} {}", text(r.code), or_dash(r.population), r.withheld);
}
inline std::string shown(const EpciRow& r) {
  return fmt::format("{} {} {} {}", r.code.str(), r.name, r.kind == EpciKind::ept ? "ept" : "epci", shown(r.members));
}
inline std::string shown(const CogChange& r) {
  static constexpr const char* kKinds[] = {"merged", "split", "code", "delegated", "former"};
  std::string shares;
  for (const double share : r.shares) shares += fmt::format(" {}", share);
  return fmt::format("{} {} {}>{}{}", r.date ? r.date->str() : "-", kKinds[static_cast<int>(r.kind)], shown(r.from),
                     shown(r.to), shares);
}
inline std::string shown(const SectorRow& r) {
  std::string row = fmt::format("{} {} {}", text(r.code), r.sector, r.sector_name);
  if (!r.street) return row;
  return row + fmt::format(" [{}|{} {}..{} {}]", r.street->street, r.street->ban_id, or_dash(r.street->from_number),
                           or_dash(r.street->to_number), "aoe"[static_cast<int>(r.street->parity)]);
}
inline std::string shown(const SiteRow& r) {
  static constexpr const char* kKinds[] = {"mds", "antenne", "permanence", "pmi", "other"};
  return fmt::format("{} {} {} {}|{}|{} {} {}{}", r.code, r.name, kKinds[static_cast<int>(r.kind)], r.address,
                     r.postcode, r.commune_name, r.commune ? r.commune->str() : "-", shown(r.position),
                     r.hours.empty() ? "" : " " + r.hours);
}
inline std::string shown(const AccessPointRow& r) { return r.type + " " + shown(r.site); }
inline std::string shown(const AddressRow& r) {
  return fmt::format("{} {}{} {} {} {}", r.id, r.number, r.suffix, r.street, r.commune.str(), shown(r.position));
}
inline std::string shown(const GridCellRow& r) {
  return fmt::format("{} {} {} {} {} {} {} {} {} {}{}", r.size_m, r.north_m, r.east_m, r.residents, r.aged_0_5,
                     r.aged_65, r.aged_80, r.households, r.poor, r.commune, r.imputed ? " imputed" : "");
}
// By the names of the columns, whatever their order.
inline std::string shown(const QuantityRow& r) {
  std::map<std::string, std::int64_t> amounts;
  for (std::size_t i = 0; i < r.thousandths.size(); ++i) amounts[r.columns->at(i).code] = r.thousandths[i];
  std::string row = text(r.code);
  for (const auto& [code, amount] : amounts) row += fmt::format(" {}={}", code, amount);
  return row;
}

// What a file gave: its rows, and what was noted.
struct Heard {
  std::vector<std::string> rows;
  std::vector<int> lines;
  std::vector<Note> problems, repairs;

  bool ok() const { return problems.empty(); }
};

template <class Row>
Heard heard(const Read<Row>& read) {
  Heard all{{}, {}, read.problems, read.repairs};
  for (const Row& row : read.rows) {
    all.rows.push_back(shown(row));
    all.lines.push_back(row.line);
  }
  return all;
}

inline std::string listed(const std::vector<std::string>& rows) {
  std::string all;
  for (const std::string& row : rows) all += row + "\n";
  return all;
}

// A kind of file, and a small one of it: a header, then rows with an accent, lines ended by LF, ';' between cells.
struct Kind {
  const char* name;
  std::function<Heard(const File&)> read;
  std::string csv;
};

inline const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"communes", [](const File& f) { return heard(read_communes(f)); },
       "code;nom;population;epci\n93031;Épinay-sur-Seine;55593;200054781\n2A004;Ajaccio;71361;242010056\n"},
      {"populations", [](const File& f) { return heard(read_populations(f)); },
       "IRIS;LIBIRIS;P22_POP\n930310101;Épinay;2034,5\n2A0040101;Ajaccio;ns\n93066;Tout;149077\n"},
      {"epci", [](const File& f) { return heard(read_epci(f)); },
       "CODGEO;EPCI;LIBEPCI\n93031;200054781;Métropole\n93066;200054781;Métropole\n2A004;242010056;CA\n"},
      {"cog_changes", [](const File& f) { return heard(read_cog_changes(f)); },
       "cod2024;cod2025;annee;typemodif;libellé;ratio\n93059;93066;2025-01-01;f;é;1\n"
       "31483;31300;2025-01-01;d;é;0,25\n31483;31483;2025-01-01;d;é;0,75\n"},
      {"sectors", [](const File& f) { return heard(read_sectors(f)); },
       "code;secteur;nom;voie;du;au;parite\n93031;S1;Épinay;;;;\n930660101;S2;Sud;;;;\n"
       "2A004;S1;Épinay;Rue de l'Église;1;99;impair\n"},
      {"sites", [](const File& f) { return heard(read_sites(f)); },
       "id;nom;type;adresse;code_postal;commune;code_insee;longitude;latitude\n"
       "m1;MDS d'Épinay;MDS;1 rue A;93800;Épinay;93031;2,31;48,95\np1;PMI;PMI;2 rue B;20000;Ajaccio;2A004;;\n"},
      {"addresses", [](const File& f) { return heard(read_addresses(f)); },
       "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
       "93031_1;12;bis;Rue de l'Église;93800;93031;Épinay;2.31;48.95\n2A004_1;3;;Cours A;20000;2A004;Ajaccio;;\n"},
      {"access_points", [](const File& f) { return heard(read_access_points(f)); },
       "id;nom;type;code_insee;longitude;latitude;horaires\n"
       "f1;Épinay;France services;93031;2,31;48,95;lundi-vendredi 9h-12h\nc1;CCAS;CCAS;2A004;;;\n"},
      {"grid_cells", [](const File& f) { return heard(read_grid_cells(f)); },
       "idcar_200m;i_est_200;lcog_geo;libellé;ind;men;men_pauv;ind_0_3;ind_4_5;ind_65_79;ind_80p\n"
       "CRS3035RES200mN2890200E3761400;0;93031;Épinay;34,5;12;3;2;1,5;6;2\n"
       "CRS3035RES200mN2890200E3761600;1;9303193066;Épinay;4;2;0;0;0;1;0\n"},
      {"quantities", [](const File& f) { return heard(read_quantities(f)); },
       "code;Aînés (habitants);Foyers RSA\n93031;812;1034,5\n2A0040101;12;0\n"},
  };
  return all;
}

// The cells of a table without quotes.
inline std::vector<std::vector<std::string>> cells_of(std::string_view csv) {
  std::vector<std::vector<std::string>> rows(1, {""});
  for (const char c : csv) {
    if (c == '\n') {
      rows.push_back({""});
    } else if (c == ';') {
      rows.back().emplace_back();
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

// The same table in another hand: every cell rewritten, another delimiter, another end of line.
inline std::string rewritten(std::string_view csv, char delimiter, const std::string& line_end,
                             const std::function<std::string(std::string_view)>& cell) {
  std::string out;
  for (const auto& row : cells_of(csv)) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : std::string(1, delimiter)) + cell(row[i]);
    out += line_end;
  }
  return out;
}

inline std::string as_is(std::string_view cell) { return std::string(cell); }
inline std::string quoted(std::string_view cell) { return '"' + std::string(cell) + '"'; }

// Every note has its sentence in both languages, without a hole left, and stands inside the file.
inline std::string unsaid(const Heard& heard, int lines) {
  for (const auto* notes : {&heard.problems, &heard.repairs}) {
    for (const Note& note : *notes) {
      if (note.line && (*note.line < 1 || *note.line > lines)) return note.problem.code + " out of the file";
      for (const bool french : {true, false}) {
        const std::string said = sentence(note, french);
        if (said.empty() || (note.problem.args.empty() && said.find('{') != said.npos)) return note.problem.code;
        for (const auto& [name, value] : note.problem.args) {
          if (said.find("{" + name + "}") != said.npos) return note.problem.code + " leaves " + name;
        }
      }
    }
  }
  return "";
}

}  // namespace maillage::territory::reading
