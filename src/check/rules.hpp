// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/check/rule.hpp"

/// The rules of each group, for make_rules.
namespace hexapla::check {

using Rules = std::vector<std::unique_ptr<Rule>>;

void add_completeness_rules(Rules& rules);
void add_hygiene_rules(Rules& rules);
void add_inline_code_rules(Rules& rules);
void add_length_rules(Rules& rules);
void add_number_rules(Rules& rules);
void add_terminology_rules(Rules& rules);

/// A rule on the text of one language: the target, or the source of what has no target language.
class TextRule : public Rule {
 public:
  [[nodiscard]] Needs needs() const final { return Needs::Text; }
  void check(const UnitView& view, DiagnosticSink& sink) final;

 protected:
  /// Called for each segment that has the text; `text` is without codes.
  virtual void check_text(const UnitView& view, const model::Segment& segment,
                          const std::string& text, DiagnosticSink& sink) = 0;
  /// How to mend what the rule finds.
  [[nodiscard]] virtual std::string_view hint() const = 0;
  /// The locale of the text; null where its language has none.
  [[nodiscard]] const model::Locale* locale() const;
  /// A finding at a range of the text, in code points.
  void report_at(const UnitView& view, const model::Segment& segment, const TextRange& range,
                 std::string message, DiagnosticSink& sink) const;

 private:
  [[nodiscard]] bool is_source() const { return context().target_language.empty(); }
};

/// A text with references as the edition prints them: in Chinese the pattern of a resolution brings
/// its noun along.
[[nodiscard]] std::string printed_text(const model::InlineText& text);

}  // namespace hexapla::check
