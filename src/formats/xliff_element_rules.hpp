// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What elements of XLIFF may hold, as a table: attributes with their types, children in order.
namespace hexapla::formats {

/// The namespaces of core and modules by the prefix that the specification uses; empty for core,
/// "?" for extensions.
[[nodiscard]] std::string_view find_xliff_prefix(std::string_view uri);

/// Attributes of other namespaces that an element takes.
enum class OtherAttributes : std::uint8_t { None, StyleAndSize, Any };

struct AttributeRule {
  std::string_view name;  ///< with "xml:" for those of XML
  std::string_view type;  ///< see is_value_of
  bool is_required = false;
};

/// A place in the order of children.
struct ChildSlot {
  std::vector<std::string_view> names;  ///< "*" is any element that is not of the core
  std::size_t least = 0;
  std::size_t most = 0;

  [[nodiscard]] bool accepts(std::string_view name) const;
};

struct ElementRule {
  std::string_view name;  ///< with its prefix
  std::vector<AttributeRule> attributes;
  OtherAttributes others = OtherAttributes::None;
  std::vector<ChildSlot> children;
  bool has_text = false;
  bool is_open = false;  ///< what stands inside is nobody's business here

  [[nodiscard]] const AttributeRule* find_attribute(std::string_view attribute) const;
};

/// The rule of an element; null for one that its namespace does not define.
[[nodiscard]] const ElementRule* find_element_rule(std::string_view name, bool is_22);

/// Where the outermost element of a module may stand, and how often there.
struct ModuleRule {
  std::string_view name;
  std::vector<std::string_view> parents;
  bool is_single = true;
};
/// The rule of a module's outermost element; null for any other.
[[nodiscard]] const ModuleRule* find_module_rule(std::string_view name);

/// Whether a value is one of a type that the rules name.
[[nodiscard]] bool is_value_of(std::string_view type, std::string_view value);

/// What values of a type are, for messages: "one of yes, no".
[[nodiscard]] std::string describe_type(std::string_view type);

/// Attributes that a module puts on elements of others; empty for a namespace without.
[[nodiscard]] const std::vector<AttributeRule>& find_module_attributes(std::string_view prefix);

[[nodiscard]] bool is_nmtoken(std::string_view text);
[[nodiscard]] bool is_whole_number(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);

}  // namespace hexapla::formats
