// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/segmentation.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <unicode/brkiter.h>
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
constexpr int32_t kTimeLimit = 50;

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
  Pattern before;         ///< anchored at its end
  std::size_t after = 0;  ///< which of the expressions behind a position
};

}  // namespace

struct Segmenter::Compiled {
  /// Matchers are costly to make: each run borrows a set and hands it back.
  struct Matchers {
    std::vector<std::unique_ptr<icu::RegexMatcher>> before;
    std::vector<std::unique_ptr<icu::RegexMatcher>> after;
    std::unique_ptr<icu::BreakIterator> sentences;
  };

  std::vector<CompiledRule> rules;
  std::vector<Pattern> after;  ///< each once: many rules share one
  /// Each break rule as one expression, not anchored: where breaks can be at all.
  std::vector<Pattern> candidates;
  std::unique_ptr<const icu::BreakIterator> sentences;  ///< without rules: UAX 29

  [[nodiscard]] std::unique_ptr<Matchers> borrow() const {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<Matchers> matchers = std::move(idle_.back());
        idle_.pop_back();
        return matchers;
      }
    }
    auto matchers = std::make_unique<Matchers>();
    for (const CompiledRule& rule : rules) matchers->before.push_back(to_matcher(*rule.before));
    for (const Pattern& pattern : after) matchers->after.push_back(to_matcher(*pattern));
    if (sentences) matchers->sentences.reset(sentences->clone());
    return matchers;
  }

  void give_back(std::unique_ptr<Matchers> matchers) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(matchers));
  }

 private:
  static std::unique_ptr<icu::RegexMatcher> to_matcher(const icu::RegexPattern& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(status));
    matcher->setTimeLimit(kTimeLimit, status);
    return matcher;
  }

  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Matchers>> idle_;
};

Segmenter::Segmenter(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

Result<Segmenter> Segmenter::compile(const std::vector<SegmentationRule>& rules) {
  auto compiled = std::make_unique<Compiled>();
  std::map<std::string, std::size_t> after;
  for (const SegmentationRule& rule : rules) {
    CompiledRule result;
    result.is_break = rule.is_break;
    HEXAPLA_TRY(result.before, compile_expression(fmt::format("(?:{})\\z", rule.before)));
    const auto [place, is_new] = after.emplace(rule.after, compiled->after.size());
    result.after = place->second;
    if (is_new) {
      HEXAPLA_TRY(Pattern pattern, compile_expression(rule.after));
      compiled->after.push_back(std::move(pattern));
    }
    if (rule.is_break) {
      HEXAPLA_TRY(Pattern candidate,
                  compile_expression(fmt::format("(?:{})(?={})", rule.before, rule.after)));
      compiled->candidates.push_back(std::move(candidate));
    }
    compiled->rules.push_back(std::move(result));
  }
  return Segmenter(std::move(compiled));
}

Segmenter Segmenter::untailored() {
  auto compiled = std::make_unique<Compiled>();
  UErrorCode status = U_ZERO_ERROR;
  compiled->sentences.reset(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) compiled->sentences.reset();  // ICU has no data: one sentence
  return Segmenter(std::move(compiled));
}

namespace {

/// Every position at which some break rule holds, ascending.
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

/// The rules at the positions of one text.
class Decider {
 public:
  Decider(const std::vector<CompiledRule>& rules, const icu::UnicodeString& text,
          Segmenter::Compiled::Matchers& matchers)
      : rules_(rules), text_(text), matchers_(matchers), known_(matchers.after.size()) {
    for (const auto& matcher : matchers_.after) {
      matcher->reset(text_);
      matcher->useTransparentBounds(1);
    }
  }

  /// SRX 2.0: the first rule that matches at a position decides.
  bool is_break_at(int32_t at) {
    std::fill(known_.begin(), known_.end(), std::nullopt);
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (matches_from(rules_[i].after, at) && matches_until(*matchers_.before[i], at))
        return rules_[i].is_break;
    }
    return false;
  }

 private:
  bool matches_from(std::size_t expression, int32_t at) {
    std::optional<bool>& known = known_[expression];
    if (!known) {
      UErrorCode status = U_ZERO_ERROR;
      icu::RegexMatcher& matcher = *matchers_.after[expression];
      matcher.region(at, text_.length(), status);
      known = matcher.lookingAt(status) != 0 && U_SUCCESS(status);
    }
    return *known;
  }

  /// Whether an expression that ends in \z matches the text up to `at`. The text before the window
  /// stays in sight, so that ^ matches at the beginning of the text only.
  bool matches_until(icu::RegexMatcher& matcher, int32_t at) const {
    const icu::UnicodeString before(0, icu::ConstChar16Ptr(text_.getBuffer()), at);
    UErrorCode status = U_ZERO_ERROR;
    matcher.reset(before);
    matcher.useTransparentBounds(1);
    matcher.useAnchoringBounds(0);
    matcher.region(std::max(0, at - kLookBehind), at, status);
    const bool found = matcher.find(status) != 0 && U_SUCCESS(status);
    return found;
  }

  const std::vector<CompiledRule>& rules_;
  const icu::UnicodeString& text_;
  Segmenter::Compiled::Matchers& matchers_;
  std::vector<std::optional<bool>> known_;
};

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
  std::unique_ptr<Compiled::Matchers> matchers = compiled_->borrow();
  std::vector<int32_t> breaks;
  if (matchers->sentences) {
    matchers->sentences->setText(text);
    matchers->sentences->first();
    for (int32_t at = matchers->sentences->next(); at < text.length() && at > 0;
         at = matchers->sentences->next())
      breaks.push_back(at);
  } else {
    Decider decider(compiled_->rules, text, *matchers);
    for (int32_t at : find_candidates(compiled_->candidates, text)) {
      if (!decider.is_break_at(at)) continue;
      while (at < text.length() && u_isUWhiteSpace(text.char32At(at)) != 0)
        at = text.moveIndex32(at, 1);
      if (at > 0 && at < text.length()) breaks.push_back(at);
    }
    breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  }
  compiled_->give_back(std::move(matchers));
  return to_byte_offsets(text, utf8, breaks);
}

}  // namespace hexapla::text
