// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/docx_package.hpp"

namespace hexapla::intake {

struct NodeAttribute {
  std::string name;  ///< "w:val"; without a prefix where it has no namespace
  std::string value;
};

/// An element of a part, or character data. Names have the prefixes that word processors use
/// ("w:p"), whatever the part declares; those of unknown namespaces begin with "?:".
struct Node {
  std::string name;  ///< empty: character data
  std::string text;  ///< of character data
  std::vector<NodeAttribute> attributes;
  std::vector<Node> children;

  /// The first child of this name; null where there is none, or no node.
  [[nodiscard]] const Node* child(std::string_view child_name) const;
  /// The value of an attribute; empty where it is absent.
  [[nodiscard]] std::string_view get(std::string_view attribute) const;
  [[nodiscard]] std::optional<std::string_view> find(std::string_view attribute) const;
  /// The first element of this name below, in document order; null where there is none.
  [[nodiscard]] const Node* find_below(std::string_view element) const;
};

/// The children of a node; none where there is no node.
[[nodiscard]] const std::vector<Node>& children_of(const Node* node);
/// w:val of a child, as in <w:pStyle w:val="Heading1"/>; empty where it is absent.
[[nodiscard]] std::string_view value_of(const Node* parent, std::string_view child);
/// Whether a child switches something on: <w:vanish/>, but not <w:vanish w:val="0"/>.
[[nodiscard]] bool is_on(const Node* parent, std::string_view child);
/// A whole number, or `otherwise` where it is none.
[[nodiscard]] int to_number(std::string_view digits, int otherwise);

/// Gives the elements at `level` of a part one after another (1: the root's children), each with
/// all below it, so that only one is in memory. Fails as parse_xml does, the part's name after that
/// of the package.
[[nodiscard]] Result<void> read_nodes(const formats::PackagePart& part, std::string_view package,
                                      std::size_t level,
                                      const std::function<void(const Node&)>& take);

/// The root element's name, and all attributes of the root; fails as parse_xml does.
[[nodiscard]] Result<std::string> read_root_name(const formats::PackagePart& part,
                                                 std::string_view package);

/// Appends an element with all below it as XML with the prefixes above.
void append_node(std::string& xml, const Node& node);

/// The declarations of every prefix, for a root element.
[[nodiscard]] const std::string& namespace_declarations();

/// "word/document.xml, paragraph 12": the place in messages.
[[nodiscard]] std::string name_part(std::string_view package, std::string_view part);

}  // namespace hexapla::intake
