#include "platform/routes/answers.hpp"

#include "platform/json/json.hpp"

namespace maillage::platform {

RawAnswer json_reply(const describe::Type& type, const void* value) {
  auto text = std::make_shared<std::string>();
  write_json(*text, type, value);
  RawAnswer answer;
  answer.body = std::move(text);
  return answer;
}

}  // namespace maillage::platform
