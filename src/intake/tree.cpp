// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "tree.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

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

class AttributeDropper {
 public:
  void run(Blocks& blocks) {
    Blocks result;
    for (Block& block : blocks) {
      if (auto* div = std::get_if<model::Div>(&block.value)) {
        run(div->content);
        for (Block& inside : div->content) result.push_back(std::move(inside));
        continue;
      }
      run(block);
      result.push_back(std::move(block));
    }
    blocks = std::move(result);
  }

 private:
  void run(Block& block) {
    if (auto* heading = std::get_if<model::Heading>(&block.value))
      heading->attributes = {std::move(heading->attributes.id), {}, {}};
    if (Inlines* words = find_words(block)) run(*words);
    if (auto* quote = std::get_if<model::BlockQuote>(&block.value)) run(quote->content);
    if (auto* list = std::get_if<model::BulletList>(&block.value)) run(list->items);
    if (auto* list = std::get_if<model::OrderedList>(&block.value)) run(list->items);
    if (auto* code = std::get_if<model::CodeBlock>(&block.value)) code->attributes = {};
    if (auto* table = std::get_if<model::Table>(&block.value)) run(*table);
  }

  void run(std::vector<Blocks>& items) {
    for (Blocks& item : items) run(item);
  }

  void run(std::vector<model::TableRow>& rows) {
    for (model::TableRow& row : rows) {
      for (model::TableCell& cell : row.cells) run(cell.content);
    }
  }

  void run(model::Table& table) {
    table.attributes = {};
    run(table.caption);
    run(table.head.rows);
    for (model::TableBody& body : table.bodies) {
      run(body.head);
      run(body.rows);
    }
    run(table.foot.rows);
  }

  void run(Inlines& inlines) {
    for (Inline& item : inlines) {
      if (auto* span = std::get_if<model::Span>(&item.value)) keep_language(span->attributes);
      if (auto* link = std::get_if<model::Link>(&item.value)) link->attributes = {};
      if (auto* code = std::get_if<model::Code>(&item.value)) code->attributes = {};
      if (auto* note = std::get_if<model::Note>(&item.value)) run(note->content);
      if (Inlines* content = find_content(item)) run(*content);
    }
  }

  static void keep_language(model::Attributes& attributes) {
    const auto language = attributes.find("lang");
    attributes = {};
    if (language) attributes.values.emplace_back("lang", *language);
  }
};

/// Counts notes in everything that can hold inlines.
class NoteCounter {
 public:
  std::size_t run(const model::Document& document) {
    for (const auto& [key, value] : document.meta) count(value);
    count(document.blocks);
    return number_;
  }

 private:
  void count(const model::MetaValue& value) {
    if (const auto* inlines = std::get_if<Inlines>(&value.value)) count(*inlines);
    if (const auto* blocks = std::get_if<Blocks>(&value.value)) count(*blocks);
  }

  void count(const Inlines& inlines) {
    for (const Inline& item : inlines) {
      if (std::holds_alternative<model::Note>(item.value)) ++number_;
      // find_content hands out what it is given; nothing is changed
      if (const Inlines* content = find_content(const_cast<Inline&>(item))) count(*content);
    }
  }

  void count(const std::vector<Blocks>& items) {
    for (const Blocks& item : items) count(item);
  }

  void count(const Blocks& blocks) {
    for (const Block& block : blocks) {
      if (const Inlines* words = find_words(block)) count(*words);
      if (const auto* div = std::get_if<model::Div>(&block.value)) count(div->content);
      if (const auto* quote = std::get_if<model::BlockQuote>(&block.value)) count(quote->content);
      if (const auto* list = std::get_if<model::BulletList>(&block.value)) count(list->items);
      if (const auto* list = std::get_if<model::OrderedList>(&block.value)) count(list->items);
      if (const auto* table = std::get_if<model::Table>(&block.value)) count(*table);
    }
  }

  void count(const model::Table& table) {
    const auto count_rows = [this](const std::vector<model::TableRow>& rows) {
      for (const model::TableRow& row : rows) {
        for (const model::TableCell& cell : row.cells) count(cell.content);
      }
    };
    count(table.caption);
    count_rows(table.head.rows);
    for (const model::TableBody& body : table.bodies) {
      count_rows(body.head);
      count_rows(body.rows);
    }
    count_rows(table.foot.rows);
  }

  std::size_t number_ = 0;
};

}  // namespace

const Inlines* find_words(const Block& block) {
  if (const auto* para = std::get_if<model::Para>(&block.value)) return &para->content;
  if (const auto* plain = std::get_if<model::Plain>(&block.value)) return &plain->content;
  if (const auto* heading = std::get_if<model::Heading>(&block.value)) return &heading->content;
  return nullptr;
}

Inlines* find_words(Block& block) { return const_cast<Inlines*>(find_words(std::as_const(block))); }

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

void drop_foreign_attributes(Blocks& blocks) { AttributeDropper().run(blocks); }

std::size_t count_notes(const model::Document& document) { return NoteCounter().run(document); }

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
