// Who lives in each cell of the grid: those whose centre is in the territory, each size a whole list.
#include <cmath>
#include <unordered_set>

#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/grid.hpp"
#include "modules/territory/import_work.hpp"
#include "modules/territory/store.hpp"

namespace maillage::territory {
namespace {

constexpr double kThousandths = 1000;

// The ground of the territory: its communes, or its IRIS where no commune has an outline.
class Ground {
 public:
  explicit Ground(ImportWork& work) {
    add(work, "commune");
    if (shapes_.empty()) add(work, "iris");
    std::vector<const geometry::Outline*> pointers;
    for (const geometry::Outline& shape : shapes_) {
      pointers.push_back(&shape);
      box_.include(geometry::bounds(shape));
    }
    index_.emplace(pointers);
  }

  bool holds(Lambert93 point) const {
    const bool near = point.x >= box_.x_min && point.x <= box_.x_max && point.y >= box_.y_min && point.y <= box_.y_max;
    return near && index_->find(point).has_value();
  }
  // Whether a commune of that code is in the territory.
  bool names(const std::string& commune) const { return communes_.contains(commune); }

 private:
  void add(ImportWork& work, std::string_view level) {
    for (auto& [code, wkb] : store::outlines(work.recorder.session(), work.day, level)) {
      auto outline = geometry::from_wkb(wkb);
      if (!outline) continue;
      communes_.insert(code.substr(0, 5));
      shapes_.push_back(*std::move(outline));
    }
  }

  std::unordered_set<std::string> communes_;
  std::vector<geometry::Outline> shapes_;
  geometry::Box box_;
  std::optional<geometry::OutlineIndex> index_;
};

GridCell cell_of(const reading::GridCellRow& row, Lambert93 centre) {
  return {row.size_m,
          row.north_m,
          row.east_m,
          std::llround(centre.x * 10),
          std::llround(centre.y * 10),
          row.residents,
          row.aged_0_5,
          row.aged_65,
          row.aged_80,
          row.households,
          row.poor,
          row.imputed};
}

struct LeftOut {
  std::size_t cells = 0, beside = 0;  // of which said to be of a commune of the territory
  std::int64_t residents_beside = 0;
};

void note_left_out(ImportWork& work, const LeftOut& out) {
  if (out.cells == 0) return;
  work.repair(std::nullopt, "", "territory.cells_left_out",
              {{"count", std::to_string(out.cells)},
               {"beside", std::to_string(out.beside)},
               {"residents", std::to_string(std::llround(static_cast<double>(out.residents_beside) / kThousandths))}});
}

void note_imputed(ImportWork& work, const std::vector<GridCell>& cells) {
  std::size_t imputed = 0;
  std::int64_t theirs = 0, all = 0;
  for (const GridCell& cell : cells) {
    imputed += cell.imputed ? 1 : 0;
    theirs += cell.imputed ? cell.residents : 0;
    all += cell.residents;
  }
  if (imputed == 0) return;
  const double share = all > 0 ? 100.0 * static_cast<double>(theirs) / static_cast<double>(all) : 0;
  work.repair(std::nullopt, "", "territory.cells_imputed",
              {{"count", std::to_string(imputed)},
               {"total", std::to_string(cells.size())},
               {"share", std::to_string(std::llround(share))}});
}

}  // namespace

void record(ImportWork& work, const std::vector<reading::GridCellRow>& rows) {
  const Ground ground(work);
  std::vector<GridCell> cells;
  LeftOut out;
  for (const reading::GridCellRow& row : rows) {
    const double half = row.size_m / 2.0;
    const auto centre = geometry::lambert93_of_grid({row.east_m + half, row.north_m + half});
    if (centre && ground.holds(*centre)) {
      cells.push_back(cell_of(row, *centre));
      continue;
    }
    ++out.cells;
    if (!ground.names(row.commune)) continue;
    ++out.beside;
    out.residents_beside += row.residents;
  }
  if (cells.empty() && !rows.empty())
    work.problem(std::nullopt, "", "territory.no_cell_here", {{"date", work.day.str()}});
  note_left_out(work, out);
  note_imputed(work, cells);
  if (cells.empty()) return;
  work.recorder.grid_cells(cells, work.day, {"grid_cell/" + std::to_string(cells.front().size_m)});
  for (const std::string& scope : work.recorder.hollowed())
    work.problem(std::nullopt, "", "territory.incomplete_file", {{"scope", scope}, {"date", work.day.str()}});
}

}  // namespace maillage::territory
