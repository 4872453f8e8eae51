// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/intake/plan.hpp"
#include "hexapla/model/concepts.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/text/segmentation.hpp"
#include "hexapla/text/stemmer.hpp"
#include "hexapla/workspace/checks.hpp"

namespace hexapla::workspace {

/// What a document is checked by, besides itself.
struct DocumentContext {
  const model::Locale* locale = nullptr;  ///< of its language
  const text::Segmenter* segmenter = nullptr;
  const model::Glossary* glossary = nullptr;
  const text::Stemmer* stemmer = nullptr;  ///< null where words do not change
};

/// Runs every rule that needs one language only (check::Needs::Text), and those on the structure of
/// a plan, over a document as it lies. Places are those of the file given: findings name its part
/// where it is a package. No waivers, no workspace.
[[nodiscard]] Result<CheckResult> check_document(const intake::Incoming& incoming,
                                                 const intake::Plan& plan,
                                                 const DocumentContext& context);

}  // namespace hexapla::workspace
