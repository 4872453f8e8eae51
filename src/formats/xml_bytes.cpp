// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::formats {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

constexpr bool is_high(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void append_unit(std::string& out, char32_t unit, XmlEncoding encoding) {
  const char high = static_cast<char>(unit >> 8);
  const char low = static_cast<char>(unit & 0xFF);
  out += encoding == XmlEncoding::Utf16Big ? high : low;
  out += encoding == XmlEncoding::Utf16Big ? low : high;
}

/// The two bytes at `at` as a code unit.
char32_t unit_at(std::string_view bytes, std::size_t at, XmlEncoding encoding) {
  auto first = static_cast<unsigned char>(bytes[at]);
  auto second = static_cast<unsigned char>(bytes[at + 1]);
  if (encoding == XmlEncoding::Utf16Little) std::swap(first, second);
  return static_cast<char32_t>(first << 8 | second);
}

}  // namespace

XmlEncoding find_xml_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv))
    return XmlEncoding::Utf16Little;
  if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv)) return XmlEncoding::Utf16Big;
  return XmlEncoding::Utf8;
}

Result<std::string> decode_xml(std::string_view bytes, std::string_view name) {
  const XmlEncoding encoding = find_xml_encoding(bytes);
  if (encoding == XmlEncoding::Utf8) return std::string(bytes);
  const auto broken = [&] {
    return fail(ErrorCode::Syntax, "the document is not UTF-16", {std::string(name)},
                "save it as UTF-8");
  };
  if (bytes.size() % 2 != 0) return broken();
  std::u32string code_points;
  code_points.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t unit = unit_at(bytes, at, encoding);
    if (is_low(unit)) return broken();
    if (is_high(unit)) {
      at += 2;
      const char32_t low = at < bytes.size() ? unit_at(bytes, at, encoding) : 0;
      if (!is_low(low)) return broken();
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    code_points += unit;
  }
  return text::to_utf8(code_points);
}

std::string encode_xml(std::string_view utf8, XmlEncoding encoding) {
  if (encoding == XmlEncoding::Utf8) return std::string(utf8);
  std::string out;
  out.reserve(utf8.size() * 2);
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code_point = text::next_code_point(utf8, at);
    if (code_point < 0x10000) {
      append_unit(out, code_point, encoding);
    } else {
      append_unit(out, 0xD800 + ((code_point - 0x10000) >> 10), encoding);
      append_unit(out, 0xDC00 + ((code_point - 0x10000) & 0x3FF), encoding);
    }
  }
  return out;
}

std::vector<XmlTagAttribute> find_tag_attributes(std::string_view tag) {
  std::vector<XmlTagAttribute> found;
  std::size_t at = std::min(tag.find_first_of(" \t\r\n/>"), tag.size());
  for (;;) {
    const std::size_t begin = at;
    const std::size_t name = tag.find_first_not_of(kSpace, at);
    if (name == std::string_view::npos || tag[name] == '>' || tag[name] == '/') return found;
    const std::size_t equals = tag.find('=', name);
    const std::size_t quote =
        equals == std::string_view::npos ? equals : tag.find_first_of("'\"", equals);
    if (quote == std::string_view::npos) return found;
    const std::size_t close = tag.find(tag[quote], quote + 1);
    if (close == std::string_view::npos) return found;
    const std::size_t name_end = tag.find_last_not_of(kSpace, equals - 1) + 1;
    at = close + 1;
    found.push_back(
        {tag.substr(name, name_end - name), begin, at, tag.substr(quote + 1, close - quote - 1)});
  }
}

std::string_view find_tag_name(std::string_view tag) {
  tag.remove_prefix(std::min(tag.find_first_not_of("</"), tag.size()));
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

}  // namespace hexapla::formats
