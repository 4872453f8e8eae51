// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hexapla/text/segmentation.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/workspace.hpp"

/// The source side of sync: which unit each block of the Markdown is.
namespace hexapla::workspace {

/// A unit that left, by removed_key of its text: where equal text returns, so does its id.
using RemovedIds = std::map<std::string, std::string, std::less<>>;
/// Canonical text with plain code ids, without spaces: what stood between the sentences of a unit
/// is not kept.
[[nodiscard]] std::string removed_key(const model::InlineText& text);

struct NewRegistry {
  std::vector<SegmentPart> parts;   ///< bytes as they were read
  std::vector<UnitChange> changes;  ///< in document order, without languages
  std::size_t unchanged_units = 0;
  std::vector<std::string> notices;
};

/// Matches the blocks of `sources` with the units of `old` and gives ids to new ones (decisions.md,
/// Skeleton and identity; Segments, states, sync). Fails as Segmenter::find_breaks does.
[[nodiscard]] Result<NewRegistry> build_registry(std::vector<SourcePart>& sources,
                                                 std::vector<SegmentPart> old,
                                                 const RemovedIds& removed,
                                                 const text::Segmenter& segmenter,
                                                 const std::string& source_language);

}  // namespace hexapla::workspace
