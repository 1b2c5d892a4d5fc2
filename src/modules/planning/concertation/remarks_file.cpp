#include "modules/planning/concertation/remarks_file.hpp"

#include <map>

#include "base/csv.hpp"

namespace maillage::planning {

std::string remarks_csv(const std::vector<Remark>& remarks, const std::vector<ListedConcertation>& concertations) {
  std::map<std::int64_t, std::string> titles;
  for (const ListedConcertation& one : concertations) titles[one.concertation.id] = one.concertation.title;
  std::string out = "number,page,place,place_name,received_at,state,content,answer,reason,read_at,read_by\r\n";
  for (const Remark& one : remarks) {
    const std::string state(describe::type_of<RemarkState>.names[static_cast<std::size_t>(one.state)]);
    const std::string& page = titles[one.concertation_id];
    out += std::to_string(one.id);
    for (const std::string* text : {&page, &one.place, &one.place_name, &one.received_at, &state, &one.content,
                                    &one.answer, &one.reason, &one.touched_at, &one.touched_by})
      out += ',' + csv::cell(*text);
    out += "\r\n";
  }
  return out;
}

}  // namespace maillage::planning
