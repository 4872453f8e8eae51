// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "edition.hpp"
#include "walk.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

using model::Attributes;
using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

/// Word's longest bookmark name; pandoc replaces longer ids by a digest, so nothing may point at
/// them.
constexpr std::size_t kLongestBookmark = 40;

Attributes styled(std::string style) { return {{}, {}, {{"custom-style", std::move(style)}}}; }

Block styled_paragraph(std::string style, Inlines content) {
  return {model::Div{styled(std::move(style)), {{model::Para{std::move(content)}}}}};
}

Block styled_text(std::string style, std::string text) {
  return styled_paragraph(std::move(style), {{model::Str{std::move(text)}}});
}

/// The classes that HTML styles by CSS have paragraph styles here.
void name_paragraph_styles(Blocks& blocks) {
  for_each_blocks(blocks, [](Blocks& each) {
    for (Block& block : each) {
      auto* div = std::get_if<model::Div>(&block.value);
      if (div == nullptr) continue;
      if (div->attributes.has_class("caption"))
        div->attributes.values.emplace_back("custom-style", "Caption");
      if (div->attributes.has_class("label"))
        div->attributes.values.emplace_back("custom-style", "Label");
    }
  });
}

/// Emphasis by character style where the language has no italics, and the mark of untranslated
/// text.
void name_character_styles(Blocks& blocks, bool has_italics) {
  for_each_inlines(blocks, [has_italics](Inlines& inlines) {
    for (Inline& item : inlines) {
      if (auto* span = std::get_if<model::Span>(&item.value)) {
        if (span->attributes.has_class("untranslated")) {
          span->attributes.values.emplace_back("custom-style", "Untranslated");
        }
      }
      auto* style = std::get_if<model::Styled>(&item.value);
      if (style == nullptr || style->style != model::Style::Emph || has_italics) continue;
      item = {model::Span{styled("Emphasis"), std::move(style->content)}};
    }
  });
}

struct ContentsEntry {
  std::int64_t level;
  std::string anchor;
  std::string text;
};

std::vector<ContentsEntry> find_contents(Blocks& blocks) {
  std::vector<ContentsEntry> entries;
  for_each_blocks(blocks, [&](Blocks& each) {
    for (Block& block : each) {
      const auto* heading = std::get_if<model::Heading>(&block.value);
      if (heading == nullptr || heading->level > 3 || heading->attributes.has_class("unlisted"))
        continue;
      entries.push_back(
          {heading->level, heading->attributes.id, model::to_plain_text(heading->content)});
    }
  });
  return entries;
}

constexpr std::string_view kFieldBegin =
    R"(<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>)";
constexpr std::string_view kFieldEnd = R"(<w:r><w:fldChar w:fldCharType="end"/></w:r>)";

std::string field_begin(std::string_view code, bool is_dirty) {
  return fmt::format(kFieldBegin, fmt::arg("dirty", is_dirty ? R"( w:dirty="true")" : ""),
                     fmt::arg("code", code));
}

/// One line of the table of contents. The page number is a field that the word processor fills when
/// it opens the file: only it knows the pages.
std::string contents_line(const ContentsEntry& entry, std::string_view before,
                          std::string_view after) {
  std::string text =
      fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape_xml(entry.text));
  if (!entry.anchor.empty() && entry.anchor.size() <= kLongestBookmark) {
    text = fmt::format(
        R"(<w:hyperlink w:anchor="{}" w:history="1">{}<w:r><w:tab/></w:r>{}{}</w:hyperlink>)",
        escape_xml(entry.anchor), text,
        field_begin(fmt::format("PAGEREF {} \\h", entry.anchor), true), kFieldEnd);
  }
  return fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="TOC{}"/></w:pPr>{}{}{}</w:p>)", entry.level,
                     before, text, after);
}

/// The table of contents as a filled field (pandoc's own is empty until someone updates it).
Blocks make_contents(const std::vector<ContentsEntry>& entries, const std::string& title) {
  if (entries.empty()) return {};
  std::string lines;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool is_last = i + 1 == entries.size();
    lines += contents_line(entries[i],
                           i == 0 ? field_begin(R"(TOC \o "1-3" \h \z \u)", false) : std::string(),
                           is_last ? kFieldEnd : std::string_view());
  }
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

/// Keeps what DOCX properties need; a title in the metadata would be printed a second time.
void keep_properties(model::Document& edition) {
  model::MetaMap meta;
  for (const std::string key : {"lang", "dir"}) {
    if (const auto found = edition.meta.find(key); found != edition.meta.end())
      meta[key] = found->second;
  }
  edition.meta = std::move(meta);
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else {
      result += c;
    }
  }
  return result;
}

Result<std::string> write_docx(model::Document edition, const WriterContext& context) {
  HEXAPLA_TRY(const std::string base, context.pandoc.read_data_file("reference.docx"));
  HEXAPLA_TRY(const std::string reference,
              make_docx_reference(base, context.locale, find_meta_text(edition, "title")));
  const Path reference_path =
      context.scratch / fmt::format("reference-{}.docx", context.locale.language);
  HEXAPLA_CHECK(context.files.write(reference_path, reference));

  Blocks blocks = make_title_page(edition);
  for (Block& block :
       make_contents(find_contents(edition.blocks), find_meta_text(edition, "contents-label"))) {
    blocks.push_back(std::move(block));
  }
  std::move(edition.blocks.begin(), edition.blocks.end(), std::back_inserter(blocks));
  edition.blocks = std::move(blocks);
  name_paragraph_styles(edition.blocks);
  name_character_styles(edition.blocks, context.locale.layout.emphasis == "italic");
  keep_properties(edition);
  return context.pandoc.write(edition, {"--to=docx", "--reference-doc=" + reference_path.string()});
}

}  // namespace hexapla::publish
