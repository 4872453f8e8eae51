// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules.hpp"
#include "term_view.hpp"

namespace hexapla::check {
namespace {

using model::Concept;
using model::Segment;
using model::Term;
using terms::Step;

/// A term of the source and how the target renders it.
struct Rendering {
  Match source;
  bool is_shown = false;            ///< by an approved term of its concept, or nothing is asked
  std::optional<Match> unapproved;  ///< a term of its concept that is not approved, or not here
  std::optional<Match> instead;     ///< what a known term says there in its place
};

bool is_enforced(const Concept& entry, std::string_view language) {
  return !terms::is_untranslatable(entry) && !allowed_terms(entry, language).empty();
}

/// Where a match stands in its text, 0 to 1: words keep their rough order over languages.
double relative_place(std::string_view text, const Match& match) {
  return text.empty() ? 0 : static_cast<double>(match.begin) / static_cast<double>(text.size());
}

/// The renderings of the terms of one segment.
class Renderings {
 public:
  Renderings(const Context& context, const model::Unit& unit, const FoundTerms& source,
             const FoundTerms& target)
      : glossary_(*context.glossary),
        unit_(unit),
        source_(source),
        target_(target),
        language_(context.target_language) {}

  /// One for each term of the source, in order; of terms that share characters, one.
  [[nodiscard]] std::vector<Rendering> find() const;

 private:
  [[nodiscard]] Rendering judge(const std::vector<Match>& group) const;
  [[nodiscard]] bool is_shown(const Match& wanted) const;
  [[nodiscard]] std::optional<Match> find_unapproved(const Concept* entry) const;
  [[nodiscard]] std::optional<Match> find_instead(const Match& wanted) const;
  [[nodiscard]] bool is_asked_for(const Match& shown) const;

  const model::Glossary& glossary_;
  const model::Unit& unit_;
  const FoundTerms& source_;
  const FoundTerms& target_;
  std::string_view language_;
};

/// By an approved term of the concept, or by any that is not forbidden of a narrower one: who
/// writes "regional initiatives" writes of initiatives.
bool Renderings::is_shown(const Match& wanted) const {
  if (!is_allowed(*wanted.term) || !is_enforced(*wanted.concept_entry, language_)) return true;
  const auto shows = [&](const Match& shown) {
    if (!is_in_scope(*shown.term, unit_)) return false;
    if (shown.concept_entry == wanted.concept_entry) return is_allowed(*shown.term);
    return !is_forbidden(*shown.term) &&
           glossary_.is_narrower(*shown.concept_entry, wanted.concept_entry->id);
  };
  return std::any_of(target_.overlapping.begin(), target_.overlapping.end(), shows);
}

std::optional<Match> Renderings::find_unapproved(const Concept* entry) const {
  for (const Match& shown : target_.overlapping) {
    if (shown.concept_entry == entry && !is_forbidden(*shown.term)) return shown;
  }
  return std::nullopt;
}

/// Whether the source speaks of what a term of the target says.
bool Renderings::is_asked_for(const Match& shown) const {
  const auto is_of = [&](const Match& wanted) {
    return std::any_of(
        target_.overlapping.begin(), target_.overlapping.end(), [&](const Match& other) {
          return other.begin == shown.begin && other.end == shown.end &&
                 other.concept_entry == wanted.concept_entry && !is_forbidden(*other.term);
        });
  };
  return std::any_of(source_.overlapping.begin(), source_.overlapping.end(), is_of);
}

/// A forbidden term of the concept, else the nearest term of an idea that the source does not have.
std::optional<Match> Renderings::find_instead(const Match& wanted) const {
  for (const Match& shown : target_.overlapping) {
    if (shown.concept_entry == wanted.concept_entry) return shown;
  }
  const double place = relative_place(source_.text, wanted);
  std::optional<Match> nearest;
  for (const Match& shown : target_.consumed) {
    if (shown.step == Step::Gap || is_asked_for(shown)) continue;
    const auto distance = [&](const Match& match) {
      return std::abs(relative_place(target_.text, match) - place);
    };
    if (!nearest || distance(shown) < distance(*nearest)) nearest = shown;
  }
  return nearest;
}

Rendering Renderings::judge(const std::vector<Match>& group) const {
  Rendering result;
  result.source = group.front();
  result.is_shown = std::any_of(group.begin(), group.end(),
                                [&](const Match& wanted) { return is_shown(wanted); });
  if (result.is_shown) return result;
  for (const Match& wanted : group) {
    result.unapproved = find_unapproved(wanted.concept_entry);
    if (result.unapproved) {
      result.source = wanted;
      return result;
    }
  }
  result.instead = find_instead(result.source);
  return result;
}

std::vector<Rendering> Renderings::find() const {
  std::vector<Rendering> renderings;
  std::vector<Match> group;
  std::size_t end = 0;
  const auto close = [&] {
    if (!group.empty()) renderings.push_back(judge(group));
    group.clear();
  };
  for (const Match& match : source_.overlapping) {
    // A term with another word inside may be no term: it is not asked for.
    if (match.step == Step::Gap || !is_in_scope(*match.term, unit_)) continue;
    if (match.begin >= end) close();
    group.push_back(match);
    end = std::max(end, match.end);
  }
  close();
  return renderings;
}

/// A term of the source whose concept does not show in the target.
class MissingTerm final : public TermRule {
 public:
  using TermRule::TermRule;
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "terms/missing", Severity::Major, "terminology",
        "A term of the source is not rendered by an approved term of its concept."};
    return kRule;
  }

 private:
  void check_segment(const UnitView& view, const Segment& segment, DiagnosticSink& sink) override {
    if (context().target_language.empty()) return;
    const FoundTerms& source = found().source(segment);
    if (source.consumed.empty()) return;
    const FoundTerms& target = found().target(segment);
    std::set<const Concept*> reported;
    for (const Rendering& rendering : Renderings(context(), *view.unit, source, target).find()) {
      if (rendering.is_shown || rendering.unapproved) continue;
      if (!reported.insert(rendering.source.concept_entry).second) continue;
      report(view, segment, rendering, sink);
    }
  }

  void report(const UnitView& view, const Segment& segment, const Rendering& rendering,
              DiagnosticSink& sink) const {
    const Concept& entry = *rendering.source.concept_entry;
    const std::string source = segment.source.plain();
    Diagnostic result = finding(view, segment,
                                fmt::format("“{}” (concept {}) should be rendered as {}{}",
                                            words_of(source, rendering.source), entry.id,
                                            quote(allowed_terms(entry, context().target_language)),
                                            describe_instead(segment, rendering)));
    result.source_span = to_range(source, rendering.source);
    const std::string target = segment.target->plain();
    if (rendering.instead && printed_text(*segment.target) == target)
      result.target_span = to_range(target, *rendering.instead);
    result.hint =
        "use the approved term; if it does not fit here, ask for an admitted form in the glossary";
    sink.report(std::move(result));
  }

  static std::string describe_instead(const Segment& segment, const Rendering& rendering) {
    if (!rendering.instead) return {};
    const Match& match = *rendering.instead;
    const std::string words = words_of(printed_text(*segment.target), match);
    if (match.concept_entry == rendering.source.concept_entry)
      return fmt::format("; “{}” stands there, which is {}", words,
                         model::to_string(match.term->status));
    return fmt::format("; “{}” stands there, of concept {}", words, match.concept_entry->id);
  }
};

/// The concept shows, by a term that the glossary does not approve, or not in this place.
class WrongVariant final : public TermRule {
 public:
  using TermRule::TermRule;
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"terms/wrong-variant", Severity::Minor, "terminology",
                                           "A term of the source is rendered by a variant that is "
                                           "not approved, or not in this place."};
    return kRule;
  }

 private:
  void check_segment(const UnitView& view, const Segment& segment, DiagnosticSink& sink) override {
    if (context().target_language.empty()) return;
    const FoundTerms& source = found().source(segment);
    if (source.consumed.empty()) return;
    const FoundTerms& target = found().target(segment);
    std::set<const Concept*> reported;
    for (const Rendering& rendering : Renderings(context(), *view.unit, source, target).find()) {
      if (!rendering.unapproved) continue;
      if (!reported.insert(rendering.source.concept_entry).second) continue;
      report(view, segment, rendering, sink);
    }
  }

  void report(const UnitView& view, const Segment& segment, const Rendering& rendering,
              DiagnosticSink& sink) const {
    const Match& match = *rendering.unapproved;
    const std::string printed = printed_text(*segment.target);
    const std::string source = segment.source.plain();
    const bool is_elsewhere = is_allowed(*match.term);
    Diagnostic result = finding(
        view, segment,
        fmt::format("“{}” (concept {}) is rendered as “{}”, which {}; expected {}",
                    words_of(source, rendering.source), match.concept_entry->id,
                    words_of(printed, match),
                    is_elsewhere ? "the glossary keeps for other places" : "is not approved yet",
                    quote(expected(*match.concept_entry, *view.unit))));
    result.source_span = to_range(source, rendering.source);
    if (printed == segment.target->plain()) result.target_span = to_range(printed, match);
    result.hint = is_elsewhere ? "use the term of this place"
                               : "use the approved term, or have this one approved";
    sink.report(std::move(result));
  }

  /// The approved terms that hold in the unit; all, where none does.
  [[nodiscard]] std::vector<std::string> expected(const Concept& entry,
                                                  const model::Unit& unit) const {
    std::vector<std::string> here;
    for (const Term& term : entry.languages.find(context().target_language)->second.terms) {
      if (is_allowed(term) && is_in_scope(term, unit)) here.push_back(term.text);
    }
    return here.empty() ? allowed_terms(entry, context().target_language) : here;
  }
};

/// A term that the glossary forbids, in the target or, when the source itself is checked, in the
/// source.
class ForbiddenTerm final : public TermRule {
 public:
  using TermRule::TermRule;
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"terms/forbidden", Severity::Major, "terminology",
                                           "A deprecated or superseded term is used."};
    return kRule;
  }
  [[nodiscard]] Needs needs() const override { return Needs::Text; }

 private:
  void check_segment(const UnitView& view, const Segment& segment, DiagnosticSink& sink) override {
    const bool is_source = context().target_language.empty();
    const FoundTerms& terms = is_source ? found().source(segment) : found().plain_target(segment);
    for (const Match& match : terms.consumed) {
      if (!is_forbidden(*match.term) || match.step == Step::Gap) continue;
      if (is_in_scope(*match.term, *view.unit) && !is_right_elsewhere(match, terms.consumed))
        report(view, segment, terms.text, match, sink);
    }
  }

  /// Words that another concept may use, or another term of the same, stay in peace.
  static bool is_right_elsewhere(const Match& match, const std::vector<Match>& matches) {
    return std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
      return other.begin == match.begin && other.end == match.end && !is_forbidden(*other.term) &&
             other.step <= match.step;
    });
  }

  void report(const UnitView& view, const Segment& segment, const std::string& text,
              const Match& match, DiagnosticSink& sink) {
    const bool is_source = context().target_language.empty();
    const std::vector<std::string> allowed = allowed_terms(
        *match.concept_entry, is_source ? context().source_language : context().target_language);
    Diagnostic result =
        finding(view, segment,
                fmt::format("“{}” is a {} term for concept {}", words_of(text, match),
                            model::to_string(match.term->status), match.concept_entry->id));
    (is_source ? result.source_span : result.target_span) = to_range(text, match);
    if (!allowed.empty()) result.hint = fmt::format("use “{}”", allowed.front());
    if (!match.term->note.empty())
      result.hint += fmt::format("{}{}", result.hint.empty() ? "" : ". ", match.term->note);
    sink.report(std::move(result));
  }
};

/// A word that stays as it is in every language.
class DoNotTranslate final : public TermRule {
 public:
  using TermRule::TermRule;
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "terms/do-not-translate", Severity::Major, "terminology",
        "A term that stays as it is in every language does not stand in the target."};
    return kRule;
  }

 private:
  void check_segment(const UnitView& view, const Segment& segment, DiagnosticSink& sink) override {
    if (context().target_language.empty()) return;
    const FoundTerms& source = found().source(segment);
    std::set<const Concept*> reported;
    for (const Match& match : source.consumed) {
      if (!terms::is_untranslatable(*match.concept_entry) || is_forbidden(*match.term) ||
          !is_in_scope(*match.term, *view.unit))
        continue;
      if (stands_in(found().target(segment), match.concept_entry)) continue;
      if (!reported.insert(match.concept_entry).second) continue;
      Diagnostic result = finding(
          view, segment,
          fmt::format("“{}” (concept {}) stays as it is in every language, and is not there",
                      words_of(source.text, match), match.concept_entry->id));
      result.source_span = to_range(source.text, match);
      result.hint = fmt::format("write “{}”", match.term->text);
      sink.report(std::move(result));
    }
  }

  static bool stands_in(const FoundTerms& target, const Concept* entry) {
    return std::any_of(target.overlapping.begin(), target.overlapping.end(),
                       [&](const Match& match) { return match.concept_entry == entry; });
  }
};

}  // namespace

void add_terminology_rules(Rules& rules) {
  const auto view = std::make_shared<TermView>();
  rules.push_back(std::make_unique<MissingTerm>(view));
  rules.push_back(std::make_unique<ForbiddenTerm>(view));
  rules.push_back(std::make_unique<WrongVariant>(view));
  rules.push_back(std::make_unique<DoNotTranslate>(view));
  rules.push_back(make_inconsistent_usage(view));
}

}  // namespace hexapla::check
