// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "rules.hpp"

namespace hexapla::check {

Rules make_rules(Needs given) {
  Rules rules;
  add_completeness_rules(rules);
  add_inline_code_rules(rules);
  add_length_rules(rules);
  add_number_rules(rules);
  add_terminology_rules(rules);
  std::erase_if(rules, [&](const auto& rule) { return rule->needs() > given; });
  return rules;
}

std::string printed_text(const model::InlineText& text) {
  std::string printed;
  for (const model::Piece& piece : text.pieces()) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      printed += *words;
    } else if (const auto& code = std::get<model::InlineCode>(piece);
               code.role == model::CodeRole::Standalone &&
               code.sub_type.starts_with("hexapla:ref")) {
      printed += code.disp;
    }
  }
  return printed;
}

}  // namespace hexapla::check
