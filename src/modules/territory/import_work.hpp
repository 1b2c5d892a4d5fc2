// One import under way: how each kind of row becomes statements. Internal to the module.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modules/territory/import.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/store_history.hpp"

namespace maillage::territory {

// What the recording functions share. A problem added here undoes the import.
struct ImportWork {
  const ImportRequest& request;
  Date day;
  store::Recorder& recorder;
  std::vector<reading::Note> problems;
  std::vector<reading::Note> repairs;

  void problem(std::optional<int> line, std::string column, std::string code,
               std::vector<std::pair<std::string, std::string>> args = {}) {
    problems.push_back({line, std::move(column), {std::move(code), "", std::move(args)}});
  }
  void repair(std::optional<int> line, std::string column, std::string code,
              std::vector<std::pair<std::string, std::string>> args = {}) {
    repairs.push_back({line, std::move(column), {std::move(code), "", std::move(args)}});
  }
};

// A fault or a repair with its sentences.
LineProblem in_words(const reading::Note& note);

void record(ImportWork& work, const std::vector<reading::CommuneRow>& rows);
void record(ImportWork& work, const std::vector<reading::IrisRow>& rows);
void record(ImportWork& work, const std::vector<reading::PopulationRow>& rows);
void record(ImportWork& work, const std::vector<reading::EpciRow>& rows);
void record(ImportWork& work, const std::vector<reading::CogChange>& rows);
void record(ImportWork& work, const std::vector<reading::SectorRow>& rows);
void record(ImportWork& work, const std::vector<reading::SiteRow>& rows);
void record(ImportWork& work, const std::vector<reading::AddressRow>& rows);
void record(ImportWork& work, const std::vector<reading::QuantityRow>& rows);
void record(ImportWork& work, const std::vector<reading::AccessPointRow>& rows);
void record(ImportWork& work, const std::vector<reading::GridCellRow>& rows);

// As one line: "12 rue Hoche 93500 Pantin".
std::string whole_address(const reading::SiteRow& row);

}  // namespace maillage::territory
