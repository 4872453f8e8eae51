// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "images.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/base/paths.hpp"
#include "hexapla/model/walk.hpp"

namespace hexapla::publish {
namespace {

constexpr std::size_t kLargestImage = 32U << 20U;
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kMediaTypes = {{
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".svg", "image/svg+xml"},
}};

/// RFC 4648, section 4.
std::string to_base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t kGroup = 3;
  std::string result;
  result.reserve((bytes.size() + 2) / kGroup * 4);
  for (std::size_t at = 0; at < bytes.size(); at += kGroup) {
    const std::string_view group = bytes.substr(at, kGroup);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < kGroup; ++i) {
      bits = (bits << 8U) | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      result += i <= group.size() ? kDigits[(bits >> (18U - 6U * i)) & 63U] : '=';
    }
  }
  return result;
}

tl::unexpected<Error> refuse(std::string_view address, std::string_view reason) {
  constexpr std::size_t kShown = 80;
  return fail(ErrorCode::Refused, fmt::format("image “{}” {}", address.substr(0, kShown), reason),
              {},
              "put a PNG, JPEG, GIF or SVG file into the folder of the publication and name it "
              "from there, as in media/figure.png");
}

class Images {
 public:
  Images(const Files& files, const Path& folder, std::string_view language)
      : files_(files), folder_(folder), language_(language) {}

  Result<void> embed(model::Image& image) const {
    const std::string address = image.target.url;
    const Path path(address);
    const auto* type = std::find_if(kMediaTypes.begin(), kMediaTypes.end(), [&](const auto& each) {
      return each.first == path.extension().string();
    });
    if (address.find(':') != std::string::npos) return refuse(address, "is not a file");
    if (type == kMediaTypes.end()) return refuse(address, "is of no kind that can be published");
    HEXAPLA_TRY(const Path found, find(path, address));
    HEXAPLA_TRY(const std::string bytes, files_.read(found));
    if (bytes.size() > kLargestImage) return refuse(address, "is larger than 32 MiB");
    image.target.url = fmt::format("data:{};base64,{}", type->second, to_base64(bytes));
    return {};
  }

 private:
  /// The language's own image, else that of all.
  [[nodiscard]] Result<Path> find(const Path& path, std::string_view address) const {
    Path own = path;
    own.replace_extension(fmt::format(".{}{}", language_, path.extension().string()));
    for (const Path& each : {own, path}) {
      const std::optional<Path> below = find_below(folder_, each);
      if (!below) return refuse(address, "is outside the folder of the publication");
      if (files_.exists(*below)) return *below;
    }
    return refuse(address, "is not there");
  }

  const Files& files_;
  const Path& folder_;
  std::string_view language_;
};

}  // namespace

Result<void> embed_images(model::Document& edition, const Files& files, const Path& folder,
                          std::string_view language) {
  const Images images(files, folder, language);
  Result<void> result;
  model::for_each_inlines(edition.blocks, [&](model::Inlines& inlines) {
    for (model::Inline& item : inlines) {
      auto* image = std::get_if<model::Image>(&item.value);
      if (image != nullptr && result) result = images.embed(*image);
    }
  });
  return result;
}

}  // namespace hexapla::publish
