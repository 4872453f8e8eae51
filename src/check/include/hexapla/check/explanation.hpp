// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::check {

/// What `hexapla explain RULE` prints: meaning, reason, example, how to mend. Nothing for an
/// unknown rule.
[[nodiscard]] std::optional<std::string_view> find_explanation(std::string_view rule);
/// Every rule id that has an explanation, sorted.
[[nodiscard]] std::vector<std::string> explained_rules();

}  // namespace hexapla::check
