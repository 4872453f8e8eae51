// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/segmentation.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/ustring.h>

#include "hexapla/text/utf8.hpp"

#include "icu.hpp"

namespace hexapla::text {
namespace {

using Pattern = std::unique_ptr<const icu::RegexPattern>;

/// How far before a position a no-break rule may look, in UTF-16 units: abbreviations are short,
/// and a bound keeps the work linear.
constexpr int32_t kLookBehind = 64;
/// Steps of the matcher (about milliseconds) after which an expression counts as not matching.
constexpr int32_t kTimeLimit = 500;

Result<Pattern> compile_expression(const std::string& expression) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  Pattern pattern(icu::RegexPattern::compile(to_icu(expression), 0, where, status));
  if (U_FAILURE(status)) {
    return fail(ErrorCode::Configuration, fmt::format("no regular expression: \"{}\"", expression),
                {}, "segmentation rules are ICU regular expressions");
  }
  return pattern;
}

struct CompiledRule {
  bool is_break = true;
  Pattern before;  ///< anchored at its end
  Pattern after;
};

/// Whether `pattern` matches right from `at`.
bool matches_from(const icu::RegexPattern& pattern, const icu::UnicodeString& text, int32_t at) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(text, status));
  matcher->setTimeLimit(kTimeLimit, status);
  matcher->region(at, text.length(), status);
  matcher->useTransparentBounds(1);
  return matcher->lookingAt(status) != 0 && U_SUCCESS(status);
}

/// Whether `pattern`, which ends in \z, matches a text that ends at `at`.
bool matches_until(const icu::RegexPattern& pattern, const icu::UnicodeString& text, int32_t at) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(text, status));
  matcher->setTimeLimit(kTimeLimit, status);
  matcher->region(std::max(0, at - kLookBehind), at, status);
  matcher->useTransparentBounds(0);
  matcher->useAnchoringBounds(1);
  return matcher->find(status) != 0 && U_SUCCESS(status);
}

}  // namespace

struct Segmenter::Compiled {
  std::vector<CompiledRule> rules;
  std::vector<Pattern>
      candidates;  ///< `before` of each break rule, not anchored: where breaks can be at all
};

Segmenter::Segmenter(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

Result<Segmenter> Segmenter::compile(const std::vector<SegmentationRule>& rules) {
  auto compiled = std::make_unique<Compiled>();
  for (const SegmentationRule& rule : rules) {
    CompiledRule result;
    result.is_break = rule.is_break;
    HEXAPLA_TRY(result.before, compile_expression(fmt::format("(?:{})\\z", rule.before)));
    HEXAPLA_TRY(result.after, compile_expression(rule.after));
    if (rule.is_break) {
      HEXAPLA_TRY(Pattern candidate, compile_expression(rule.before));
      compiled->candidates.push_back(std::move(candidate));
    }
    compiled->rules.push_back(std::move(result));
  }
  return Segmenter(std::move(compiled));
}

namespace {

/// Every position at which some break rule's `before` ends, ascending.
std::vector<int32_t> find_candidates(const std::vector<Pattern>& patterns,
                                     const icu::UnicodeString& text) {
  std::vector<int32_t> positions;
  for (const Pattern& pattern : patterns) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(text, status));
    matcher->setTimeLimit(kTimeLimit * 20, status);
    while (U_SUCCESS(status) && matcher->find(status) != 0)
      positions.push_back(matcher->end(status));
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

/// SRX 2.0: the first rule that matches at a position decides.
bool is_break_at(const std::vector<CompiledRule>& rules, const icu::UnicodeString& text,
                 int32_t at) {
  for (const CompiledRule& rule : rules) {
    if (matches_from(*rule.after, text, at) && matches_until(*rule.before, text, at))
      return rule.is_break;
  }
  return false;
}

/// Byte offsets of ascending UTF-16 positions.
std::vector<std::size_t> to_byte_offsets(const icu::UnicodeString& text, std::string_view utf8,
                                         const std::vector<int32_t>& positions) {
  std::vector<std::size_t> offsets;
  std::size_t byte = 0;
  int32_t unit = 0;
  for (const int32_t position : positions) {
    while (unit < position) {
      unit = text.moveIndex32(unit, 1);
      (void)next_code_point(utf8, byte);
    }
    offsets.push_back(byte);
  }
  return offsets;
}

}  // namespace

std::vector<std::size_t> Segmenter::find_breaks(std::string_view utf8) const {
  const icu::UnicodeString text = to_icu(utf8);
  std::vector<int32_t> breaks;
  for (int32_t at : find_candidates(compiled_->candidates, text)) {
    if (!is_break_at(compiled_->rules, text, at)) continue;
    while (at < text.length() && u_isUWhiteSpace(text.char32At(at)) != 0)
      at = text.moveIndex32(at, 1);
    if (at > 0 && at < text.length()) breaks.push_back(at);
  }
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  return to_byte_offsets(text, utf8, breaks);
}

}  // namespace hexapla::text
