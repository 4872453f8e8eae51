// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/utf8.hpp"

#include "rules.hpp"

namespace hexapla::check {
namespace {

/// Rules that look at one translatable segment at a time.
class SegmentRule : public Rule {
 public:
  void check(const UnitView& view, DiagnosticSink& sink) final {
    if (context().target_language.empty() || !view.unit->translate) return;
    for (const model::Segment& segment : view.unit->segments) {
      if (!segment.is_ignorable) check_segment(view, segment, sink);
    }
  }

 protected:
  virtual void check_segment(const UnitView& view, const model::Segment& segment,
                             DiagnosticSink& sink) = 0;
};

class Untranslated final : public SegmentRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"completeness/untranslated", Severity::Critical,
                                           "untranslated", "A segment has no translation."};
    return kRule;
  }

 protected:
  void check_segment(const UnitView& view, const model::Segment& segment,
                     DiagnosticSink& sink) override {
    if (segment.target) return;
    Diagnostic result = finding(view, segment, "not translated yet");
    result.hint = "translate it, or mark its block translate=no in the source";
    sink.report(std::move(result));
  }
};

class EmptyTarget final : public SegmentRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"completeness/empty-target", Severity::Critical,
                                           "untranslated",
                                           "A target is there and has nothing in it."};
    return kRule;
  }

 protected:
  void check_segment(const UnitView& view, const model::Segment& segment,
                     DiagnosticSink& sink) override {
    if (!segment.target || model::has_target_text(segment)) return;
    Diagnostic result = finding(view, segment, "the target is empty");
    result.hint = "translate it, or take the empty target away";
    sink.report(std::move(result));
  }
};

class Stale final : public SegmentRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"completeness/stale", Severity::Major,
                                           "inconsistent-entities",
                                           "The source changed after its translation was made."};
    return kRule;
  }

 protected:
  void check_segment(const UnitView& view, const model::Segment& segment,
                     DiagnosticSink& sink) override {
    if (!model::is_stale(*view.unit, segment)) return;
    const std::string& old = view.unit->translated_from.find(segment.id)->second.source;
    Diagnostic result =
        finding(view, segment,
                fmt::format("the source changed since this was translated; it read: {}", old));
    result.hint = fmt::format(
        "bring the target up to date and set its state, or, if the change has no effect: hexapla "
        "confirm {} --reason ...",
        view.unit->id);
    sink.report(std::move(result));
  }
};

class SameAsSource final : public SegmentRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"completeness/same-as-source", Severity::Minor,
                                           "untranslated",
                                           "The target is the source text, letter by letter."};
    return kRule;
  }

 protected:
  void check_segment(const UnitView& view, const model::Segment& segment,
                     DiagnosticSink& sink) override {
    if (!model::has_target_text(segment)) return;
    if (segment.target->canonical() != segment.source.canonical()) return;
    if (!has_words(segment.source.plain())) return;
    Diagnostic result = finding(view, segment, "the target is the same as the source");
    result.hint =
        "translate it; a name or code that stays as it is can be marked translate=no in the source";
    sink.report(std::move(result));
  }

 private:
  /// Words that a translation changes: not numbers, not abbreviations in capitals, not single
  /// letters.
  static bool has_words(const std::string& text) {
    std::size_t small = 0;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = text::next_code_point(text, at);
      const bool is_capital = c >= U'A' && c <= U'Z';
      small = text::is_letter(c) && !is_capital ? small + 1 : 0;
      if (small >= 2 || (small == 1 && text::is_han(c))) return true;
    }
    return false;
  }
};

}  // namespace

void add_completeness_rules(Rules& rules) {
  rules.push_back(std::make_unique<Untranslated>());
  rules.push_back(std::make_unique<EmptyTarget>());
  rules.push_back(std::make_unique<Stale>());
  rules.push_back(std::make_unique<SameAsSource>());
}

}  // namespace hexapla::check
