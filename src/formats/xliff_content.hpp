// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hexapla/model/unit.hpp"

namespace hexapla::formats {

/// The content of a <source> or <target>: text escaped, codes as elements. A pair is pc where both
/// sides stand well nested in this content, else sc and ec; `unit` tells whether the other side
/// stands elsewhere in the unit (XLIFF 2.1, 4.2.3.5: an orphan has isolated="yes").
[[nodiscard]] std::string to_xliff_content(const model::InlineText& text, const model::Unit& unit,
                                           bool is_target);

/// name="value" with a space before it; nothing for an empty value.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace hexapla::formats
