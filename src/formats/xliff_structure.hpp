// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "hexapla/formats/xml.hpp"
#include "hexapla/model/inline_text.hpp"

/// What the reader knows of single elements.
namespace hexapla::formats {

/// What an open element is for us.
enum class Place : std::uint8_t {
  Outside,
  Xliff,
  File,
  Group,
  Unit,
  Segment,
  Content,
  Inline,
  Notes,
  Note,
  Metadata,
  Meta,
  Foreign
};

/// Where a core element of the structure may stand.
struct StructureRule {
  std::string_view name;
  Place place;
  std::initializer_list<Place> parents;
};

/// The rule of a core element of the structure; null for any other.
[[nodiscard]] const StructureRule* find_structure_rule(std::string_view name);

/// A code, or one side of it; `suffix` is what the names of some attributes of pc end in.
[[nodiscard]] model::InlineCode read_code(const XmlElement& element, model::CodeRole role,
                                          std::string_view suffix);

}  // namespace hexapla::formats
