// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "tables.hpp"

#include <utility>

namespace hexapla::publish {

model::Inline make_text(std::string text) { return {model::Str{std::move(text)}}; }

model::Block make_line(model::Inlines inlines) { return {model::Plain{std::move(inlines)}}; }

model::TableCell make_cell(model::Blocks blocks) {
  model::TableCell cell;
  cell.content = std::move(blocks);
  return cell;
}

model::TableCell make_cell(model::Inlines inlines) {
  return make_cell(inlines.empty() ? model::Blocks{}
                                   : model::Blocks{make_line(std::move(inlines))});
}

void span_labels(std::vector<model::TableRow>& rows) {
  model::TableCell* label = nullptr;
  for (model::TableRow& row : rows) {
    if (row.cells.empty()) continue;
    if (label == nullptr || !row.cells.front().content.empty()) {
      label = &row.cells.front();
    } else {
      ++label->row_span;
      row.cells.erase(row.cells.begin());
    }
  }
}

model::Block make_table(const TableShape& shape, std::vector<model::TableRow> rows) {
  model::Table table;
  for (const double width : shape.widths) table.columns.push_back({"AlignDefault", width});
  if (!shape.head.empty()) {
    model::TableRow head;
    for (const model::Inlines& text : shape.head) head.cells.push_back(make_cell(text));
    table.head.rows.push_back(std::move(head));
  }
  model::TableBody body;
  body.row_head_columns = shape.row_heads;
  body.rows = std::move(rows);
  table.bodies.push_back(std::move(body));
  return {std::move(table)};
}

}  // namespace hexapla::publish
