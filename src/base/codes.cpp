#include "base/codes.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace maillage {
namespace {

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "01", "2A", "97": how every commune code begins.
bool departement_prefix(std::string_view two) { return two == "2A" || two == "2B" || (digits(two) && two != "00"); }

}  // namespace

bool CommuneRule::valid(std::string_view text) {
  return text.size() == 5 && departement_prefix(text.substr(0, 2)) && digits(text.substr(2));
}

bool IrisRule::valid(std::string_view text) {
  return text.size() == 9 && CommuneRule::valid(text.substr(0, 5)) && digits(text.substr(5));
}

bool EpciRule::valid(std::string_view text) { return text.size() == 9 && digits(text); }

bool DepartementRule::valid(std::string_view text) {
  if (text.size() == 3) return text.substr(0, 2) == "97" && text[2] >= '1' && text[2] <= '8';
  return text.size() == 2 && departement_prefix(text) && text < "97";
}

CommuneCode commune_of(const IrisCode& iris) {
  auto code = CommuneCode::parse(std::string_view(iris.str()).substr(0, 5));
  MAILLAGE_ASSERT(code, "an IRIS code begins with a commune code");
  return *code;
}

DepartementCode departement_of(const CommuneCode& commune) {
  const std::string_view text = commune.str();
  auto code = DepartementCode::parse(text.substr(0, text.starts_with("97") ? 3 : 2));
  MAILLAGE_ASSERT(code, "a commune code begins with a Département code");
  return *code;
}

}  // namespace maillage
