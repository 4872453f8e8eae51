// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/workspace/sync.hpp"

namespace hexapla::workspace {
namespace {

/// Gives every stale segment its old state back; false where none is stale.
bool confirm_unit(model::Unit& unit, std::string_view reason) {
  bool has_changed = false;
  for (model::Segment& segment : unit.segments) {
    if (!model::is_stale(unit, segment)) continue;
    segment.state = unit.translated_from.find(segment.id)->second.state;
    unit.translated_from.erase(segment.id);
    has_changed = true;
  }
  if (has_changed)
    model::add_note(unit, {"", "confirmed", "", std::nullopt,
                           fmt::format("The change of the source has no effect here: {}", reason)});
  return has_changed;
}

}  // namespace

Result<SyncReport> plan_confirm(const Workspace& workspace, const Publication& publication,
                                const Confirmation& confirmation) {
  const std::string& unit_id = confirmation.unit;
  SyncReport report;
  report.publication = publication.name;
  UnitChange change{ChangeKind::Edited, {}, unit_id, {}, {}, {}};
  bool exists = false;
  for (const std::string& language : confirmation.languages) {
    if (language == publication.configuration.source_language) continue;
    for (const std::string& part : publication.configuration.parts) {
      HEXAPLA_TRY(SegmentPart loaded, load_segment_part(workspace, publication, language, part));
      auto& units = loaded.segments.units;
      const auto unit = std::find_if(units.begin(), units.end(),
                                     [&](const model::Unit& u) { return u.id == unit_id; });
      if (unit == units.end()) continue;
      exists = true;
      change.part = part;
      if (!confirm_unit(*unit, confirmation.reason)) continue;
      change.stale_languages.push_back(language);
      HEXAPLA_TRY(std::string after, formats::write_xliff(loaded.segments, loaded.file.bytes));
      report.files.push_back({workspace.segment_path(publication, language, part),
                              loaded.file.bytes, std::move(after)});
    }
  }
  if (!exists) {
    return fail(ErrorCode::Usage, fmt::format("{} has no unit \"{}\"", publication.name, unit_id),
                {}, "hexapla sync --dry-run lists the units that changed");
  }
  if (report.files.empty()) {
    return fail(ErrorCode::Usage, fmt::format("nothing in unit \"{}\" is stale", unit_id), {},
                "nothing needs to be done");
  }
  report.changes.push_back(std::move(change));
  return report;
}

}  // namespace hexapla::workspace
