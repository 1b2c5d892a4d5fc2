// The language of what is said on the command line.
#pragma once

namespace maillage::app {

// Whether the locale of the messages (LC_ALL, else LC_MESSAGES, else LANG) is French.
bool french();

}  // namespace maillage::app
