// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "hexapla/formats/xml.hpp"

#include "fuzz.hpp"

namespace {

using hexapla::require;
using namespace hexapla::formats;  // NOLINT(google-build-using-namespace)

/// Looks whether the offsets of every tag point at it.
class OffsetCheck final : public XmlHandler {
 public:
  explicit OffsetCheck(std::string_view text) : text_(text) {}

  hexapla::Result<void> start_element(const XmlElement& element) override {
    require(element.begin >= last_ && element.begin < element.end && element.end <= text_.size(),
            "start tags stand one behind another");
    const std::string_view tag = text_.substr(element.begin, element.end - element.begin);
    require(tag.starts_with('<') && tag.ends_with('>'), "a start tag has its brackets");
    require(find_tag_name(tag).ends_with(element.name), "a start tag has its name");
    std::size_t count = 0;
    for (const XmlTagAttribute& attribute : find_tag_attributes(tag)) {
      if (attribute.name != "xmlns" && !attribute.name.starts_with("xmlns:")) ++count;
    }
    require(count == element.attributes.size(), "a start tag has its attributes");
    last_ = element.end;
    return {};
  }

  hexapla::Result<void> end_element(const XmlEnd& element) override {
    require(element.begin >= last_ && element.begin <= element.end && element.end <= text_.size(),
            "end tags stand one behind another");
    const std::string_view tag = text_.substr(element.begin, element.end - element.begin);
    require(tag.empty() || (tag.starts_with("</") && tag.ends_with('>')),
            "an end tag has its brackets");
    last_ = element.end;
    return {};
  }

  hexapla::Result<void> characters(std::string_view /*text*/) override { return {}; }

 private:
  std::string_view text_;
  std::size_t last_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto decoded = decode_xml(bytes, "input.xml");
  if (!decoded) return 0;
  OffsetCheck check(*decoded);
  const auto parsed = parse_xml(bytes, "input.xml", check);
  const XmlEncoding encoding = find_xml_encoding(bytes);
  if (parsed && encoding != XmlEncoding::Utf8)
    require(encode_xml(*decoded, encoding) == bytes, "UTF-16 comes back as it was");
  return 0;
}
