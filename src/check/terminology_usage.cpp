// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "term_view.hpp"

namespace hexapla::check {
namespace {

using model::Concept;
using model::Segment;
using model::Term;

/// Fewer uses are no usage, and below this share none is the rule.
constexpr std::size_t kLeastUses = 4;
constexpr double kMajority = 0.75;
/// Places kept of each term: a term used more often is no exception.
constexpr std::size_t kMostPlaces = 20;
constexpr std::string_view kHint = "use one term for one idea, unless the sentence needs the other";

/// A concept for which the glossary has approved no term yet, rendered by one nearly everywhere and
/// by another here. Approved terms may all be used: the glossary says so.
class InconsistentUsage final : public TermRule {
 public:
  using TermRule::TermRule;
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "terms/inconsistent-usage", Severity::Neutral, "inconsistency",
        "A concept without an approved term is rendered by another word than nearly everywhere."};
    return kRule;
  }

  void begin(const Context& context) override {
    TermRule::begin(context);
    uses_.clear();
  }

  void finish(DiagnosticSink& sink) override {
    for (auto& [entry, terms] : uses_) report(*entry, terms, sink);
    uses_.clear();
  }

 private:
  struct Uses {
    std::size_t count = 0;
    std::vector<Diagnostic> places;
  };
  struct ById {
    bool operator()(const Concept* a, const Concept* b) const { return a->id < b->id; }
  };
  using UsesOfTerms = std::map<std::string, Uses>;

  static bool is_full_form(const Term& term) {
    return term.type != "acronym" && term.type != "abbreviation" && term.type != "shortForm";
  }

  void check_segment(const UnitView& view, const Segment& segment,
                     DiagnosticSink& /*sink*/) override {
    if (context().target_language.empty()) return;
    const FoundTerms& source = found().source(segment);
    if (source.consumed.empty()) return;
    std::set<const Concept*> wanted;
    for (const Match& match : source.consumed) {
      if (allowed_terms(*match.concept_entry, context().target_language).empty())
        wanted.insert(match.concept_entry);
    }
    const FoundTerms& target = found().plain_target(segment);
    for (const Match& match : target.consumed) {
      if (!wanted.contains(match.concept_entry) || !is_counted(*match.term)) continue;
      if (!is_shared(match, target.consumed)) count(view, segment, target.text, match);
    }
  }

  static bool is_counted(const Term& term) {
    return is_full_form(term) && !is_forbidden(term) && term.scopes.empty();
  }

  /// Words of two concepts may speak of the other one.
  static bool is_shared(const Match& match, const std::vector<Match>& matches) {
    return std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
      return other.begin == match.begin && other.concept_entry != match.concept_entry;
    });
  }

  void count(const UnitView& view, const Segment& segment, const std::string& text,
             const Match& match) {
    Uses& uses = uses_[match.concept_entry][match.term->text];
    ++uses.count;
    if (uses.places.size() >= kMostPlaces) return;
    Diagnostic place = finding(view, segment, words_of(text, match));
    place.target_span = to_range(text, match);
    uses.places.push_back(std::move(place));
  }

  static void report(const Concept& entry, UsesOfTerms& terms, DiagnosticSink& sink) {
    std::size_t total = 0;
    const auto most = std::max_element(
        terms.begin(), terms.end(),
        [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
    for (const auto& [term, uses] : terms) total += uses.count;
    if (total < kLeastUses ||
        static_cast<double>(most->second.count) < kMajority * static_cast<double>(total))
      return;
    for (auto& [term, uses] : terms) {
      if (term == most->first) continue;
      for (Diagnostic& place : uses.places) {
        place.message =
            fmt::format("“{}” renders concept {} here; “{}” does {} of {} times", place.message,
                        entry.id, most->first, most->second.count, total);
        place.hint = kHint;
        sink.report(std::move(place));
      }
    }
  }

  std::map<const Concept*, UsesOfTerms, ById> uses_;
};

}  // namespace

std::unique_ptr<Rule> make_inconsistent_usage(std::shared_ptr<TermView> view) {
  return std::make_unique<InconsistentUsage>(std::move(view));
}

}  // namespace hexapla::check
