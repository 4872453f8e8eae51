// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla::formats {

/// How a part names another part, or something outside the package.
struct PackageRelationship {
  std::string id;    ///< "rId7"
  std::string type;  ///< the last word of its address: "image", "footnotes", "hyperlink"
  /// The name of a part of this package, or an address where it is external; empty where it leaves
  /// the package.
  std::string target;
  bool is_external = false;

  friend bool operator==(const PackageRelationship&, const PackageRelationship&) = default;
};

/// A part of XML with its relationships.
struct PackagePart {
  std::string name;  ///< "word/document.xml"
  std::string xml;   ///< UTF-8
  std::vector<PackageRelationship> relationships;

  [[nodiscard]] const PackageRelationship* find(std::string_view id) const;
};

/// A word-processor document as it lies: its main part, the parts that it names, and the rest as
/// bytes. Nothing outside the package is opened.
struct DocxPackage {
  PackagePart document;
  std::vector<PackagePart> parts;  ///< that the main part names, in the order of its relationships
  std::map<std::string, std::string, std::less<>> files;  ///< all others by name: images, fonts

  /// The first part that the main part names by this type; null where there is none.
  [[nodiscard]] const PackagePart* find(std::string_view type) const;
  /// A part by its name; null where there is none.
  [[nodiscard]] const PackagePart* find_part(std::string_view name) const;
};

/// Takes a DOCX (or DOCM, DOTX) apart. Hostile archives are refused as read_zip says, with less
/// room: 64 MiB for a part, 4000 files. Fails with Syntax (no zip, damaged, an older or encrypted
/// document), Refused, or Invalid (no word-processor document).
[[nodiscard]] Result<DocxPackage> read_docx_package(std::string_view bytes, std::string_view name);

/// What the first bytes of an image say it is: "png", "jpeg", "gif", "webp", "tiff", "bmp", "svg",
/// "emf", "wmf"; empty where they say nothing known.
[[nodiscard]] std::string_view find_image_kind(std::string_view bytes);

}  // namespace hexapla::formats
