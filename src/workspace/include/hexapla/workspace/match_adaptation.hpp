// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hexapla/model/inline_text.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/text/numbers.hpp"

namespace hexapla::workspace {

/// A translation of a similar text, made to fit another source.
struct AdaptedMatch {
  model::InlineText target;
  /// Numbers of the source were put in the place of those of the match.
  bool has_new_numbers = false;
  /// The numbers differ and could not be put in: a word, a scale, or one that the target has not.
  bool has_old_numbers = false;
  /// Codes of the match without one in the source were left out.
  bool lacks_codes = false;
};

/// How one language writes numbers and reads them.
struct NumberWriting {
  const text::NumberFinder& finder;
  const model::Locale::Numbers& style;
};

/// A text that was written for a source, with the source's codes: each takes the place of one that
/// is the same, then the others that of others by their order, where as many of each kind are left.
/// Codes that find no place are left out.
[[nodiscard]] model::InlineText fit_codes(const model::InlineText& source,
                                          const model::InlineText& text);

/// The target of a match with the codes and the numbers of `source`. Codes take each other's place
/// by their order where both sources have as many, else by what they are. Numbers are put in, all
/// or none, where both sources have as many and each stands in the target by value; in digits and
/// with the target language's marks.
[[nodiscard]] AdaptedMatch adapt_match(const model::InlineText& source,
                                       const model::InlineText& match_source,
                                       const model::InlineText& match_target,
                                       const NumberWriting& source_numbers,
                                       const NumberWriting& target_numbers);

}  // namespace hexapla::workspace
