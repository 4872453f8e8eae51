// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// One source file of an imported publication.
struct PartDraft {
  std::string name;  ///< "01-glossary"
  model::Document document;
};

/// Gives a document a title, and every section, figure, table and entry its id: that of `old` where
/// the words are the same or nearly so, else a new one. Levels of headings begin at 1. What was
/// guessed is remarked.
void prepare_tree(intake::Incoming& incoming, const std::vector<SourcePart>& old,
                  const std::string& fallback_title);

/// Cuts a prepared document into parts: the metadata with what stands before the first section,
/// sections of level 1, regions. A part whose first id is that of an `old` part keeps its name.
[[nodiscard]] std::vector<PartDraft> split_parts(model::Document document,
                                                 const std::vector<SourcePart>& old);

/// The ids that headings and divs of the parts have.
[[nodiscard]] std::set<std::string> explicit_ids(const std::vector<PartDraft>& parts);

/// The same words without emphasis, spans and links.
[[nodiscard]] model::Blocks without_styles(model::Blocks blocks);

}  // namespace hexapla::workspace
