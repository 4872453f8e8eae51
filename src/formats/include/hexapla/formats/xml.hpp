// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
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
  /// The value of an attribute by its local name, whatever its namespace; empty where it is absent.
  [[nodiscard]] std::string get_local(std::string_view attribute) const;
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

/// How the bytes of a document stand for characters.
enum class XmlEncoding : std::uint8_t { Utf8, Utf16Little, Utf16Big };

/// UTF-16 where a byte order mark or the first "<" says so, else UTF-8.
[[nodiscard]] XmlEncoding find_xml_encoding(std::string_view bytes);
/// A document of either encoding as UTF-8, its byte order mark kept. Fails with Syntax on UTF-16
/// that is cut short or has half a surrogate pair.
[[nodiscard]] Result<std::string> decode_xml(std::string_view bytes, std::string_view name);
/// Fails with Syntax where a document that is not UTF-16 declares another encoding than UTF-8.
[[nodiscard]] Result<void> check_xml_encoding(std::string_view bytes, std::string_view name);
/// The way back, for text that is well-formed UTF-8.
[[nodiscard]] std::string encode_xml(std::string_view utf8, XmlEncoding encoding);

/// An attribute as it stands in a start tag; offsets into the tag.
struct XmlTagAttribute {
  std::string_view name;   ///< with its prefix
  std::size_t begin = 0;   ///< of the white space before the name
  std::size_t end = 0;     ///< behind the closing quote
  std::string_view value;  ///< as written, entities not replaced
};
/// The attributes of a start tag that the parser has accepted, in order.
[[nodiscard]] std::vector<XmlTagAttribute> find_tag_attributes(std::string_view tag);
/// The name in a tag with its prefix, as in "x:source".
[[nodiscard]] std::string_view find_tag_name(std::string_view tag);

/// What becomes of a document with a DOCTYPE: refused, or its declarations passed over. A reference
/// to an entity is an error in both.
enum class XmlDoctype : std::uint8_t { Refused, Skipped };

/// Parses a UTF-8 or UTF-16 document of any size in bounded memory beside its bytes. Offsets and
/// places are those of the UTF-8 text that decode_xml gives. Nothing is loaded and nothing
/// expanded: a DOCTYPE is Refused unless the format has one, as are more than 1000 attributes in a
/// tag; more than 256 levels are Invalid, another encoding is Syntax. Other errors are Syntax with
/// line and column, or the handler's own.
[[nodiscard]] Result<void> parse_xml(std::string_view bytes, std::string_view name,
                                     XmlHandler& handler, XmlDoctype doctype = XmlDoctype::Refused);
/// The same for text that decode_xml gave, which is UTF-8 whatever it declares.
[[nodiscard]] Result<void> parse_decoded_xml(std::string_view utf8, std::string_view name,
                                             XmlHandler& handler,
                                             XmlDoctype doctype = XmlDoctype::Refused);

/// The place of a byte offset, for errors.
[[nodiscard]] Location locate(std::string_view bytes, std::string_view name, std::size_t offset);

/// Text of any origin as character data or attribute value: control characters that XML cannot hold
/// become U+FFFD.
[[nodiscard]] std::string to_xml(std::string_view text, bool is_attribute);
/// Text as character data; `is_attribute` escapes quotes and line ends too.
void append_escaped(std::string& out, std::string_view text, bool is_attribute);

}  // namespace hexapla::formats
