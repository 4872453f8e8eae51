// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// Counts over segments; words are of the source (characters for zh).
struct StatusCounts {
  std::size_t segments = 0;
  std::size_t words = 0;
  std::size_t untranslated = 0;  ///< no target, or an empty one
  std::size_t stale = 0;
  std::array<std::size_t, 4> states =
      {};  ///< by model::State, of segments that have a target and are not stale
  std::size_t queries = 0;
  std::size_t words_left = 0;  ///< of untranslated and stale segments
};
struct PartStatus {
  std::string part;
  StatusCounts counts;
};
struct LanguageStatus {
  std::string language;
  bool is_source = false;
  StatusCounts counts;
  std::vector<PartStatus> parts;
};
struct PublicationStatus {
  std::string publication;
  std::vector<LanguageStatus> languages;  ///< declared ones, UN order
};

[[nodiscard]] Result<PublicationStatus> compute_status(const Workspace& workspace,
                                                       const Publication& publication,
                                                       DiagnosticSink& sink);

}  // namespace hexapla::workspace
