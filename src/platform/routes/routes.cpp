#include "platform/routes/routes.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "platform/routes/dispatch.hpp"

namespace maillage::platform {
namespace {

bool has_field(const describe::Type& record, std::string_view name) {
  return std::any_of(record.fields.begin(), record.fields.end(), [&](const auto& field) { return field.name == name; });
}

// A query is flat: only its lists and optionals hold something, and never a record.
bool flat(const describe::Type& record) {
  return std::all_of(record.fields.begin(), record.fields.end(), [](const auto& field) {
    const auto* type = field.type;
    while (type->element) type = type->element;
    return type->kind != describe::Kind::record;
  });
}

bool fields_exist(const Route& route) {
  const auto& required = route.declaration.required;
  for (const auto& name : placeholders(route.declaration.path)) {
    if (!has_field(*route.query, name)) return false;
  }
  return std::all_of(required.begin(), required.end(), [&](auto name) { return has_field(*route.query, name); });
}

}  // namespace

void Routes::check_and_keep(Route route) {
  const Declaration& declared = route.declaration;
  const bool writes = route.method != Method::get;
  MAILLAGE_ASSERT(declared.open || !declared.roles.empty(), declared.path);
  MAILLAGE_ASSERT(!declared.summary.empty(), declared.path);
  MAILLAGE_ASSERT(flat(*route.query), declared.path);
  MAILLAGE_ASSERT(fields_exist(route), declared.path);
  MAILLAGE_ASSERT(writes || declared.audit.empty() || route.answer_kind != AnswerKind::events, declared.path);
  for (const Route& known : routes_) {
    MAILLAGE_ASSERT(known.method != route.method || known.declaration.path != declared.path, declared.path);
  }
  routes_.push_back(std::move(route));
}

}  // namespace maillage::platform
