// Typed events, delivered in the transaction that emits them: a module speaks to those that build on it without
// knowing them. A handler that throws undoes the whole transaction.
#pragma once

#include <any>
#include <functional>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "platform/sql/sql.hpp"

namespace maillage::platform {

class Events {
 public:
  template <class T>
  using Handler = std::function<void(sql::Session&, const T&)>;

  // Declares who listens to T, before the server starts. Handlers are called in the order of their declaration.
  template <class T>
  void on(Handler<T> handler) {
    std::any& slot = handlers_[typeid(T)];
    if (!slot.has_value()) slot = std::vector<Handler<T>>{};
    std::any_cast<std::vector<Handler<T>>&>(slot).push_back(std::move(handler));
  }
  // Delivers to every listener before returning. Nobody listening is no fault.
  template <class T>
  void emit(sql::Session& session, const T& event) const {
    const auto found = handlers_.find(typeid(T));
    if (found == handlers_.end()) return;
    for (const Handler<T>& handler : std::any_cast<const std::vector<Handler<T>>&>(found->second))
      handler(session, event);
  }

 private:
  std::unordered_map<std::type_index, std::any> handlers_;
};

}  // namespace maillage::platform
