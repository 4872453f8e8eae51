// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/save.hpp"
#include "hexapla/workspace/workspace.hpp"

/// Work that returns from a translator, taken in segment by segment.
namespace hexapla::workspace {

/// A file that came back, in any format that is read: as it left, edited elsewhere.
struct ReturnedFile {
  std::string name;  ///< as messages call it; a member of a package is "PACKAGE: MEMBER"
  std::string bytes;
};

enum class MergeOutcome : std::uint8_t {
  Taken,     ///< what came back is in the workspace now
  Kept,      ///< what the workspace has is newer or further, and stays
  Conflict,  ///< both changed: a person must choose
  Refused,   ///< what came back cannot be taken
};

/// Which text stands after a conflict.
enum class MergeSide : std::uint8_t { Ours, Theirs };

/// One segment that is not the same on both sides, or a unit that is refused whole (`segment`
/// empty).
struct MergedSegment {
  MergeOutcome outcome = MergeOutcome::Taken;
  std::string publication;
  std::string part;
  std::string language;
  std::string unit;
  std::string segment;
  SourceSpan place;                 ///< in the returned file
  std::string reason;               ///< why it was kept or refused, or what is remarkable
  std::string source;               ///< canonical texts (decisions.md)
  std::optional<std::string> base;  ///< the target when the file left, where it says so
  std::string ours;
  std::string theirs;
  model::State our_state = model::State::Initial;
  model::State their_state = model::State::Initial;
};

struct MergeReport {
  std::vector<MergedSegment> segments;  ///< in the order of the returned files
  std::size_t same = 0;                 ///< segments that are equal on both sides
  std::size_t notes = 0;                ///< new notes that were taken
  std::vector<FileChange> files;        ///< what is to be written

  [[nodiscard]] std::size_t count(MergeOutcome outcome) const;
  /// Whether a person must look before anything is written.
  [[nodiscard]] bool is_doubtful() const {
    return count(MergeOutcome::Conflict) + count(MergeOutcome::Refused) > 0;
  }
};

/// What a person chose for conflicts: for units by id, and for all others.
struct MergeChoices {
  std::map<std::string, MergeSide, std::less<>> units;
  std::optional<MergeSide> others;
};

/// One side of a segment.
struct MergeVersion {
  std::optional<model::InlineText> target;
  model::State state = model::State::Initial;
};

/// What becomes of a segment whose source is the same on both sides; nothing where both are equal.
/// `base` is the canonical target when the file left ("" for none), absent where the file does not
/// say. No target is ever lost: one side's is taken only where the other has none or did not
/// change since `base`. Equal texts keep the higher state.
[[nodiscard]] std::optional<MergeOutcome> decide_merge(const std::optional<std::string>& base,
                                                       const MergeVersion& ours,
                                                       const MergeVersion& theirs);

/// Works out what taking the files in would change: pure but for reading. A returned file belongs
/// to the publication, among those given, that has its part and most of its units. Syntax, Invalid
/// or Refused, with file and place, where a returned file is of no format that is read, or of no
/// part and language of the workspace; Usage where a choice names a unit that is in none of the
/// files.
[[nodiscard]] Result<MergeReport> plan_merge(const Workspace& workspace,
                                             const std::vector<const Publication*>& publications,
                                             const std::vector<ReturnedFile>& files,
                                             const MergeChoices& choices);

/// The unit as it leaves for a translator: with its targets of now as the base of the merge.
void stamp_merge_base(model::Unit& unit);

}  // namespace hexapla::workspace
