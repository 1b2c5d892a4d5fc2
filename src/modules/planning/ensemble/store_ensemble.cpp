#include "modules/planning/ensemble/store_ensemble.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "engines/districting/ensemble_rank.hpp"
#include "modules/planning/stored.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

struct Figures {
  std::string name;
  double mean = 0, deviation = 0, least = 0, most = 0;
  std::optional<double> r_hat;
  double independent = 0;
};
BOOST_DESCRIBE_STRUCT(Figures, (), (name, mean, deviation, least, most, r_hat, independent))

struct DistributionRow {
  std::string figures;
  std::string chains;
};
BOOST_DESCRIBE_STRUCT(DistributionRow, (), (figures, chains))

std::string figures_of(const std::string& name, const districting::Distribution& d) {
  Figures out{name, d.mean, d.deviation, d.least, d.most, {}, d.independent};
  if (d.r_hat > 0 && std::isfinite(d.r_hat)) out.r_hat = d.r_hat;
  return platform::to_json(out);
}

// The next number of the text, which is moved beyond it.
std::uint64_t take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  MAILLAGE_ASSERT(end.ec == std::errc{}, "what was stored is readable");
  text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
  if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return value;
}

districting::Sketch sketch_of(std::string_view text) {
  districting::Sketch out;
  std::uint64_t number = 0;
  while (!text.empty()) {
    number += take_number(text);
    out.add({number, take_number(text)});
  }
  return out;
}

districting::Distribution distribution_of(const Figures& figures, std::string_view chains) {
  districting::Distribution out;
  out.of_chain = sketches_of(chains);
  for (const districting::Sketch& sketch : out.of_chain) out.sketch.add(sketch);
  out.mean = figures.mean;
  out.deviation = figures.deviation;
  out.least = figures.least;
  out.most = figures.most;
  out.r_hat = figures.r_hat.value_or(0);
  out.independent = figures.independent;
  return out;
}

}  // namespace

std::string sketches_text(const std::vector<districting::Sketch>& sketches) {
  std::string out;
  for (std::size_t s = 0; s < sketches.size(); ++s) {
    if (s > 0) out += ';';
    std::uint64_t last = 0;
    const char* between = "";
    for (const districting::Sketch::Class& met : sketches[s].classes()) {
      out += std::exchange(between, " ");
      out += std::to_string(met.number - last) + ' ' + std::to_string(met.count);
      last = met.number;
    }
  }
  return out;
}

std::vector<districting::Sketch> sketches_of(std::string_view text) {
  std::vector<districting::Sketch> out;
  for (bool more = true; more;) {
    const std::size_t end = text.find(';');
    out.push_back(sketch_of(text.substr(0, end)));
    more = end != std::string_view::npos;
    if (more) text.remove_prefix(end + 1);
  }
  return out;
}

EnsembleId insert_ensemble(sql::Session& session, const EnsembleRow& row) {
  return {*session.first<std::int64_t>("planning.insert_ensemble", row.created_at, row.created_by, row.at, row.request,
                                       row.units)};
}

void attach_job(sql::Session& session, EnsembleId id, std::int64_t job) {
  session.exec("planning.attach_ensemble_job", job, id);
}

std::vector<ListedEnsemble> ensembles(sql::Session& session) {
  return session.rows<ListedEnsemble>("planning.ensembles");
}

std::optional<EnsembleRow> find_ensemble(sql::Session& session, EnsembleId id) {
  return session.first<EnsembleRow>("planning.find_ensemble", id);
}

void save_ensemble(sql::Session& session, EnsembleId id, const districting::Ensemble& ensemble) {
  session.exec("planning.delete_distributions", id);
  Drawn drawn{ensemble.plans,   ensemble.proposals, ensemble.chains,
              ensemble.seconds, ensemble.complete,  !ensemble.distributions.empty()};
  for (std::size_t m = 0; m < ensemble.distributions.size(); ++m) {
    const districting::Distribution& d = ensemble.distributions[m];
    drawn.agreed = drawn.agreed && districting::chains_agree(d);
    session.exec("planning.insert_distribution", id, static_cast<std::int32_t>(m), figures_of(ensemble.names[m], d),
                 sketches_text(d.of_chain));
  }
  session.exec("planning.save_drawn", ensemble.plans > 0 ? platform::to_json(drawn) : "", id);
}

void save_impossibility(sql::Session& session, EnsembleId id, const ImpossibilityView& why) {
  session.exec("planning.save_ensemble_impossibility", platform::to_json(why), id);
}

std::optional<districting::Ensemble> ensemble_of(sql::Session& session, const EnsembleRow& row) {
  if (row.drawn.empty()) return std::nullopt;
  const auto drawn = read_stored<Drawn>(row.drawn);
  districting::Ensemble out;
  out.plans = drawn.maps;
  out.proposals = drawn.proposals;
  out.chains = drawn.chains;
  out.seconds = drawn.seconds;
  out.complete = drawn.complete;
  for (const auto& kept : session.rows<DistributionRow>("planning.distributions", row.id)) {
    const auto figures = read_stored<Figures>(kept.figures);
    out.names.push_back(figures.name);
    out.distributions.push_back(distribution_of(figures, kept.chains));
  }
  return out;
}

}  // namespace maillage::planning
