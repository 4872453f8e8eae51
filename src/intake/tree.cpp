// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "tree.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "hexapla/model/walk.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::intake {
namespace {

using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

bool is_white(const Inline& item) {
  return std::holds_alternative<model::Space>(item.value) ||
         std::holds_alternative<model::SoftBreak>(item.value) ||
         std::holds_alternative<model::LineBreak>(item.value);
}

/// The inlines inside an inline whose words belong to the text around it.
Inlines* find_content(Inline& item) {
  if (auto* styled = std::get_if<model::Styled>(&item.value)) return &styled->content;
  if (auto* span = std::get_if<model::Span>(&item.value)) return &span->content;
  if (auto* link = std::get_if<model::Link>(&item.value)) return &link->content;
  if (auto* quoted = std::get_if<model::Quoted>(&item.value)) return &quoted->content;
  return nullptr;
}

/// Returns what is left to drop.
std::size_t drop(Inlines& inlines, std::size_t bytes) {
  while (!inlines.empty() && bytes > 0) {
    Inline& first = inlines.front();
    if (auto* words = std::get_if<model::Str>(&first.value)) {
      const std::size_t taken = std::min(bytes, words->text.size());
      if (first.position) {
        first.position->begin_column +=
            text::count_code_points(std::string_view(words->text).substr(0, taken));
      }
      words->text.erase(0, taken);
      bytes -= taken;
      if (!words->text.empty()) break;
    } else if (is_white(first)) {
      --bytes;
    } else if (Inlines* content = find_content(first)) {
      bytes = drop(*content, bytes);
      if (!content->empty()) break;
    } else {
      break;  // a note, an image: words end here
    }
    inlines.erase(inlines.begin());
  }
  return bytes;
}

bool is_running(const Block& block) {
  return std::holds_alternative<model::Plain>(block.value) ||
         std::holds_alternative<model::Para>(block.value);
}

/// Blocks of divs take the places of the divs.
void unwrap_divs(Blocks& blocks) {
  Blocks result;
  for (Block& block : blocks) {
    if (auto* div = std::get_if<model::Div>(&block.value)) {
      std::move(div->content.begin(), div->content.end(), std::back_inserter(result));
    } else {
      result.push_back(std::move(block));
    }
  }
  blocks = std::move(result);
}

/// Two runs of words one behind the other, which were boxes, are paragraphs.
void part_paragraphs(Blocks& blocks) {
  bool was_words = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool is_followed = i + 1 < blocks.size() && is_running(blocks[i + 1]);
    auto* const plain = std::get_if<model::Plain>(&blocks[i].value);
    const bool is_words = is_running(blocks[i]);
    if (plain != nullptr && (was_words || is_followed))
      blocks[i].value = model::Para{std::move(plain->content)};
    was_words = is_words;
  }
}

/// A line that ends where its paragraph does ends nothing.
void trim(Inlines& inlines) {
  while (!inlines.empty() && is_white(inlines.back())) inlines.pop_back();
  while (!inlines.empty() && is_white(inlines.front())) inlines.erase(inlines.begin());
}

void drop_attributes(Blocks& blocks) {
  unwrap_divs(blocks);
  std::erase_if(blocks,
                [](const Block& block) { return is_running(block) && find_words(block)->empty(); });
  part_paragraphs(blocks);
  for (Block& block : blocks) {
    if (Inlines* words = find_words(block)) trim(*words);
    if (auto* heading = std::get_if<model::Heading>(&block.value))
      heading->attributes = {std::move(heading->attributes.id), {}, {}};
    if (auto* code = std::get_if<model::CodeBlock>(&block.value)) code->attributes = {};
    if (auto* table = std::get_if<model::Table>(&block.value)) table->attributes = {};
  }
}

void keep_language(model::Attributes& attributes) {
  const auto language = attributes.find("lang");
  attributes = {};
  if (language) attributes.values.emplace_back("lang", *language);
}

/// Quotations as marks and formulas as code: so our sources have them.
void write_out(Inlines& inlines) {
  Inlines result;
  for (Inline& item : inlines) {
    if (auto* math = std::get_if<model::Math>(&item.value))
      item.value = model::Code{{}, std::move(math->text)};
    auto* quoted = std::get_if<model::Quoted>(&item.value);
    if (quoted == nullptr) {
      result.push_back(std::move(item));
      continue;
    }
    result.push_back({model::Str{quoted->is_double ? "“" : "‘"}});
    std::move(quoted->content.begin(), quoted->content.end(), std::back_inserter(result));
    result.push_back({model::Str{quoted->is_double ? "”" : "’"}});
  }
  inlines = std::move(result);
}

void drop_attributes(Inlines& inlines) {
  std::erase_if(inlines, [](const Inline& item) {  // anchors
    const auto* span = std::get_if<model::Span>(&item.value);
    return span != nullptr && span->content.empty();
  });
  for (Inline& item : inlines) {
    if (auto* span = std::get_if<model::Span>(&item.value)) keep_language(span->attributes);
    if (auto* link = std::get_if<model::Link>(&item.value)) link->attributes = {};
    if (auto* code = std::get_if<model::Code>(&item.value)) code->attributes = {};
    if (auto* note = std::get_if<model::Note>(&item.value)) drop_foreign_attributes(note->content);
  }
}

std::optional<model::SourceRange> find_position(const Inlines& inlines) {
  for (const Inline& item : inlines) {
    if (item.position) return item.position;
    // find_content hands out what it is given; nothing is changed
    const Inlines* content = find_content(const_cast<Inline&>(item));
    if (content == nullptr) continue;
    if (const auto position = find_position(*content)) return position;
  }
  return std::nullopt;
}

std::size_t count_notes_in(const Inlines& inlines) {
  return static_cast<std::size_t>(std::count_if(
      inlines.begin(), inlines.end(),
      [](const Inline& item) { return std::holds_alternative<model::Note>(item.value); }));
}

}  // namespace

const Inlines* find_words(const Block& block) {
  if (const auto* para = std::get_if<model::Para>(&block.value)) return &para->content;
  if (const auto* plain = std::get_if<model::Plain>(&block.value)) return &plain->content;
  if (const auto* heading = std::get_if<model::Heading>(&block.value)) return &heading->content;
  return nullptr;
}

Inlines* find_words(Block& block) { return const_cast<Inlines*>(find_words(std::as_const(block))); }

std::string words_of(const Block& block) {
  const Inlines* content = find_words(block);
  return content == nullptr ? std::string() : model::to_plain_text(*content);
}

void drop_start(Inlines& inlines, std::size_t bytes) {
  (void)drop(inlines, bytes);
  while (!inlines.empty() && is_white(inlines.front())) inlines.erase(inlines.begin());
}

void for_each_div(Blocks& blocks, const std::function<void(model::Div&)>& visit) {
  for (Block& block : blocks) {
    auto* div = std::get_if<model::Div>(&block.value);
    if (div == nullptr) continue;
    visit(*div);
    for_each_div(div->content, visit);
  }
}

void drop_foreign_attributes(Blocks& blocks) {
  model::for_each_inlines(blocks, [](Inlines& each) { write_out(each); });
  model::for_each_inlines(blocks, [](Inlines& each) { drop_attributes(each); });
  model::for_each_blocks(blocks, [](Blocks& each) { drop_attributes(each); });
}

void drop_foreign_metadata(Incoming& incoming) {
  constexpr std::array<std::string_view, 3> kText = {"title", "subtitle", "author"};
  std::erase_if(incoming.document.meta, [&](const auto& each) {
    const bool is_text = std::find(kText.begin(), kText.end(), each.first) != kText.end();
    if (!is_text) {
      incoming.remarks.push_back({RemarkKind::Dropped,
                                  "metadata",
                                  {},
                                  fmt::format("“{}” of the metadata is no text", each.first),
                                  {}});
    }
    return !is_text;
  });
}

void place_blocks(Blocks& blocks) {
  model::for_each_blocks(blocks, [](Blocks& each) {
    for (Block& block : each) {
      if (block.position) continue;
      if (const Inlines* words = find_words(block)) block.position = find_position(*words);
    }
  });
}

std::size_t count_notes(model::Document document) {
  std::size_t number = 0;
  const auto count = [&number](const Inlines& each) { number += count_notes_in(each); };
  for (auto& [key, value] : document.meta) {
    if (auto* inlines = std::get_if<Inlines>(&value.value))
      model::for_each_inlines(*inlines, count);
    if (auto* blocks = std::get_if<Blocks>(&value.value)) model::for_each_inlines(*blocks, count);
  }
  model::for_each_inlines(document.blocks, count);
  return number;
}

Place place_of(const Block& block) {
  if (!block.position) return {};
  return {block.position->part, block.position->begin_line, block.position->begin_column};
}

void sort_remarks(std::vector<Remark>& remarks) {
  std::stable_sort(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) {
    return std::tuple(a.place.part, a.place.line, a.place.column) <
           std::tuple(b.place.part, b.place.line, b.place.column);
  });
}

}  // namespace hexapla::intake
