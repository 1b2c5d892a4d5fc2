// What engine commands say when their input is refused, and with which exit code.
#pragma once

#include <string>

#include "app/engine_files.hpp"
#include "base/result.hpp"
#include "engines/districting/instance.hpp"

namespace maillage::app {

// Exit codes of the engine commands.
inline constexpr int kDone = 0;
inline constexpr int kUsage = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kInfeasible = 4;
inline constexpr int kNothingFound = 5;

// "file:line:column: sentence" on stderr, in the language of the locale; gives kBadInput.
int refuse_input(const Problem& problem);

// Why no lawful plan exists, in one sentence that names the units.
std::string explain(const engines::districting::Impossibility& why, const UnitTable& units);

// Says on stderr why no lawful plan exists, or that none was found.
void say_impossible(const std::string& why);
void say_nothing_found();

}  // namespace maillage::app
