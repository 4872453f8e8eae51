// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/docx_package.hpp"

#include "package_nodes.hpp"

namespace hexapla::intake {

/// Which level of which list a paragraph is numbered by; list 0 is none.
struct NumberingUse {
  int list = 0;
  int level = 0;
};

/// A paragraph's numbering as far as its properties say it: what is not said comes from its style.
struct NumberingProperties {
  std::optional<int> list;
  std::optional<int> level;
};
/// Of w:pPr; null gives none.
[[nodiscard]] NumberingProperties read_numbering_properties(const Node* properties);

/// What the styles of a package say of paragraphs.
class PackageStyles {
 public:
  /// Null: a package without styles.
  [[nodiscard]] static Result<PackageStyles> read(const formats::PackagePart* part,
                                                  std::string_view package);

  /// The style's name as people see it; the id where it has none.
  [[nodiscard]] std::string name(std::string_view id) const;
  /// The level of a style that is "heading N" or based on one.
  [[nodiscard]] std::optional<int> heading_level(std::string_view id) const;
  /// The outline level from 1 that the style or one that it is based on gives.
  [[nodiscard]] std::optional<int> outline_level(std::string_view id) const;
  [[nodiscard]] NumberingProperties numbering(std::string_view id) const;
  /// Whether the style or one that it is based on is that of captions.
  [[nodiscard]] bool is_caption(std::string_view id) const;
  /// The id of the style of paragraphs that name none.
  [[nodiscard]] const std::string& default_style() const { return default_style_; }

 private:
  struct Style {
    std::string name;
    std::string parent;
    std::optional<int> outline_level;
    NumberingProperties numbering;
  };
  template <class Function>
  auto find_in_chain(std::string_view id, Function find) const;
  void add(const Node& node);

  std::map<std::string, Style, std::less<>> styles_;
  std::string default_style_;
};

}  // namespace hexapla::intake
