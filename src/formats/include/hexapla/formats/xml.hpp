// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla::formats {

/// An attribute; views live as long as the call that hands them out.
struct XmlAttribute {
  std::string_view name;  ///< local name
  std::string_view uri;   ///< of its namespace; empty for none
  std::string value;
};

/// A start tag; byte offsets into the text that is parsed.
struct XmlElement {
  std::string_view name;  ///< local name
  std::string_view uri;
  std::span<const XmlAttribute> attributes;
  std::size_t begin = 0;  ///< of "<"
  std::size_t end = 0;    ///< behind ">"

  /// The value of an attribute without namespace; empty optional where it is absent.
  [[nodiscard]] std::optional<std::string> find(std::string_view attribute) const;
  [[nodiscard]] std::string get(std::string_view attribute) const {
    return find(attribute).value_or("");
  }
};

/// An end tag; for an element without content begin == end == behind its start tag.
struct XmlEnd {
  std::string_view name;
  std::string_view uri;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What happens in a document, in order. To stop the parser, return an Error.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  [[nodiscard]] virtual Result<void> start_element(const XmlElement& element) = 0;
  [[nodiscard]] virtual Result<void> end_element(const XmlEnd& element) = 0;
  /// Character data, CDATA included, in pieces of any size.
  [[nodiscard]] virtual Result<void> characters(std::string_view text) = 0;
};

/// Parses a UTF-8 document of any size in bounded memory beside its bytes. Nothing is loaded and
/// nothing expanded: a DOCTYPE is Refused, another encoding Syntax. Other errors are Syntax with
/// line and column, or the handler's own.
[[nodiscard]] Result<void> parse_xml(std::string_view bytes, std::string_view name,
                                     XmlHandler& handler);

/// The place of a byte offset, for errors.
[[nodiscard]] Location locate(std::string_view bytes, std::string_view name, std::size_t offset);

/// Text as character data; `is_attribute` escapes quotes and line ends too.
void append_escaped(std::string& out, std::string_view text, bool is_attribute);

}  // namespace hexapla::formats
