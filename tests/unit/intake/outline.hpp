// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/text/utf8.hpp"

/// A tree as lines that a test can compare: what stands in what, and its text.
namespace hexapla::intake {

class Outliner {
 public:
  /// `is_bare`: the words alone.
  explicit Outliner(bool is_bare = false) : is_bare_(is_bare) {}

  std::string write(const model::Document& document) {
    for (const auto& [key, value] : document.meta) write(key, value);
    write(document.blocks);
    return std::move(out_);
  }

 private:
  void line(std::string_view kind, const std::string& text = {}) {
    if (is_bare_) {
      out_ += text;
      return;
    }
    out_ += fmt::format("{}{}{}{}\n", std::string(depth_ * 2, ' '), kind, text.empty() ? "" : " ",
                        text);
  }

  template <class Function>
  void inside(Function write) {
    ++depth_;
    write();
    --depth_;
  }

  void write(const std::string& key, const model::MetaValue& value) {
    if (const auto* inlines = std::get_if<model::Inlines>(&value.value))
      line("meta " + key, text_of(*inlines));
    if (const auto* blocks = std::get_if<model::Blocks>(&value.value)) {
      line("meta " + key);
      inside([&] { write(*blocks); });
    }
    if (const auto* list = std::get_if<std::vector<model::MetaValue>>(&value.value)) {
      for (const auto& each : *list) write(key, each);
    }
  }

  void write(const model::Blocks& blocks) {
    for (const model::Block& block : blocks) write(block);
  }

  void items(const std::vector<model::Blocks>& all) {
    for (const model::Blocks& each : all) {
      line("item");
      inside([&] { write(each); });
    }
  }

  void rows(const std::vector<model::TableRow>& all) {
    for (const model::TableRow& row : all) {
      line("row");
      for (const model::TableCell& cell : row.cells) {
        inside([&] {
          line(cell.row_span == 1 && cell.column_span == 1
                   ? "cell"
                   : fmt::format("cell {}x{}", cell.row_span, cell.column_span));
          inside([&] { write(cell.content); });
        });
      }
    }
  }

  void write(const model::Block& block) {
    const auto& value = block.value;
    if (const auto* plain = std::get_if<model::Plain>(&value)) {
      line("text", text_of(plain->content));
    } else if (const auto* para = std::get_if<model::Para>(&value)) {
      line("text", text_of(para->content));
    } else if (const auto* heading = std::get_if<model::Heading>(&value)) {
      line(fmt::format("heading {}", heading->level), text_of(heading->content));
    } else if (const auto* code = std::get_if<model::CodeBlock>(&value)) {
      line("code", code->text);
    } else if (const auto* quote = std::get_if<model::BlockQuote>(&value)) {
      line("quote");
      inside([&] { write(quote->content); });
    } else if (const auto* ordered = std::get_if<model::OrderedList>(&value)) {
      line(fmt::format("list {} {} {}", ordered->start, ordered->style, ordered->delimiter));
      inside([&] { items(ordered->items); });
    } else if (const auto* bullets = std::get_if<model::BulletList>(&value)) {
      line("bullets");
      inside([&] { items(bullets->items); });
    } else if (const auto* definitions = std::get_if<model::DefinitionList>(&value)) {
      for (const auto& item : definitions->items) {
        line("term", text_of(item.term));
        inside([&] { items(item.definitions); });
      }
    } else if (const auto* table = std::get_if<model::Table>(&value)) {
      write(*table);
    } else if (const auto* div = std::get_if<model::Div>(&value)) {
      line("div");
      inside([&] { write(div->content); });
    } else {
      line(fmt::format("block of kind {}", value.index()));
    }
  }

  void write(const model::Table& table) {
    line("table");
    inside([&] {
      if (!table.caption.empty()) line("caption");
      inside([&] { write(table.caption); });
      if (!table.head.rows.empty()) line("head");
      rows(table.head.rows);
      for (const model::TableBody& body : table.bodies) {
        line("body");
        rows(body.head);
        rows(body.rows);
      }
      rows(table.foot.rows);
    });
  }

  std::string text_of(const model::Inlines& inlines) {
    std::string text;
    for (const model::Inline& each : inlines) append(text, each);
    return text;
  }

  void append(std::string& text, const model::Inline& each) {
    const auto& value = each.value;
    const auto wrap = [&](std::string_view before, const model::Inlines& content,
                          std::string_view after) {
      if (!is_bare_) text += before;
      text += text_of(content);
      if (!is_bare_) text += after;
    };
    if (const auto* str = std::get_if<model::Str>(&value)) {
      text += str->text;
    } else if (std::holds_alternative<model::Space>(value) ||
               std::holds_alternative<model::SoftBreak>(value)) {
      text += ' ';
    } else if (std::holds_alternative<model::LineBreak>(value)) {
      text += is_bare_ ? ' ' : '|';
    } else if (const auto* styled = std::get_if<model::Styled>(&value)) {
      wrap(fmt::format("<{}>", static_cast<int>(styled->style)), styled->content, "</>");
    } else if (const auto* code = std::get_if<model::Code>(&value)) {
      text += fmt::format("`{}`", code->text);
    } else if (const auto* math = std::get_if<model::Math>(&value)) {
      text += fmt::format("${}$", math->text);
    } else if (const auto* link = std::get_if<model::Link>(&value)) {
      wrap("[", link->content, fmt::format("]({})", link->target.url));
    } else if (const auto* image = std::get_if<model::Image>(&value)) {
      wrap("![", image->content, "]");
    } else if (const auto* quoted = std::get_if<model::Quoted>(&value)) {
      wrap("\"", quoted->content, "\"");
    } else if (const auto* span = std::get_if<model::Span>(&value)) {
      std::string kind;
      for (const std::string& name : span->attributes.classes) kind += name;
      const bool is_bare = kind.empty() || kind == "anchor";
      wrap(is_bare ? "" : "{" + kind + ":", span->content, is_bare ? "" : "}");
    } else if (const auto* note = std::get_if<model::Note>(&value)) {
      Outliner inner(is_bare_);
      inner.write(note->content);
      text += is_bare_ ? inner.out_ : fmt::format("^({})", inner.out_);
    }
  }

  bool is_bare_;
  std::string out_;
  std::size_t depth_ = 0;
};

inline std::string outline(const model::Document& document) { return Outliner().write(document); }

/// All words of a tree, notes and metadata included.
inline std::string words_of(const model::Document& document) {
  return Outliner(true).write(document);
}

/// How often each character stands in a text, white space aside.
inline std::map<char32_t, int> count_characters(std::string_view text) {
  std::map<char32_t, int> counts;
  for (const char32_t c : text::to_code_points(text)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') ++counts[c];
  }
  return counts;
}

/// Characters of `raw` that are neither in the tree nor in a remark.
inline std::string lost_characters(std::string_view raw, const Incoming& incoming) {
  std::string told = words_of(incoming.document);
  for (const Remark& remark : incoming.remarks) told += remark.text;
  const auto counts = count_characters(told);
  std::u32string lost;
  for (const auto& [character, count] : count_characters(raw)) {
    const auto found = counts.find(character);
    const int kept = found == counts.end() ? 0 : found->second;
    if (count > kept) lost.append(static_cast<std::size_t>(count - kept), character);
  }
  return text::to_utf8(lost);
}

}  // namespace hexapla::intake
