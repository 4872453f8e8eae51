// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hexapla/formats/exchange.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// Which segments leave, and how their languages are called.
enum class AlignedScope : std::uint8_t {
  Memory,  ///< what is translated and not stale, by the tags of the locales ("fr-FR")
  Work,    ///< every segment, as it is and with its base, by the workspace's languages ("fr")
};

/// What leaves a workspace.
struct Alignment {
  AlignedScope scope = AlignedScope::Memory;
  formats::ExchangeFile file;
  formats::Losses losses;  ///< what no entry holds
};

/// Adds the segments of one publication, in the order of the text, with their targets in
/// `languages`, in that order. A segment file that cannot be read is a finding in `sink`.
[[nodiscard]] Result<void> add_aligned(const Workspace& workspace, const Publication& publication,
                                       const std::vector<std::string>& languages,
                                       Alignment& alignment, DiagnosticSink& sink);

}  // namespace hexapla::workspace
