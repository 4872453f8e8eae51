// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/html.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <limits>
#include <memory>

#include <fmt/format.h>
#include <libxml/HTMLparser.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::formats {
namespace {

/// Elements within elements, as for XML.
constexpr std::size_t kDeepest = 256;

/// Elements without content or end tag (HTML, 13.1.2).
constexpr std::array<std::string_view, 13> kVoid = {"area",   "base",  "br",    "col",  "embed",
                                                    "hr",     "img",   "input", "link", "meta",
                                                    "source", "track", "wbr"};

bool is_void(std::string_view name) {
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

std::string to_string(const xmlChar* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

std::string to_small(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

/// What a page may name an attribute without the name ending early.
bool is_plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == ':' || c == '_' || c == '.';
  });
}

/// Carries libxml2's tree into ours.
class TreeReader {
 public:
  explicit TreeReader(std::string_view name) : name_(name) {}

  Result<HtmlNode> run(const xmlNode* element, std::size_t depth = 1) {
    if (depth > kDeepest) {
      return fail(ErrorCode::Invalid,
                  fmt::format("elements nested deeper than {} levels", kDeepest),
                  {std::string(name_)}, "no tool writes such a page; it is damaged or hostile");
    }
    HtmlNode node;
    node.name = to_small(to_string(element->name));
    if (element->ns != nullptr && element->ns->prefix != nullptr)
      node.name = fmt::format("{}:{}", to_string(element->ns->prefix), node.name);
    read_attributes(element, node);
    for (const xmlNode* child = element->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        node.children.push_back({{}, {}, to_string(child->content), {}});
      } else if (child->type == XML_ELEMENT_NODE) {
        HEXAPLA_TRY(HtmlNode read, run(child, depth + 1));
        add(node, std::move(read));
      }
    }
    return node;
  }

 private:
  static void read_attributes(const xmlNode* element, HtmlNode& node) {
    for (const xmlAttr* each = element->properties; each != nullptr; each = each->next) {
      std::string value;
      for (const xmlNode* piece = each->children; piece != nullptr; piece = piece->next)
        value += to_string(piece->content);
      std::string key = to_small(to_string(each->name));
      if (each->ns != nullptr && each->ns->prefix != nullptr)
        key = fmt::format("{}:{}", to_string(each->ns->prefix), key);
      node.attributes.emplace_back(std::move(key), std::move(value));
    }
  }

  /// What libxml2, which does not know the newer ones, took into an element without content
  /// stands behind it.
  static void add(HtmlNode& parent, HtmlNode&& child) {
    std::vector<HtmlNode> behind;
    if (is_void(child.name)) behind.swap(child.children);
    parent.children.push_back(std::move(child));
    std::move(behind.begin(), behind.end(), std::back_inserter(parent.children));
  }

  std::string_view name_;
};

}  // namespace

std::optional<std::string> HtmlNode::find(std::string_view attribute) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute) return value;
  }
  return std::nullopt;
}

void HtmlNode::set(std::string_view attribute, std::string value) {
  for (auto& [key, old] : attributes) {
    if (key != attribute) continue;
    old = std::move(value);
    return;
  }
  attributes.emplace_back(attribute, std::move(value));
}

std::string HtmlNode::to_text() const {
  std::string result = text;
  for (const HtmlNode& child : children) result += child.to_text();
  return result;
}

Result<HtmlNode> read_html(std::string_view bytes, std::string_view name) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return fail(ErrorCode::Refused, "the page is larger than 2 GiB", {std::string(name)});
  }
  // libxml2 takes U+0000 for the end; browsers pass over it
  std::string text(bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0));
  std::erase(text, '\0');
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                         HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC));
  const xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  if (root == nullptr)
    return fail(ErrorCode::Syntax, "the page has no element", {std::string(name)},
                "is it a web page?");
  return TreeReader(name).run(root);
}

std::optional<HtmlReference> decode_html_reference(std::string_view text) {
  constexpr std::size_t kLongest = 12;  // "&thetasym;", "&#1114111;"
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (!text.starts_with('&') || end == std::string_view::npos) return std::nullopt;
  const std::string name(text.substr(1, end - 1));
  unsigned code = 0;
  if (name.starts_with('#')) {
    const bool is_hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const char* const begin = name.data() + (is_hexadecimal ? 2 : 1);
    std::from_chars(begin, name.data() + name.size(), code, is_hexadecimal ? 16 : 10);
  } else if (const htmlEntityDesc* entity =
                 htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
    code = entity->value;
  }
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code == 0 || code > 0x10FFFF || is_surrogate) return std::nullopt;
  return HtmlReference{text::to_utf8(std::u32string(1, static_cast<char32_t>(code))), end + 1};
}

std::string write_html(const HtmlNode& node) {
  std::string result;
  if (node.is_text()) {
    append_escaped(result, node.text, false);
    return result;
  }
  result = "<" + node.name;
  for (const auto& [key, value] : node.attributes) {
    if (!is_plain_name(key)) continue;
    result += fmt::format(" {}=\"", key);
    append_escaped(result, value, true);
    result += '"';
  }
  result += '>';
  if (is_void(node.name)) return result;
  for (const HtmlNode& child : node.children) result += write_html(child);
  return result + fmt::format("</{}>", node.name);
}

}  // namespace hexapla::formats
