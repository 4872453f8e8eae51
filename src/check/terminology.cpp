// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/utf8.hpp"

#include "rules.hpp"

namespace hexapla::check {
namespace {

using model::Concept;
using model::Segment;
using model::Term;
using model::TermStatus;
using model::Unit;
using terms::Match;

bool is_allowed(const Term& term) {
  return term.status == TermStatus::Preferred || term.status == TermStatus::Admitted;
}
bool is_forbidden(const Term& term) {
  return term.status == TermStatus::Deprecated || term.status == TermStatus::Superseded;
}

/// The terms of a concept that a language may use, preferred first; empty where nothing is
/// enforced.
std::vector<std::string> allowed_terms(const Concept& entry, std::string_view language) {
  std::vector<std::string> names;
  const auto found = entry.languages.find(language);
  if (found == entry.languages.end()) return names;
  for (const TermStatus status : {TermStatus::Preferred, TermStatus::Admitted}) {
    for (const Term& term : found->second.terms) {
      if (term.status == status) names.push_back(term.text);
    }
  }
  return names;
}

TextRange to_range(const std::string& text, const Match& match) {
  const std::size_t begin = text::count_code_points(std::string_view(text).substr(0, match.begin));
  return {begin, begin + text::count_code_points(
                             std::string_view(text).substr(match.begin, match.end - match.begin))};
}

/// What a unit is: the last word of its id that is no number (AFR1.heading.1: heading).
std::string_view find_place(std::string_view unit_id) {
  while (!unit_id.empty()) {
    const std::size_t dot = unit_id.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? unit_id : unit_id.substr(dot + 1);
    if (last.find_first_not_of("0123456789") != std::string_view::npos) return last;
    unit_id = unit_id.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return {};
}

/// Whether a term holds in a unit: everywhere, or in the places that its scopes name.
bool is_in_scope(const Term& term, const Unit& unit) {
  return term.scopes.empty() || std::find(term.scopes.begin(), term.scopes.end(),
                                          find_place(unit.id)) != term.scopes.end();
}

std::vector<Match> keep_in_scope(std::vector<Match> matches, const Unit& unit) {
  std::erase_if(matches, [&](const Match& match) { return !is_in_scope(*match.term, unit); });
  return matches;
}

/// A term of the source whose concept does not show in the target. Matching is by the text of terms
/// and their given forms, within their scopes.
class MissingTerm final : public Rule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "terms/missing", Severity::Major, "terminology",
        "A term of the source is not rendered by an approved term of its concept."};
    return kRule;
  }

  void begin(const Context& context) override {
    Rule::begin(context);
    source_.reset();
    target_.reset();
    if (context.glossary == nullptr || context.target_language.empty()) return;
    source_ = std::make_unique<terms::Matcher>(*context.glossary, context.source_language);
    target_ = std::make_unique<terms::Matcher>(*context.glossary, context.target_language);
  }

  void check(const UnitView& view, DiagnosticSink& sink) override {
    if (!source_ || !view.unit->translate) return;
    for (const Segment& segment : view.unit->segments) {
      if (model::has_target_text(segment) && !model::is_stale(*view.unit, segment))
        check_segment(view, segment, sink);
    }
  }

 private:
  void check_segment(const UnitView& view, const Segment& segment, DiagnosticSink& sink) {
    const std::string source = segment.source.plain();
    const std::vector<Match> wanted = keep_in_scope(source_->find(source), *view.unit);
    if (wanted.empty()) return;
    const std::vector<Match> shown = target_->find_with_overlaps(printed_text(*segment.target));
    std::set<const Concept*> found;
    for (const Match& match : shown) {
      if (!is_forbidden(*match.term)) found.insert(match.concept_entry);
    }
    std::set<const Concept*> reported;
    for (auto begin = wanted.begin(); begin != wanted.end();) {
      const auto end = std::find_if(
          begin, wanted.end(), [&](const Match& match) { return match.begin != begin->begin; });
      if (is_missing({begin, end}, found) && reported.insert(begin->concept_entry).second) {
        report(view, segment, source, *begin, sink);
      }
      begin = end;
    }
  }

  /// Whether none of the concepts that share a stretch of the source shows in the target; false
  /// where one of them is not enforced.
  [[nodiscard]] bool is_missing(const std::vector<Match>& candidates,
                                const std::set<const Concept*>& found) const {
    return std::none_of(candidates.begin(), candidates.end(), [&](const Match& match) {
      return found.contains(match.concept_entry) || !is_allowed(*match.term) ||
             allowed_terms(*match.concept_entry, context().target_language).empty();
    });
  }

  void report(const UnitView& view, const Segment& segment, const std::string& source,
              const Match& match, DiagnosticSink& sink) const {
    const std::vector<std::string> expected =
        allowed_terms(*match.concept_entry, context().target_language);
    Diagnostic result = finding(view, segment,
                                fmt::format("“{}” (concept {}) should be rendered as {}",
                                            source.substr(match.begin, match.end - match.begin),
                                            match.concept_entry->id, quote(expected)));
    result.source_span = to_range(source, match);
    result.hint =
        "use the approved term; if it does not fit here, ask for an admitted form in the glossary";
    sink.report(std::move(result));
  }

  static std::string quote(const std::vector<std::string>& names) {
    std::vector<std::string> quoted;
    quoted.reserve(names.size());
    for (const std::string& name : names) quoted.push_back(fmt::format("“{}”", name));
    return fmt::format("{}", fmt::join(quoted, " or "));
  }

  std::unique_ptr<terms::Matcher> source_;
  std::unique_ptr<terms::Matcher> target_;
};

/// A term that the glossary forbids, in the target or, when the source itself is checked, in the
/// source.
class ForbiddenTerm final : public Rule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"terms/forbidden", Severity::Major, "terminology",
                                           "A deprecated or superseded term is used."};
    return kRule;
  }
  [[nodiscard]] Needs needs() const override { return Needs::Text; }

  void begin(const Context& context) override {
    Rule::begin(context);
    matcher_.reset();
    if (context.glossary != nullptr)
      matcher_ = std::make_unique<terms::Matcher>(*context.glossary, language());
  }

  void check(const UnitView& view, DiagnosticSink& sink) override {
    if (!matcher_) return;
    const bool is_source = context().target_language.empty();
    for (const Segment& segment : view.unit->segments) {
      if (segment.is_ignorable || (!is_source && !segment.target)) continue;
      check_text(view, segment, is_source ? segment.source.plain() : segment.target->plain(), sink);
    }
  }

 private:
  [[nodiscard]] const std::string& language() const {
    return context().target_language.empty() ? context().source_language
                                             : context().target_language;
  }

  void check_text(const UnitView& view, const Segment& segment, const std::string& text,
                  DiagnosticSink& sink) {
    const std::vector<Match> matches = keep_in_scope(matcher_->find(text), *view.unit);
    for (const Match& match : matches) {
      // Words that another concept may use stay in peace.
      const bool is_elsewhere_allowed =
          std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
            return other.begin == match.begin && other.end == match.end &&
                   !is_forbidden(*other.term);
          });
      if (is_forbidden(*match.term) && !is_elsewhere_allowed)
        report(view, segment, text, match, sink);
    }
  }

  void report(const UnitView& view, const Segment& segment, const std::string& text,
              const Match& match, DiagnosticSink& sink) {
    const std::vector<std::string> allowed = allowed_terms(*match.concept_entry, language());
    Diagnostic result =
        finding(view, segment,
                fmt::format("“{}” is a {} term for concept {}",
                            text.substr(match.begin, match.end - match.begin),
                            model::to_string(match.term->status), match.concept_entry->id));
    (context().target_language.empty() ? result.source_span : result.target_span) =
        to_range(text, match);
    if (!allowed.empty()) result.hint = fmt::format("use “{}”", allowed.front());
    if (!match.term->note.empty())
      result.hint += fmt::format("{}{}", result.hint.empty() ? "" : ". ", match.term->note);
    sink.report(std::move(result));
  }

  std::unique_ptr<terms::Matcher> matcher_;
};

}  // namespace

void add_terminology_rules(Rules& rules) {
  rules.push_back(std::make_unique<MissingTerm>());
  rules.push_back(std::make_unique<ForbiddenTerm>());
}

}  // namespace hexapla::check
