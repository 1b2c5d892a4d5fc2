// The files of the front end, read once into memory: no path sent by a client ever reaches the file system.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace maillage::platform::http {

class StaticFiles {
 public:
  // No file: every path is unknown.
  StaticFiles() = default;
  // Every regular file below `folder`. "x.br" and "x.gz" beside "x" are its compressed forms; a text without "x.gz" is
  // compressed here. Throws std::system_error when the folder cannot be read.
  explicit StaticFiles(const std::filesystem::path& folder);

  // The answer to GET or HEAD; nothing when there is no such file. A path whose last segment has no '.' is a page of
  // the application: index.html. Files of "assets/" carry a hash in their name and may be kept for ever by browsers.
  std::optional<Response> answer(const Request& request) const;

 private:
  using Bytes = std::shared_ptr<const std::string>;
  struct File {
    Bytes plain, gzip, brotli;
    std::string content_type;
    std::string etag;
    bool immutable = false;
  };
  void add(const std::string& name, const std::filesystem::path& path);
  const File* find(std::string_view path) const;

  std::map<std::string, File, std::less<>> files_;  // "index.html", "assets/app-1a2b.js"
};

}  // namespace maillage::platform::http
