// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "walk.hpp"

#include <type_traits>
#include <variant>

namespace hexapla::publish {
namespace {

using InlinesVisitor = std::function<void(model::Inlines&)>;
using BlocksVisitor = std::function<void(model::Blocks&)>;

/// Hands every block sequence and inline sequence directly inside one block to the two functions.
struct BlockParts {
  const BlocksVisitor& blocks;
  const InlinesVisitor& inlines;

  void operator()(model::Plain& block) const { inlines(block.content); }
  void operator()(model::Para& block) const { inlines(block.content); }
  void operator()(model::LineBlock& block) const {
    for (model::Inlines& line : block.lines) inlines(line);
  }
  void operator()(model::CodeBlock& /*block*/) const {}
  void operator()(model::RawBlock& /*block*/) const {}
  void operator()(model::BlockQuote& block) const { blocks(block.content); }
  void operator()(model::OrderedList& block) const {
    for (model::Blocks& item : block.items) blocks(item);
  }
  void operator()(model::BulletList& block) const {
    for (model::Blocks& item : block.items) blocks(item);
  }
  void operator()(model::DefinitionList& block) const {
    for (model::DefinitionItem& item : block.items) {
      inlines(item.term);
      for (model::Blocks& definition : item.definitions) blocks(definition);
    }
  }
  void operator()(model::Heading& block) const { inlines(block.content); }
  void operator()(model::HorizontalRule& /*block*/) const {}
  void operator()(model::Table& block) const {
    if (block.short_caption) inlines(*block.short_caption);
    blocks(block.caption);
    rows(block.head.rows);
    for (model::TableBody& body : block.bodies) {
      rows(body.head);
      rows(body.rows);
    }
    rows(block.foot.rows);
  }
  void operator()(model::Div& block) const { blocks(block.content); }
  void operator()(model::Null& /*block*/) const {}

 private:
  void rows(std::vector<model::TableRow>& rows) const {
    for (model::TableRow& row : rows) {
      for (model::TableCell& cell : row.cells) blocks(cell.content);
    }
  }
};

/// The sequences directly inside one inline.
void visit_inside(model::Inline& item, const InlinesVisitor& inlines, const BlocksVisitor& blocks) {
  std::visit(
      [&](auto& value) {
        if constexpr (requires { value.content; }) {
          using Content = std::remove_reference_t<decltype(value.content)>;
          if constexpr (std::is_same_v<Content, model::Inlines>) {
            inlines(value.content);
          } else {
            blocks(value.content);
          }
        }
      },
      item.value);
}

}  // namespace

void for_each_inlines(model::Inlines& inlines, const InlinesVisitor& visit) {
  for (model::Inline& item : inlines) {
    visit_inside(
        item, [&](model::Inlines& inner) { for_each_inlines(inner, visit); },
        [&](model::Blocks& inner) { for_each_inlines(inner, visit); });
  }
  visit(inlines);
}

void for_each_inlines(model::Blocks& blocks, const InlinesVisitor& visit) {
  const BlocksVisitor inner_blocks = [&](model::Blocks& inner) { for_each_inlines(inner, visit); };
  const InlinesVisitor inner_inlines = [&](model::Inlines& inner) {
    for_each_inlines(inner, visit);
  };
  for (model::Block& block : blocks)
    std::visit(BlockParts{inner_blocks, inner_inlines}, block.value);
}

void for_each_blocks(model::Blocks& blocks, const BlocksVisitor& visit) {
  const BlocksVisitor inner_blocks = [&](model::Blocks& inner) { for_each_blocks(inner, visit); };
  const InlinesVisitor no_inlines = [](model::Inlines&) {};
  for (model::Block& block : blocks) std::visit(BlockParts{inner_blocks, no_inlines}, block.value);
  visit(blocks);
}

}  // namespace hexapla::publish
