// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/model/walk.hpp"

#include "edition.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

using model::Attributes;
using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

Attributes styled(std::string style) { return {{}, {}, {{"custom-style", std::move(style)}}}; }

Block styled_paragraph(std::string style, Inlines content) {
  return {model::Div{styled(std::move(style)), {{model::Para{std::move(content)}}}}};
}

Block styled_text(std::string style, std::string text) {
  return styled_paragraph(std::move(style), {{model::Str{std::move(text)}}});
}

/// Pandoc gives plain blocks a style of its own, whatever surrounds them.
void make_paragraphs(Blocks& blocks) {
  model::for_each_blocks(blocks, [](Blocks& each) {
    for (Block& block : each) {
      if (auto* plain = std::get_if<model::Plain>(&block.value))
        block.value = model::Para{std::move(plain->content)};
    }
  });
}

/// What stands in a table is set smaller and ragged.
void style_cells(std::vector<model::TableRow>& rows, std::size_t row_heads) {
  std::int64_t spanned = 0;  // rows that a head above still covers
  for (model::TableRow& row : rows) {
    const std::size_t heads = spanned > 0 ? 0 : row_heads;
    if (spanned > 0) {
      --spanned;
    } else if (!row.cells.empty()) {
      spanned = row.cells.front().row_span - 1;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      model::TableCell& cell = row.cells[i];
      if (cell.content.empty()) continue;
      make_paragraphs(cell.content);
      model::Div text{styled(i < heads ? "Table Row Head" : "Table Text"), std::move(cell.content)};
      cell.content = {{std::move(text)}};
    }
  }
}

/// Paragraphs that stand beside the table of a figure, not in it: what leads to it stays with it,
/// what follows is a remark on it.
void style_remarks(Blocks& figure) {
  const auto table = std::find_if(figure.begin(), figure.end(), [](const Block& block) {
    return std::holds_alternative<model::Table>(block.value);
  });
  for (auto block = figure.begin(); block != figure.end(); ++block) {
    if (!std::holds_alternative<model::Para>(block->value)) continue;
    const bool is_lead = table != figure.end() && block < table;
    *block = {model::Div{styled(is_lead ? "Figure Lead" : "Figure Remark"), {std::move(*block)}}};
  }
}

void style_table(model::Table& table) {
  style_cells(table.head.rows, 0);
  for (model::TableBody& body : table.bodies)
    style_cells(body.rows, static_cast<std::size_t>(body.row_head_columns));
}

/// The classes that HTML styles by CSS have paragraph styles here.
void style_div(model::Div& div) {
  const Attributes& attributes = div.attributes;
  if (attributes.has_class("figure") || attributes.has_class("table")) style_remarks(div.content);
  for (const auto& [name, style] : {std::pair("caption", "Caption"), std::pair("label", "Label")}) {
    if (attributes.has_class(name)) div.attributes.values.emplace_back("custom-style", style);
  }
}

void name_paragraph_styles(Blocks& blocks) {
  model::for_each_blocks(blocks, [](Blocks& each) {
    for (Block& block : each) {
      if (auto* table = std::get_if<model::Table>(&block.value)) style_table(*table);
      if (auto* div = std::get_if<model::Div>(&block.value)) style_div(*div);
    }
  });
}

/// Emphasis by character style where the language has no italics, and the mark of untranslated
/// text.
void name_character_style(Inline& item, bool has_italics) {
  auto* span = std::get_if<model::Span>(&item.value);
  if (span != nullptr && span->attributes.has_class("untranslated"))
    span->attributes.values.emplace_back("custom-style", "Untranslated");
  auto* style = std::get_if<model::Styled>(&item.value);
  if (style == nullptr || style->style != model::Style::Emph || has_italics) return;
  item = {model::Span{styled("Emphasis"), std::move(style->content)}};
}

void name_character_styles(Blocks& blocks, bool has_italics) {
  model::for_each_inlines(blocks, [has_italics](Inlines& inlines) {
    for (Inline& item : inlines) name_character_style(item, has_italics);
  });
}

struct ContentsEntry {
  std::int64_t level;
  std::string anchor;
  std::string text;
};

/// Ids of bookmarks from here on are ours; pandoc counts its own from below a hundred.
constexpr std::size_t kFirstBookmark = 100'000;

/// Puts a bookmark around the heading's text. Pandoc's own spans the whole section, tables
/// included, which LibreOffice drops, and stands only where the heading has an id.
std::string mark_heading(model::Heading& heading, std::size_t number) {
  std::string name = fmt::format("_Toc{}", kFirstBookmark + number);
  const auto raw = [](std::string xml) {
    return Inline{model::RawInline{"openxml", std::move(xml)}};
  };
  heading.content.insert(heading.content.begin(),
                         raw(fmt::format(R"(<w:bookmarkStart w:id="{}" w:name="{}"/>)",
                                         kFirstBookmark + number, name)));
  heading.content.push_back(
      raw(fmt::format(R"(<w:bookmarkEnd w:id="{}"/>)", kFirstBookmark + number)));
  return name;
}

/// The headings of the table of contents, in the order of the text, each with a bookmark.
void collect_contents(Blocks& blocks, std::vector<ContentsEntry>& entries) {
  for (Block& block : blocks) {
    if (auto* div = std::get_if<model::Div>(&block.value)) collect_contents(div->content, entries);
    auto* heading = std::get_if<model::Heading>(&block.value);
    if (heading == nullptr || heading->level > 3 || heading->attributes.has_class("unlisted"))
      continue;
    std::string text = model::to_plain_text(heading->content);
    entries.push_back({heading->level, mark_heading(*heading, entries.size()), std::move(text)});
  }
}

constexpr std::string_view kPageField =
    R"(<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF {} \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)";

/// One line of the table of contents: a link with the page number as a field, which the word
/// processor fills when it opens the file, since only it knows the pages. (Inside a TOC field
/// LibreOffice would leave the numbers empty.)
std::string contents_line(const ContentsEntry& entry) {
  std::string text =
      fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape_xml(entry.text));
  text = fmt::format(
      R"(<w:hyperlink w:anchor="{}" w:history="1">{}<w:r><w:tab/></w:r>{}</w:hyperlink>)",
      entry.anchor, text, fmt::format(kPageField, entry.anchor));
  return fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="TOC{}"/></w:pPr>{}</w:p>)", entry.level, text);
}

Blocks make_contents(const std::vector<ContentsEntry>& entries, const std::string& title) {
  if (entries.empty()) return {};
  std::string lines;
  for (const ContentsEntry& entry : entries) lines += contents_line(entry);
  return {styled_text("TOC Heading", title),
          {model::RawBlock{"openxml", std::move(lines)}},
          {model::RawBlock{"openxml", R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)"}}};
}

Blocks make_title_page(const model::Document& edition) {
  Blocks page;
  if (std::string symbol = find_meta_text(edition, "symbol-line"); !symbol.empty()) {
    page.push_back(styled_text("Document Symbol", std::move(symbol)));
  }
  page.push_back(styled_text("Title", find_meta_text(edition, "title")));
  if (std::string subtitle = find_meta_text(edition, "subtitle"); !subtitle.empty()) {
    page.push_back(styled_text("Subtitle", std::move(subtitle)));
  }
  for (FrontRow& row : find_front_rows(edition)) {
    if (!row.label.empty()) page.push_back(styled_text("Front Label", std::move(row.label)));
    page.push_back(styled_text("Front Text", std::move(row.text)));
  }
  page.push_back({model::RawBlock{"openxml", R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)"}});
  return page;
}

/// Pandoc prints a title that stands in the metadata a second time, and sets a language for all
/// scripts at once: then Latin words in Chinese text break anywhere. Styles and properties say both
/// instead.
void drop_metadata(model::Document& edition) {
  const auto direction = edition.meta.find("dir");
  model::MetaMap meta;
  if (direction != edition.meta.end()) meta.insert(*direction);
  edition.meta = std::move(meta);
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string result;
  formats::append_escaped(result, text, true);
  return result;
}

Result<std::string> write_docx(model::Document edition, const WriterContext& context) {
  HEXAPLA_TRY(const std::string base, context.pandoc.read_data_file("reference.docx"));
  HEXAPLA_TRY(const std::string reference,
              make_docx_reference(base, context, find_meta_text(edition, "title")));
  const Path reference_path =
      context.scratch / fmt::format("reference-{}.docx", context.locale.language);
  HEXAPLA_CHECK(context.files.write(reference_path, reference));

  Blocks blocks = make_title_page(edition);
  std::vector<ContentsEntry> entries;
  collect_contents(edition.blocks, entries);
  for (Block& block : make_contents(entries, find_meta_text(edition, "contents-label")))
    blocks.push_back(std::move(block));
  std::move(edition.blocks.begin(), edition.blocks.end(), std::back_inserter(blocks));
  edition.blocks = std::move(blocks);
  name_paragraph_styles(edition.blocks);
  name_character_styles(edition.blocks, context.locale.layout.emphasis == "italic");
  const std::string title = find_meta_text(edition, "title");
  drop_metadata(edition);
  HEXAPLA_TRY(
      const std::string docx,
      context.pandoc.write(edition, {"--to=docx", "--reference-doc=" + reference_path.string()}));
  return repair_docx(docx, title, context.locale);
}

}  // namespace hexapla::publish
