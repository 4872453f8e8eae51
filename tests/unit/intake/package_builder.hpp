// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/office.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/formats/zip.hpp"
#include "hexapla/intake/read.hpp"

/// Word-processor documents of our own for tests, and short ways to read them.
namespace hexapla::intake {

inline constexpr std::string_view kNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "
    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
    "xmlns:v=\"urn:schemas-microsoft-com:vml\"";

/// A run with a text.
inline std::string run(std::string_view text, std::string_view properties = {}) {
  return fmt::format("<w:r><w:rPr>{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", properties,
                     text);
}

/// A paragraph of runs.
inline std::string paragraph(std::string_view runs, std::string_view properties = {}) {
  return fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>", properties, runs);
}

/// A complex field with its result.
inline std::string field(std::string_view instruction, std::string_view result) {
  return fmt::format(
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{}"
      "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}"
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
      instruction, result);
}

inline std::string numbered(int list, int level = 0) {
  return fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", level,
                     list);
}

inline std::string style(std::string_view id) {
  return fmt::format("<w:pStyle w:val=\"{}\"/>", id);
}

/// A package: its main part and others.
class PackageBuilder {
 public:
  explicit PackageBuilder(std::string_view body) {
    add("word/document.xml",
        fmt::format("<w:document {}><w:body>{}</w:body></w:document>", kNamespaces, body));
  }

  /// A part that the main part names.
  PackageBuilder& part(std::string_view type, std::string_view root, std::string_view content,
                       std::string name = {}) {
    if (name.empty()) name = fmt::format("{}.xml", type);
    relate(name, type, name);
    add("word/" + name, fmt::format("<w:{0} {1}>{2}</w:{0}>", root, kNamespaces, content));
    return *this;
  }
  PackageBuilder& styles(std::string_view content) { return part("styles", "styles", content); }
  PackageBuilder& numbering(std::string_view content) {
    return part("numbering", "numbering", content);
  }
  PackageBuilder& footnotes(std::string_view content) {
    return part("footnotes", "footnotes", content);
  }
  PackageBuilder& relate(std::string_view id, std::string_view type, std::string_view target,
                         std::string_view mode = {}) {
    relationships_ += fmt::format(
        "<Relationship Id=\"{}\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}\" "
        "Target=\"{}\"{}/>",
        id, type, target, mode.empty() ? "" : fmt::format(" TargetMode=\"{}\"", mode));
    return *this;
  }
  PackageBuilder& add(std::string name, std::string bytes) {
    entries_.push_back({std::move(name), std::move(bytes)});
    return *this;
  }

  [[nodiscard]] std::vector<formats::ZipEntry> entries() const {
    constexpr std::string_view kRoot =
        "<Relationships "
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>";
    std::vector<formats::ZipEntry> all = {
        {"_rels/.rels",
         fmt::format(kRoot,
                     "<Relationship Id=\"r\" "
                     "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                     "officeDocument\" Target=\"word/document.xml\"/>")},
        {"word/_rels/document.xml.rels", fmt::format(kRoot, relationships_)}};
    all.insert(all.end(), entries_.begin(), entries_.end());
    return all;
  }
  [[nodiscard]] std::string bytes() const { return formats::write_zip(entries()).value(); }

 private:
  std::string relationships_;
  std::vector<formats::ZipEntry> entries_;
};

/// Reads with the programs that are installed.
inline Result<Incoming> read_docx(const std::string& bytes,
                                  TrackedChanges changes = TrackedChanges::Accept,
                                  const std::string& name = "plan.docx") {
  SystemFiles files;
  SystemProcesses processes;
  formats::Pandoc pandoc(files, processes, {}, std::chrono::seconds(60));
  formats::Office office(files, processes, std::chrono::seconds(60));
  return read_incoming({name, bytes, nullptr, changes}, {&pandoc, &office});
}

/// Reads with a pandoc that finds nothing in any document.
inline Result<Incoming> read_without_pandoc(const std::string& bytes) {
  SystemFiles files;
  FakeProcesses processes([](const Command& command) -> Result<ProcessOutput> {
    if (command.arguments.back() == "--version") return ProcessOutput{0, "pandoc 2.17.1.1", ""};
    return ProcessOutput{0, R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[]})", ""};
  });
  formats::Pandoc pandoc(files, processes, {}, std::chrono::seconds(60));
  formats::Office office(files, processes, std::chrono::seconds(60));
  return read_incoming({"plan.docx", bytes, nullptr, TrackedChanges::Accept}, {&pandoc, &office});
}

/// The remarks, one a line: "kept text box at 3: words | message".
inline std::string list_remarks(const Incoming& incoming) {
  std::string text;
  for (const Remark& each : incoming.remarks) {
    const std::string part = each.place.part < incoming.parts.size()
                                 ? incoming.parts[each.place.part].name
                                 : std::string("?");
    text += fmt::format("{} {} at {} {}: {}{}{}\n", to_string(each.kind), each.what, part,
                        each.place.line, each.text,
                        each.text.empty() || each.message.empty() ? "" : " | ", each.message);
  }
  return text;
}

}  // namespace hexapla::intake
