// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/formats/docx_package.hpp"
#include "hexapla/formats/zip.hpp"

#include "fuzz.hpp"
#include "package_text.hpp"

namespace {

using hexapla::require;
using hexapla::formats::read_docx_package;
using hexapla::intake::TrackedChanges;
using hexapla::intake::write_package_text;

/// The parts of a package, each behind a line "%%"; the main one first.
constexpr std::array<std::string_view, 5> kParts = {"document", "styles", "numbering", "footnotes",
                                                    "comments"};

std::string make_package(std::string_view parts) {
  std::string relationships = "<R>";
  std::vector<hexapla::formats::ZipEntry> entries = {
      {"_rels/.rels", "<R><Relationship Type='/officeDocument' Target='word/document.xml'/></R>"}};
  for (const std::string_view name : kParts) {
    const std::size_t end = std::min(parts.find("%%\n"), parts.size());
    entries.push_back({"word/" + std::string(name) + ".xml", std::string(parts.substr(0, end))});
    relationships += "<Relationship Id='" + std::string(name) + "' Type='/" + std::string(name) +
                     "' Target='" + std::string(name) + ".xml'/>";
    parts.remove_prefix(std::min(end + 3, parts.size()));
    if (parts.empty()) break;
  }
  relationships += "<Relationship Id='I' Type='/image' Target='media/i.png'/></R>";
  entries.push_back({"word/media/i.png", "x"});
  entries.push_back({"word/_rels/document.xml.rels", relationships});
  return hexapla::formats::write_zip(entries).value();
}

bool same_texts(const std::vector<hexapla::intake::PackageParagraph>& a,
                const std::vector<hexapla::intake::PackageParagraph>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.text == y.text; });
}

}  // namespace

/// Whatever the bytes, reading ends; what is written for pandoc is a package that can be read, and
/// says the same when it is written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = hexapla::as_text(data, size);
  const bool is_archive = bytes.starts_with("PK");
  const auto package =
      read_docx_package(is_archive ? std::string(bytes) : make_package(bytes), "input.docx");
  if (!package) return 0;
  for (const TrackedChanges changes :
       {TrackedChanges::Accept, TrackedChanges::Reject, TrackedChanges::All}) {
    const auto text = write_package_text(*package, changes, "input.docx");
    if (!text) continue;
    const auto again = read_docx_package(text->docx, "written.docx");
    require(again.has_value(), "what was written is a package");
    const auto rewritten = write_package_text(*again, TrackedChanges::Accept, "written.docx");
    require(rewritten.has_value(), "what was written can be read");
    if (changes == TrackedChanges::All) continue;
    require(same_texts(text->body, rewritten->body), "the text is the same again");
  }
  return 0;
}
