// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/unit.hpp"

#include "xliff_document.hpp"

namespace hexapla::formats {

/// What a document already says about codes: the prefix of its core elements ("x:", mostly empty)
/// and the tags that codes were read from.
struct KnownCodes {
  std::string prefix;
  std::string_view bytes;  ///< that `tags` point into
  const std::vector<CodeTag>* tags = nullptr;
};

/// The content of a <source> or <target>: text escaped, codes as elements. A code that `known` has
/// a tag for keeps it, with what the model does not hold (data references, extensions). Of the
/// others a pair is pc where both sides stand well nested in this content, else sc and ec; `unit`
/// tells whether the other side stands elsewhere in the unit (XLIFF 2.1, 4.2.3.5: an orphan has
/// isolated="yes").
[[nodiscard]] std::string to_xliff_content(const model::InlineText& text, const model::Unit& unit,
                                           bool is_target, const KnownCodes& known);

/// name="value" with a space before it; nothing for an empty value.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace hexapla::formats
