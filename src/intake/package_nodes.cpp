// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "package_nodes.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

namespace hexapla::intake {
namespace {

using formats::XmlElement;
using formats::XmlEnd;

struct Namespace {
  std::string_view prefix;
  std::string_view uri;
  std::string_view strict;  ///< ISO/IEC 29500-1 strict; empty: the same
};

constexpr Namespace kNamespaces[] = {
    {"w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
     "http://purl.oclc.org/ooxml/wordprocessingml/main"},
    {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     "http://purl.oclc.org/ooxml/officeDocument/relationships"},
    {"m", "http://schemas.openxmlformats.org/officeDocument/2006/math",
     "http://purl.oclc.org/ooxml/officeDocument/math"},
    {"wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
     "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"},
    {"a", "http://schemas.openxmlformats.org/drawingml/2006/main",
     "http://purl.oclc.org/ooxml/drawingml/main"},
    {"pic", "http://schemas.openxmlformats.org/drawingml/2006/picture",
     "http://purl.oclc.org/ooxml/drawingml/picture"},
    {"c", "http://schemas.openxmlformats.org/drawingml/2006/chart",
     "http://purl.oclc.org/ooxml/drawingml/chart"},
    {"dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram",
     "http://purl.oclc.org/ooxml/drawingml/diagram"},
    {"mc", "http://schemas.openxmlformats.org/markup-compatibility/2006", {}},
    {"v", "urn:schemas-microsoft-com:vml", {}},
    {"o", "urn:schemas-microsoft-com:office:office", {}},
    {"w14", "http://schemas.microsoft.com/office/word/2010/wordml", {}},
    {"wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape", {}},
    {"wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", {}},
    {"xml", "http://www.w3.org/XML/1998/namespace", {}},
};

std::string qualify(std::string_view name, std::string_view uri) {
  if (uri.empty()) return std::string(name);
  for (const Namespace& each : kNamespaces) {
    if (uri == each.uri || uri == each.strict) return fmt::format("{}:{}", each.prefix, name);
  }
  return fmt::format("?:{}", name);
}

/// Builds the elements from a level on, and lets go of each when it ends.
class NodeBuilder final : public formats::XmlHandler {
 public:
  NodeBuilder(std::size_t level, const std::function<void(const Node&)>& take)
      : level_(level), take_(take) {}

  Result<void> start_element(const XmlElement& element) override {
    if (depth_++ < level_) return {};
    Node node;
    node.name = qualify(element.name, element.uri);
    for (const formats::XmlAttribute& each : element.attributes)
      node.attributes.push_back({qualify(each.name, each.uri), each.value});
    open_.push_back(std::move(node));
    return {};
  }

  Result<void> end_element(const XmlEnd& /*element*/) override {
    --depth_;
    if (open_.empty()) return {};
    Node node = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      take_(node);
    } else {
      open_.back().children.push_back(std::move(node));
    }
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (open_.empty()) return {};
    std::vector<Node>& children = open_.back().children;
    if (children.empty() || !children.back().name.empty()) children.emplace_back();
    children.back().text += text;
    return {};
  }

 private:
  std::size_t level_;
  const std::function<void(const Node&)>& take_;
  std::size_t depth_ = 0;
  std::vector<Node> open_;
};

/// Keeps the name of the root.
class RootReader final : public formats::XmlHandler {
 public:
  Result<void> start_element(const XmlElement& element) override {
    if (name_.empty()) name_ = qualify(element.name, element.uri);
    return {};
  }
  Result<void> end_element(const XmlEnd& /*element*/) override { return {}; }
  Result<void> characters(std::string_view /*text*/) override { return {}; }
  std::string take() { return std::move(name_); }

 private:
  std::string name_;
};

}  // namespace

const Node* Node::child(std::string_view child_name) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const Node& each) { return each.name == child_name; });
  return found == children.end() ? nullptr : &*found;
}

std::optional<std::string_view> Node::find(std::string_view attribute) const {
  for (const NodeAttribute& each : attributes) {
    if (each.name == attribute) return each.value;
  }
  return std::nullopt;
}

std::string_view Node::get(std::string_view attribute) const {
  return find(attribute).value_or(std::string_view());
}

const Node* Node::find_below(std::string_view element) const {
  for (const Node& each : children) {
    if (each.name == element) return &each;
    if (const Node* below = each.find_below(element)) return below;
  }
  return nullptr;
}

const std::vector<Node>& children_of(const Node* node) {
  static const std::vector<Node> kNone;
  return node == nullptr ? kNone : node->children;
}

std::string_view value_of(const Node* parent, std::string_view child) {
  const Node* node = parent == nullptr ? nullptr : parent->child(child);
  return node == nullptr ? std::string_view() : node->get("w:val");
}

bool is_on(const Node* parent, std::string_view child) {
  const Node* node = parent == nullptr ? nullptr : parent->child(child);
  if (node == nullptr) return false;
  const std::string_view value = node->get("w:val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

int to_number(std::string_view digits, int otherwise) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : otherwise;
}

Result<void> read_nodes(const formats::PackagePart& part, std::string_view package,
                        std::size_t level, const std::function<void(const Node&)>& take) {
  NodeBuilder builder(level, take);
  return formats::parse_decoded_xml(part.xml, name_part(package, part.name), builder);
}

Result<std::string> read_root_name(const formats::PackagePart& part, std::string_view package) {
  RootReader reader;
  HEXAPLA_CHECK(formats::parse_decoded_xml(part.xml, name_part(package, part.name), reader));
  return reader.take();
}

void append_node(std::string& xml, const Node& node) {
  if (node.name.empty()) {
    formats::append_escaped(xml, node.text, false);
    return;
  }
  if (node.name.starts_with('?')) return;
  xml += '<';
  xml += node.name;
  for (const NodeAttribute& each : node.attributes) {
    if (each.name.starts_with('?')) continue;
    xml += ' ';
    xml += each.name;
    xml += "=\"";
    formats::append_escaped(xml, each.value, true);
    xml += '"';
  }
  if (node.children.empty()) {
    xml += "/>";
    return;
  }
  xml += '>';
  for (const Node& each : node.children) append_node(xml, each);
  xml += "</";
  xml += node.name;
  xml += '>';
}

const std::string& namespace_declarations() {
  static const std::string kDeclarations = [] {
    std::string all;
    for (const Namespace& each : kNamespaces) {
      if (each.prefix != "xml") all += fmt::format(" xmlns:{}=\"{}\"", each.prefix, each.uri);
    }
    return all;
  }();
  return kDeclarations;
}

std::string name_part(std::string_view package, std::string_view part) {
  return fmt::format("{} ({})", package, part);
}

}  // namespace hexapla::intake
