// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace hexapla::report {

/// "1 file", "2 files".
[[nodiscard]] inline std::string plural(std::size_t count, std::string_view one,
                                        std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace hexapla::report
