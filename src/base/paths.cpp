// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/paths.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace hexapla {

std::optional<Path> find_below(const Path& folder, const Path& relative) {
  if (relative.is_absolute()) return std::nullopt;
  std::error_code error;
  const Path real = std::filesystem::weakly_canonical(folder / relative, error);
  if (error) return std::nullopt;
  const Path home = std::filesystem::weakly_canonical(folder, error);
  if (error) return std::nullopt;
  const Path below = real.lexically_relative(home);
  if (below.empty() || *below.begin() == "..") return std::nullopt;
  return real;
}

std::string decode_percents(std::string_view address) {
  std::string result;
  for (std::size_t at = 0; at < address.size(); ++at) {
    unsigned value = 0;
    const std::string_view digits = address.substr(std::min(at + 1, address.size()), 2);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    const bool is_coded = address[at] == '%' && digits.size() == 2 && error == std::errc() &&
                          end == digits.data() + digits.size() && value != 0;
    result += is_coded ? static_cast<char>(value) : address[at];
    if (is_coded) at += 2;
  }
  return result;
}

}  // namespace hexapla
