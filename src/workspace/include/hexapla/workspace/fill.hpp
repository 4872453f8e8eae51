// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/save.hpp"
#include "hexapla/workspace/match_adaptation.hpp"
#include "hexapla/workspace/translation_memory.hpp"
#include "hexapla/workspace/workspace.hpp"

/// Segments without a target are filled from what was translated before.
namespace hexapla::workspace {

/// Which matches may be taken for translations as they are.
enum class Trust : std::uint8_t {
  None,       ///< every filled segment is `initial`
  InContext,  ///< matches in context become `translated`
  Exact,      ///< and all other equal ones too
};

struct FillOptions {
  std::vector<std::string> languages;
  std::vector<std::string> parts;  ///< none: all
  int threshold = 75;              ///< the lowest score
  Trust trust = Trust::None;
  bool uses_memory = true;     ///< content/memory/
  bool uses_workspace = true;  ///< what is translated elsewhere in the workspace: repetitions
  /// A third language of the workspace whose text is put beside each segment that has no target.
  std::string reference;
};

/// One segment that is filled.
struct FilledSegment {
  std::string part;
  std::string language;
  std::string unit;
  std::string segment;
  model::InlineText source;
  index::MemoryMatch match;
  AdaptedMatch adapted;
  model::State state = model::State::Initial;
};

struct FillReport {
  std::string publication;
  std::vector<FilledSegment> segments;  ///< by language, in the order of the text
  std::size_t unmatched = 0;            ///< segments without a target that nothing was found for
  std::size_t references = 0;           ///< segments that the third language is put beside
  std::vector<FileChange> files;        ///< what is to be written
};

/// What translations are taken from: the memory's files, and the workspace itself as it is now.
class FillSources {
 public:
  [[nodiscard]] static Result<FillSources> open(const Workspace& workspace,
                                                const FillOptions& options, DiagnosticSink& sink);
  /// The best match of all.
  [[nodiscard]] Result<std::optional<index::MemoryMatch>> find(const index::MemoryQuery& query);
  [[nodiscard]] std::vector<std::string> notes() const;

 private:
  std::optional<TranslationMemory> memory_;
  std::optional<index::Memory> workspace_;
};

/// Works out what filling would change: pure but for reading. The target of a match is adapted to
/// the source (adapt_match) and stands with state `initial`, or `translated` where `trust` allows
/// it and nothing had to be adapted; the match itself stands in the unit as Translation Candidate.
/// A segment that has a target is never touched.
[[nodiscard]] Result<FillReport> plan_fill(const Workspace& workspace,
                                           const Publication& publication,
                                           const FillOptions& options, FillSources& sources,
                                           DiagnosticSink& sink);

}  // namespace hexapla::workspace
