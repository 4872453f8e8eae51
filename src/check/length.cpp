// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>

#include "hexapla/text/utf8.hpp"

#include "rules.hpp"

namespace hexapla::check {
namespace {

/// A label that must fit its box: the source says how long it may be (max-characters).
class Limit final : public Rule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"length/limit", Severity::Major, "length",
                                           "A text is longer than its place allows."};
    return kRule;
  }

  void check(const UnitView& view, DiagnosticSink& sink) override {
    const model::Unit& unit = *view.unit;
    if (!unit.max_characters) return;
    std::size_t count = 0;
    const model::Segment* last = nullptr;
    for (const model::Segment& segment : unit.segments) {
      const std::size_t length = count_characters(segment);
      if (length > 0) last = &segment;
      count += length;
    }
    if (last == nullptr || count <= *unit.max_characters) return;
    Diagnostic result =
        finding(view, *last,
                fmt::format("{} characters, and {} are allowed here", count, *unit.max_characters));
    result.hint = "say it shorter, or ask the editor for more room";
    sink.report(std::move(result));
  }

 private:
  [[nodiscard]] std::size_t count_characters(const model::Segment& segment) const {
    if (context().target_language.empty())
      return text::count_code_points(printed_text(segment.source));
    if (segment.is_ignorable || !segment.target) return 0;
    return text::count_code_points(printed_text(*segment.target));
  }
};

}  // namespace

void add_length_rules(Rules& rules) { rules.push_back(std::make_unique<Limit>()); }

}  // namespace hexapla::check
