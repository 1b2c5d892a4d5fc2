// For tests: notes as short texts.
#pragma once

#include <string>

#include "modules/territory/reading/reading.hpp"

namespace maillage::territory::reading {

// "3 code: code_mended(1034>01034)" … one note a line.
inline std::string said(const std::vector<Note>& notes) {
  std::string text;
  for (const Note& note : notes) {
    if (!text.empty()) text += "\n";
    text += note.line ? std::to_string(*note.line) : "-";
    text += " " + note.column + ": " + note.problem.code.substr(std::string("territory.").size());
    std::string args;
    for (const auto& [name, value] : note.problem.args) args += (args.empty() ? "" : ", ") + value;
    if (!args.empty()) text += "(" + args + ")";
  }
  return text;
}

// The sentence of a note with its placeholders filled; "" when its code has no row.
inline std::string sentence(const Note& note, bool french) {
  for (const ProblemRow& row : problem_rows()) {
    if (row.code != note.problem.code) continue;
    std::string text(french ? row.french : row.english);
    for (const auto& [name, value] : note.problem.args) {
      const std::string hole = "{" + name + "}";
      for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole))
        text.replace(at, hole.size(), value);
    }
    return text;
  }
  return "";
}

}  // namespace maillage::territory::reading
