// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/walk.hpp"

#include <type_traits>
#include <variant>

namespace hexapla::model {
namespace {

using InlinesVisitor = std::function<void(Inlines&)>;
using BlocksVisitor = std::function<void(Blocks&)>;

/// Hands every block sequence and inline sequence directly inside one block to the two functions.
struct BlockParts {
  const BlocksVisitor& blocks;
  const InlinesVisitor& inlines;

  void operator()(Plain& block) const { inlines(block.content); }
  void operator()(Para& block) const { inlines(block.content); }
  void operator()(LineBlock& block) const {
    for (Inlines& line : block.lines) inlines(line);
  }
  void operator()(CodeBlock& /*block*/) const {}
  void operator()(RawBlock& /*block*/) const {}
  void operator()(BlockQuote& block) const { blocks(block.content); }
  void operator()(OrderedList& block) const {
    for (Blocks& item : block.items) blocks(item);
  }
  void operator()(BulletList& block) const {
    for (Blocks& item : block.items) blocks(item);
  }
  void operator()(DefinitionList& block) const {
    for (DefinitionItem& item : block.items) {
      inlines(item.term);
      for (Blocks& definition : item.definitions) blocks(definition);
    }
  }
  void operator()(Heading& block) const { inlines(block.content); }
  void operator()(HorizontalRule& /*block*/) const {}
  void operator()(Table& block) const {
    if (block.short_caption) inlines(*block.short_caption);
    blocks(block.caption);
    rows(block.head.rows);
    for (TableBody& body : block.bodies) {
      rows(body.head);
      rows(body.rows);
    }
    rows(block.foot.rows);
  }
  void operator()(Div& block) const { blocks(block.content); }
  void operator()(Null& /*block*/) const {}

 private:
  void rows(std::vector<TableRow>& rows) const {
    for (TableRow& row : rows) {
      for (TableCell& cell : row.cells) blocks(cell.content);
    }
  }
};

/// The sequences directly inside one inline.
void visit_inside(Inline& item, const InlinesVisitor& inlines, const BlocksVisitor& blocks) {
  std::visit(
      [&](auto& value) {
        if constexpr (requires { value.content; }) {
          using Content = std::remove_reference_t<decltype(value.content)>;
          if constexpr (std::is_same_v<Content, Inlines>) {
            inlines(value.content);
          } else {
            blocks(value.content);
          }
        }
      },
      item.value);
}

}  // namespace

void for_each_inlines(Inlines& inlines, const InlinesVisitor& visit) {
  for (Inline& item : inlines) {
    visit_inside(
        item, [&](Inlines& inner) { for_each_inlines(inner, visit); },
        [&](Blocks& inner) { for_each_inlines(inner, visit); });
  }
  visit(inlines);
}

void for_each_inlines(Blocks& blocks, const InlinesVisitor& visit) {
  const BlocksVisitor inner_blocks = [&](Blocks& inner) { for_each_inlines(inner, visit); };
  const InlinesVisitor inner_inlines = [&](Inlines& inner) { for_each_inlines(inner, visit); };
  for (Block& block : blocks) std::visit(BlockParts{inner_blocks, inner_inlines}, block.value);
}

void for_each_blocks(Blocks& blocks, const BlocksVisitor& visit) {
  const BlocksVisitor inner_blocks = [&](Blocks& inner) { for_each_blocks(inner, visit); };
  const InlinesVisitor no_inlines = [](Inlines&) {};
  for (Block& block : blocks) std::visit(BlockParts{inner_blocks, no_inlines}, block.value);
  visit(blocks);
}

Inlines join_words(const Blocks& blocks) {
  Inlines words;
  const auto append_words = [&words](const Inlines& more) {
    if (more.empty()) return;
    if (!words.empty()) words.push_back({Space{}});
    words.insert(words.end(), more.begin(), more.end());
  };
  const InlinesVisitor append = [&](Inlines& more) { append_words(more); };
  const BlocksVisitor append_all = [&](Blocks& inner) { append_words(join_words(inner)); };
  for (Block block : blocks) {
    if (const auto* const code = std::get_if<CodeBlock>(&block.value))
      append_words({{Code{{}, code->text}}});
    else
      std::visit(BlockParts{append_all, append}, block.value);
  }
  return words;
}

void join_cells(Table& table) {
  const auto join = [](std::vector<TableRow>& rows) {
    for (TableRow& row : rows) {
      for (TableCell& cell : row.cells) cell.content = {{Plain{join_words(cell.content)}}};
    }
  };
  join(table.head.rows);
  for (TableBody& body : table.bodies) {
    join(body.head);
    join(body.rows);
  }
  join(table.foot.rows);
}

}  // namespace hexapla::model
