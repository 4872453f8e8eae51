// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla::text {

/// The order of `names` by a BCP 47 collation locale ("zh-u-co-pinyin"): indexes into `names`,
/// stable. Fails with Configuration when ICU does not know the locale's collation.
[[nodiscard]] Result<std::vector<std::size_t>> collation_order(
    const std::vector<std::string>& names, std::string_view locale);

}  // namespace hexapla::text
