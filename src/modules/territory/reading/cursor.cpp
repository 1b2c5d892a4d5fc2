#include "modules/territory/reading/cursor.hpp"

#include <algorithm>

#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/reading/cells.hpp"

namespace maillage::territory::reading {
namespace {

// An IRIS code has nine characters, eight once its zero is lost; spaces and ".0" do not count.
bool long_as_iris(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) > 7;
}

}  // namespace

std::string shortened(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return std::string(text);
  std::size_t end = kLongest;
  while ((text[end] & 0xC0) == 0x80) --end;  // never inside a character
  return std::string(text.substr(0, end)) + "…";
}

bool Cursor::next() {
  sound_ = true;
  return row_++ < table_.rows();
}

std::string Cursor::required(std::size_t column) {
  if (text(column).empty()) problem(column, "territory.cell_missing");
  return std::string(text(column));
}

template <class Mended>
auto Cursor::code(std::size_t column, const Mended& mended, std::string_view kind) {
  using C = decltype(mended->code);
  if (!mended) {
    if (text(column).empty()) {
      problem(column, "territory.cell_missing");
    } else {
      problem(column, kind, {{"text", shortened(text(column))}});
    }
    return std::optional<C>();
  }
  if (mended->mended) {
    repair(column, "territory.code_mended", {{"text", shortened(text(column))}, {"code", mended->code.str()}});
  }
  return std::optional<C>(mended->code);
}

std::optional<CommuneCode> Cursor::commune(std::size_t column) {
  return code(column, commune_code(text(column)), "territory.commune_code_invalid");
}

std::optional<IrisCode> Cursor::iris(std::size_t column) {
  return code(column, iris_code(text(column)), "territory.iris_code_invalid");
}

std::optional<EpciCode> Cursor::epci(std::size_t column) {
  return code(column, epci_code(text(column)), "territory.epci_code_invalid");
}

std::optional<UnitCode> Cursor::unit(std::size_t column) {
  if (long_as_iris(text(column))) {
    if (const auto found = iris(column)) return UnitCode(*found);
  } else if (const auto found = commune(column)) {
    return UnitCode(*found);
  }
  return std::nullopt;
}

std::optional<std::int64_t> Cursor::count(std::size_t column) {
  if (text(column).empty()) return std::nullopt;
  const auto value = reading::count(text(column));
  if (!value) problem(column, "territory.count_invalid", {{"text", shortened(text(column))}});
  return value;
}

std::optional<int> Cursor::whole(std::size_t column) {
  if (text(column).empty()) return std::nullopt;
  const auto value = reading::whole(text(column));
  if (!value) problem(column, "territory.number_invalid", {{"text", shortened(text(column))}});
  return value;
}

std::optional<Date> Cursor::date(std::size_t column) {
  if (text(column).empty()) return std::nullopt;
  const auto value = reading::date(text(column));
  if (!value) problem(column, "territory.date_invalid", {{"text", shortened(text(column))}});
  return value;
}

std::optional<LonLat> Cursor::position(std::size_t x_column, std::size_t y_column) {
  if (text(x_column).empty() && text(y_column).empty()) return std::nullopt;
  const auto x = decimal(text(x_column)), y = decimal(text(y_column));
  if (x && y && *x >= -180 && *x <= 180 && *y >= -90 && *y <= 90) return LonLat{*x, *y};
  if (x && y) {
    if (const auto degrees = geometry::to_lonlat({*x, *y})) return degrees;
  }
  problem(x ? y_column : x_column, "territory.position_invalid",
          {{"x", shortened(text(x_column))}, {"y", shortened(text(y_column))}});
  return std::nullopt;
}

void check_commas(const Table& table, std::size_t column, Notes& notes) {
  std::optional<std::size_t> unclear;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view cell = table.cell(row, column);
    if (cell.find(',') == std::string_view::npos) continue;
    if (!two_readings(cell)) return;
    if (!unclear) unclear = row;
  }
  if (!unclear) return;
  notes.problem(table.place(*unclear, column), "territory.commas_unclear",
                {{"text", std::string(table.cell(*unclear, column))}});
}

bool Cursor::first_time(const std::string& key, std::size_t column) {
  const auto [found, fresh] = seen_.try_emplace(key, line());
  if (!fresh) problem(column, "territory.code_twice", {{"code", key}, {"line", std::to_string(found->second)}});
  return fresh;
}

void Cursor::problem(std::size_t column, std::string_view code, Args args) {
  sound_ = false;
  notes_.problem(table_.place(row(), column), code, std::move(args));
}

void Cursor::repair(std::size_t column, std::string_view code, Args args) {
  notes_.repair(table_.place(row(), column), code, std::move(args));
}

}  // namespace maillage::territory::reading
