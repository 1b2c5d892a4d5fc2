// A route is declared once, as one value: that declaration gives dispatch, validation, rights, audit, OpenAPI and the
// TypeScript types of the front end.
//
//   routes.get<PlacesQuery, PlacesPage>({.path = "/territory/places", .roles = kReaders, .summary = "…"},
//                                       [&](Context& context, const PlacesQuery& query) -> Result<PlacesPage> { … });
//
// Path placeholders ("{level}") are fields of the query struct. A GET query comes from the path and the query string,
// a POST query from the path and query string too, its body from JSON. All faults of an input are reported at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/describe.hpp"
#include "base/result.hpp"
#include "base/role.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {

// Who is asking. Filled by the authenticator (modules/access); empty login = nobody signed in.
struct Identity {
  std::string login;
  std::string name;
  std::vector<Role> roles;
};

// What a handler sees of its request.
struct Context {
  sql::Database& database;
  Identity identity;
  Date today;                       // Europe/Paris, from the injected clock
  std::string_view session_token;   // of the cookie, "" when none
  std::string_view raw_body;        // whole body, for uploads
  std::string_view if_none_match;
};

// An answer that is not a described struct: a file, a map, a cookie.
struct RawAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::shared_ptr<const std::string> body;
  std::string etag;                 // "" = none; the frame answers 304 when it matches
  std::string download_name;        // "" = shown in place
  std::string set_cookie;           // "" = none
};

struct Nothing {};  // no query, no body, or a 204 answer
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

enum class Method { get, post, put, del };
enum class RateClass { read, write, compute, sign_in, upload };

// The declaration common to all routes. An empty `roles` is refused unless `open` says that anyone may call.
struct Declaration {
  std::string_view path;            // below /api/v1
  std::span<const Role> roles = {};
  bool open = false;
  std::string_view summary;         // one English sentence, for OpenAPI
  RateClass rate = RateClass::read;
  std::string_view audit = {};      // act written in the audit log ("territory.import"); "" = not audited
  std::size_t body_limit_bytes = 1 << 20;
  int success = 200;                // 201, 202, 204 where it is said
};

// Sends one server-sent event; false once the client has gone.
using SendEvent = std::function<bool(std::string_view event, std::string_view data)>;

class Routes {
 public:
  template <class Query, class Answer, class Handler>   // Result<Answer>(Context&, const Query&)
  void get(const Declaration& declaration, Handler handler);
  template <class Query, class Body, class Answer, class Handler>  // Result<Answer>(Context&, const Query&, const Body&)
  void post(const Declaration& declaration, Handler handler);
  template <class Query, class Answer, class Handler>
  void del(const Declaration& declaration, Handler handler);
  // … the platform's owner completes: put, raw answers (Answer = RawAnswer), uploads (Body = Upload), event streams.
};

}  // namespace maillage::platform
