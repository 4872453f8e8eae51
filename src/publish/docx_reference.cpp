// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/zip.hpp"

#include "resources.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

constexpr std::string_view kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";

bool is_wide(const std::string& font) { return font.find("CJK") != std::string::npos; }
bool is_arabic(const std::string& font) {
  return font.find("Arabic") != std::string::npos || font.find("Amiri") != std::string::npos;
}

/// The first font that `matches`, or a fall-back: Word keeps one font each for Latin, East Asian
/// and complex text.
template <class Predicate>
std::string choose_font(const std::vector<std::string>& fonts, Predicate matches,
                        std::string_view fallback) {
  const auto found = std::find_if(fonts.begin(), fonts.end(), matches);
  return found == fonts.end() ? std::string(fallback) : *found;
}

/// w:rFonts for a list of families.
std::string run_fonts(const std::vector<std::string>& fonts, std::string_view kind) {
  const std::string latin = choose_font(
      fonts, [](const std::string& font) { return !is_wide(font) && !is_arabic(font); },
      fmt::format("Noto {}", kind));
  const std::string wide = choose_font(fonts, is_wide, fmt::format("Noto {} CJK SC", kind));
  const std::string complex = choose_font(fonts, is_arabic, "Noto Naskh Arabic");
  return fmt::format(R"(<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{1}" w:cs="{2}"/>)",
                     escape_xml(latin), escape_xml(wide), escape_xml(complex));
}

/// A w:lang with all three slots: without eastAsia="zh-CN" renderers draw Traditional punctuation
/// (publishing.md 5).
std::string run_language(const model::Locale& locale) {
  const bool is_latin = locale.language != "zh" && locale.language != "ar";
  return fmt::format(R"(<w:lang w:val="{}" w:eastAsia="{}" w:bidi="{}"/>)",
                     is_latin ? locale.tag : "en-GB",
                     locale.language == "zh" ? locale.tag : "zh-CN",
                     locale.language == "ar" ? locale.tag : "ar-SA");
}

/// First-line indent of body text: two characters in Chinese, none elsewhere.
std::string indent(const model::Locale& locale) {
  return locale.layout.indent == "2em" ? R"(<w:ind w:firstLineChars="200" w:firstLine="440"/>)"
                                       : "";
}

std::string emphasis(const model::Locale& locale) {
  if (locale.layout.emphasis == "font") return run_fonts(locale.fonts.emphasis, "Serif");
  return locale.layout.emphasis == "bold" ? "<w:b/><w:bCs/>" : "<w:i/><w:iCs/>";
}

/// A4 with margins of 2.3 cm, in twentieths of a point.
constexpr int kPageShort = 11906;
constexpr int kPageLong = 16838;
constexpr int kMargin = 1304;

std::string styles_part(const model::Locale& locale, bool is_landscape) {
  const int width = (is_landscape ? kPageLong : kPageShort) - 2 * kMargin;
  return fill_marks(kStylesXml, {{"BODY-FONTS", run_fonts(locale.fonts.body, "Serif")},
                                 {"HEADING-FONTS", run_fonts(locale.fonts.heading, "Sans")},
                                 {"CODE-FONTS", run_fonts(locale.fonts.code, "Sans Mono")},
                                 {"LANGUAGE", run_language(locale)},
                                 {"EMPHASIS", emphasis(locale)},
                                 {"INDENT", indent(locale)},
                                 {"TEXT-WIDTH", fmt::format("{}", width)},
                                 {"BIDI", locale.direction == "rtl" ? "<w:bidi/>" : ""},
                                 {"RTL", locale.direction == "rtl" ? "<w:rtl/>" : ""}});
}

constexpr std::string_view kField =
    R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {0} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)";

std::string footer_part() {
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>{}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{}</w:p></w:ftr>)",
      kNamespaces, fmt::format(kField, "PAGE"), fmt::format(kField, "NUMPAGES"));
}

std::string header_part(std::string_view running_head) {
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr {}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:hdr>)",
      kNamespaces, escape_xml(running_head));
}

/// A4, a title page without running head. Pandoc takes the section of its reference document over.
std::string section(const WriterContext& context) {
  const bool is_landscape = context.snapshot.publication->configuration.is_landscape;
  const std::string size =
      is_landscape ? fmt::format(R"(w:w="{}" w:h="{}" w:orient="landscape")", kPageLong, kPageShort)
                   : fmt::format(R"(w:w="{}" w:h="{}")", kPageShort, kPageLong);
  return fmt::format(
      R"(<w:sectPr><w:headerReference w:type="default" r:id="rIdHexaplaHeader"/><w:footerReference w:type="default" r:id="rIdHexaplaFooter"/><w:pgSz {0}/><w:pgMar w:top="1418" w:right="{1}" w:bottom="1418" w:left="{1}" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/>{2}</w:sectPr>)",
      size, kMargin, context.locale.direction == "rtl" ? "<w:bidi/>" : "");
}

constexpr std::string_view kRelationships =
    R"(<Relationship Id="rIdHexaplaHeader" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rIdHexaplaFooter" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>)";

constexpr std::string_view kContentTypes =
    R"(<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>)";

Result<std::string*> find_entry(std::vector<formats::ZipEntry>& entries, std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.name == name; });
  if (found == entries.end()) {
    return fail(ErrorCode::ToolFailed, fmt::format("pandoc's reference.docx has no {}", name), {},
                "install the distribution's pandoc with its data files");
  }
  return &found->bytes;
}

/// Replaces what stands between two marks of an entry, the marks included.
Result<void> replace_tail(std::vector<formats::ZipEntry>& entries, std::string_view name,
                          std::string_view from, std::string_view tail) {
  HEXAPLA_TRY(std::string * bytes, find_entry(entries, name));
  const std::size_t at = bytes->rfind(from);
  if (at == std::string::npos) {
    return fail(ErrorCode::ToolFailed,
                fmt::format("pandoc's reference.docx has no {} in {}", from, name));
  }
  bytes->replace(at, bytes->size() - at, tail);
  return {};
}

}  // namespace

Result<std::string> make_docx_reference(std::string_view pandoc_reference,
                                        const WriterContext& context,
                                        std::string_view running_head) {
  HEXAPLA_TRY(std::vector<formats::ZipEntry> entries,
              formats::read_zip(pandoc_reference, "reference.docx"));
  HEXAPLA_TRY(std::string * styles, find_entry(entries, "word/styles.xml"));
  *styles = styles_part(context.locale, context.snapshot.publication->configuration.is_landscape);
  HEXAPLA_CHECK(
      replace_tail(entries, "word/_rels/document.xml.rels", "</Relationships>", kRelationships));
  HEXAPLA_CHECK(replace_tail(entries, "[Content_Types].xml", "</Types>", kContentTypes));
  HEXAPLA_TRY(std::string * document, find_entry(entries, "word/document.xml"));
  *document = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {}><w:body>{}</w:body></w:document>)",
      kNamespaces, section(context));
  entries.push_back({"word/header1.xml", header_part(running_head)});
  entries.push_back({"word/footer1.xml", footer_part()});
  return formats::write_zip(entries);
}

}  // namespace hexapla::publish
