#include "app/site_words.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "app/engine_problems.hpp"
#include "app/language.hpp"

namespace maillage::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"site_negative_cost", 422, "Un coût ou une capacité ne peut pas être négatif.",
     "a cost or a capacity cannot be negative"},
    {"site_no_places", 422, "Sans matrice ni réseau, il faut les colonnes x_l93_m et y_l93_m (ou x_m et y_m).",
     "without a matrix or a network, the columns x_l93_m and y_l93_m (or x_m and y_m) are needed"},
    {"site_too_many_pairs", 422, "Il y a plus de {most} paires : donnez une matrice des seules paires à portée.",
     "there are more than {most} pairs: give a matrix of the pairs within reach only"},
    {"site_graph", 422, "Le réseau s’écrit « n arêtes p », puis une ligne « i j coût » par arête, i et j de 1 à n.",
     "a network is written as \"n edges p\", then a line \"i j cost\" per edge, i and j from 1 to n"},
    {"site_graph_size", 422, "Le réseau a {have} lieux, la demande en a {want}.",
     "the network has {have} places, the demand has {want}"},
    {"site_rule", 422, "« {text} » n’est pas une règle : open, closed ou rien.",
     "\"{text}\" is not a rule: open, closed or nothing"},
    {"site_open_out_of_range", 422, "Il faut dire combien de sites ouvrir (--open).",
     "say how many sites may be open (--open)"},
};

struct Reason {
  std::string_view code;
  std::string_view french;
  std::string_view english;
};

constexpr Reason kReasons[] = {
    {"demand_unreachable", "{demands} : aucun site qui peut ouvrir n’est à portée",
     "{demands}: no site that may open is within reach"},
    {"too_many_fixed", "{have} sites doivent ouvrir ({sites}), {limit} le peuvent",
     "{have} sites must be open ({sites}), {limit} may be"},
    {"too_few_sites", "{limit} sites peuvent ouvrir, il en faut au moins {have} pour que chacun en ait un à portée",
     "{limit} sites may open, at least {have} are needed for everyone to have one within reach"},
    {"demand_too_heavy", "{demands} demande {have}, le plus grand site à sa portée peut servir {limit}",
     "{demands} asks for {have}, the largest site it reaches can serve {limit}"},
    {"capacity_too_small", "il faut servir {have} en tout, les plus grands sites qui peuvent ouvrir servent {limit}",
     "{have} are to be served in all, the largest sites that may open serve {limit}"},
    {"budget_too_small", "le choix le moins cher coûte {price}, le budget est {budget}",
     "the cheapest choice costs {price}, the budget is {budget}"},
    {"nothing_fits", "aucun choix de sites ne convient : tous ont été écartés par le calcul",
     "no choice of sites fits: the search has ruled all of them out"},
};

std::string names_of(const std::vector<std::int32_t>& positions, const UnitTable& table) {
  std::string names;
  for (std::size_t i = 0; i < std::min<std::size_t>(positions.size(), 3); ++i)
    names += (i == 0 ? "" : ", ") + table.names[static_cast<std::size_t>(positions[i])];
  if (positions.size() <= 3) return names;
  return names + said(" et {more} autres", " and {more} more", {{"more", std::to_string(positions.size() - 3)}});
}

}  // namespace

int refuse_siting(const Problem& problem) {
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const ProblemRow& r) { return r.code == problem.code; });
  if (row == std::end(kRows)) return refuse_input(problem);
  fmt::print(stderr, "{}: {}\n", problem.field, said(row->french, row->english, problem.args));
  return kBadInput;
}

std::string explain(const engines::siting::Impossibility& why, const SiteInput& input) {
  const auto reason =
      std::find_if(std::begin(kReasons), std::end(kReasons), [&](const Reason& r) { return r.code == why.code; });
  if (reason == std::end(kReasons)) return why.code;
  return said(reason->french, reason->english,
              {{"demands", names_of(why.demands, input.demands)},
               {"sites", names_of(why.sites, input.sites)},
               {"have", std::to_string(why.have)},
               {"limit", std::to_string(why.limit)},
               {"price", fmt::format("{:.10g}", why.price)},
               {"budget", fmt::format("{:.10g}", input.instance.budget)}});
}

void say_no_choice() {
  fmt::print(stderr, "{}\n",
             said("aucun choix de sites n’a été trouvé dans le temps donné ; rien ne prouve qu’il n’y en a pas",
                  "no choice of sites was found in time; nothing proves that there is none", {}));
}

}  // namespace maillage::app
