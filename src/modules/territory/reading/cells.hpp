// One cell of a published file into a value: what spreadsheets and statistical offices do to codes, numbers and dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/codes.hpp"
#include "base/date.hpp"

namespace maillage::territory::reading {

// Without the blanks around, no-break spaces included, nor the ="…" that protects a code from spreadsheets.
std::string_view trimmed(std::string_view text);

// Lower case, no accent, letters and digits only: "Code commune (INSEE)" and "CODE_COMMUNE_INSEE" are the same header.
std::string folded(std::string_view text);

// A code, and whether it had to be mended to be one.
template <class C>
struct MendedCode {
  C code;
  bool mended = false;
};

// 93066; mended: 1034 (01034), 2B14 (2B014), 31230.0, 2a004, "93 066". Anything else is nothing.
std::optional<MendedCode<CommuneCode>> commune_code(std::string_view text);
// 930010101; mended: 10010101 (010010101), 930010101.0, "93001 0101".
std::optional<MendedCode<IrisCode>> iris_code(std::string_view text);
// 200054781; mended: 200054781.0, "200 054 781".
std::optional<MendedCode<EpciCode>> epci_code(std::string_view text);

// 12, 12.5, 12,5, "1 234,5" (any space), "343 500*"; not a number, infinite or beyond 1e15: nothing.
std::optional<double> decimal(std::string_view text);
// The same, rounded to one, when it is not negative.
std::optional<std::int64_t> count(std::string_view text);
// "149,077": 149 persons and 77 thousandths for a French reader, 149 077 persons for an English one.
bool two_readings(std::string_view text);
// A whole number without decimals, from 0 to 999 999.
std::optional<int> whole(std::string_view text);

// Whether the publisher says "there is a figure, or could be, but not here": s, ns, nd, so, nr, nc, na, ndiff, "-",
// "/".
bool withheld(std::string_view text);

// Whether the type of a row says that it is a part or a memory of a commune: it serves the changes, not the map of
// today.
bool not_a_commune(std::string_view type);

// 2025-01-31 or 31/01/2025.
std::optional<Date> date(std::string_view text);

}  // namespace maillage::territory::reading
