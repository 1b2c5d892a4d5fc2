#include "app/import_report.hpp"

#include <fmt/core.h>

#include <array>

namespace maillage::app {
namespace {

constexpr std::array kRows = std::to_array<ProblemRow>({
    {"cli.file_unreadable", 422, "Le fichier {file} n’existe pas ou ne peut pas être lu.",
     "The file {file} does not exist or cannot be read."},
    {"cli.departement_unknown", 422, "« {code} » n’est pas le code d’un Département (01 à 95, 2A, 2B, 971 à 978).",
     "\"{code}\" is not the code of a Département (01 to 95, 2A, 2B, 971 to 978)."},
    {"cli.files_missing", 422,
     "Aucun fichier de communes du Département {code} n’a été trouvé dans {folder}. Attendu : {expected}.",
     "No file of communes of Département {code} was found in {folder}. Expected: {expected}."},
    {"cli.network_refused", 503,
     "Les données ouvertes n’ont pas pu être téléchargées ({address}). Vérifiez le réseau, ou donnez un dossier de "
     "fichiers déjà téléchargés avec --from.",
     "The open data could not be downloaded ({address}). Check the network, or give a folder of files already "
     "downloaded "
     "with --from."},
});

void print_lines(const std::vector<territory::LineProblem>& lines, const char* label, bool english) {
  for (const territory::LineProblem& one : lines) {
    const std::string where = (one.line ? fmt::format("{} {}", english ? "line" : "ligne", *one.line) : "") +
                              (one.column.empty() ? "" : fmt::format("{}{}", one.line ? ", " : "", one.column));
    fmt::print(stderr, "{}{}{}: {}\n", label, where.empty() ? "" : " ", where,
               english ? one.sentence_en : one.sentence_fr);
  }
}

}  // namespace

int print_report(const territory::ImportReport& report, bool english) {
  print_lines(report.repairs, english ? "note" : "remarque", english);
  print_lines(report.problems, english ? "fault" : "faute", english);
  const char* state = !report.accepted ? (english ? "refused" : "refusé")
                      : report.dry_run ? (english ? "dry run" : "essai")
                                       : (english ? "imported" : "importé");
  const char* sentence = english ? "{} ({}): {}, {} rows, {} created, {} changed, {} unchanged, {} closed\n"
                                 : "{} ({}) : {}, {} lignes, {} créés, {} modifiés, {} inchangés, {} fermés\n";
  fmt::print(fmt::runtime(sentence), report.file_name, report.kind, state, report.rows, report.created, report.changed,
             report.unchanged, report.closed);
  return report.accepted ? 0 : 1;
}

std::span<const ProblemRow> command_problems() { return kRows; }

}  // namespace maillage::app
