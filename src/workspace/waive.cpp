// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hexapla/formats/configuration.hpp"
#include "hexapla/workspace/checks.hpp"

namespace hexapla::workspace {

Result<std::optional<FileChange>> plan_waivers(const Workspace& workspace,
                                               const Publication& publication,
                                               const std::vector<Diagnostic>& findings,
                                               const WaiverRequest& request) {
  const Path path = publication.folder / "waivers.toml";
  FileChange change{path, std::nullopt, std::nullopt};
  if (workspace.files().exists(path)) {
    HEXAPLA_TRY(change.before, workspace.files().read(path));
  }
  std::string text = change.before.value_or(
      "# Findings that a person accepted. A waiver holds while the text is the same.\n");
  bool has_new = false;
  for (const Diagnostic& finding : findings) {
    const bool is_meant = finding.publication == publication.name && finding.rule == request.rule &&
                          !finding.waived && !finding.hash.empty() &&
                          (request.unit.empty() || finding.unit == request.unit);
    if (!is_meant) continue;
    text += formats::to_toml(model::Waiver{finding.rule, finding.unit, finding.segment,
                                           finding.language, finding.hash, request.reason,
                                           request.author, request.date, 0});
    has_new = true;
  }
  if (!has_new) return std::optional<FileChange>();
  change.after = std::move(text);
  return std::optional(std::move(change));
}

}  // namespace hexapla::workspace
