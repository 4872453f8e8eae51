// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "rules.hpp"

namespace hexapla::check {

Rules make_rules(Needs given) {
  Rules rules;
  add_completeness_rules(rules);
  add_hygiene_rules(rules);
  add_inline_code_rules(rules);
  add_length_rules(rules);
  add_number_rules(rules);
  add_terminology_rules(rules);
  std::erase_if(rules, [&](const auto& rule) { return rule->needs() > given; });
  return rules;
}

void TextRule::check(const UnitView& view, DiagnosticSink& sink) {
  for (const model::Segment& segment : view.unit->segments) {
    if (segment.is_ignorable || (!is_source() && !segment.target)) continue;
    check_text(view, segment, is_source() ? segment.source.plain() : segment.target->plain(), sink);
  }
}

const model::Locale* TextRule::locale() const {
  return is_source() ? context().source_locale : context().target_locale;
}

void TextRule::report_at(const UnitView& view, const model::Segment& segment,
                         const TextRange& range, std::string message, DiagnosticSink& sink) const {
  Diagnostic result = finding(view, segment, std::move(message));
  (is_source() ? result.source_span : result.target_span) = range;
  result.hint = hint();
  sink.report(std::move(result));
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
