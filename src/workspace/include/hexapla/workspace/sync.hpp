// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/save.hpp"
#include "hexapla/text/compare.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

enum class ChangeKind : std::uint8_t { Added, Edited, Moved, Removed, Returned, Split, Merged };

/// What sync did, or would do, to one unit.
struct UnitChange {
  ChangeKind kind = ChangeKind::Edited;
  std::string part;
  std::string unit;
  std::vector<text::DiffPiece> diff;         ///< of an edited unit's canonical text
  std::vector<std::string> stale_languages;  ///< that have a target for it
  std::vector<std::string> related_units;    ///< of a split or merge
};

struct SyncReport {
  std::string publication;
  std::vector<UnitChange> changes;
  std::size_t unchanged_units = 0;
  std::vector<std::string> notices;  ///< hand-edited registry text, renumbered citations ...
  std::vector<FileChange> files;     ///< what is to be written; empty when all is as it should be
};

/// Works out how the segment files must change for the source as it is: pure but for reading.
/// Malformed files refuse.
[[nodiscard]] Result<SyncReport> plan_sync(const Workspace& workspace,
                                           const Publication& publication);
/// Writes what `plan_sync` worked out for all publications, all or nothing.
[[nodiscard]] Result<void> save_sync(const Workspace& workspace,
                                     const std::vector<SyncReport>& reports);

/// What a person declares of a stale unit.
struct Confirmation {
  std::string unit;
  std::string reason;
  std::vector<std::string> languages;
};
/// Declares that the change under a stale unit has no effect: the languages get their old state
/// back. Usage when the unit does not exist or nothing in it is stale.
[[nodiscard]] Result<SyncReport> plan_confirm(const Workspace& workspace,
                                              const Publication& publication,
                                              const Confirmation& confirmation);

/// Takes .hexapla/lock (Locked names the holder), and finishes or undoes an interrupted save.
struct Session {
  std::unique_ptr<FileLock> lock;
  Recovery recovery = Recovery::Nothing;
};
[[nodiscard]] Result<Session> begin_writing(const Workspace& workspace, std::string_view holder);

}  // namespace hexapla::workspace
