// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hexapla/base/save.hpp"
#include "hexapla/workspace/term_usage.hpp"

/// What a change of the glossary would touch.
namespace hexapla::workspace {

enum class ImpactKind : std::uint8_t {
  Wrong,  ///< has an approved term now, and would not
  Right,  ///< has none now, and would
  Look,   ///< has none, now or then
};

/// A target that the change touches.
struct TouchedSegment {
  ImpactKind kind = ImpactKind::Wrong;
  std::string concept_id;
  std::string publication;
  std::string part;
  std::string language;
  std::string unit;
  std::string segment;
  std::string source;
  UsedText target;        ///< with the terms of the changed glossary
  std::size_t words = 0;  ///< of the target, to read again
};

struct TermImpact {
  std::vector<TouchedSegment> segments;  ///< in the order of concepts, languages and the text
  std::size_t unchanged = 0;  ///< targets with these concepts that stay as good as they are
};

/// Adds what the change from the glossary of the snapshot to `after` touches in one publication:
/// the concepts whose terms differ, in the languages where they differ and are enforced, in all
/// where those of the source differ. The snapshot's glossary is `after` when it returns.
void add_impact(Snapshot& snapshot, const model::Glossary& after, TermImpact& impact);

/// The segment files with the states of segments that become wrong or need a look set back to
/// initial, each with a note that says why.
[[nodiscard]] Result<std::vector<FileChange>> reopen(const Workspace& workspace,
                                                     const Publication& publication,
                                                     const TermImpact& impact);

}  // namespace hexapla::workspace
