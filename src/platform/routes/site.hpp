// What one address serves: the API below its prefix, the front end everywhere else.
#pragma once

#include "platform/http/static_files.hpp"
#include "platform/routes/frame.hpp"

namespace maillage::platform {

class Site : public http::Application {
 public:
  // Both outlive the site.
  Site(Frame& frame, const http::StaticFiles& files) : frame_(frame), files_(files) {}

  std::size_t body_limit(std::string_view method, std::string_view path) const override;
  std::optional<http::Response> refuse_early(const http::Request& head) override;
  http::Response answer(const http::Request& request) override;

 private:
  Frame& frame_;
  const http::StaticFiles& files_;
};

}  // namespace maillage::platform
