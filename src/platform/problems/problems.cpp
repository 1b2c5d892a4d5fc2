#include "platform/problems/problems.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

#include "platform/problems/rows.hpp"
#include "platform/problems/written.hpp"

namespace maillage::platform {
namespace {

class ProblemTable {
 public:
  ProblemTable() { add(platform_problem_rows()); }

  void add(std::span<const ProblemRow> rows) {
    const std::scoped_lock lock(mutex_);
    for (const ProblemRow& row : rows) {
      const auto [place, is_new] = rows_.emplace(row.code, &row);
      const ProblemRow& known = *place->second;
      if (!is_new &&
          (known.http_status != row.http_status || known.french != row.french || known.english != row.english))
        throw std::logic_error("two problems are named " + std::string(row.code));
    }
  }
  const ProblemRow& find(std::string_view code) {
    const std::scoped_lock lock(mutex_);
    const auto found = rows_.find(code);
    return found != rows_.end() ? *found->second : *rows_.find("unexpected")->second;
  }
  std::vector<ProblemRow> all() {
    const std::scoped_lock lock(mutex_);
    std::vector<ProblemRow> rows;
    for (const auto& [code, row] : rows_) rows.push_back(*row);
    return rows;
  }

 private:
  std::mutex mutex_;
  std::map<std::string_view, const ProblemRow*> rows_;
};

ProblemTable& table() {
  static ProblemTable the_table;
  return the_table;
}

Problem problem_of(const Fault& fault) {
  return {"input_" + fault.code, fault.path, {{"path", fault.path}, {"expected", fault.expected}}};
}

}  // namespace

void register_problems(std::span<const ProblemRow> rows) { table().add(rows); }
const ProblemRow& problem_row(std::string_view code) { return table().find(code); }
std::vector<ProblemRow> all_problem_rows() { return table().all(); }

std::string filled(std::string_view sentence, const std::vector<std::pair<std::string, std::string>>& args) {
  std::string text;
  while (!sentence.empty()) {
    const auto open = sentence.find('{');
    text += sentence.substr(0, open);
    if (open == sentence.npos) break;
    sentence.remove_prefix(open);
    const auto close = sentence.find('}');
    const auto name = sentence.substr(1, close == sentence.npos ? 0 : close - 1);
    const auto arg = std::find_if(args.begin(), args.end(), [&](const auto& pair) { return pair.first == name; });
    const auto taken = close == sentence.npos ? sentence : sentence.substr(0, close + 1);
    text += arg == args.end() ? taken : std::string_view(arg->second);
    sentence.remove_prefix(taken.size());
  }
  return text;
}

wire::Problem problem_body(const Problem& problem) {
  const ProblemRow& row = problem_row(problem.code);
  wire::Problem body;
  body.type = "urn:maillage:problem:" + std::string(row.code);
  body.title = status_phrase(row.http_status);
  body.status = row.http_status;
  body.code = row.code;
  body.detail_fr = filled_in_french(row.french, with_dates(problem.args, date_in_french));
  body.detail_en = filled(row.english, with_dates(problem.args, date_in_english));
  body.field = problem.field;
  for (const auto& [name, value] : problem.args) body.args.push_back({name, value});
  return body;
}

wire::Problem input_problem(const std::vector<Fault>& faults) {
  if (faults.size() == 1) return problem_body(problem_of(faults[0]));
  wire::Problem body = problem_body({"input_invalid", "", {{"count", std::to_string(faults.size())}}});
  for (const Fault& fault : faults) body.problems.push_back(problem_body(problem_of(fault)));
  return body;
}

std::string_view status_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Refused";
  }
}

}  // namespace maillage::platform
