// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "hexapla/workspace/workspace.hpp"

/// The target side of sync: what becomes of one language's translations.
namespace hexapla::workspace {

/// What one language has before sync: live files and the units that left, by part.
struct LanguageFiles {
  std::string language;
  std::vector<SegmentPart>
      live;  ///< of all parts that have a file, those that left the publication included
  std::vector<SegmentPart> removed;
};

struct LanguageResult {
  std::vector<model::SegmentFile> live;  ///< in the order of the registry's parts
  std::vector<model::SegmentFile>
      removed;                        ///< in the order of LanguageFiles::removed, then new parts
  std::set<std::string> stale_units;  ///< that became stale now
};

/// Carries the registry into a language: translations stay, become stale, leave or come back; none
/// is lost.
[[nodiscard]] LanguageResult carry(const std::vector<SegmentPart>& registry,
                                   const LanguageFiles& files, const model::Entities& entities,
                                   const model::ReferenceWords& words);

/// Sets what references show to translators (disp) in the language of `words`.
void refresh_displays(model::InlineText& text, const model::Entities& entities,
                      const model::ReferenceWords& words);

}  // namespace hexapla::workspace
