#include "app/ensemble_plans.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "engines/districting/ensemble_codec.hpp"

namespace maillage::app {
namespace {

constexpr std::string_view kMagic = "MPLANS1\n";
constexpr std::uint32_t kBlockBytesMax = 1 << 26;

std::optional<std::uint32_t> get(std::istream& file) {
  std::array<char, 4> bytes{};
  if (!file.read(bytes.data(), bytes.size())) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t b = 4; b-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[b]);
  return value;
}

}  // namespace

PlansFile::PlansFile(const std::string& path, std::int32_t units, std::int32_t districts)
    : file_(path, std::ios::binary) {
  file_ << kMagic;
  put(static_cast<std::uint32_t>(units));
  put(static_cast<std::uint32_t>(districts));
}

void PlansFile::put(std::uint32_t value) {
  for (int b = 0; b < 4; ++b, value >>= 8) file_.put(static_cast<char>(value & 0xff));
}

void PlansFile::add(int chain, const std::string& block) {
  put(static_cast<std::uint32_t>(chain));
  put(static_cast<std::uint32_t>(block.size()));
  file_ << block;
}

bool PlansFile::close() {
  file_.close();
  return file_.good();
}

bool read_plans(const std::string& path, const std::function<void(int chain, const engines::Plan&)>& visit) {
  std::ifstream file(path, std::ios::binary);
  std::string magic(kMagic.size(), '\0');
  if (!file.read(magic.data(), static_cast<std::streamsize>(magic.size())) || magic != kMagic) return false;
  const auto units = get(file), districts = get(file);
  if (!units || !districts || *units > 100'000'000) return false;
  while (file.peek() != std::ifstream::traits_type::eof()) {
    const auto chain = get(file), bytes = get(file);
    if (!chain || !bytes || *bytes > kBlockBytesMax) return false;
    std::string block(*bytes, '\0');
    if (!file.read(block.data(), static_cast<std::streamsize>(block.size()))) return false;
    const auto one = [&](const engines::Plan& plan) { visit(static_cast<int>(*chain), plan); };
    if (!engines::districting::decode_plans(block, static_cast<std::int32_t>(*units), one)) return false;
  }
  return true;
}

}  // namespace maillage::app
