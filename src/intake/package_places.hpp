// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/document.hpp"

#include "package_text.hpp"

namespace hexapla::intake {

/// A stretch of a tree with text of its own: a paragraph, a heading, a cell's line, a term.
struct TreeLeaf {
  model::Block* block = nullptr;                ///< null: a term, a line, or metadata
  model::Inlines* inlines = nullptr;            ///< null: a block of code
  std::string text;                             ///< without notes, formulas and white space
  const PackageParagraph* paragraph = nullptr;  ///< the first that its text comes from
};

/// The leaves of a tree in their order, metadata first; those of notes apart.
struct TreeLeaves {
  std::vector<TreeLeaf> body;
  std::vector<TreeLeaf> notes;
};
[[nodiscard]] TreeLeaves find_leaves(model::Document& document);

/// What of the paragraphs' text the leaves do not have: nothing, where no character is lost. Finds
/// the paragraph of each leaf, and gives blocks and words the places that those have; `parts` hold
/// the paragraphs as lines.
[[nodiscard]] std::vector<Remark> place_leaves(std::vector<TreeLeaf>& leaves,
                                               const std::vector<PackageParagraph>& paragraphs);

/// Blocks that hold others get the place of the first; those without any that of the one before.
void place_containers(model::Blocks& blocks);

}  // namespace hexapla::intake
