// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/model/walk.hpp"

#include "edition.hpp"
#include "resources.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

using model::Inlines;
using model::MetaMap;
using model::MetaValue;

MetaValue make_text(std::string text) { return {Inlines{{model::Str{std::move(text)}}}}; }

/// Family names for CSS, quoted.
std::string css_fonts(const std::vector<std::string>& fonts) {
  std::vector<std::string> quoted;
  quoted.reserve(fonts.size());
  for (const std::string& font : fonts) quoted.push_back(fmt::format("\"{}\"", font));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

/// How emphasis looks: Han and Arabic have no italics (publishing.md, Fonts).
std::string css_emphasis(const model::Locale& locale) {
  if (locale.layout.emphasis == "bold") return "font-style: normal; font-weight: 600;";
  if (locale.layout.emphasis == "font") {
    return fmt::format("font-style: normal; font-family: {}, serif;",
                       css_fonts(locale.fonts.emphasis));
  }
  return "font-style: italic;";
}

/// A label pattern of the house ("{n})", "({a})") as a counter style.
std::string counter_style(std::string_view name, std::string_view pattern) {
  const std::size_t open = pattern.find('{');
  const std::size_t close = pattern.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  const bool is_letter = pattern.substr(open, close - open) == "{a";
  return fmt::format(
      "@counter-style {} {{ system: extends {}; prefix: \"{}\"; suffix: \"{} \"; }}\n", name,
      is_letter ? "lower-alpha" : "decimal", pattern.substr(0, open), pattern.substr(close + 1));
}

/// Ordered lists by level, as the house labels them.
std::string list_styles(const std::vector<std::string>& labels) {
  std::string styles;
  std::string selector;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string name = fmt::format("house-{}", i + 1);
    selector += selector.empty() ? "main ol" : " ol";
    styles += counter_style(name, labels[i]);
    styles += fmt::format("{} {{ list-style-type: {}; }}\n", selector, name);
  }
  return styles;
}

/// Words of another language have its fonts: in Chinese ones the French apostrophe is two columns
/// wide.
std::string language_fonts(const WriterContext& context) {
  std::string styles;
  for (const auto& [language, locale] : context.snapshot.locales) {
    if (language == context.locale.language) continue;
    styles += fmt::format("main [lang|=\"{}\"] {{ font-family: {}, serif; }}\n", language,
                          css_fonts(locale.fonts.body));
  }
  return styles;
}

std::string style_sheet(const WriterContext& context) {
  const model::Locale& locale = context.locale;
  const bool is_landscape = context.snapshot.publication->configuration.is_landscape;
  const bool is_dense = locale.language == "zh" || locale.language == "ar";
  return fill_marks(kEditionCss, {{"BODY-FONTS", css_fonts(locale.fonts.body)},
                                  {"HEADING-FONTS", css_fonts(locale.fonts.heading)},
                                  {"CODE-FONTS", css_fonts(locale.fonts.code)},
                                  {"EMPHASIS", css_emphasis(locale)},
                                  {"INDENT", locale.layout.indent},
                                  {"LIST-STYLES", list_styles(locale.layout.list_labels)},
                                  {"LANGUAGE-FONTS", language_fonts(context)},
                                  {"LINE-HEIGHT", is_dense ? "1.8" : "1.6"},
                                  {"MAIN-WIDTH", is_landscape ? "96rem" : "52rem"},
                                  {"PAGE", is_landscape ? "A4 landscape" : "A4"}});
}

std::vector<MetaValue> make_links(const std::vector<EditionLink>& links) {
  std::vector<MetaValue> values;
  values.reserve(links.size());
  for (const EditionLink& link : links) {
    values.push_back({MetaMap{{"file", make_text(link.file)},
                              {"lang", make_text(link.tag)},
                              {"dir", make_text(link.direction)},
                              {"name", make_text(link.name)}}});
  }
  return values;
}

/// Whether a word has a hyphen that must not end a line.
bool is_hyphenated_code(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_code_hyphen(word, i)) return true;
  }
  return false;
}

/// The end of the run of ASCII letters, digits and hyphens that begins at `at`.
std::size_t find_word_end(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '-'))
    ++at;
  return at;
}

/// `text` with its hyphenated codes in spans that no line end tears.
Inlines wrap_codes_in(const std::string& text) {
  Inlines wrapped;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = find_word_end(text, at);
    if (is_hyphenated_code(std::string_view(text).substr(at, end - at))) {
      if (at > done) wrapped.push_back({model::Str{text.substr(done, at - done)}});
      wrapped.push_back(
          {model::Span{{{}, {"code"}, {}}, {{model::Str{text.substr(at, end - at)}}}}});
      done = end;
    }
    at = std::max(end, at + 1);
  }
  if (done < text.size()) wrapped.push_back({model::Str{text.substr(done)}});
  return wrapped;
}

void wrap_codes(Inlines& inlines) {
  Inlines wrapped;
  for (model::Inline& item : inlines) {
    const auto* text = std::get_if<model::Str>(&item.value);
    if (text == nullptr || text->text.find('-') == std::string::npos) {
      wrapped.push_back(std::move(item));
    } else {
      for (model::Inline& piece : wrap_codes_in(text->text)) wrapped.push_back(std::move(piece));
    }
  }
  inlines = std::move(wrapped);
}

/// The same for the title page, which stands in the metadata.
void wrap_codes(MetaValue& value) {
  if (auto* inlines = std::get_if<Inlines>(&value.value)) wrap_codes(*inlines);
  if (auto* list = std::get_if<std::vector<MetaValue>>(&value.value)) {
    for (MetaValue& each : *list) wrap_codes(each);
  }
  if (auto* map = std::get_if<MetaMap>(&value.value)) {
    for (auto& [name, each] : *map) wrap_codes(each);
  }
}

/// Long words of tables may be parted at their slashes.
void part_at_slashes(Inlines& inlines) {
  Inlines parted;
  for (model::Inline& item : inlines) {
    const auto* text = std::get_if<model::Str>(&item.value);
    const std::vector<std::size_t> breaks =
        text == nullptr ? std::vector<std::size_t>{} : find_slash_breaks(text->text);
    if (breaks.empty()) {
      parted.push_back(std::move(item));
      continue;
    }
    std::size_t begin = 0;
    for (const std::size_t at : breaks) {
      parted.push_back({model::Str{text->text.substr(begin, at - begin)}});
      parted.push_back({model::RawInline{"html", "<wbr />"}});
      begin = at;
    }
    parted.push_back({model::Str{text->text.substr(begin)}});
  }
  inlines = std::move(parted);
}

void part_at_slashes(std::vector<model::TableRow>& rows) {
  for (model::TableRow& row : rows) {
    for (model::TableCell& cell : row.cells)
      model::for_each_inlines(cell.content, [](Inlines& inlines) { part_at_slashes(inlines); });
  }
}

void part_at_slashes(model::Blocks& blocks) {
  model::for_each_blocks(blocks, [](model::Blocks& each) {
    for (model::Block& block : each) {
      auto* table = std::get_if<model::Table>(&block.value);
      if (table == nullptr) continue;
      part_at_slashes(table->head.rows);
      for (model::TableBody& body : table->bodies) part_at_slashes(body.rows);
    }
  });
}

void wrap_codes(model::Document& edition) {
  model::for_each_inlines(edition.blocks, [](Inlines& inlines) { wrap_codes(inlines); });
  for (const char* const name : {"title", "subtitle", "symbol-line", "front"}) {
    const auto found = edition.meta.find(name);
    if (found != edition.meta.end()) wrap_codes(found->second);
  }
}

}  // namespace

std::string fill_marks(std::string_view text,
                       const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string result(text);
  for (const auto& [name, value] : values) {
    const std::string mark = fmt::format("@{}@", name);
    for (std::size_t at = result.find(mark); at != std::string::npos;
         at = result.find(mark, at + value.size())) {
      result.replace(at, mark.size(), value);
    }
  }
  return result;
}

Result<std::string> write_html(model::Document edition, const std::vector<EditionLink>& links,
                               const WriterContext& context) {
  if (!links.empty()) edition.meta["editions"] = {make_links(links)};
  part_at_slashes(edition.blocks);
  wrap_codes(edition);
  const Path page = context.scratch / "edition.html";
  HEXAPLA_CHECK(context.files.write(page, kEditionTemplate));
  return context.pandoc.write(
      edition,
      {"--to=html5", "--standalone", "--wrap=none", "--toc", "--toc-depth=3", "--section-divs",
       "--template=" + page.string(), "--variable=style-sheet:" + style_sheet(context)});
}

}  // namespace hexapla::publish
