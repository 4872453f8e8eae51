// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/save.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// What a check of one publication found.
struct CheckResult {
  std::vector<Diagnostic> findings;  ///< sorted; severities as configured
  std::size_t segments = 0;          ///< that were looked at, over all languages
  std::vector<std::string> notes;    ///< what could not be done as well as it might be
};

/// Runs all rules over a publication in the given languages (the source language: rules of one
/// language). Files that cannot be parsed are findings. Fails where the publication cannot be
/// loaded at all.
[[nodiscard]] Result<CheckResult> check_publication(const Workspace& workspace,
                                                    const Publication& publication,
                                                    const std::vector<std::string>& languages);

/// The same on a snapshot that is there already; `found` holds what loading reported.
[[nodiscard]] CheckResult check_snapshot(const Workspace& workspace, const Snapshot& snapshot,
                                         const std::vector<std::string>& languages,
                                         std::vector<Diagnostic> found);

/// Accepts findings: what `plan_waivers` writes into a publication's waivers.toml.
struct WaiverRequest {
  std::string rule;
  std::string unit;  ///< empty: all units
  std::string reason;
  std::string author;
  std::string date;  ///< ISO 8601
};
/// The change of waivers.toml that accepts the findings of the request, one waiver each; nothing
/// where none matches. `findings` are those of the publication.
[[nodiscard]] Result<std::optional<FileChange>> plan_waivers(
    const Workspace& workspace, const Publication& publication,
    const std::vector<Diagnostic>& findings, const WaiverRequest& request);

}  // namespace hexapla::workspace
