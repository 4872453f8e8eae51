// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla::formats {

/// An element of a web page, or a run of text in one: text has no name.
struct HtmlNode {
  std::string name;  ///< in small letters
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;
  std::vector<HtmlNode> children;

  [[nodiscard]] bool is_text() const { return name.empty(); }
  [[nodiscard]] std::optional<std::string> find(std::string_view attribute) const;
  [[nodiscard]] std::string get(std::string_view attribute) const {
    return find(attribute).value_or("");
  }
  void set(std::string_view attribute, std::string value);
  /// All text inside, in order.
  [[nodiscard]] std::string to_text() const;
};

/// The element `html` of a page, HTML or XHTML, as a browser would repair it; comments are left
/// out, and nothing that the page names is fetched. `bytes` are UTF-8, whatever the page declares.
/// Fails with Invalid on elements nested deeper than 256 levels, with Syntax where there is none.
[[nodiscard]] Result<HtmlNode> read_html(std::string_view bytes, std::string_view name);

/// A reference to a character at the beginning of a text, "&amp;" or "&#x2014;".
struct HtmlReference {
  std::string text;        ///< what it stands for
  std::size_t length = 0;  ///< of the reference, in bytes
};
/// Nothing where the text begins with none, or with a name that HTML 4 does not have.
[[nodiscard]] std::optional<HtmlReference> decode_html_reference(std::string_view text);

/// The way back, for a reader of HTML 5.
[[nodiscard]] std::string write_html(const HtmlNode& node);

}  // namespace hexapla::formats
