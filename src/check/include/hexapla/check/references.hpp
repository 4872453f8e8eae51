// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/source_file.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/model/document.hpp"

namespace hexapla::check {

/// plan/dangling-reference: a reference of the source that names nothing.
inline constexpr RuleDescription kDanglingReference{
    "plan/dangling-reference", Severity::Critical, "inconsistent-entities",
    "A reference names nothing in the publication."};

/// Reports every reference of a source document that names no entity, at its place in the Markdown,
/// with the nearest names.
void check_references(const model::Document& document, const SourceFile& source,
                      const Context& context, DiagnosticSink& sink);

/// The same for what the publication's data name: `prefix` is its folder as findings print it
/// ("content/NAME/"). A citation with a reason in `unresolved` may cite what does not exist.
void check_data_references(const model::PublicationData& data, const std::string& prefix,
                           const Context& context, DiagnosticSink& sink);

}  // namespace hexapla::check
