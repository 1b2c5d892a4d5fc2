#include "base/codes.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace maillage {
namespace {

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "01", "2A", "96": a Département of two characters.
bool in_two(std::string_view code) {
  return code == "2A" || code == "2B" || (digits(code) && code > "00" && code < "97");
}

// "971", "988": one of three, overseas.
bool in_three(std::string_view code) {
  const auto last = code[2];
  return (code.starts_with("97") && last >= '1' && last <= '8') ||
         (code.starts_with("98") && last >= '4' && last <= '9');
}

}  // namespace

bool CommuneRule::valid(std::string_view text) {
  return text.size() == 5 && digits(text.substr(2)) && (in_two(text.substr(0, 2)) || in_three(text.substr(0, 3)));
}

bool IrisRule::valid(std::string_view text) {
  return text.size() == 9 && CommuneRule::valid(text.substr(0, 5)) && digits(text.substr(5));
}

bool EpciRule::valid(std::string_view text) { return text.size() == 9 && digits(text); }

bool DepartementRule::valid(std::string_view text) {
  return (text.size() == 2 && in_two(text)) || (text.size() == 3 && in_three(text));
}

CommuneCode commune_of(const IrisCode& iris) {
  auto code = CommuneCode::parse(std::string_view(iris.str()).substr(0, 5));
  MAILLAGE_ASSERT(code, "an IRIS code begins with a commune code");
  return *code;
}

DepartementCode departement_of(const CommuneCode& commune) {
  const std::string_view text = commune.str();
  auto code = DepartementCode::parse(text.substr(0, text >= "97" ? 3 : 2));
  MAILLAGE_ASSERT(code, "a commune code begins with a Département code");
  return *code;
}

}  // namespace maillage
