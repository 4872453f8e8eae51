// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hexapla/base/result.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/workspace/import.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// A translation of the document that is imported.
struct TranslationRequest {
  std::string language;
  intake::Incoming incoming;
};

/// Works out the targets that an existing translation gives to a publication that was just
/// imported, or brought up to date: its sentences are aligned with the segments, and those of a
/// segment become its target, with the segment's codes; `translated`, or where alignment is in
/// doubt `initial` with a note. A target that is there stays. The changes and a report go into
/// `import`. Fails with Usage where the publication does not have the language, or is written in
/// it.
[[nodiscard]] Result<void> add_translation(const Workspace& workspace, ImportReport& import,
                                           const TranslationRequest& request);

}  // namespace hexapla::workspace
