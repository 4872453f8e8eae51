// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/intake/read.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "readers.hpp"
#include "tree.hpp"

namespace hexapla::intake {
namespace {

struct Format {
  std::string_view ending;
  std::string_view name;
  std::string_view reader;  ///< pandoc's; empty: one of ours
  bool is_text = false;     ///< UTF-8
};

/// Headings get no ids but those that an author wrote.
constexpr std::array<Format, 12> kFormats = {{
    {".txt", "text", "", true},
    {"", "text", "", true},
    {".docx", "docx", "", false},
    {".odt", "odt", "", false},
    {".md", "markdown", formats::kSourceReader, true},
    {".markdown", "markdown", formats::kSourceReader, true},
    {".html", "html", "", true},
    {".htm", "html", "", true},
    {".xhtml", "html", "", true},
    {".epub", "epub", "", false},
    {".rtf", "rtf", "rtf", true},
    {".rst", "rst", "rst-auto_identifiers", true},
}};

const Format* find_entry(std::string_view name) {
  std::string ending = Path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto* const found = std::find_if(kFormats.begin(), kFormats.end(),
                                         [&](const Format& each) { return each.ending == ending; });
  return found == kFormats.end() ? nullptr : found;
}

/// Whether bytes that are no UTF-8 could be GB18030: every byte above 0x80 begins a pair or a group
/// of four as that encoding has them.
bool looks_like_gb18030(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto byte = [&](std::size_t n) {
      return at + n < bytes.size() ? static_cast<unsigned char>(bytes[at + n]) : 0U;
    };
    const bool is_lead = byte(0) > 0x80 && byte(0) < 0xFF;
    const bool is_pair = is_lead && byte(1) >= 0x40 && byte(1) != 0x7F && byte(1) != 0xFF;
    const bool is_four = is_lead && byte(1) >= 0x30 && byte(1) <= 0x39 && byte(2) >= 0x81 &&
                         byte(3) >= 0x30 && byte(3) <= 0x39;
    if (byte(0) >= 0x80 && !is_pair && !is_four) return false;
    at += is_pair ? 2 : is_four ? 4 : 1;
  }
  return true;
}

Result<void> check_utf8(const Source& source) {
  const std::string_view bytes = source.bytes;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return fail(ErrorCode::Syntax, "the text is UTF-16, not UTF-8", {source.name},
                "convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW");
  }
  const auto malformed = text::find_malformed(bytes);
  if (!malformed) return {};
  const std::string_view before = bytes.substr(0, *malformed);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const bool is_chinese = source.locale != nullptr && source.locale->language == "zh";
  return fail(ErrorCode::Syntax,
              fmt::format("the text is not UTF-8: byte {:#04x}",
                          static_cast<unsigned>(static_cast<unsigned char>(bytes[*malformed]))),
              {source.name, line, 0},
              is_chinese && looks_like_gb18030(bytes)
                  ? "it looks like GB18030; convert it: iconv -f GB18030 -t UTF-8 FILE > NEW"
                  : "convert it: iconv -f ENCODING -t UTF-8 FILE > NEW");
}

Result<void> refuse_empty(const Incoming& incoming) {
  const bool has_words = std::any_of(
      incoming.parts.begin(), incoming.parts.end(),
      [](const Part& part) { return !text::trim(text::fold_spaces(part.text)).empty(); });
  // what pandoc reads of a package has no text beside its tree
  const bool has_text = std::any_of(incoming.parts.begin(), incoming.parts.end(),
                                    [](const Part& part) { return !part.text.empty(); });
  if (has_words || (!has_text && !incoming.document.blocks.empty())) return {};
  return fail(ErrorCode::Invalid, "the document has no words", {incoming.name},
              "is it the right file?");
}

Result<Incoming> dispatch(const Source& source, const Format& format, const Tools& tools) {
  if (format.name == "text") return read_text(source);
  if (format.name == "docx") return read_package(source, tools);
  if (format.name == "odt") return read_odt(source, tools);
  if (format.name == "html") return read_page(source, tools);
  if (format.name == "epub") return read_epub(source, tools);
  return read_by_pandoc(source, format.reader, tools);
}

}  // namespace

bool is_image(std::string_view name) {
  constexpr std::array<std::string_view, 6> kEndings = {".png", ".jpg", ".jpeg",
                                                        ".gif", ".svg", ".webp"};
  const std::string small = text::to_lower(name);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return small.ends_with(ending); });
}

std::string_view to_string(RemarkKind kind) {
  constexpr std::array<std::string_view, 7> kWords = {"residue", "markup",  "changed",  "uncertain",
                                                      "kept",    "dropped", "unfitting"};
  return kWords.at(static_cast<std::size_t>(kind));
}

std::optional<std::string_view> find_format(std::string_view name) {
  const Format* entry = find_entry(name);
  if (entry == nullptr) return std::nullopt;
  return entry->name;
}

Result<Incoming> read_by_pandoc(const Source& source, std::string_view reader, const Tools& tools) {
  Incoming incoming;
  HEXAPLA_TRY(incoming.document, tools.pandoc->read(source.bytes, reader, source.name));
  const Format* format = find_entry(source.name);
  if (format == nullptr || format->name != "markdown") {
    drop_foreign_attributes(incoming.document.blocks);
    drop_foreign_metadata(incoming);
  }
  incoming.parts.push_back({{}, format != nullptr && format->is_text ? source.bytes : ""});
  return incoming;
}

Result<Incoming> read_incoming(const Source& source, const Tools& tools) {
  const Format* format = find_entry(source.name);
  if (format == nullptr) {
    return fail(ErrorCode::Usage, "this format is not read", {source.name},
                "give a file that ends in .txt, .md, .docx, .odt, .html, .epub, .rtf or .rst");
  }
  if (text::trim(source.bytes).empty())
    return fail(ErrorCode::Invalid, "the file is empty", {source.name}, "is it the right file?");
  if (format->is_text) HEXAPLA_CHECK(check_utf8(source));
  HEXAPLA_TRY(Incoming incoming, dispatch(source, *format, tools));
  incoming.name = source.name;
  incoming.format = format->name;
  HEXAPLA_CHECK(refuse_empty(incoming));
  return incoming;
}

}  // namespace hexapla::intake
