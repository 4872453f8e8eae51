// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "term_view.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/utf8.hpp"

#include "rules.hpp"

namespace hexapla::check {
namespace {

using model::Concept;
using model::Term;
using model::TermStatus;

/// As many texts are remembered as a long unit has segments.
constexpr std::size_t kMostSeen = 64;

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

bool is_of_scope(std::string_view scope, const model::Unit& unit) {
  constexpr std::string_view kPart = "part:";
  if (!scope.starts_with(kPart)) return scope == find_place(unit.id);
  const std::string_view part = scope.substr(kPart.size());
  return unit.file == part ||
         std::find(unit.groups.begin(), unit.groups.end(), part) != unit.groups.end();
}

}  // namespace

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

std::string quote(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> quoted;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
    quoted.push_back(fmt::format("“{}”", names[i]));
  std::string text = fmt::format("{}", fmt::join(quoted, " or "));
  if (names.size() > kMost) text += fmt::format(" (or {} more)", names.size() - kMost);
  return text;
}

TextRange to_range(std::string_view text, const Match& match) {
  const std::size_t begin = text::count_code_points(text.substr(0, match.begin));
  return {begin,
          begin + text::count_code_points(text.substr(match.begin, match.end - match.begin))};
}

std::string words_of(std::string_view text, const Match& match) {
  return std::string(text.substr(match.begin, match.end - match.begin));
}

bool is_in_scope(const Term& term, const model::Unit& unit) {
  return term.scopes.empty() ||
         std::any_of(term.scopes.begin(), term.scopes.end(),
                     [&](const std::string& scope) { return is_of_scope(scope, unit); });
}

void TermView::begin(const Context& context) {
  const bool is_there = glossary_ == context.glossary &&
                        source_language_ == context.source_language &&
                        target_language_ == context.target_language && source_ != nullptr;
  if (is_there) return;
  glossary_ = context.glossary;
  source_language_ = context.source_language;
  target_language_ = context.target_language;
  source_.reset();
  target_.reset();
  if (glossary_ == nullptr || glossary_->concepts.empty()) return;
  source_ = std::make_unique<terms::Matcher>(*glossary_, source_language_, context.source_stemmer);
  if (target_language_.empty()) return;
  target_ = std::make_unique<terms::Matcher>(*glossary_, target_language_, context.target_stemmer);
}

const FoundTerms& TermView::look_up(const terms::Matcher& matcher, std::string text, Seen& seen) {
  if (const auto found = seen.find(text); found != seen.end()) return *found->second;
  if (seen.size() >= kMostSeen) seen.clear();
  auto terms = std::make_unique<FoundTerms>();
  terms::Matches matches = matcher.find_all(text);
  terms->consumed = std::move(matches.consumed);
  terms->overlapping = std::move(matches.overlapping);
  terms->text = text;
  return *seen.emplace(std::move(text), std::move(terms)).first->second;
}

const FoundTerms& TermView::source(const model::Segment& segment) {
  return look_up(*source_, segment.source.plain(), seen_in_source_);
}

const FoundTerms& TermView::target(const model::Segment& segment) {
  return look_up(*target_, printed_text(*segment.target), seen_in_target_);
}

const FoundTerms& TermView::plain_target(const model::Segment& segment) {
  return look_up(*target_, segment.target->plain(), seen_in_target_);
}

void TermRule::begin(const Context& context) {
  Rule::begin(context);
  terms_->begin(context);
}

void TermRule::check(const UnitView& view, DiagnosticSink& sink) {
  if (terms_->is_empty() || !view.unit->translate) return;
  const bool is_source = context().target_language.empty();
  for (const model::Segment& segment : view.unit->segments) {
    if (segment.is_ignorable) continue;
    if (is_source || (model::has_target_text(segment) && !model::is_stale(*view.unit, segment)))
      check_segment(view, segment, sink);
  }
}

}  // namespace hexapla::check
