// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hexapla/model/document.hpp"
#include "hexapla/model/inline_text.hpp"

namespace hexapla::model {

/// Inlines as text with codes, and the inline behind each code: `nodes[n]` belongs to the n-th code
/// that is no Close.
struct FlatInlines {
  InlineText text;
  std::vector<Inline> made;  ///< references found in plain text, which are no inline of their own
  std::vector<const Inline*> nodes;  ///< null: the next of `made`
};

[[nodiscard]] FlatInlines flatten(const Inlines& inlines);

/// Whether a text has words of its own: a text of references, numbers or codes alone is no unit.
[[nodiscard]] bool has_words(const InlineText& text);

}  // namespace hexapla::model
