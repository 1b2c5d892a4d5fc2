// A route is declared once, as one value: that declaration gives dispatch, validation, rights, audit, OpenAPI and the
// TypeScript types of the front end.
//
//   routes.get<PlacesQuery, PlacesPage>({.path = "/territory/places", .roles = kReaders, .summary = "…"},
//                                       [&](Context& context, const PlacesQuery& query) -> Result<PlacesPage> { … });
//
// Path placeholders ("{level}") are fields of the query struct, which comes from the path and the query string whatever
// the method. A query field that is absent keeps the default written in the struct, unless `required` names it; lists
// are separated by commas. A body comes from JSON: all its fields must be there, except optionals. All faults of an
// input are reported at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "platform/routes/answers.hpp"
#include "platform/routes/context.hpp"

namespace maillage::platform {

enum class Method { get, post, put, del };
// open_write: what anyone may write without an account.
enum class RateClass { read, write, compute, sign_in, upload, open_write };

// The declaration common to all routes. An empty `roles` is refused at start unless `open` says that anyone may call.
struct Declaration {
  std::string_view path;  // below /api/v1
  std::span<const Role> roles = {};
  bool open = false;
  std::string_view summary;  // one English sentence, for OpenAPI
  RateClass rate = RateClass::read;
  std::string_view audit = {};  // act written in the audit log ("territory.import"); "" = not audited
  std::size_t body_limit_bytes = 1 << 20;
  int success = 200;                            // 201, 202, 204 where it is said
  std::vector<std::string_view> required = {};  // query fields that must be given
};

enum class BodyKind { none, json, upload };
enum class AnswerKind { nothing, json, raw, events };

// A declared route with its types, as the frame, the OpenAPI printer and the tests read it.
struct Route {
  Method method;
  Declaration declaration;
  const describe::Type* query;
  const describe::Type* body;    // null unless body_kind is json
  const describe::Type* answer;  // null unless answer_kind is json
  BodyKind body_kind;
  AnswerKind answer_kind;
  std::function<std::shared_ptr<void>()> new_query;
  std::function<std::shared_ptr<void>()> new_body;
  // `body` points to the described struct, or to an Upload.
  std::function<Result<Reply>(Context&, const void* query, const void* body)> call;
};

class Routes {
 public:
  // Handler: Result<Answer>(Context&, const Query&). Answer: a described struct, RawAnswer, or Nothing (204).
  template <class Query, class Answer, class Handler>
  void get(const Declaration& declaration, Handler handler) {
    add<Query, Nothing, Answer>(Method::get, declaration, without_body<Query, Answer>(std::move(handler)));
  }
  template <class Query, class Answer, class Handler>
  void del(const Declaration& declaration, Handler handler) {
    add<Query, Nothing, Answer>(Method::del, declaration, without_body<Query, Answer>(std::move(handler)));
  }
  // Handler: Result<Answer>(Context&, const Query&, const Body&). Body: a described struct, Upload (any content), or
  // Nothing (an empty body).
  template <class Query, class Body, class Answer, class Handler>
  void post(const Declaration& declaration, Handler handler) {
    add<Query, Body, Answer>(Method::post, declaration, std::move(handler));
  }
  template <class Query, class Body, class Answer, class Handler>
  void put(const Declaration& declaration, Handler handler) {
    add<Query, Body, Answer>(Method::put, declaration, std::move(handler));
  }
  // Handler: Result<EventStream>(Context&, const Query&): a GET answered by server-sent events.
  template <class Query, class Handler>
  void events(const Declaration& declaration, Handler handler) {
    add<Query, Nothing, EventStream>(Method::get, declaration, without_body<Query, EventStream>(std::move(handler)));
  }

  // In order of declaration.
  const std::vector<Route>& all() const { return routes_; }

 private:
  template <class Query, class Answer, class Handler>
  static auto without_body(Handler handler) {
    return [handler = std::move(handler)](Context& context, const Query& query, const Nothing&) -> Result<Answer> {
      return handler(context, query);
    };
  }

  template <class Query, class Body, class Answer, class Handler>
  void add(Method method, const Declaration& declaration, Handler handler) {
    Route route{method,
                declaration,
                &describe::type_of<Query>,
                json_type<Body>(),
                json_type<Answer>(),
                body_kind<Body>(),
                answer_kind<Answer>(),
                {},
                {},
                {}};
    route.new_query = [] { return std::shared_ptr<void>(std::make_shared<Query>()); };
    route.new_body = [] { return std::shared_ptr<void>(std::make_shared<Body>()); };
    route.call = [handler = std::move(handler)](Context& context, const void* query,
                                                const void* body) -> Result<Reply> {
      Result<Answer> answer = handler(context, *static_cast<const Query*>(query), *static_cast<const Body*>(body));
      if (!answer) return answer.problem();
      if constexpr (answer_kind<Answer>() == AnswerKind::json)
        return Reply(json_reply(describe::type_of<Answer>, &*answer));
      else
        return Reply(std::move(*answer));
    };
    check_and_keep(std::move(route));
  }

  template <class T>
  static constexpr const describe::Type* json_type() {
    if constexpr (std::is_same_v<T, Nothing> || std::is_same_v<T, Upload> || std::is_same_v<T, RawAnswer> ||
                  std::is_same_v<T, EventStream>) {
      return nullptr;
    } else {
      return &describe::type_of<T>;
    }
  }
  template <class T>
  static constexpr BodyKind body_kind() {
    if (std::is_same_v<T, Nothing>) return BodyKind::none;
    return std::is_same_v<T, Upload> ? BodyKind::upload : BodyKind::json;
  }
  template <class T>
  static constexpr AnswerKind answer_kind() {
    if (std::is_same_v<T, Nothing>) return AnswerKind::nothing;
    if (std::is_same_v<T, EventStream>) return AnswerKind::events;
    return std::is_same_v<T, RawAnswer> ? AnswerKind::raw : AnswerKind::json;
  }

  // A route nobody may call, that has no sentence, or that is declared twice is a bug found at start.
  void check_and_keep(Route route);
  std::vector<Route> routes_;
};

}  // namespace maillage::platform
