// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/model/unit.hpp"

/// What all editions of one text say, put to the vote (checks.md, editions/).
namespace hexapla::check {

inline constexpr RuleDescription kEditionOutlier{
    "editions/outlier", Severity::Major, "inconsistency",
    "One edition has a number, note, reference or label that the others do not have, or lacks it."};
inline constexpr RuleDescription kEditionSplit{
    "editions/split", Severity::Neutral, "inconsistency",
    "The editions are divided over a number, note, reference or label."};

/// One unit in one language; `units` of one vote are the same unit.
struct EditionUnit {
  std::string language;
  const model::Locale* locale = nullptr;
  const model::Unit* unit = nullptr;
  std::string_view file;   ///< as findings name it
  bool is_source = false;  ///< the text is `source`, not `target`
};

/// Compares one unit over three editions or more; those without a translation, or with a stale one,
/// do not vote. A finding names the edition that stands alone and what the others have. Where two
/// or more stand on each side it is a question, reported once, at the first edition of the smaller
/// side, or of those without where the sides are equal. Number words answer for a number and do not
/// ask.
void check_editions(const std::vector<EditionUnit>& units, const Context& context,
                    DiagnosticSink& sink);

}  // namespace hexapla::check
