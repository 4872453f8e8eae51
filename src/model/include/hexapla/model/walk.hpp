// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "hexapla/model/document.hpp"

namespace hexapla::model {

/// Calls `visit` for every sequence of inlines in `blocks`, the inner ones (of a style, link, span,
/// note) before the one that holds them. `visit` may replace the sequence.
void for_each_inlines(Blocks& blocks, const std::function<void(Inlines&)>& visit);

/// The same for the sequences within one sequence, and then itself.
void for_each_inlines(Inlines& inlines, const std::function<void(Inlines&)>& visit);

/// Calls `visit` for every sequence of blocks below `blocks` and then for itself, notes left out.
void for_each_blocks(Blocks& blocks, const std::function<void(Blocks&)>& visit);

/// The words of all blocks as one sequence, a space between those of two: what a cell of a pipe
/// table can hold.
[[nodiscard]] Inlines join_words(const Blocks& blocks);
/// Makes one text of each cell.
void join_cells(Table& table);

}  // namespace hexapla::model
