// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "hexapla/formats/pandoc.hpp"

namespace hexapla::formats {
namespace {

using model::Attributes;
using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;
using model::SourceRange;

constexpr std::string_view kKey = "data-pos";

bool is_position(std::string_view key) { return key == kKey || key == kPositionKey; }

/// "file@8:3-8:11" or "8:3-8:11"; of several ranges, separated by ";", the first begins and the
/// last ends.
std::optional<SourceRange> parse_range(std::string_view text) {
  SourceRange range;
  if (const std::size_t file = text.rfind('@'); file != std::string_view::npos) {
    // our own readers name a part by its number
    const char* const end = text.data() + file;
    const auto [rest, error] = std::from_chars(text.data(), end, range.part);
    if (error != std::errc() || rest != end) range.part = 0;
    text.remove_prefix(file + 1);
  }
  std::size_t* const numbers[] = {&range.begin_line, &range.begin_column, &range.end_line,
                                  &range.end_column};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (std::size_t* number : numbers) {
    const auto [rest, error] = std::from_chars(at, end, *number);
    if (error != std::errc()) return std::nullopt;
    at = rest == end ? rest : rest + 1;
  }
  return range;
}

/// Takes the position away; where it stands twice (list items) the second one is the content's.
std::optional<SourceRange> take_position(Attributes& attributes) {
  std::optional<SourceRange> range;
  std::erase_if(attributes.values, [&](const auto& value) {
    if (!is_position(value.first)) return false;
    if (const auto parsed = parse_range(value.second)) range = parsed;
    return true;
  });
  return range;
}

/// Whether the element is there for its position alone.
bool is_wrapper(const Attributes& attributes) {
  return attributes.id.empty() && attributes.classes.empty() && !attributes.values.empty() &&
         std::all_of(attributes.values.begin(), attributes.values.end(),
                     [](const auto& v) { return is_position(v.first); });
}

void clean(Inlines& inlines);
void clean(Blocks& blocks);

/// Cleans what an element holds, whatever kind it is.
struct Inside {
  template <class Value>
  void operator()(Value& value) const {
    if constexpr (requires { value.content; }) {
      if constexpr (requires { clean(value.content); }) clean(value.content);
    }
  }
  void operator()(model::LineBlock& block) const {
    for (Inlines& line : block.lines) clean(line);
  }
  void operator()(model::OrderedList& block) const { clean_items(block.items); }
  void operator()(model::BulletList& block) const { clean_items(block.items); }
  void operator()(model::DefinitionList& block) const {
    for (model::DefinitionItem& item : block.items) {
      clean(item.term);
      clean_items(item.definitions);
    }
  }
  void operator()(model::Table& table) const {
    if (table.short_caption) clean(*table.short_caption);
    clean(table.caption);
    clean_rows(table.head.rows);
    for (model::TableBody& body : table.bodies) {
      clean_rows(body.head);
      clean_rows(body.rows);
    }
    clean_rows(table.foot.rows);
  }

 private:
  static void clean_items(std::vector<Blocks>& items) {
    for (Blocks& item : items) clean(item);
  }
  static void clean_rows(std::vector<model::TableRow>& rows) {
    for (model::TableRow& row : rows) {
      (void)take_position(row.attributes);
      for (model::TableCell& cell : row.cells) {
        (void)take_position(cell.attributes);
        clean(cell.content);
      }
    }
  }
};

template <class Element>
std::optional<SourceRange> take_own_position(Element& element) {
  return std::visit(
      [](auto& value) -> std::optional<SourceRange> {
        if constexpr (requires { value.attributes; }) return take_position(value.attributes);
        return std::nullopt;
      },
      element.value);
}

/// An escaped "\@" reads as "@" two columns wide: a word joiner keeps it from being read as a
/// reference.
void protect_escape(model::Str& item, const std::optional<SourceRange>& range) {
  if (item.text == "@" && range && range->end_column == range->begin_column + 2)
    item.text += "\u2060";
}

void append_inline(Inlines& result, Inline item) {
  auto* text = std::get_if<model::Str>(&item.value);
  auto* last = result.empty() ? nullptr : std::get_if<model::Str>(&result.back().value);
  if (text == nullptr || last == nullptr) {
    result.push_back(std::move(item));
    return;
  }
  last->text += text->text;
  if (result.back().position && item.position) {
    result.back().position->end_line = item.position->end_line;
    result.back().position->end_column = item.position->end_column;
  }
}

void clean(Inlines& inlines) {
  Inlines result;
  for (Inline& item : inlines) {
    auto* span = std::get_if<model::Span>(&item.value);
    if (span == nullptr || !is_wrapper(span->attributes)) {
      item.position = take_own_position(item);
      std::visit(Inside{}, item.value);
      append_inline(result, std::move(item));
      continue;
    }
    const std::optional<SourceRange> range = take_position(span->attributes);
    for (Inline& inner : span->content) {
      if (auto* text = std::get_if<model::Str>(&inner.value)) protect_escape(*text, range);
    }
    clean(span->content);
    for (Inline& inner : span->content) {
      if (!inner.position) inner.position = range;
      append_inline(result, std::move(inner));
    }
  }
  inlines = std::move(result);
}

void clean(Blocks& blocks) {
  Blocks result;
  for (Block& block : blocks) {
    auto* div = std::get_if<model::Div>(&block.value);
    if (div == nullptr || !is_wrapper(div->attributes)) {
      block.position = take_own_position(block);
      std::visit(Inside{}, block.value);
      result.push_back(std::move(block));
      continue;
    }
    const std::optional<SourceRange> range = take_position(div->attributes);
    clean(div->content);
    for (Block& inner : div->content) {
      if (!inner.position) inner.position = range;
      result.push_back(std::move(inner));
    }
  }
  blocks = std::move(result);
}

}  // namespace

void take_positions(model::Document& document) { clean(document.blocks); }

}  // namespace hexapla::formats
