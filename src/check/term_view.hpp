// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hexapla/check/rule.hpp"
#include "hexapla/terms/matcher.hpp"

/// What the rules on terms share: the terms of a text, looked up once.
namespace hexapla::check {

using terms::Match;

using model::is_allowed;
using model::is_forbidden;
/// The terms of a concept that a language may use, preferred first; empty where nothing is
/// enforced.
[[nodiscard]] std::vector<std::string> allowed_terms(const model::Concept& entry,
                                                     std::string_view language);
/// “a” or “b”; at most three, and how many more there are.
[[nodiscard]] std::string quote(const std::vector<std::string>& names);
/// Code points of a match.
[[nodiscard]] TextRange to_range(std::string_view text, const Match& match);
[[nodiscard]] std::string words_of(std::string_view text, const Match& match);
/// Whether a term holds in a unit: everywhere, or in the places that its scopes name.
[[nodiscard]] bool is_in_scope(const model::Term& term, const model::Unit& unit);

/// The terms that stand in one text.
struct FoundTerms {
  std::string text;
  std::vector<Match> consumed;     ///< leftmost-longest, disjoint
  std::vector<Match> overlapping;  ///< the same and those that overlap them
};

/// The matchers of a run, and the terms of the texts that were looked at last. The rules of one run
/// share one (none outlives the others, so all own it): each looks at the same texts in turn.
class TermView {
 public:
  /// Builds the matchers when the first rule begins; the others of the run find them there.
  void begin(const Context& context);
  [[nodiscard]] bool is_empty() const { return !target_ && !source_; }
  /// The reference lives until the next unit.
  const FoundTerms& source(const model::Segment& segment);
  const FoundTerms& target(const model::Segment& segment);  ///< as it is printed
  const FoundTerms& plain_target(const model::Segment& segment);

 private:
  using Seen = std::unordered_map<std::string, std::unique_ptr<FoundTerms>>;
  static const FoundTerms& look_up(const terms::Matcher& matcher, std::string text, Seen& seen);

  const model::Glossary* glossary_ = nullptr;
  std::string source_language_;
  std::string target_language_;
  std::unique_ptr<terms::Matcher> source_;
  std::unique_ptr<terms::Matcher> target_;
  Seen seen_in_source_;
  Seen seen_in_target_;
};

/// A rule that looks at the terms of segments with a living target.
class TermRule : public Rule {
 public:
  explicit TermRule(std::shared_ptr<TermView> view) : terms_(std::move(view)) {}
  void begin(const Context& context) override;
  void check(const UnitView& view, DiagnosticSink& sink) override;

 protected:
  virtual void check_segment(const UnitView& view, const model::Segment& segment,
                             DiagnosticSink& sink) = 0;
  [[nodiscard]] TermView& found() const { return *terms_; }

 private:
  std::shared_ptr<TermView> terms_;
};

/// terms/inconsistent-usage.
[[nodiscard]] std::unique_ptr<Rule> make_inconsistent_usage(std::shared_ptr<TermView> view);

}  // namespace hexapla::check
