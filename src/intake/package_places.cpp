// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "package_places.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <variant>

#include "hexapla/text/utf8.hpp"

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

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

void append_squashed(std::string& out, std::string_view text) {
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return !is_white(c); });
}

std::string squash(std::string_view text) {
  std::string result;
  append_squashed(result, text);
  return result;
}

/// Finds leaves, and the notes that stand in them.
class LeafFinder {
 public:
  explicit LeafFinder(TreeLeaves& leaves) : leaves_(leaves) {}

  void visit(Blocks& blocks) {
    for (Block& block : blocks) visit(block);
  }

  void visit(model::MetaValue& value) {
    std::visit(Overloaded{[&](model::MetaMap& map) {
                            for (auto& [key, each] : map) visit(each);
                          },
                          [&](std::vector<model::MetaValue>& list) {
                            for (auto& each : list) visit(each);
                          },
                          [&](Inlines& inlines) { add(nullptr, inlines); },
                          [&](Blocks& blocks) { visit(blocks); }, [](auto& /*plain value*/) {}},
               value.value);
  }

 private:
  void visit(Block& block) {
    std::visit(Overloaded{[&](model::Plain& each) { add(&block, each.content); },
                          [&](model::Para& each) { add(&block, each.content); },
                          [&](model::Heading& each) { add(&block, each.content); },
                          [&](model::LineBlock& each) {
                            for (Inlines& line : each.lines) add(&block, line);
                          },
                          [&](model::CodeBlock& each) { add_code(block, each.text); },
                          [&](model::BlockQuote& each) { visit(each.content); },
                          [&](model::OrderedList& each) { visit_items(each.items); },
                          [&](model::BulletList& each) { visit_items(each.items); },
                          [&](model::DefinitionList& each) {
                            for (model::DefinitionItem& item : each.items) {
                              add(nullptr, item.term);
                              visit_items(item.definitions);
                            }
                          },
                          [&](model::Table& each) { visit_table(each); },
                          [&](model::Div& each) { visit(each.content); },
                          [](auto& /*nothing to read*/) {}},
               block.value);
  }

  void visit_items(std::vector<Blocks>& items) {
    for (Blocks& item : items) visit(item);
  }

  void visit_rows(std::vector<model::TableRow>& rows) {
    for (model::TableRow& row : rows) {
      for (model::TableCell& cell : row.cells) visit(cell.content);
    }
  }

  void visit_table(model::Table& table) {
    visit(table.caption);
    visit_rows(table.head.rows);
    for (model::TableBody& body : table.bodies) {
      visit_rows(body.head);
      visit_rows(body.rows);
    }
    visit_rows(table.foot.rows);
  }

  std::vector<TreeLeaf>& list() { return is_in_note_ ? leaves_.notes : leaves_.body; }

  void add(Block* block, Inlines& inlines) {
    list().push_back({block, &inlines, {}, nullptr});
    // notes that stand in it add leaves, to another list or behind
    const std::size_t index = list().size() - 1;
    const bool was_in_note = is_in_note_;
    std::string text;
    append(text, inlines);
    is_in_note_ = was_in_note;
    list()[index].text = std::move(text);
  }

  void add_code(Block& block, std::string_view text) {
    list().push_back({&block, nullptr, squash(text), nullptr});
  }

  void append(std::string& text, Inlines& inlines) {
    for (Inline& each : inlines) append(text, each);
  }

  void append(std::string& text, Inline& each) {
    std::visit(Overloaded{[&](model::Str& value) { append_squashed(text, value.text); },
                          [&](model::Code& value) { append_squashed(text, value.text); },
                          [&](model::Styled& value) { append(text, value.content); },
                          [&](model::Quoted& value) { append(text, value.content); },
                          [&](model::Cite& value) { append(text, value.content); },
                          [&](model::Link& value) { append(text, value.content); },
                          [&](model::Span& value) {
                            // what a comment says is none of the text
                            if (!value.attributes.has_class("comment-start"))
                              append(text, value.content);
                          },
                          [&](model::Note& value) {
                            const bool before = std::exchange(is_in_note_, true);
                            visit(value.content);
                            is_in_note_ = before;
                          },
                          [](auto& /*no text of the paragraph*/) {}},
               each.value);
  }

  TreeLeaves& leaves_;
  bool is_in_note_ = false;
};

/// Gives the words of a leaf their places: columns in the lines that paragraphs are.
class WordPlacer {
 public:
  WordPlacer(const PackageParagraph& paragraph, std::string_view skipped) : paragraph_(&paragraph) {
    (void)take(skipped);
  }

  void place(Inlines& inlines) {
    for (Inline& each : inlines) place(each);
  }

 private:
  /// Moves behind the characters of `text`, and says where the first stands.
  std::optional<model::SourceRange> take(std::string_view text) {
    std::optional<model::SourceRange> range;
    const std::string_view line = paragraph_->text;
    for (const char c : text) {
      if (is_white(c)) continue;
      while (at_ < line.size() && is_white(line[at_])) advance(line);
      if (at_ >= line.size() || line[at_] != c) return range;
      if (!range) range = here();
      advance(line);
    }
    if (range) {
      range->end_line = paragraph_->place.line;
      range->end_column = column_;
    }
    return range;
  }

  void advance(std::string_view line) {
    ++at_;
    // columns are code points: a byte that goes on with one does not count
    if (at_ >= line.size() || (static_cast<unsigned char>(line[at_]) & 0xC0U) != 0x80U) ++column_;
  }

  model::SourceRange here() const {
    model::SourceRange range;
    range.part = paragraph_->place.part;
    range.begin_line = range.end_line = paragraph_->place.line;
    range.begin_column = range.end_column = column_;
    return range;
  }

  void place(Inline& each) {
    std::visit(Overloaded{[&](model::Str& value) { each.position = take(value.text); },
                          [&](model::Code& value) { each.position = take(value.text); },
                          [&](model::Styled& value) { place(value.content); },
                          [&](model::Quoted& value) { place(value.content); },
                          [&](model::Cite& value) { place(value.content); },
                          [&](model::Link& value) { place(value.content); },
                          [&](model::Span& value) { place(value.content); },
                          [&](model::Image& /*value*/) { each.position = here(); },
                          [&](model::Note& /*value*/) { each.position = here(); },
                          [](auto& /*no words*/) {}},
               each.value);
  }

  const PackageParagraph* paragraph_;
  std::size_t at_ = 0;
  std::size_t column_ = 1;
};

void place_leaf(TreeLeaf& leaf, const PackageParagraph& paragraph, std::string_view skipped) {
  if (leaf.paragraph != nullptr) return;
  leaf.paragraph = &paragraph;
  if (leaf.block != nullptr) {
    model::SourceRange range;
    range.part = paragraph.place.part;
    range.begin_line = range.end_line = paragraph.place.line;
    range.begin_column = 1;
    range.end_column = text::count_code_points(paragraph.text) + 1;
    leaf.block->position = range;
  }
  if (leaf.inlines != nullptr) WordPlacer(paragraph, skipped).place(*leaf.inlines);
}

/// Matches leaves with paragraphs: both come in the same order, but for few.
class Matcher {
 public:
  Matcher(std::vector<TreeLeaf>& leaves, const std::vector<PackageParagraph>& paragraphs)
      : leaves_(leaves), paragraphs_(paragraphs), is_found_(paragraphs.size()) {
    for (const PackageParagraph& each : paragraphs) texts_.push_back(squash(each.text));
  }

  std::vector<Remark> run() {
    std::size_t leaf = 0;
    std::size_t paragraph = 0;
    while (leaf < leaves_.size() && paragraph < paragraphs_.size()) {
      if (leaves_[leaf].text == texts_[paragraph]) {
        match(leaf++, paragraph++);
        continue;
      }
      const auto [leaf_end, paragraph_end] = find_next(leaf, paragraph);
      match_streams(leaf, leaf_end, paragraph, paragraph_end);
      leaf = leaf_end;
      paragraph = paragraph_end;
    }
    match_moved();
    return tell_lost();
  }

 private:
  /// How far apart two sequences may run before they meet again.
  static constexpr std::size_t kFarthest = 64;

  void match(std::size_t leaf, std::size_t paragraph) {
    place_leaf(leaves_[leaf], paragraphs_[paragraph], {});
    is_found_[paragraph] = true;
  }

  /// The nearest leaf and paragraph of the same text from here on; the ends where there is none.
  std::pair<std::size_t, std::size_t> find_next(std::size_t leaf, std::size_t paragraph) const {
    for (std::size_t distance = 1; distance <= 2 * kFarthest; ++distance) {
      const std::size_t least = distance > kFarthest ? distance - kFarthest : 0;
      for (std::size_t skip = least; skip <= std::min(distance, kFarthest); ++skip) {
        const std::size_t l = leaf + skip;
        const std::size_t p = paragraph + (distance - skip);
        if (l < leaves_.size() && p < texts_.size() && !texts_[p].empty() &&
            leaves_[l].text == texts_[p])
          return {l, p};
      }
    }
    return {leaves_.size(), texts_.size()};
  }

  /// Leaves and paragraphs that were joined or parted: their texts are the same in a row.
  void match_streams(std::size_t leaf, std::size_t leaf_end, std::size_t paragraph,
                     std::size_t paragraph_end) {
    std::string all_leaves;
    std::string all_paragraphs;
    for (std::size_t i = leaf; i < leaf_end; ++i) all_leaves += leaves_[i].text;
    for (std::size_t i = paragraph; i < paragraph_end; ++i) all_paragraphs += texts_[i];
    if (all_leaves != all_paragraphs) return;
    std::size_t offset = 0;  // of the leaf in the paragraph
    for (; leaf < leaf_end; ++leaf) {
      while (paragraph < paragraph_end && offset >= texts_[paragraph].size() &&
             !leaves_[leaf].text.empty()) {
        offset -= texts_[paragraph].size();
        is_found_[paragraph++] = true;
      }
      if (paragraph >= paragraph_end) break;
      place_leaf(leaves_[leaf], paragraphs_[paragraph],
                 std::string_view(texts_[paragraph]).substr(0, offset));
      offset += leaves_[leaf].text.size();
    }
    for (; paragraph < paragraph_end; ++paragraph) is_found_[paragraph] = true;
  }

  /// What stands elsewhere: metadata, captions.
  void match_moved() {
    std::unordered_multimap<std::string_view, std::size_t> free;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      if (leaves_[i].paragraph == nullptr && !leaves_[i].text.empty())
        free.emplace(leaves_[i].text, i);
    }
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      const auto leaf = is_found_[i] ? free.end() : free.find(texts_[i]);
      if (leaf == free.end()) continue;
      match(leaf->second, i);
      free.erase(leaf);
    }
    // a piece of a paragraph
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      if (leaves_[i].paragraph == nullptr && !leaves_[i].text.empty()) loose_.push_back(i);
    }
  }

  /// The text of a paragraph that no leaf has: what its loose leaves cover is not lost.
  std::vector<Remark> tell_lost() {
    std::vector<Remark> lost;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      if (is_found_[i] || texts_[i].empty()) continue;
      std::string rest = texts_[i];
      std::size_t from = 0;
      for (std::size_t& index : loose_) {
        if (index == kTaken) continue;
        TreeLeaf& leaf = leaves_[index];
        const std::size_t at = rest.find(leaf.text, from);
        if (at == std::string::npos) continue;
        place_leaf(leaf, paragraphs_[i], std::string_view(texts_[i]).substr(0, 0));
        rest.erase(at, leaf.text.size());
        from = at;
        index = kTaken;
      }
      if (rest.empty()) continue;
      const bool is_whole = rest.size() == texts_[i].size();
      lost.push_back({RemarkKind::Dropped, "text", is_whole ? paragraphs_[i].text : rest,
                      "the tree has no place for it", paragraphs_[i].place});
    }
    return lost;
  }

  static constexpr std::size_t kTaken = static_cast<std::size_t>(-1);

  std::vector<TreeLeaf>& leaves_;
  const std::vector<PackageParagraph>& paragraphs_;
  std::vector<bool> is_found_;
  std::vector<std::string> texts_;
  std::vector<std::size_t> loose_;
};

/// Gives containers the place of their first block.
class ContainerPlacer {
 public:
  void visit(Blocks& blocks) {
    for (Block& block : blocks) visit(block);
  }

 private:
  void visit(Block& block) {
    const std::optional<model::SourceRange> before = last_;
    first_.reset();
    std::visit(Overloaded{[&](model::BlockQuote& each) { visit_all({&each.content}); },
                          [&](model::OrderedList& each) { visit_items(each.items); },
                          [&](model::BulletList& each) { visit_items(each.items); },
                          [&](model::DefinitionList& each) {
                            for (model::DefinitionItem& item : each.items)
                              visit_items(item.definitions);
                          },
                          [&](model::Table& each) { visit_table(each); },
                          [&](model::Div& each) { visit_all({&each.content}); },
                          [](auto& /*no blocks in it*/) {}},
               block.value);
    if (!block.position) block.position = first_ ? first_ : before;
    if (block.position) last_ = block.position;
    first_ = block.position;
  }

  void visit_all(std::initializer_list<Blocks*> lists) {
    std::optional<model::SourceRange> first;
    for (Blocks* blocks : lists) {
      for (Block& block : *blocks) {
        visit(block);
        if (!first) first = first_;
      }
    }
    first_ = first;
  }

  void visit_items(std::vector<Blocks>& items) {
    std::optional<model::SourceRange> first;
    for (Blocks& item : items) {
      visit_all({&item});
      if (!first) first = first_;
    }
    first_ = first;
  }

  void visit_rows(std::vector<model::TableRow>& rows, std::optional<model::SourceRange>& first) {
    for (model::TableRow& row : rows) {
      for (model::TableCell& cell : row.cells) {
        visit_all({&cell.content});
        if (!first) first = first_;
      }
    }
  }

  void visit_table(model::Table& table) {
    std::optional<model::SourceRange> first;
    visit_all({&table.caption});
    first = first_;
    visit_rows(table.head.rows, first);
    for (model::TableBody& body : table.bodies) {
      visit_rows(body.head, first);
      visit_rows(body.rows, first);
    }
    visit_rows(table.foot.rows, first);
    first_ = first;
  }

  std::optional<model::SourceRange> first_;
  std::optional<model::SourceRange> last_;
};

}  // namespace

TreeLeaves find_leaves(model::Document& document) {
  TreeLeaves leaves;
  LeafFinder finder(leaves);
  for (auto& [key, value] : document.meta) finder.visit(value);
  finder.visit(document.blocks);
  return leaves;
}

std::vector<Remark> place_leaves(std::vector<TreeLeaf>& leaves,
                                 const std::vector<PackageParagraph>& paragraphs) {
  return Matcher(leaves, paragraphs).run();
}

void place_containers(model::Blocks& blocks) { ContainerPlacer().visit(blocks); }

}  // namespace hexapla::intake
