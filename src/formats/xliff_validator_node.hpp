// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/formats/xliff_validation.hpp"

#include "xliff_element_rules.hpp"

/// The tree that the validator looks at, and where it says what it found.
namespace hexapla::formats::validation {

struct NodeAttribute {
  std::string prefix;  ///< of the specification; "" for none, "?" for extensions
  std::string uri;
  std::string name;
  std::string value;
};

/// An element. Children of the document's frame (files, groups, units) are dropped once they are
/// checked.
struct Node {
  std::string name;  ///< with the prefix of the specification; "?:name" for extensions
  std::string uri;
  const ElementRule* rule = nullptr;  ///< null for extensions and for what stands in open elements
  Node* parent = nullptr;
  std::size_t offset = 0;  ///< of "<"
  std::vector<NodeAttribute> attributes;
  std::vector<std::unique_ptr<Node>> children;
  bool has_content = false;  ///< an element, or text that is more than white space
  bool has_stray_text = false;
  std::size_t slot = 0;    ///< of the rule's children, the one that was filled last
  std::size_t filled = 0;  ///< how many stand in that slot

  /// The value of an attribute, "xml:lang" and "fs:fs" included; null where it is absent.
  [[nodiscard]] const std::string* find(std::string_view attribute) const;
  [[nodiscard]] std::string get(std::string_view attribute) const;
  [[nodiscard]] bool has(std::string_view attribute) const { return find(attribute) != nullptr; }
  [[nodiscard]] const Node* child(std::string_view child_name) const;
  /// The nearest element above with this name; null where there is none.
  [[nodiscard]] const Node* above(std::string_view ancestor) const;
  /// The element itself or the nearest above that has the attribute; null where there is none.
  [[nodiscard]] const Node* nearest_with(std::string_view attribute) const;
};

/// Calls `visit` with the node and all below it that have a rule, in document order.
template <class Visit>
void walk(const Node& node, const Visit& visit) {
  visit(node);
  for (const auto& child : node.children) {
    if (child->rule != nullptr) walk(*child, visit);
  }
}

/// A name for people: extensions without the "?:".
[[nodiscard]] std::string shown(std::string_view name);

/// What was found, by place; the place of an offset is worked out at the end.
class Findings {
 public:
  struct Finding {
    std::string constraint;
    std::string element;
    std::size_t offset = 0;
    std::string message;
  };

  void report(std::string_view constraint, const Node& node, std::string message);
  void report(Finding finding) { found_.push_back(std::move(finding)); }
  /// In document order, each once.
  [[nodiscard]] std::vector<Finding> take();

 private:
  std::vector<Finding> found_;
};

/// What the units of a document share.
struct Frame {
  std::string source_language;
  std::string target_language;
  bool has_target_language = false;
  bool is_22 = false;
};

/// The constraints of a unit on its segments, ids, states, languages.
void check_unit(const Node& unit, const Frame& frame, Findings& findings);
/// Those on inline codes: pairs, hints, references, order.
void check_codes(const Node& unit, Findings& findings);
/// Those of the modules on an element that is complete (`scope`: file, group, unit) and on what
/// stands in it.
void check_modules(const Node& scope, const Frame& frame, Findings& findings);
/// Those of the modules that start tags alone break.
void check_module_attributes(const Node& node, Findings& findings);
/// Those of annotations.
void check_annotations(const Node& unit, Findings& findings);

/// A selector of a fragment identifier, as in "u=1"; without prefix an inline element.
struct Selector {
  std::string_view prefix;
  std::string_view id;
};
/// The selectors of a reference, which they point into; nothing where it leads out of the document
/// or is malformed, which is reported.
[[nodiscard]] std::optional<std::vector<Selector>> read_fragment(const Node& node,
                                                                 std::string_view reference,
                                                                 Findings& findings);
/// Whether selectors name a span of text in this unit: a segment, ignorable or inline element.
[[nodiscard]] bool is_span_of(const std::vector<Selector>& selectors, const Node& unit);

}  // namespace hexapla::formats::validation
