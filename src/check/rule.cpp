// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/check/rule.hpp"

#include <algorithm>
#include <tuple>

namespace hexapla::check {
namespace {

SourceSpan span_of(const model::Segment& segment, std::string_view file) {
  model::ByteRange range = segment.target_range;
  if (range.begin >= range.end) range = segment.source_range;
  if (range.begin >= range.end) range = segment.range;
  return {std::string(file), range.begin, range.end};
}

}  // namespace

bool is_rule_of(std::string_view pattern, std::string_view rule) {
  if (pattern == rule) return true;
  return pattern.ends_with("/*") && rule.starts_with(pattern.substr(0, pattern.size() - 1));
}

Diagnostic Rule::finding(const UnitView& view, const model::Segment& segment,
                         std::string message) const {
  const RuleDescription& rule = description();
  Diagnostic result;
  result.rule = rule.id;
  result.severity = rule.severity;
  result.its_type = rule.its_type;
  result.publication = context_->publication;
  result.language =
      context_->target_language.empty() ? context_->source_language : context_->target_language;
  result.span = span_of(segment, view.file);
  result.unit = view.unit->id;
  result.segment = segment.id;
  result.message = std::move(message);
  result.hash = model::content_hash(segment.source, segment.target.value_or(model::InlineText()));
  return result;
}

Severity configured_severity(const RuleDescription& rule, std::string_view language,
                             const std::vector<model::SeverityOverride>& overrides) {
  // Later entries are the publication's; among equals the one that says more wins.
  Severity severity = rule.severity;
  std::tuple<bool, bool> best{false, false};
  for (const model::SeverityOverride& each : overrides) {
    if (!is_rule_of(each.rule, rule.id) || (!each.language.empty() && each.language != language))
      continue;
    const std::tuple<bool, bool> weight{!each.language.empty(), each.rule == rule.id};
    if (weight < best) continue;
    best = weight;
    severity = each.severity;
  }
  return severity;
}

void check_units(std::vector<std::unique_ptr<Rule>>& rules, const std::vector<model::Unit>& units,
                 std::string_view file, DiagnosticSink& sink) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const UnitView view{&units[i], i == 0 ? nullptr : &units[i - 1],
                        i + 1 < units.size() ? &units[i + 1] : nullptr, file};
    for (const std::unique_ptr<Rule>& rule : rules) rule->check(view, sink);
  }
}

}  // namespace hexapla::check
