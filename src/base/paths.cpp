// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/paths.hpp"

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

}  // namespace hexapla
