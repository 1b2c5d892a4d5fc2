// Delimited text as a table: the header may stand below a few lines of title.
#include <algorithm>

#include "base/csv.hpp"
#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/table.hpp"
#include "modules/territory/reading/text.hpp"

namespace maillage::territory::reading {
namespace {

constexpr std::size_t kHeaderWithin = 20;  // records
constexpr std::size_t kMostRows = 2'000'000;
constexpr std::size_t kMostCells = 20'000;  // in one line
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
using Fields = std::vector<std::string_view>;

struct Record {
  int line;
  Fields fields;
};

// The wanted columns found in one record taken as a header: for each, the position of its field.
struct Binding {
  std::vector<std::size_t> field_of;
  std::vector<std::pair<std::size_t, std::size_t>> spare;  // (column, field) that would have done as well
  std::size_t found = 0;
  bool complete = true;
};

Binding bound_to(const Fields& fields, const Headers& headers) {
  Binding binding;
  binding.field_of.assign(headers.columns().size(), kNowhere);
  std::vector<std::size_t> ranks(headers.columns().size(), kNowhere);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto match = headers.match(fields[i]);
    if (!match) continue;
    if (match->rank == ranks[match->column]) binding.spare.emplace_back(match->column, i);
    if (match->rank >= ranks[match->column]) continue;
    ranks[match->column] = match->rank;
    binding.field_of[match->column] = i;
  }
  std::erase_if(binding.spare, [&](const auto& one) { return binding.field_of[one.first] > one.second; });
  for (std::size_t column = 0; column < ranks.size(); ++column) {
    if (ranks[column] != kNowhere) ++binding.found;
    if (ranks[column] == kNowhere && headers.columns()[column].required) binding.complete = false;
  }
  return binding;
}

std::string listed(const Fields& fields) {
  std::string text;
  for (const std::string_view field : fields) {
    if (text.size() > 200) return text + "…";
    text += (text.empty() ? "" : ", ") + std::string(trimmed(field));
  }
  return text;
}

std::string_view code_of(csv::FaultKind kind) {
  switch (kind) {
    case csv::FaultKind::quote_not_closed:
      return "territory.quote_not_closed";
    case csv::FaultKind::text_after_quote:
      return "territory.text_after_quote";
    case csv::FaultKind::null_byte:
      return "territory.null_byte";
  }
  return "territory.file_unknown";
}

// False, with a problem, when a line would cut into cells without end: their list alone would fill the memory.
bool lines_bearable(std::string_view text, Notes& notes) {
  std::size_t cells = 0;
  int line = 1;
  for (const char c : text) {
    if (c == '\n' || c == '\r') cells = 0;
    if (c == '\n') ++line;
    const bool delimiter = c == ';' || c == ',' || c == '\t' || c == '|';
    if (!delimiter || ++cells < kMostCells) continue;
    notes.problem({line}, "territory.line_too_long", {{"limit", std::to_string(kMostCells)}});
    return false;
  }
  return true;
}

class CsvLoader {
 public:
  CsvLoader(std::string_view text, std::span<const Column> columns, Notes& notes)
      : reader_(std::make_shared<csv::Reader>(text, csv::detect_delimiter(text))),
        headers_(columns),
        notes_(notes),
        table_(columns),
        cells_(columns.size()) {
    table_.hold(reader_);
  }

  std::optional<Table> load() {
    std::vector<Record> first;
    while (first.size() < kHeaderWithin && reader_->next()) first.push_back({reader_->line(), reader_->fields()});
    const std::size_t header = choose_header(first);
    if (reader_->fault()) return refuse();
    if (header == kNowhere) {
      notes_.problem({}, "territory.file_empty");
      return std::nullopt;
    }
    if (!name_columns(first[header].fields)) return std::nullopt;
    for (std::size_t i = header + 1; i < first.size(); ++i) add(first[i].line, first[i].fields);
    while (reader_->next() && table_.rows() < kMostRows) add(reader_->line(), reader_->fields());
    if (reader_->fault()) return refuse();
    if (table_.rows() < kMostRows) return std::move(table_);
    notes_.problem({reader_->line()}, "territory.too_many_rows", {{"limit", std::to_string(kMostRows)}});
    return std::nullopt;
  }

 private:
  // The first record that has all the required columns, or the one just below it when that has them too (labels may
  // stand above the codes); without any, the one that has most of the wanted ones.
  std::size_t choose_header(const std::vector<Record>& records) {
    std::size_t best = kNowhere;
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (binding_.complete && best != kNowhere && best + 1 != i) break;
      Binding binding = bound_to(records[i].fields, headers_);
      const bool better =
          best == kNowhere || binding.complete || (!binding_.complete && binding.found > binding_.found);
      if (!better) continue;
      best = i;
      binding_ = std::move(binding);
    }
    return best;
  }

  bool name_columns(const Fields& fields) {
    width_ = fields.size();
    for (std::size_t column = 0; column < cells_.size(); ++column) {
      if (binding_.field_of[column] != kNowhere) table_.name_column(column, trimmed(fields[binding_.field_of[column]]));
    }
    for (const auto& [column, field] : binding_.spare) {
      notes_.repair({std::nullopt, table_.header(column)}, "territory.column_spare",
                    {{"used", table_.header(column)}, {"spare", std::string(trimmed(fields[field]))}});
    }
    return complete(table_, headers_.columns(), listed(fields), notes_);
  }

  void add(int line, const Fields& fields) {
    bool any = false;
    for (std::size_t column = 0; column < cells_.size(); ++column) {
      const std::size_t field = binding_.field_of[column];
      cells_[column] = field < fields.size() ? trimmed(fields[field]) : std::string_view{};
      any = any || !cells_[column].empty();
    }
    for (std::size_t i = width_; i < fields.size(); ++i) {
      if (trimmed(fields[i]).empty()) continue;
      notes_.problem({line}, "territory.too_many_cells",
                     {{"cells", std::to_string(fields.size())}, {"columns", std::to_string(width_)}});
      return;
    }
    if (any) table_.add_row(line, cells_);
  }

  std::optional<Table> refuse() {
    const csv::Fault& fault = *reader_->fault();
    notes_.problem({fault.line}, code_of(fault.kind), {{"character", std::to_string(fault.column)}});
    return std::nullopt;
  }

  std::shared_ptr<csv::Reader> reader_;
  Headers headers_;
  Notes& notes_;
  Table table_;
  Binding binding_;
  std::size_t width_ = 0;
  Fields cells_;
};

}  // namespace

std::optional<Table> load_csv(std::string_view bytes, std::span<const Column> columns, Notes& notes) {
  const auto text = utf8_text(bytes, notes);
  if (!text || !lines_bearable(text->utf8, notes)) return std::nullopt;
  auto table = CsvLoader(text->utf8, columns, notes).load();
  if (table) table->hold(text->held);
  return table;
}

}  // namespace maillage::territory::reading
