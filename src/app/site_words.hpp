// What `maillage site` says when it refuses, and when nothing is possible.
#pragma once

#include <string>

#include "app/site_options.hpp"

namespace maillage::app {

// Why no choice exists, in one sentence that names the demands and sites, in the language of the locale.
std::string explain(const engines::siting::Impossibility& why, const SiteInput& input);

// Says on stderr that no choice was found in time.
void say_no_choice();

}  // namespace maillage::app
