#include "app/import_report.hpp"

#include <fmt/core.h>

namespace maillage::app {
namespace {

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

}  // namespace maillage::app
