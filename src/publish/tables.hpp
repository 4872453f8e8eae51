// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hexapla/model/document.hpp"

/// Tables that are made from data.
namespace hexapla::publish {

[[nodiscard]] model::Inline make_text(std::string text);
[[nodiscard]] model::Block make_line(model::Inlines inlines);
[[nodiscard]] model::TableCell make_cell(model::Blocks blocks);
/// A cell of one line; an empty one where there is no text.
[[nodiscard]] model::TableCell make_cell(model::Inlines inlines);

/// Relative widths, one head row (none where `head` is empty), and how many columns of the body are
/// row heads: none where a cell spans them, which HTML could not say.
struct TableShape {
  std::vector<double> widths;
  std::vector<model::Inlines> head;
  std::int64_t row_heads = 1;
};
/// Lets the first cell of a row span the rows below it whose first cell is empty.
void span_labels(std::vector<model::TableRow>& rows);
[[nodiscard]] model::Block make_table(const TableShape& shape, std::vector<model::TableRow> rows);

}  // namespace hexapla::publish
