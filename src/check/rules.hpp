// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "hexapla/check/rule.hpp"

/// The rules of each group, for make_rules.
namespace hexapla::check {

using Rules = std::vector<std::unique_ptr<Rule>>;

void add_completeness_rules(Rules& rules);
void add_inline_code_rules(Rules& rules);
void add_length_rules(Rules& rules);
void add_number_rules(Rules& rules);
void add_terminology_rules(Rules& rules);

/// A text with references as the edition prints them: in Chinese the pattern of a resolution brings
/// its noun along.
[[nodiscard]] std::string printed_text(const model::InlineText& text);

}  // namespace hexapla::check
