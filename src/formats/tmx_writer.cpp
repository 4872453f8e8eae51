// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "hexapla/formats/tmx.hpp"
#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;

/// The numbers of an entry's codes, the same in all its languages: their ids, if all are numbers.
class CodeNumbers {
 public:
  explicit CodeNumbers(const AlignedEntry& entry) {
    for (const AlignedEntry::Text& text : entry.texts) {
      for (const InlineCode& code : text.text.codes()) are_numbers_ &= is_number(code.id);
    }
  }

  std::string of(const std::string& id) {
    if (are_numbers_) return id;
    return std::to_string(numbers_.try_emplace(id, numbers_.size() + 1).first->second);
  }

 private:
  static bool is_number(std::string_view id) {
    constexpr std::size_t kLongest = 9;
    return !id.empty() && id.size() <= kLongest && id.front() != '0' &&
           std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  bool are_numbers_ = true;
  std::map<std::string, std::size_t> numbers_;
};

/// Whether both sides of a pair stand in the text, in order.
bool is_paired(const std::vector<InlineCode>& codes, const std::string& id) {
  const auto find = [&](CodeRole role) {
    return std::find_if(codes.begin(), codes.end(),
                        [&](const InlineCode& code) { return code.role == role && code.id == id; });
  };
  const auto open = find(CodeRole::Open);
  const auto close = find(CodeRole::Close);
  return open != codes.end() && close != codes.end() && open < close;
}

std::string write_code(const InlineCode& code, bool is_paired, const std::string& number) {
  const std::string content = to_xml(code.equiv, false);
  const std::string type =
      code.type.empty() ? "" : fmt::format(" type=\"{}\"", to_xml(code.type, true));
  if (code.role == CodeRole::Standalone)
    return fmt::format("<ph x=\"{}\"{}>{}</ph>", number, type, content);
  const bool is_open = code.role == CodeRole::Open;
  if (!is_paired) {
    return fmt::format("<it pos=\"{}\" x=\"{}\"{}>{}</it>", is_open ? "begin" : "end", number, type,
                       content);
  }
  if (is_open) return fmt::format("<bpt i=\"{0}\" x=\"{0}\"{1}>{2}</bpt>", number, type, content);
  return fmt::format("<ept i=\"{}\">{}</ept>", number, content);
}

std::string write_segment(const model::InlineText& text, CodeNumbers& numbers) {
  const std::vector<InlineCode> codes = text.codes();
  std::string written;
  for (const model::Piece& piece : text.pieces()) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      written += to_xml(*words, false);
      continue;
    }
    const auto& code = std::get<InlineCode>(piece);
    written += write_code(code, is_paired(codes, code.id), numbers.of(code.id));
  }
  return written;
}

/// A day as TMX writes it.
std::string write_date(std::string date) {
  std::erase(date, '-');
  return date.empty() ? "" : fmt::format(" changedate=\"{}T000000Z\"", to_xml(date, true));
}

std::string write_entry(const AlignedEntry& entry) {
  const std::string id = write_entry_id(entry);
  std::string tu =
      id.empty() ? "    <tu>\n" : fmt::format("    <tu tuid=\"{}\">\n", to_xml(id, true));
  for (const std::string& note : entry.notes)
    tu += fmt::format("      <note>{}</note>\n", to_xml(note, false));
  if (!entry.part.empty()) {
    tu += fmt::format("      <prop type=\"x-hexapla-part\">{}</prop>\n", to_xml(entry.part, false));
  }
  CodeNumbers numbers(entry);
  for (std::size_t i = 0; i < entry.texts.size(); ++i) {
    const AlignedEntry::Text& text = entry.texts[i];
    if (text.text.empty()) continue;
    tu += fmt::format("      <tuv xml:lang=\"{}\"{}>\n", to_xml(text.language, true),
                      write_date(text.date));
    if (i > 0) {
      tu += fmt::format("        <prop type=\"x-hexapla-state\">{}</prop>\n",
                        model::to_string(text.state));
    }
    tu += fmt::format("        <seg>{}</seg>\n      </tuv>\n", write_segment(text.text, numbers));
  }
  return tu + "    </tu>\n";
}

}  // namespace

std::string write_tmx(const std::vector<AlignedEntry>& entries, std::string_view source_language,
                      std::string_view version) {
  std::string tmx = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
      "  <header creationtool=\"hexapla\" creationtoolversion=\"{}\" segtype=\"sentence\" "
      "o-tmf=\"XLIFF 2.1\" adminlang=\"en\" srclang=\"{}\" datatype=\"xml\"/>\n  <body>\n",
      to_xml(version, true), to_xml(source_language, true));
  for (const AlignedEntry& entry : entries) tmx += write_entry(entry);
  return tmx + "  </body>\n</tmx>\n";
}

}  // namespace hexapla::formats
