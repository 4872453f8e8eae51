// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/docx_package.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/intake/read.hpp"

#include "package_numbering.hpp"

namespace hexapla::intake {

/// A paragraph of the package, as its text has to be found in the tree.
struct PackageParagraph {
  Place place;        ///< line: the paragraph, counted from 1 in its part
  std::string text;   ///< with changes taken in or undone, without notes and formulas
  std::string style;  ///< its name as people see it
  NumberingUse numbering = {};
  NumberingLevel level = {};  ///< of its list
  int number = 0;             ///< that its list gives it
  std::string label;          ///< the number as it is printed: "2.1"; not in the text
  int heading_level = 0;      ///< 0: no heading
  bool is_caption = false;
};

/// An image that the document shows.
struct PackageImage {
  std::string url;   ///< as the tree names it: "media/image1.png"
  std::string part;  ///< as the package names it
  std::string bytes;
  std::string kind;  ///< find_image_kind
  Place place;       ///< where it stands first
};

/// How many changes a person made.
struct TrackedEdits {
  std::size_t insertions = 0;
  std::size_t deletions = 0;

  friend bool operator==(const TrackedEdits&, const TrackedEdits&) = default;
};

/// A package in the few elements that pandoc reads without losing any, with what it must find.
struct PackageText {
  std::string docx;
  std::vector<PackageParagraph> body;
  std::vector<PackageParagraph> notes;  ///< in the order of the marks that call them
  std::vector<Part> parts;              ///< the main one first
  std::vector<Remark> remarks;
  std::vector<PackageImage> images;
  std::map<std::string, TrackedEdits> edits;  ///< by author
  std::size_t formulas = 0;
};

/// Rewrites a package for pandoc: one kind of thing a run, text boxes as paragraphs, fields as
/// their text, list numbers resolved, and nothing that is not understood. Fails as parse_xml does,
/// or Invalid where the main part is no word-processor document.
[[nodiscard]] Result<PackageText> write_package_text(const formats::DocxPackage& package,
                                                     TrackedChanges changes, std::string_view name);

}  // namespace hexapla::intake
