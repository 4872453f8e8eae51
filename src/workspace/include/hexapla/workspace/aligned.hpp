// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/formats/tmx.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// What leaves a workspace for a memory.
struct Alignment {
  std::vector<formats::AlignedEntry> entries;
  formats::Losses losses;  ///< of TMX
};

/// Adds the segments of one publication, in the order of the text, with their targets in
/// `languages`, in that order; those that have no target in any of them, and stale ones, are left
/// out. Languages are named by the tags of their locales. A segment file that cannot be read is a
/// finding in `sink`.
[[nodiscard]] Result<void> add_aligned(const Workspace& workspace, const Publication& publication,
                                       const std::vector<std::string>& languages,
                                       Alignment& alignment, DiagnosticSink& sink);

}  // namespace hexapla::workspace
