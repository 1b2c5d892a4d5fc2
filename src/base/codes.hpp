// Codes of the official geography, parsed once at the edge: an invalid one cannot exist.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace maillage {

// Shared shape of all codes: a text that passed its rule. `Rule::valid` decides, `Rule::kSchema` describes it.
template <class Rule>
class Code {
 public:
  static std::optional<Code> parse(std::string_view text) {
    if (!Rule::valid(text)) return std::nullopt;
    return Code(std::string(text));
  }
  static constexpr std::string_view schema() { return Rule::kSchema; }
  Code() = default;  // empty: only for containers and described records waiting to be filled
  const std::string& str() const { return text_; }
  friend auto operator<=>(const Code&, const Code&) = default;

 private:
  explicit Code(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Five characters, the first two or three those of a Département: 93066, 2A004, 97411.
struct CommuneRule {
  static bool valid(std::string_view text);
  static constexpr std::string_view kSchema = R"({"type":"string","pattern":"^([0-9]{2}|2[AB])[0-9]{3}$"})";
};
// Nine characters: the commune then four digits; CODE0000 is the whole of a commune without IRIS.
struct IrisRule {
  static bool valid(std::string_view text);
  static constexpr std::string_view kSchema = R"({"type":"string","pattern":"^([0-9]{2}|2[AB])[0-9]{7}$"})";
};
// SIREN of an EPCI or EPT: nine digits.
struct EpciRule {
  static bool valid(std::string_view text);
  static constexpr std::string_view kSchema = R"({"type":"string","pattern":"^[0-9]{9}$"})";
};
// 01…96, 2A, 2B, then overseas 971…978 and 984…989. 96 is nobody's: demonstrations take it.
struct DepartementRule {
  static bool valid(std::string_view text);
  static constexpr std::string_view kSchema = R"({"type":"string","pattern":"^([0-9]{2}|2[AB]|97[1-8]|98[4-9])$"})";
};

using CommuneCode = Code<CommuneRule>;
using IrisCode = Code<IrisRule>;
using EpciCode = Code<EpciRule>;
using DepartementCode = Code<DepartementRule>;

// The commune that holds an IRIS.
CommuneCode commune_of(const IrisCode& iris);
// The Département of a commune: "93", "2A", "974".
DepartementCode departement_of(const CommuneCode& commune);

}  // namespace maillage

template <class Rule>
struct std::hash<maillage::Code<Rule>> {
  std::size_t operator()(const maillage::Code<Rule>& code) const noexcept {
    return std::hash<std::string>{}(code.str());
  }
};
