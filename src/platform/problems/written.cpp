#include "platform/problems/written.hpp"

#include <chrono>

#include "platform/problems/problems.hpp"

namespace maillage::platform {
namespace {

using Months = const char* const[12];

constexpr Months kFrench = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                            "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr Months kEnglish = {"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

std::string in_words(Date date, const Months& months, std::string_view first) {
  const std::chrono::year_month_day ymd{date.days()};
  const unsigned day{ymd.day()};
  return (day == 1 ? std::string(first) : std::to_string(day)) + " " + months[unsigned{ymd.month()} - 1] + " " +
         std::to_string(int{ymd.year()});
}

// Whether the space at `i` holds a mark to its word.
bool holds(std::string_view sentence, std::size_t i) {
  const auto rest = sentence.substr(i + 1);
  const bool before_mark = !rest.empty() && std::string_view(":;?!%").find(rest[0]) != std::string_view::npos;
  return before_mark || rest.starts_with("»") || sentence.substr(0, i).ends_with("«");
}

}  // namespace

std::string filled_in_french(std::string_view sentence, const Arguments& args) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (sentence[i] == ' ' && holds(sentence, i))
      text += "\u00a0";
    else
      text += sentence[i];
  return filled(text, args);
}

std::string date_in_french(Date date) { return in_words(date, kFrench, "1er"); }
std::string date_in_english(Date date) { return in_words(date, kEnglish, "1"); }

Arguments with_dates(Arguments args, std::string (*write)(Date)) {
  for (auto& [name, value] : args)
    if (const auto date = Date::parse(value)) value = write(*date);
  return args;
}

}  // namespace maillage::platform
