// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "hexapla/model/document.hpp"

namespace hexapla::publish {

/// Calls `visit` for every sequence of inlines in `blocks`, the inner ones (of a style, link, span,
/// note) before the one that holds them. `visit` may replace the sequence.
void for_each_inlines(model::Blocks& blocks, const std::function<void(model::Inlines&)>& visit);

/// The same for the sequences within one sequence, and then itself.
void for_each_inlines(model::Inlines& inlines, const std::function<void(model::Inlines&)>& visit);

/// Calls `visit` for every sequence of blocks below `blocks` and then for itself, notes left out.
void for_each_blocks(model::Blocks& blocks, const std::function<void(model::Blocks&)>& visit);

}  // namespace hexapla::publish
