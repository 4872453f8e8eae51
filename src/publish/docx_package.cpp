// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/formats/zip.hpp"

#include "docx_edits.hpp"
#include "docx_layout.hpp"
#include "edition.hpp"
#include "right_to_left.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

/// Children of w:pPr in the order of the schema (ECMA-376-1, 17.3.1.26, CT_PPrBase), as far as
/// pandoc and our raw blocks write them.
constexpr std::array<std::string_view, 20> kParagraphOrder = {"pStyle",
                                                              "keepNext",
                                                              "keepLines",
                                                              "pageBreakBefore",
                                                              "framePr",
                                                              "widowControl",
                                                              "numPr",
                                                              "suppressLineNumbers",
                                                              "pBdr",
                                                              "shd",
                                                              "tabs",
                                                              "bidi",
                                                              "spacing",
                                                              "ind",
                                                              "contextualSpacing",
                                                              "jc",
                                                              "textAlignment",
                                                              "outlineLvl",
                                                              "rPr",
                                                              "sectPr"};

/// Finds what pandoc leaves wrong in a part: the order of paragraph properties; in right-to-left
/// text body paragraphs without a style and tables whose columns run to the right (publishing.md
/// 4.1, 4.2); codes that are torn; cross-references in the colour of links.
class PartRepairs : public formats::XmlHandler {
 public:
  PartRepairs(std::string_view part, std::string_view body_style, bool is_right_to_left)
      : part_(part), body_style_(body_style), is_right_to_left_(is_right_to_left) {}

  Result<void> start_element(const formats::XmlElement& element) override {
    path_.emplace_back(element.name);
    if (element.name == "tr") ++rows_;
    if (element.name == "p") is_reversed_ = is_right_to_left_;
    if (element.name == "bidi" && parent() == "pPr") is_reversed_ = element.get_local("val") != "0";
    if (element.name == "hyperlink") is_cross_reference_ = !element.get_local("anchor").empty();
    if (element.name == "t") text_begin_ = element.end;
    if (element.name == "rStyle") style_begin_ = element.begin;
    if (element.name == "pPr" && !properties_) {
      properties_ = {depth(), {element.end, element.end}, {}};
    } else if (properties_ && depth() == properties_->depth + 1) {
      properties_->children.push_back({std::string(element.name), {element.begin, element.end}});
    }
    return {};
  }

  Result<void> end_element(const formats::XmlEnd& element) override {
    if (properties_ && depth() == properties_->depth + 1)
      properties_->children.back().range.end = element.end;
    if (properties_ && depth() == properties_->depth) {
      properties_->content.end = element.begin;
      if (parent() == "p") repair_paragraph(*properties_);
      properties_.reset();
    }
    if (element.name == "tr") --rows_;
    if (element.name == "t") keep_codes({text_begin_, element.begin});
    if (element.name == "rStyle" && is_cross_reference_)
      edits_.push_back({{style_begin_, element.end}, {}});
    if (element.name == "hyperlink") is_cross_reference_ = false;
    // the text of the outer cells stands beside the margin, not their border
    if (element.name == "tblW")
      edits_.push_back({{element.end, element.end}, R"(<w:tblInd w:w="80" w:type="dxa"/>)"});
    if (element.name == "tblStyle" && is_right_to_left_)
      edits_.push_back({{element.end, element.end}, "<w:bidiVisual/>"});
    path_.pop_back();
    return {};
  }

  Result<void> characters(std::string_view /*text*/) override { return {}; }

  /// The part with what was found mended.
  [[nodiscard]] std::string apply() const { return apply_edits(part_, edits_); }

 private:
  struct Child {
    std::string name;
    Range range;
  };
  struct Properties {
    std::size_t depth = 0;
    Range content;
    std::vector<Child> children;
  };

  [[nodiscard]] std::size_t depth() const { return path_.size(); }
  [[nodiscard]] std::string_view parent() const {
    return path_.size() < 2 ? std::string_view() : path_[path_.size() - 2];
  }

  /// Codes and ranges of numbers are not torn at their hyphens: NET-2030, TDAG-WG-SOP, 2020-2023.
  void keep_codes(Range text) {
    const std::string_view old = part_.substr(text.begin, text.end - text.begin);
    std::string kept = is_reversed_ ? keep_left_to_right(old) : keep_hyphens(old);
    if (rows_ > 0) kept = part_at_slashes(std::move(kept));
    if (kept != old) edits_.push_back({text, std::move(kept)});
  }

  static std::string keep_hyphens(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (is_code_hyphen(text, i)) {
        kept += R"(</w:t><w:noBreakHyphen/><w:t xml:space="preserve">)";
      } else {
        kept += text[i];
      }
    }
    return kept;
  }

  /// A chance to break a line in a narrow cell.
  static std::string part_at_slashes(std::string text) {
    std::size_t inserted = 0;
    for (const std::size_t at : find_slash_breaks(text)) {
      text.insert(at + inserted, "\u200B");
      inserted += std::string_view("\u200B").size();
    }
    return text;
  }

  static std::size_t rank(const Child& child) {
    const auto* const found = std::find(kParagraphOrder.begin(), kParagraphOrder.end(), child.name);
    return static_cast<std::size_t>(found - kParagraphOrder.begin());
  }

  void repair_paragraph(Properties& properties) {
    std::vector<Child>& children = properties.children;
    // pandoc gives empty cells the style of tight lists, which is taller than the others
    const bool is_cell = rows_ > 0 && children.size() == 1 && children[0].name == "pStyle";
    if (is_cell &&
        part_.substr(children[0].range.begin, 40).find("\"Compact\"") != std::string_view::npos) {
      edits_.push_back({properties.content, R"(<w:pStyle w:val="TableText"/>)"});
      return;
    }
    const auto is_before = [](const Child& a, const Child& b) { return rank(a) < rank(b); };
    const bool has_style = std::any_of(children.begin(), children.end(),
                                       [](const Child& each) { return each.name == "pStyle"; });
    const bool needs_style = is_right_to_left_ && !has_style;
    if (!needs_style && std::is_sorted(children.begin(), children.end(), is_before)) return;
    std::stable_sort(children.begin(), children.end(), is_before);
    std::string content =
        needs_style ? fmt::format(R"(<w:pStyle w:val="{}"/>)", body_style_) : std::string();
    for (const Child& child : children)
      content.append(part_.substr(child.range.begin, child.range.end - child.range.begin));
    edits_.push_back({properties.content, std::move(content)});
  }

  std::string_view part_;
  std::string_view body_style_;
  bool is_right_to_left_;
  std::vector<std::string> path_;
  std::optional<Properties> properties_;
  std::size_t rows_ = 0;      ///< rows of tables around the place
  bool is_reversed_ = false;  ///< the paragraph reads from right to left
  std::size_t text_begin_ = 0;
  std::size_t style_begin_ = 0;
  bool is_cross_reference_ = false;
  std::vector<Edit> edits_;
};

Result<void> repair_part(formats::ZipEntry& entry, std::string_view body_style,
                         const model::Locale& locale) {
  PartRepairs repairs(entry.bytes, body_style, locale.direction == "rtl");
  HEXAPLA_CHECK(formats::parse_xml(entry.bytes, entry.name, repairs));
  entry.bytes = repairs.apply();
  return {};
}

/// Justified lines of an alphabet have rivers without hyphenation; where the house does not
/// hyphenate, it would tear the codes.
void hyphenate(std::string& settings, const model::Locale& locale) {
  if (!locale.layout.hyphenates) return;
  constexpr std::string_view kTabs = "<w:defaultTabStop";
  const std::size_t begin = settings.find(kTabs);
  const std::size_t end = begin == std::string::npos ? begin : settings.find("/>", begin);
  if (end == std::string::npos) return;
  settings.insert(end + 2, "<w:autoHyphenation/><w:consecutiveHyphenLimit w:val=\"2\"/>");
}

/// Title and language of the document's properties (docProps/core.xml).
void set_properties(std::string& core, const std::string& title, const std::string& language) {
  for (const std::string_view name : {"dc:title", "dc:language"}) {
    const std::size_t begin = core.find(fmt::format("<{}>", name));
    const std::string close = fmt::format("</{}>", name);
    const std::size_t end = core.find(close);
    if (begin != std::string::npos && end != std::string::npos)
      core.erase(begin, end + close.size() - begin);
  }
  const std::size_t at = core.rfind("</cp:coreProperties>");
  if (at == std::string::npos) return;
  core.insert(at, fmt::format("<dc:title>{}</dc:title><dc:language>{}</dc:language>",
                              escape_xml(title), language));
}

/// The main part: what pandoc leaves wrong, and where pages may break.
Result<void> repair_main_part(formats::ZipEntry& entry, const model::Locale& locale) {
  HEXAPLA_CHECK(repair_part(entry, "BodyText", locale));
  HEXAPLA_TRY(entry.bytes, keep_rows_together(entry.bytes, entry.name, locale.direction == "rtl"));
  return {};
}

}  // namespace

Result<std::string> repair_docx(std::string_view docx, const std::string& title,
                                const model::Locale& locale) {
  HEXAPLA_TRY(std::vector<formats::ZipEntry> entries,
              formats::read_zip(docx, "the document that pandoc wrote"));
  for (formats::ZipEntry& entry : entries) {
    if (entry.name == "docProps/core.xml") set_properties(entry.bytes, title, locale.tag);
    if (entry.name == "word/settings.xml") hyphenate(entry.bytes, locale);
    if (entry.name == "word/document.xml") HEXAPLA_CHECK(repair_main_part(entry, locale));
    if (entry.name == "word/footnotes.xml")
      HEXAPLA_CHECK(repair_part(entry, "FootnoteText", locale));
  }
  return formats::write_zip(entries);
}

}  // namespace hexapla::publish
