// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "package_restoration.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace hexapla::intake {
namespace {

using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

/// The lists of blocks that a block holds.
std::vector<Blocks*> children_of(Block& block) {
  std::vector<Blocks*> children;
  const auto add_items = [&](std::vector<Blocks>& items) {
    for (Blocks& item : items) children.push_back(&item);
  };
  const auto add_rows = [&](std::vector<model::TableRow>& rows) {
    for (model::TableRow& row : rows) {
      for (model::TableCell& cell : row.cells) children.push_back(&cell.content);
    }
  };
  std::visit(Overloaded{[&](model::BlockQuote& each) { children.push_back(&each.content); },
                        [&](model::Div& each) { children.push_back(&each.content); },
                        [&](model::OrderedList& each) { add_items(each.items); },
                        [&](model::BulletList& each) { add_items(each.items); },
                        [&](model::DefinitionList& each) {
                          for (auto& item : each.items) add_items(item.definitions);
                        },
                        [&](model::Table& each) {
                          add_rows(each.head.rows);
                          for (model::TableBody& body : each.bodies) {
                            add_rows(body.head);
                            add_rows(body.rows);
                          }
                          add_rows(each.foot.rows);
                        },
                        [](auto& /*no blocks in it*/) {}},
             block.value);
  return children;
}

Inlines* inlines_of(Block& block) {
  if (auto* paragraph = std::get_if<model::Para>(&block.value)) return &paragraph->content;
  if (auto* plain = std::get_if<model::Plain>(&block.value)) return &plain->content;
  if (auto* heading = std::get_if<model::Heading>(&block.value)) return &heading->content;
  return nullptr;
}

/// Pandoc's word for how a level of a list numbers.
std::string style_of(const NumberingLevel& level) {
  static const std::map<std::string_view, std::string> kStyles = {{"lowerLetter", "LowerAlpha"},
                                                                  {"upperLetter", "UpperAlpha"},
                                                                  {"lowerRoman", "LowerRoman"},
                                                                  {"upperRoman", "UpperRoman"}};
  const auto style = kStyles.find(level.format);
  return style == kStyles.end() ? "Decimal" : style->second;
}

std::string delimiter_of(const NumberingLevel& level) {
  const bool has_end = level.text.ends_with(')') || level.text.ends_with("）");
  const bool has_begin = level.text.starts_with('(') || level.text.starts_with("（");
  if (has_end && has_begin) return "TwoParens";
  return has_end ? "OneParen" : "Period";
}

class Restorer {
 public:
  explicit Restorer(const TreeLeaves& leaves) {
    for (const auto* list : {&leaves.body, &leaves.notes}) {
      for (const TreeLeaf& leaf : *list) {
        if (leaf.block != nullptr && leaf.paragraph != nullptr)
          paragraphs_[leaf.block] = leaf.paragraph;
      }
    }
  }

  void restore(Blocks& blocks) {
    for (Block& block : blocks) {
      if (auto* list = std::get_if<model::OrderedList>(&block.value)) restore(*list);
      for (Blocks* each : children_of(block)) restore(*each);
    }
    attach_captions(blocks);
    std::erase_if(blocks, [](Block& block) {
      const Inlines* inlines = inlines_of(block);
      return inlines != nullptr && inlines->empty();
    });
  }

 private:
  const PackageParagraph* find(const Block& block) const {
    const auto found = paragraphs_.find(&block);
    return found == paragraphs_.end() ? nullptr : found->second;
  }

  const PackageParagraph* find_first(Blocks& blocks) const {
    if (blocks.empty()) return nullptr;
    if (const PackageParagraph* own = find(blocks.front())) return own;
    const std::vector<Blocks*> below = children_of(blocks.front());
    return below.empty() ? nullptr : find_first(*below.front());
  }

  /// The number of the first item, its style and its signs, as the package has them.
  void restore(model::OrderedList& list) const {
    if (list.items.empty()) return;
    const PackageParagraph* first = find_first(list.items.front());
    if (first == nullptr || first->numbering.list == 0) return;
    list.start = first->number;
    list.style = style_of(first->level);
    list.delimiter = delimiter_of(first->level);
  }

  /// Whether a block is the caption of a table: pandoc gives captions to tables in their order,
  /// which goes wrong with the first that has none.
  bool is_caption(const Block& block) const {
    if (!std::holds_alternative<model::Para>(block.value)) return false;
    const PackageParagraph* paragraph = find(block);
    return paragraph != nullptr && paragraph->is_caption;
  }

  enum class Role : std::uint8_t { Other, Caption, Table, Figure, Nothing };

  Role role_of(const Block& block) const {
    if (const auto* table = std::get_if<model::Table>(&block.value))
      return table->caption.empty() ? Role::Table : Role::Other;
    const auto* paragraph = std::get_if<model::Para>(&block.value);
    if (paragraph == nullptr) return Role::Other;
    if (paragraph->content.empty()) return Role::Nothing;
    if (is_caption(block)) return Role::Caption;
    // an image in a paragraph of its own takes the caption beside it
    const bool is_figure = paragraph->content.size() == 1 &&
                           std::holds_alternative<model::Image>(paragraph->content.front().value);
    return is_figure ? Role::Figure : Role::Other;
  }

  void attach_captions(Blocks& blocks) const {
    std::vector<Role> roles;  // before anything moves
    for (const Block& block : blocks) roles.push_back(role_of(block));
    const auto role = [&](std::size_t i) { return i < roles.size() ? roles[i] : Role::Other; };
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (role(i) != Role::Nothing) kept.push_back(i);
    }
    Blocks result;
    bool has_caption = false;  // the last of `result` is a caption that is free
    for (std::size_t n = 0; n < kept.size(); ++n) {
      const auto near = [&](std::size_t step) {
        return n + step < kept.size() ? role(kept[n + step]) : Role::Other;
      };
      Block& block = blocks[kept[n]];
      const bool is_table = role(kept[n]) == Role::Table;
      if (is_table && has_caption) {
        std::get<model::Table>(block.value).caption.push_back(std::move(result.back()));
        result.pop_back();
      } else if (is_table && near(1) == Role::Caption && near(2) != Role::Table) {
        std::get<model::Table>(block.value).caption.push_back(std::move(blocks[kept[n + 1]]));
        ++n;
      }
      has_caption = role(kept[n]) == Role::Caption && !is_table &&
                    !(n > 0 && role(kept[n - 1]) == Role::Figure);
      result.push_back(std::move(block));
    }
    blocks = std::move(result);
  }

  std::map<const Block*, const PackageParagraph*> paragraphs_;
};

/// Goes through all images of a tree.
class ImageVisitor {
 public:
  explicit ImageVisitor(std::function<void(model::Image&)> visit) : visit_(std::move(visit)) {}

  void visit(Blocks& blocks) {
    for (Block& block : blocks) {
      if (Inlines* inlines = inlines_of(block)) visit(*inlines);
      if (auto* table = std::get_if<model::Table>(&block.value)) visit(table->caption);
      if (auto* list = std::get_if<model::DefinitionList>(&block.value)) {
        for (auto& item : list->items) visit(item.term);
      }
      if (auto* lines = std::get_if<model::LineBlock>(&block.value)) {
        for (Inlines& line : lines->lines) visit(line);
      }
      for (Blocks* each : children_of(block)) visit(*each);
    }
  }

 private:
  void visit(Inlines& inlines) {
    for (Inline& each : inlines) {
      std::visit(Overloaded{[&](model::Image& image) { visit_(image); },
                            [&](model::Styled& value) { visit(value.content); },
                            [&](model::Quoted& value) { visit(value.content); },
                            [&](model::Cite& value) { visit(value.content); },
                            [&](model::Link& value) { visit(value.content); },
                            [&](model::Span& value) { visit(value.content); },
                            [&](model::Note& value) { visit(value.content); },
                            [](auto& /*no image in it*/) {}},
                 each.value);
    }
  }

  std::function<void(model::Image&)> visit_;
};

/// Kinds that browsers and word processors show.
bool is_shown(std::string_view kind) {
  return kind == "png" || kind == "jpeg" || kind == "gif" || kind == "webp" || kind == "svg";
}

}  // namespace

void restore_structure(model::Document& document, const TreeLeaves& leaves) {
  Restorer(leaves).restore(document.blocks);
}

std::vector<Medium> rename_images(model::Document& document, const PackageText& package,
                                  std::vector<Remark>& remarks) {
  std::vector<Medium> media;
  std::map<std::string, std::string> names;
  ImageVisitor([&](model::Image& image) {
    const auto found = std::find_if(package.images.begin(), package.images.end(),
                                    [&](const auto& each) { return each.url == image.target.url; });
    if (found == package.images.end()) return;
    auto [name, is_new] = names.try_emplace(found->url);
    if (is_new) {
      const std::string& kind = found->kind;
      name->second = fmt::format("image-{}.{}", names.size(),
                                 kind.empty() ? "bin" : (kind == "jpeg" ? "jpg" : kind.c_str()));
      media.push_back({name->second, found->bytes});
      if (!is_shown(kind)) {
        remarks.push_back({RemarkKind::Uncertain,
                           "image",
                           {},
                           fmt::format("{} is {}: no browser shows it; save it as PNG or SVG",
                                       found->part, kind.empty() ? "of no known kind" : kind),
                           found->place});
      }
    }
    image.target.url = name->second;
  }).visit(document.blocks);
  return media;
}

}  // namespace hexapla::intake
