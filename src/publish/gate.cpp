// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/publish/gate.hpp"

#include <fmt/format.h>

namespace hexapla::publish {
namespace {

void find_low_states(const workspace::SegmentPart& part, const std::string& language,
                     model::State required, std::vector<Diagnostic>& obstacles) {
  for (const model::Unit& unit : part.segments.units) {
    for (const model::Segment& segment : unit.segments) {
      if (!model::has_target_text(segment) || model::is_stale(unit, segment) ||
          segment.state >= required)
        continue;
      Diagnostic finding;
      finding.rule = "completeness/state-too-low";
      finding.severity = Severity::Major;
      finding.its_type = "non-conformance";
      finding.language = language;
      finding.span = {part.file.name, segment.target_range.begin, segment.target_range.end};
      finding.unit = unit.id;
      finding.segment = segment.id;
      finding.message = fmt::format("the state is {}, to be published it must be {}",
                                    model::to_string(segment.state), model::to_string(required));
      finding.hint = "finish the segment and set its state, or publish with --draft";
      obstacles.push_back(std::move(finding));
    }
  }
}

}  // namespace

std::vector<Diagnostic> find_obstacles(const workspace::Workspace& workspace,
                                       const workspace::Snapshot& snapshot,
                                       const PublishRequest& request,
                                       const std::vector<Diagnostic>& findings) {
  const model::WorkspaceConfiguration& configuration = workspace.configuration();
  std::vector<Diagnostic> obstacles;
  for (const Diagnostic& finding : findings) {
    const bool is_about_progress =
        finding.rule.starts_with("completeness/") && finding.rule != "completeness/not-synced";
    if (finding.waived || finding.severity < configuration.stop_at ||
        (request.is_draft && is_about_progress))
      continue;
    obstacles.push_back(finding);
  }
  for (const std::string& language : request.languages) {
    const auto parts = snapshot.languages.find(language);
    if (parts == snapshot.languages.end() || request.is_draft) continue;
    for (const workspace::SegmentPart& part : parts->second) {
      find_low_states(part, language, configuration.publish_state, obstacles);
    }
  }
  for (Diagnostic& finding : obstacles) finding.publication = snapshot.publication->name;
  sort_findings(obstacles);
  return obstacles;
}

}  // namespace hexapla::publish
