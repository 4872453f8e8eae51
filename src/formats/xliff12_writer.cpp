// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

#include "exchange_readers.hpp"
#include "xliff12.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format(" {}=\"{}\"", name, to_xml(value, true));
}

/// ctype as 1.2 has it, or our own behind "x-" (XLIFF 1.2, 2.3: ctype).
std::string type_of(const InlineCode& code) {
  for (const CodeType& known : kCodeTypes) {
    if (code.type == known.type && code.sub_type == known.sub_type) return std::string(known.ctype);
  }
  if (code.type.empty()) return {};
  return fmt::format("x-{}{}{}", code.type, code.sub_type.empty() ? "" : ";", code.sub_type);
}

bool has_other_side(const std::vector<InlineCode>& codes, const InlineCode& code) {
  return std::any_of(codes.begin(), codes.end(), [&](const InlineCode& other) {
    return other.id == code.id && other.role != code.role;
  });
}

std::string write_code(const InlineCode& code, bool is_paired) {
  const std::string content = to_xml(code.equiv, false);
  const std::string id = attribute("id", code.id);
  const std::string type = attribute("ctype", type_of(code));
  if (code.role == CodeRole::Standalone) return fmt::format("<ph{}{}>{}</ph>", id, type, content);
  const bool is_open = code.role == CodeRole::Open;
  if (!is_paired) {
    return fmt::format("<it{} pos=\"{}\"{}>{}</it>", id, is_open ? "open" : "close", type, content);
  }
  if (is_open) return fmt::format("<bpt{}{}>{}</bpt>", id, type, content);
  return fmt::format("<ept{}>{}</ept>", id, content);
}

std::string write_text(const model::InlineText& text) {
  const std::vector<InlineCode> codes = text.codes();
  std::string written;
  for (const model::Piece& piece : text.pieces()) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      written += to_xml(*words, false);
      continue;
    }
    const auto& code = std::get<InlineCode>(piece);
    written += write_code(code, has_other_side(codes, code));
  }
  return written;
}

std::string_view state_word(const AlignedEntry::Text& target) {
  switch (target.state) {
    case model::State::Initial:
      return "needs-translation";
    case model::State::Translated:
      return "translated";
    case model::State::Reviewed:
      return "signed-off";
    case model::State::Final:
      return "final";
  }
  return "";
}

std::string write_earlier(std::string_view origin, std::string_view source,
                          std::string_view target) {
  std::string written = fmt::format(
      "            <alt-trans alttranstype=\"previous-version\" origin=\"{}\">", origin);
  if (!source.empty()) written += fmt::format("<source>{}</source>", to_xml(source, false));
  return written + fmt::format("<target>{}</target></alt-trans>\n", to_xml(target, false));
}

std::string write_entry(const AlignedEntry& entry, const std::string& id) {
  const AlignedEntry::Text* target = entry.texts.size() > 1 ? &entry.texts[1] : nullptr;
  const bool has_text = target != nullptr && !target->text.empty();
  const bool is_final = has_text && target->state == model::State::Final;
  std::string written = fmt::format(
      "          <trans-unit id=\"{}\"{} xml:space=\"preserve\">\n            "
      "<source>{}</source>\n",
      to_xml(id, true), is_final ? " approved=\"yes\"" : "", write_text(entry.texts.front().text));
  if (has_text) {
    written += fmt::format("            <target state=\"{}\">{}</target>\n", state_word(*target),
                           write_text(target->text));
  }
  for (const std::string& note : entry.notes)
    written += fmt::format("            <note>{}</note>\n", to_xml(note, false));
  if (target != nullptr && !target->older_source.empty())
    written += write_earlier(kOlderSource, target->older_source, "");
  if (target != nullptr && target->base) written += write_earlier(kBase, "", *target->base);
  return written + "          </trans-unit>\n";
}

}  // namespace

std::string write_xliff12(const ExchangeFile& file, std::string_view version) {
  std::string xliff =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" "
      "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n";
  const std::string target = file.target_languages.empty() ? "" : file.target_languages.front();
  for (std::size_t i = 0; i < file.entries.size();) {
    const std::string& part = file.entries[i].part;
    xliff += fmt::format(
        "  <file original=\"{}\" source-language=\"{}\"{} datatype=\"plaintext\">\n    <header>\n"
        "      <tool tool-id=\"hexapla\" tool-name=\"hexapla\" tool-version=\"{}\"/>\n"
        "    </header>\n    <body>\n",
        to_xml(part, true), to_xml(file.source_language, true),
        attribute("target-language", target), to_xml(version, true));
    while (i < file.entries.size() && file.entries[i].part == part) {
      const std::string& unit = file.entries[i].unit;
      // 1.2 has no nameless units
      const std::string group = unit.empty() ? fmt::format("unnamed-{}", i + 1) : unit;
      const std::size_t first = i;
      xliff += fmt::format("        <group{}>\n", attribute("id", group));
      for (;
           i < file.entries.size() && file.entries[i].part == part && file.entries[i].unit == unit;
           ++i) {
        const std::string& segment = file.entries[i].segment;
        xliff +=
            write_entry(file.entries[i],
                        fmt::format("{}/{}", group,
                                    segment.empty() ? fmt::format("s{}", i - first + 1) : segment));
      }
      xliff += "        </group>\n";
    }
    xliff += "    </body>\n  </file>\n";
  }
  return xliff + "</xliff>\n";
}

}  // namespace hexapla::formats
