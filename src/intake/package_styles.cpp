// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "package_styles.hpp"

#include <algorithm>
#include <functional>

namespace hexapla::intake {
namespace {

/// Styles based on styles: a circle ends here.
constexpr int kLongestChain = 50;

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// N of "heading N", whatever its case; the names of built-in styles are English in every language.
std::optional<int> level_of_name(std::string_view name) {
  constexpr std::string_view kHeading = "heading ";
  if (!to_lower(name).starts_with(kHeading)) return std::nullopt;
  const int level = to_number(name.substr(kHeading.size()), 0);
  return level >= 1 && level <= 9 ? std::optional(level) : std::nullopt;
}

std::optional<int> read_number(const Node* parent, std::string_view child) {
  const std::string_view value = value_of(parent, child);
  return value.empty() ? std::nullopt : std::optional(to_number(value, 0));
}

}  // namespace

NumberingProperties read_numbering_properties(const Node* properties) {
  const Node* numbering = properties == nullptr ? nullptr : properties->child("w:numPr");
  return {read_number(numbering, "w:numId"), read_number(numbering, "w:ilvl")};
}

Result<PackageStyles> PackageStyles::read(const formats::PackagePart* part,
                                          std::string_view package) {
  PackageStyles styles;
  if (part == nullptr) return styles;
  HEXAPLA_CHECK(read_nodes(*part, package, 1, [&](const Node& node) { styles.add(node); }));
  return styles;
}

void PackageStyles::add(const Node& node) {
  if (node.name != "w:style" || node.get("w:type") != "paragraph") return;
  const std::string id(node.get("w:styleId"));
  const Node* properties = node.child("w:pPr");
  Style style{std::string(value_of(&node, "w:name")), std::string(value_of(&node, "w:basedOn")),
              read_number(properties, "w:outlineLvl"), read_numbering_properties(properties)};
  if (node.get("w:default") == "1" || node.get("w:default") == "true") default_style_ = id;
  styles_.emplace(id, std::move(style));
}

/// What the style or the nearest that it is based on says.
template <class Function>
auto PackageStyles::find_in_chain(std::string_view id, Function find) const {
  decltype(find(std::declval<const Style&>())) found;
  auto style = styles_.find(id);
  for (int i = 0; i < kLongestChain && style != styles_.end() && !found; ++i) {
    found = find(style->second);
    style = styles_.find(style->second.parent);
  }
  return found;
}

std::string PackageStyles::name(std::string_view id) const {
  const auto style = styles_.find(id);
  return style == styles_.end() || style->second.name.empty() ? std::string(id)
                                                              : style->second.name;
}

std::optional<int> PackageStyles::heading_level(std::string_view id) const {
  return find_in_chain(id, [](const Style& style) { return level_of_name(style.name); });
}

std::optional<int> PackageStyles::outline_level(std::string_view id) const {
  const auto level = find_in_chain(id, [](const Style& style) { return style.outline_level; });
  // ECMA-376 part 1, 17.3.1.20: 0 to 8 are levels, 9 is body text
  if (!level || *level < 0 || *level > 8) return std::nullopt;
  return *level + 1;
}

NumberingProperties PackageStyles::numbering(std::string_view id) const {
  return {find_in_chain(id, [](const Style& style) { return style.numbering.list; }),
          find_in_chain(id, [](const Style& style) { return style.numbering.level; })};
}

bool PackageStyles::is_caption(std::string_view id) const {
  return find_in_chain(id,
                       [](const Style& style) {
                         const std::string name = to_lower(style.name);
                         return name == "caption" || name == "table caption" ||
                                        name == "image caption"
                                    ? std::optional(true)
                                    : std::nullopt;
                       })
      .value_or(false);
}

}  // namespace hexapla::intake
