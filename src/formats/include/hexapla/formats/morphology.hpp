// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hexapla/base/result.hpp"
#include "hexapla/text/morphology.hpp"

namespace hexapla::formats {

/// locales/<lang>/morphology.toml. Fails with Configuration on unknown keys and wrong types.
[[nodiscard]] Result<text::Morphology> read_morphology(std::string_view toml,
                                                       std::string_view name);

}  // namespace hexapla::formats
