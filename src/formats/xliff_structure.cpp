// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "xliff_structure.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hexapla::formats {

const StructureRule* find_structure_rule(std::string_view name) {
  static const std::array<StructureRule, 9> kRules = {{
      {"file", Place::File, {Place::Xliff}},
      {"group", Place::Group, {Place::File, Place::Group}},
      {"unit", Place::Unit, {Place::File, Place::Group}},
      {"segment", Place::Segment, {Place::Unit}},
      {"ignorable", Place::Segment, {Place::Unit}},
      {"source", Place::Content, {Place::Segment}},
      {"target", Place::Content, {Place::Segment}},
      {"notes", Place::Notes, {Place::Xliff, Place::File, Place::Group, Place::Unit}},
      {"note", Place::Note, {Place::Notes}},
  }};
  const auto* const found = std::find_if(
      kRules.begin(), kRules.end(), [&](const StructureRule& rule) { return rule.name == name; });
  return found == kRules.end() ? nullptr : found;
}

model::InlineCode read_code(const XmlElement& element, model::CodeRole role,
                            std::string_view suffix) {
  model::InlineCode code;
  code.role = role;
  code.id = element.get("id");
  code.type = element.get("type");
  code.sub_type = element.get("subType");
  code.equiv = element.get(fmt::format("equiv{}", suffix));
  code.disp = element.get(fmt::format("disp{}", suffix));
  code.sub_flows = element.get(fmt::format("subFlows{}", suffix));
  code.can_copy = element.get("canCopy") != "no";
  code.can_delete = element.get("canDelete") != "no";
  return code;
}

}  // namespace hexapla::formats
