#include "platform/http/static_files.hpp"

#include <fstream>
#include <iterator>

#include "platform/hash/sha256.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/url.hpp"

namespace maillage::platform::http {
namespace {

namespace fs = std::filesystem;

struct MediaType {
  std::string_view extension;
  std::string_view type;
  bool text;
};
constexpr MediaType kMediaTypes[] = {
    {".html", "text/html; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".css", "text/css; charset=utf-8", true},
    {".json", "application/json", true},
    {".svg", "image/svg+xml", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".webmanifest", "application/manifest+json", true},
    {".map", "application/json", true},
    {".woff2", "font/woff2", false},
    {".png", "image/png", false},
    {".jpg", "image/jpeg", false},
    {".ico", "image/x-icon", false},
};

MediaType media_type(const std::string& extension) {
  for (const MediaType& known : kMediaTypes) {
    if (known.extension == extension) return known;
  }
  return {"", "application/octet-stream", false};
}

std::shared_ptr<const std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return nullptr;
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

bool compressed_form(const fs::path& path) { return path.extension() == ".br" || path.extension() == ".gz"; }

// The path as a key of the table; "" for the root and for pages of the application.
std::optional<std::string> file_name(std::string_view path) {
  const auto segments = path_segments(path);
  if (!segments) return std::nullopt;
  std::string name;
  for (const auto& segment : *segments) (name += &segment == segments->data() ? "" : "/") += segment;
  const bool page = segments->empty() || segments->back().find('.') == std::string::npos;
  return page ? "index.html" : name;
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || compressed_form(entry.path())) continue;
    add(entry.path().lexically_relative(folder).generic_string(), entry.path());
  }
}

void StaticFiles::add(const std::string& name, const fs::path& path) {
  const MediaType type = media_type(path.extension().string());
  File file;
  file.plain = read_file(path);
  if (!file.plain) throw std::system_error(errno, std::generic_category(), path.string());
  file.brotli = read_file(path.string() + ".br");
  file.gzip = read_file(path.string() + ".gz");
  if (!file.gzip && type.text) file.gzip = std::make_shared<const std::string>(gzipped(*file.plain, 9));
  file.content_type = type.type;
  file.etag = sha256(*file.plain).substr(0, 32);
  file.immutable = name.starts_with("assets/");
  files_.emplace(name, std::move(file));
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
  const auto name = file_name(path);
  const auto found = name ? files_.find(*name) : files_.end();
  return found == files_.end() ? nullptr : &found->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  const File* file = find(request.path);
  if (!file) return std::nullopt;
  Response response;
  response.headers = {{"Content-Type", file->content_type},
                      {"Vary", "Accept-Encoding"},
                      {"Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache"}};
  const auto accepted = request.header("accept-encoding");
  const bool brotli = file->brotli && accepts_encoding(accepted, "br");
  const bool gzip = !brotli && file->gzip && accepts_encoding(accepted, "gzip");
  // Each form has its own tag, as they are different bytes (RFC 9110 §8.8.3.3).
  const std::string tag = file->etag + (brotli ? "-br" : gzip ? "-gz" : "");
  response.headers.emplace_back("ETag", '"' + tag + '"');
  if (names_version(request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  if (brotli || gzip) response.headers.emplace_back("Content-Encoding", brotli ? "br" : "gzip");
  response.body = brotli ? file->brotli : gzip ? file->gzip : file->plain;
  return response;
}

}  // namespace maillage::platform::http
