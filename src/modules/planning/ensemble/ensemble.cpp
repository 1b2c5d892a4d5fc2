#include "modules/planning/ensemble/ensemble.hpp"

#include <algorithm>
#include <chrono>

namespace maillage::planning {
namespace {

namespace districting = engines::districting;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kMapsMin = 1'000, kMapsMax = 1'000'000;
constexpr double kBalanceMin = 0.005, kBalanceMax = 5;
constexpr double kSearchBalanceMax = 1;    // of a search
constexpr std::int64_t kWarmUpShare = 20;  // of what each chain draws
constexpr double kLookSeconds = 0.5;

// The same question as a search's, for its rules and its engine's instance.
ProposalRequest as_proposal(const EnsembleRequest& asked) {
  ProposalRequest out;
  out.name = "ensemble";
  out.at = asked.at;
  out.missions = asked.missions;
  out.districts_min = out.districts_max = asked.districts;
  out.balance = std::min(asked.balance, kSearchBalanceMax);
  out.stability = 0;
  out.seconds = asked.seconds;
  out.keep = asked.keep;
  out.weights = asked.weights;
  return out;
}

// A refusal in the words of this request.
Problem renamed(Problem problem) {
  if (problem.field == "/districts_min" || problem.field == "/districts_max") problem.field = "/districts";
  return problem;
}

}  // namespace

Result<EnsembleQuestion> question_of(sql::Session& session, territory::Territory& territory, EnsembleRequest asked,
                                     Date today) {
  if (!(asked.balance >= kBalanceMin && asked.balance <= kBalanceMax))
    return Problem{"planning.outside", "/balance", {{"low", "0.005"}, {"high", "5"}}};
  auto question = question_of(session, territory, as_proposal(asked), today);
  if (!question) return renamed(question.problem());
  if (const auto good = check(*question); !good) return renamed(good.problem());
  if (asked.maps < kMapsMin || asked.maps > kMapsMax)
    return Problem{
        "planning.outside", "/maps", {{"low", std::to_string(kMapsMin)}, {"high", std::to_string(kMapsMax)}}};
  asked.at = question->request.at;
  question->request.balance = asked.balance;
  return EnsembleQuestion{std::move(asked), *std::move(question)};
}

districting::Ensemble draw(const EnsembleQuestion& question, std::uint64_t seed, int threads,
                           const std::atomic<bool>* stop, const DrawReport& report) {
  const EnsembleRequest& asked = question.asked;
  const auto begin = Clock::now();
  districting::EnsembleOptions options;
  options.kind = districting::ChainKind::reversible;
  options.plans = asked.maps;
  options.warm_up = asked.maps / kChains / kWarmUpShare;
  options.chains = kChains;
  options.threads = threads;
  options.seed = seed;
  options.seconds = asked.seconds;
  options.stop = stop;
  options.look = report.look;
  options.look_seconds = kLookSeconds;
  if (report.progress)
    options.report = [&](const districting::EnsembleProgress& progress) {
      const double spent = std::chrono::duration<double>(Clock::now() - begin).count() / asked.seconds;
      report.progress(std::min(1.0, std::max(progress.fraction, spent)));
    };
  return districting::draw_ensemble(instance_of(question.question, asked.districts), options);
}

}  // namespace maillage::planning
