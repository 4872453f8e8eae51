// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/markdown.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/model/walk.hpp"

#include "markdown_inlines.hpp"

namespace hexapla::formats {
namespace {

using model::Block;
using model::Blocks;
using model::Inlines;

/// Every line but the first gets `indent` before it; empty lines stay empty.
std::string indented(std::string_view text, std::string_view indent) {
  std::string result;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += text.substr(0, end);
    if (end == text.size()) return result;
    result += '\n';
    text.remove_prefix(end + 1);
    if (!text.empty() && text.front() != '\n') result += indent;
  }
}

std::string to_roman(std::int64_t number) {
  constexpr std::pair<std::int64_t, std::string_view> kSigns[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string roman;
  for (const auto& [value, sign] : kSigns) {
    for (; number >= value; number -= value) roman += sign;
  }
  return roman;
}

std::string list_label(const model::OrderedList& list, std::int64_t number) {
  constexpr std::int64_t kLetters = 26;
  std::string counter = std::to_string(number);
  const bool is_upper = list.style.starts_with("Upper");
  if (list.style.ends_with("Alpha") && number >= 1 && number <= kLetters)
    counter = std::string(1, static_cast<char>((is_upper ? 'A' : 'a') + number - 1));
  if (list.style.ends_with("Roman") && number >= 1) {
    counter = to_roman(number);
    if (is_upper) {
      for (char& c : counter) c = static_cast<char>(c - 'a' + 'A');
    }
  }
  if (list.delimiter == "TwoParens") return fmt::format("({})", counter);
  return counter + (list.delimiter == "OneParen" ? ")" : ".");
}

class Writer {
 public:
  explicit Writer(const std::set<std::string>& references) : inlines_(references) {}

  std::string write(const model::Document& document) {
    std::string text = write_meta(document.meta);
    const std::string body = write_blocks(document.blocks);
    if (!text.empty() && !body.empty()) text += '\n';
    text += body;
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text;
  }

 private:
  // --- metadata ----------------------------------------------------------------------------------

  std::string write_meta(const model::MetaMap& meta) {
    if (meta.empty()) return {};
    return fmt::format("---\n{}---\n", write_map(meta, ""));
  }

  std::string write_map(const model::MetaMap& map, const std::string& indent) {
    std::string text;
    for (const auto& [key, value] : map) {
      text += fmt::format("{}{}:", indent, key);
      text += write_value(value, indent + "  ");
    }
    return text;
  }

  std::string write_value(const model::MetaValue& value, const std::string& indent) {
    if (const auto* map = std::get_if<model::MetaMap>(&value.value))
      return map->empty() ? " {}\n" : "\n" + write_map(*map, indent);
    if (const auto* flag = std::get_if<bool>(&value.value)) return *flag ? " true\n" : " false\n";
    if (const auto* list = std::get_if<std::vector<model::MetaValue>>(&value.value)) {
      std::string text = "\n";
      for (const model::MetaValue& each : *list)
        text += fmt::format("{}-{}", indent, write_value(each, indent + "  "));
      return text;
    }
    if (const auto* blocks = std::get_if<Blocks>(&value.value))
      return fmt::format(" |\n{}{}\n", indent, indented(write_meta_blocks(*blocks), indent));
    std::string words;
    if (const auto* inlines = std::get_if<Inlines>(&value.value)) words = write_words(*inlines, {});
    if (const auto* text = std::get_if<std::string>(&value.value))
      words = write_words({{model::Str{*text}}}, {});
    const std::string notes = write_notes();
    if (!notes.empty()) words += "\n\n" + notes;
    return fmt::format(" {}\n{}{}\n", notes.empty() ? ">-" : "|", indent, indented(words, indent));
  }

  std::string write_meta_blocks(const Blocks& blocks) {
    std::string text = write_blocks(blocks);
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }

  // --- blocks ------------------------------------------------------------------------------------

  std::string write_words(const Inlines& inlines, const InlinePlace& place) {
    return inlines_.write(inlines, place);
  }

  /// Blocks with blank lines between them, each followed by the notes that it calls.
  std::string write_blocks(const Blocks& blocks) {
    std::string text;
    const auto add = [&](const std::string& block) {
      if (block.empty()) return;
      if (!text.empty()) text += '\n';
      text += block;
      if (!text.ends_with('\n')) text += '\n';
    };
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      std::string block = write_block(blocks[i]);
      if (i > 0 && is_fused(blocks[i - 1], blocks[i]))
        block = fmt::format("::: list\n{}{}:::\n", block, block.ends_with('\n') ? "" : "\n");
      add(block);
      if (depth_ == 0) add(write_notes());
    }
    return text;
  }

  /// Two lists of one kind, one right after the other, would be read as one.
  static bool is_fused(const Block& first, const Block& second) {
    if (std::holds_alternative<model::BulletList>(first.value))
      return std::holds_alternative<model::BulletList>(second.value);
    const auto* before = std::get_if<model::OrderedList>(&first.value);
    const auto* after = std::get_if<model::OrderedList>(&second.value);
    return before != nullptr && after != nullptr && before->delimiter == after->delimiter;
  }

  std::string write_notes() {
    std::string text;
    for (const auto& [number, note] : inlines_.take_notes()) {
      ++depth_;
      std::string words = write_blocks(note->content);
      --depth_;
      while (words.ends_with('\n')) words.pop_back();
      text +=
          fmt::format("{}[^{}]: {}\n", text.empty() ? "" : "\n", number, indented(words, "    "));
    }
    if (text.empty()) return text;
    return text + nested_notes();
  }

  /// Notes that notes call.
  std::string nested_notes() {
    const std::string more = write_notes();
    return more.empty() ? more : "\n" + more;
  }

  std::string write_block(const Block& block) {
    if (const auto* para = std::get_if<model::Para>(&block.value))
      return write_words(para->content, {});
    if (const auto* plain = std::get_if<model::Plain>(&block.value))
      return write_words(plain->content, {});
    if (const auto* heading = std::get_if<model::Heading>(&block.value))
      return write_heading(*heading);
    if (const auto* list = std::get_if<model::BulletList>(&block.value))
      return write_bullets(*list);
    if (const auto* list = std::get_if<model::OrderedList>(&block.value))
      return write_numbered(*list);
    if (const auto* div = std::get_if<model::Div>(&block.value)) return write_div(*div);
    if (const auto* table = std::get_if<model::Table>(&block.value)) return write_table(*table);
    return write_rare(block);
  }

  std::string write_rare(const Block& block) {
    if (const auto* quote = std::get_if<model::BlockQuote>(&block.value)) {
      ++depth_;
      std::string words = write_blocks(quote->content);
      --depth_;
      std::string text = "> " + words;
      while (text.ends_with('\n')) text.pop_back();
      for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
        text.insert(at + 1, "> ");
      return text;
    }
    if (const auto* code = std::get_if<model::CodeBlock>(&block.value))
      return write_code(code->text, code->attributes);
    if (const auto* raw = std::get_if<model::RawBlock>(&block.value))
      return write_code(raw->text, {});
    if (const auto* lines = std::get_if<model::LineBlock>(&block.value)) {
      std::string text;
      for (const Inlines& line : lines->lines)
        text += (text.empty() ? "" : "\\\n") + write_words(line, {});
      return text;
    }
    if (std::holds_alternative<model::HorizontalRule>(block.value)) return "***";
    if (const auto* list = std::get_if<model::DefinitionList>(&block.value))
      return write_definitions(*list);
    return {};
  }

  std::string write_heading(const model::Heading& heading) {
    const std::string attributes = write_attributes(heading.attributes);
    const auto level = static_cast<std::size_t>(std::clamp<std::int64_t>(heading.level, 1, 6));
    return fmt::format("{}{}{} {}", attributes, attributes.empty() ? "" : "\n",
                       std::string(level, '#'), write_words(heading.content, {true, false, false}));
  }

  std::string write_div(const model::Div& div) {
    const model::Attributes& attributes = div.attributes;
    const bool has_name_only =
        attributes.id.empty() && attributes.values.empty() && attributes.classes.size() == 1;
    std::string head = has_name_only ? attributes.classes.front() : write_attributes(attributes);
    if (head.empty()) return write_blocks(div.content);
    const std::string body = write_blocks(div.content);
    return fmt::format("::: {}\n{}:::", head, body);
  }

  static bool is_tight(const std::vector<Blocks>& items) {
    return std::none_of(items.begin(), items.end(), [](const Blocks& item) {
      return std::any_of(item.begin(), item.end(), [](const Block& block) {
        return std::holds_alternative<model::Para>(block.value);
      });
    });
  }

  std::string write_item(const Blocks& item, const std::string& label, bool is_list_tight) {
    ++depth_;
    std::string text;
    for (const Block& block : item) {
      if (!text.empty()) text += is_list_tight ? "\n" : "\n\n";
      text += write_block(block);
      while (text.ends_with('\n')) text.pop_back();
    }
    --depth_;
    return label + " " + indented(text, std::string(label.size() + 1, ' '));
  }

  std::string write_items(const std::vector<Blocks>& items,
                          const std::vector<std::string>& labels) {
    const bool is_list_tight = is_tight(items);
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!text.empty()) text += is_list_tight ? "\n" : "\n\n";
      text += write_item(items[i], labels[i], is_list_tight);
    }
    return text;
  }

  std::string write_bullets(const model::BulletList& list) {
    return write_items(list.items, std::vector<std::string>(list.items.size(), "-"));
  }

  std::string write_numbered(const model::OrderedList& list) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < list.items.size(); ++i)
      labels.push_back(list_label(list, list.start + static_cast<std::int64_t>(i)));
    return write_items(list.items, labels);
  }

  std::string write_definitions(const model::DefinitionList& list) {
    std::string text;
    for (const model::DefinitionItem& item : list.items) {
      if (!text.empty()) text += "\n\n";
      text += write_words(item.term, {});
      for (const Blocks& definition : item.definitions)
        text += "\n\n" + write_item(definition, ":  ", false);
    }
    return text;
  }

  static std::string write_code(std::string_view words, const model::Attributes& attributes) {
    std::string fence = "```";
    while (words.find(fence) != std::string_view::npos) fence += '`';
    return fmt::format("{}{}\n{}{}{}", fence, write_attributes(attributes), words,
                       words.ends_with('\n') ? "" : "\n", fence);
  }

  // --- tables ------------------------------------------------------------------------------------

  /// `covered` counts for each column the rows that a cell above still spans.
  std::string write_row(const model::TableRow& row, std::vector<std::int64_t>& covered) {
    std::string text = "|";
    std::size_t column = 0;
    const auto skip = [&] {
      while (column < covered.size() && covered[column] > 0) {
        --covered[column++];
        text += "  |";
      }
    };
    for (const model::TableCell& cell : row.cells) {
      skip();
      text +=
          fmt::format(" {} |", write_words(model::join_words(cell.content), {false, true, false}));
      for (std::int64_t span = 0; span < cell.column_span && column < covered.size(); ++span) {
        if (span > 0) text += "  |";
        covered[column++] = cell.row_span - 1;
      }
    }
    skip();
    for (; column < covered.size(); ++column) text += "  |";
    return text + "\n";
  }

  std::string write_table(const model::Table& table) {
    std::string text;
    if (!table.caption.empty()) text = write_blocks(table.caption) + "\n";
    std::vector<std::int64_t> covered(table.columns.size(), 0);
    std::vector<const model::TableRow*> rows;
    for (const model::TableRow& row : table.head.rows) rows.push_back(&row);
    for (const model::TableBody& body : table.bodies) {
      for (const model::TableRow& row : body.head) rows.push_back(&row);
      for (const model::TableRow& row : body.rows) rows.push_back(&row);
    }
    for (const model::TableRow& row : table.foot.rows) rows.push_back(&row);
    const bool has_head = !table.head.rows.empty();
    text += has_head ? write_row(*rows.front(), covered) : write_row({}, covered);
    text += '|';
    for (const model::TableColumn& column : table.columns) {
      const bool is_left = column.alignment == "AlignLeft" || column.alignment == "AlignCenter";
      const bool is_right = column.alignment == "AlignRight" || column.alignment == "AlignCenter";
      text += fmt::format("{}---{}|", is_left ? ":" : " ", is_right ? ":" : " ");
    }
    text += '\n';
    for (std::size_t i = has_head ? 1 : 0; i < rows.size(); ++i)
      text += write_row(*rows[i], covered);
    text.pop_back();
    return text;
  }

  InlineWriter inlines_;
  std::size_t depth_ = 0;  ///< of items, quotes and notes: notes are written outside them
};

}  // namespace

std::string to_markdown(const model::Document& document, const std::set<std::string>& references) {
  return Writer(references).write(document);
}

}  // namespace hexapla::formats
