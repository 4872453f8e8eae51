// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hexapla/base/source_file.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/model/document.hpp"

/// Whether the plan is whole: rules on its structure, not on its words (checks.md, plan/).
namespace hexapla::check {

inline constexpr RuleDescription kMissingObjective{"plan/missing-objective", Severity::Major,
                                                   "omission", "An initiative has no objective."};
inline constexpr RuleDescription kMissingResults{
    "plan/missing-results", Severity::Major, "omission", "An initiative has no expected results."};
inline constexpr RuleDescription kMissingField{
    "plan/missing-field", Severity::Major, "omission",
    "An initiative lacks a field that others of its region have."};
inline constexpr RuleDescription kUncitedResult{"plan/uncited-result", Severity::Minor, "omission",
                                                "No enabler cites an expected result."};

/// Faults that show where a document is read: numbers, captions and lists are structure afterwards.
inline constexpr RuleDescription kReadingRules[] = {
    {"codes/confusable", Severity::Major, "characters",
     "A code has a letter of another alphabet that looks the same."},
    {"plan/caption-fused", Severity::Minor, "formatting",
     "A caption and other words stand on one line."},
    {"plan/dangling-reference", Severity::Critical, "inconsistent-entities",
     "A reference names nothing in the publication."},
    {"plan/list-broken", Severity::Minor, "formatting", "A list is cut by a line end."},
    {"plan/numbering", Severity::Major, "numbers", "Numbers are not contiguous from 1."},
    {"plan/section-unnumbered", Severity::Minor, "inconsistency",
     "A heading has no number where others have one."}};

/// Reports initiatives of one part without objective or results, without a `links` field that
/// others of their region have, and results (or initiatives without any) that data/citations.toml
/// does not cite. Nothing is uncited where there are no citations at all.
void check_plan(const model::Document& document, const SourceFile& source,
                const model::PublicationData& data, const Context& context, DiagnosticSink& sink);

}  // namespace hexapla::check
