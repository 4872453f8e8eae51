// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "hexapla/model/document.hpp"
#include "hexapla/text/utf8.hpp"

/// Counting characters, to see that none is lost.
namespace hexapla::support {

/// How often each character that is not white space occurs.
using CharacterCounts = std::map<char32_t, long>;

inline void add_characters(std::string_view utf8, CharacterCounts& counts) {
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    if (c > U' ' || c == U'\f' || c == U'\v') ++counts[c];
  }
}

inline CharacterCounts count_characters(std::string_view utf8) {
  CharacterCounts counts;
  add_characters(utf8, counts);
  return counts;
}

/// Words of a document, notes and metadata included, labels of the metadata (which print more than
/// once) not.
class DocumentCounter {
 public:
  CharacterCounts run(const model::Document& document) {
    for (const auto& [key, value] : document.meta) {
      if (key != "labels") count(value);
    }
    count(document.blocks);
    return std::move(counts_);
  }

 private:
  void count(const model::MetaValue& value) {
    if (const auto* words = std::get_if<std::string>(&value.value)) add_characters(*words, counts_);
    if (const auto* inlines = std::get_if<model::Inlines>(&value.value)) count(*inlines);
    if (const auto* blocks = std::get_if<model::Blocks>(&value.value)) count(*blocks);
  }

  void count(const model::Inlines& inlines) {
    for (const model::Inline& item : inlines) {
      if (const auto* words = std::get_if<model::Str>(&item.value))
        add_characters(words->text, counts_);
      if (const auto* code = std::get_if<model::Code>(&item.value))
        add_characters(code->text, counts_);
      if (const auto* styled = std::get_if<model::Styled>(&item.value)) count(styled->content);
      if (const auto* span = std::get_if<model::Span>(&item.value)) count(span->content);
      if (const auto* link = std::get_if<model::Link>(&item.value)) count(link->content);
      if (const auto* image = std::get_if<model::Image>(&item.value)) count(image->content);
      if (const auto* note = std::get_if<model::Note>(&item.value)) count(note->content);
    }
  }

  void count(const std::vector<model::Blocks>& items) {
    for (const model::Blocks& item : items) count(item);
  }

  void count(const model::Blocks& blocks) {
    for (const model::Block& block : blocks) {
      if (const auto* para = std::get_if<model::Para>(&block.value)) count(para->content);
      if (const auto* plain = std::get_if<model::Plain>(&block.value)) count(plain->content);
      if (const auto* heading = std::get_if<model::Heading>(&block.value)) count(heading->content);
      if (const auto* div = std::get_if<model::Div>(&block.value)) count(div->content);
      if (const auto* quote = std::get_if<model::BlockQuote>(&block.value)) count(quote->content);
      if (const auto* list = std::get_if<model::BulletList>(&block.value)) count(list->items);
      if (const auto* list = std::get_if<model::OrderedList>(&block.value)) count(list->items);
      if (const auto* code = std::get_if<model::CodeBlock>(&block.value))
        add_characters(code->text, counts_);
      if (const auto* table = std::get_if<model::Table>(&block.value)) count(*table);
    }
  }

  void count(const model::Table& table) {
    count(table.caption);
    for (const model::TableRow& row : table.head.rows) count(row);
    for (const model::TableBody& body : table.bodies) {
      for (const model::TableRow& row : body.head) count(row);
      for (const model::TableRow& row : body.rows) count(row);
    }
    for (const model::TableRow& row : table.foot.rows) count(row);
  }

  void count(const model::TableRow& row) {
    for (const model::TableCell& cell : row.cells) count(cell.content);
  }

  CharacterCounts counts_;
};

inline CharacterCounts count_characters(const model::Document& document) {
  return DocumentCounter().run(document);
}

/// Characters of which the second has fewer (-) or more (+) than the first; empty where it has the
/// same.
inline std::string describe_difference(const CharacterCounts& expected,
                                       const CharacterCounts& found) {
  CharacterCounts difference = found;
  for (const auto& [c, number] : expected) difference[c] -= number;
  std::string description;
  for (const auto& [c, number] : difference) {
    if (number != 0)
      description += fmt::format("{:+} {}\n", number, text::to_utf8(std::u32string(1, c)));
  }
  return description;
}

}  // namespace hexapla::support
