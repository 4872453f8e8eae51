// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hexapla/base/files.hpp"

namespace hexapla {

/// One file of a save. `before` is what the caller read (absent: the file must not exist yet); a
/// file that is different by now was edited by someone else, and the save is refused. `after`
/// absent removes the file.
struct FileChange {
  Path path;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// What an interrupted save was found to be.
enum class Recovery : std::uint8_t {
  Nothing,     ///< there was no journal
  RolledBack,  ///< the old state stands; the temporary files were removed
  Completed,   ///< the renames that were missing were done; the new state stands
};

/// Saves all changes or none: temporary files, fsync, journal, renames, journal removed. Killed at
/// any moment, the next `recover` gives the old or the new state. Fails with Refused when a file
/// differs from `before`, Unwritable when the system does (then nothing has changed). `journal`
/// lies beside hexapla.toml; all paths lie below its folder.
[[nodiscard]] Result<void> save_all(Files& files, const Path& journal,
                                    const std::vector<FileChange>& changes);

/// Finishes or undoes an interrupted save. The caller holds the lock.
[[nodiscard]] Result<Recovery> recover(Files& files, const Path& journal);

}  // namespace hexapla
