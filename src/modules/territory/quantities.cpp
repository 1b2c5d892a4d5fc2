#include "modules/territory/quantities.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::territory {
namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// Shares a whole in proportion to weights, by the largest remainder; equally when they are all null.
std::vector<std::int64_t> shares(std::int64_t whole, std::vector<std::int64_t> weights) {
  auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (total == 0) weights.assign(weights.size(), 1), total = static_cast<std::int64_t>(weights.size());
  std::vector<std::int64_t> out;
  std::vector<std::pair<__int128, std::size_t>> remainders;
  std::int64_t left = whole;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const __int128 product = static_cast<__int128>(whole) * weights[i];
    out.push_back(static_cast<std::int64_t>(product / total));
    remainders.emplace_back(product % total, i);
    left -= out.back();
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++out[remainders[i].second];
  return out;
}

// What a commune gives to those of its units of which nothing is given.
void share_out(std::int64_t left, const std::vector<std::int32_t>& units, const Snapshot& snapshot, Spread& out) {
  std::vector<std::int64_t> residents;
  for (const auto unit : units) residents.push_back(snapshot.populations[at(unit)]);
  const auto parts = shares(left, std::move(residents));
  for (std::size_t i = 0; i < units.size(); ++i) {
    out.of_unit[at(units[i])] = parts[i];
    out.estimated[at(units[i])] = true;
  }
}

}  // namespace

Spread spread(const GivenAmounts& given, const Snapshot& snapshot) {
  Spread out{
      std::vector<std::int64_t>(snapshot.codes.size(), 0), std::vector<bool>(snapshot.codes.size(), false), {}, {}};
  struct Commune {
    std::int64_t known = 0;
    std::vector<std::int32_t> unknown;
  };
  std::map<std::string_view, Commune> communes;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
    Commune& commune = communes[snapshot.commune_codes[u]];
    const auto found = given.find(snapshot.codes[u]);
    if (found == given.end()) {
      commune.unknown.push_back(static_cast<std::int32_t>(u));
    } else {
      out.of_unit[u] = found->second;
      commune.known += found->second;
    }
  }
  for (const auto& [code, commune] : communes) {
    if (commune.unknown.empty()) continue;
    const auto whole = given.find(code);
    if (whole == given.end()) {
      out.missing.insert(out.missing.end(), commune.unknown.begin(), commune.unknown.end());
    } else if (whole->second < commune.known) {
      out.too_small.emplace_back(code);
    } else {
      share_out(whole->second - commune.known, commune.unknown, snapshot, out);
    }
  }
  std::sort(out.missing.begin(), out.missing.end());
  return out;
}

std::vector<Quantity> spread_quantities(const std::vector<QuantityLine>& lines,
                                        const std::vector<AmountRecord>& amounts, const Snapshot& snapshot) {
  std::map<std::string_view, GivenAmounts> given;
  for (const AmountRecord& amount : amounts) given[amount.quantity][amount.code] = amount.thousandths;
  std::vector<Quantity> out;
  for (const QuantityLine& line : lines) {
    Spread found = spread(given[line.code], snapshot);
    out.push_back({line.code, line.name, line.unit, line.period, line.mission, line.file_name, line.imported_at,
                   std::move(found.of_unit), std::move(found.estimated), std::move(found.missing)});
  }
  return out;
}

}  // namespace maillage::territory
